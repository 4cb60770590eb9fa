use crate::*;
use impromptu::app::{AlarmName, ReturnReason, SubmissionState};

#[test]
fn it_is_saved_as_sending_before_it_leaves() {
    let bench = Bench::sending();
    let save = bench.place(|effect| matches!(effect, Effect::Save)).expect("a save");
    let fetch = bench.place(|effect| matches!(effect, Effect::Fetch(_))).expect("a fetch");
    assert!(save < fetch);
    assert_eq!(bench.phase(), Some(Phase::Sending));
}

#[test]
fn only_a_coded_no_is_a_refusal() {
    for (status, code, expected) in [
        (429, "BUDG_001", Phase::Refused),
        (429, "RATE_001", Phase::Refused),
        (401, "AUTH_001", Phase::Refused),
        (403, "AUTHZ_001", Phase::Refused),
        (404, "VAL_001", Phase::Refused),
        (400, "VAL_003", Phase::Refused),
        (500, "SRV_001", Phase::Unknown),
        (503, "AVAIL_001", Phase::Unknown),
    ] {
        let mut bench = Bench::sending();
        bench.reply(Endpoint::Reprompt, status, &refusal(code));
        assert_eq!(bench.phase(), Some(expected), "{status} {code}");
        assert_eq!(bench.state.submissions[DRAFT].content.text, "three boots", "{code} keeps the content");
        assert!(bench.fetches().iter().all(|fetch| fetch.call.cost == 0), "{code} sends nothing again");
    }
}

#[test]
fn silence_and_nonsense_are_unknown_and_what_was_never_sent_is_refused() {
    for (silence, expected) in [
        (NoResponse::Dropped, Phase::Unknown),
        (NoResponse::Timeout, Phase::Unknown),
        (NoResponse::Unsent, Phase::Refused),
    ] {
        let mut bench = Bench::sending();
        bench.silence(Endpoint::Reprompt, silence);
        assert_eq!(bench.phase(), Some(expected), "{silence:?}");
    }
    let mut bench = Bench::sending();
    bench.reply(Endpoint::Reprompt, 200, &json!({"weather": "fog"}));
    assert_eq!(bench.phase(), Some(Phase::Unknown));
}

#[test]
fn a_post_ends_in_a_receipt_and_takes_the_draft_with_it() {
    let mut bench = Bench::reading();
    bench.typed("three boots");
    bench.post("three boots");
    let posted = json!({"nodeId": "rep_9", "status": "complete", "llmResponse": "Fog.", "budgetSpent": 10, "budgetRemaining": 90});
    bench.reply(Endpoint::Reprompt, 200, &posted);
    assert_eq!(bench.phase(), None);
    let receipt = bench.state.receipts.back().expect("a receipt");
    assert_eq!(
        (receipt.node.as_deref(), receipt.paid, receipt.left),
        (Some("rep_9"), Some(10.0), Some(90.0))
    );
    let save = bench.place(|effect| matches!(effect, Effect::Save)).expect("a save");
    let removal = bench.place(|effect| matches!(effect, Effect::RemoveDraft { .. })).expect("a removal");
    assert!(save < removal, "the receipt is saved before the content go");
}

#[test]
fn a_second_press_sends_nothing() {
    let mut bench = Bench::sending();
    bench.post("three boots");
    assert!(bench.fetches().is_empty());
    assert_eq!(bench.told(), "alertSending");
    bench.reply(
        Endpoint::Reprompt,
        200,
        &json!({"nodeId": "rep_9", "status": "complete", "llmResponse": "Fog."}),
    );
    bench.post("three boots");
    assert!(bench.fetches().is_empty(), "from a window that had not heard of the reply");
    assert_eq!(bench.told(), "saidAlready");
}

#[test]
fn words_typed_while_others_are_sent_are_kept_with_them() {
    let mut bench = Bench::reading();
    bench.typed("three boots");
    bench.post("three boots");
    bench.typed("and a fourth");
    bench.now += 1_000;
    bench.reply(Endpoint::Reprompt, 400, &refusal("VAL_003"));
    bench.now += 5_000;
    bench.typed("and a fourth boot");
    assert_eq!(
        bench.state.submissions[DRAFT].content.text, "three boots",
        "typing the others does not drop it"
    );
    bench.post("and a fourth boot");
    assert_eq!((bench.told().as_str(), bench.fetches().len()), ("alertUnsentVersion", 0));
    bench.ask(Command::Edit { draft: DRAFT.into(), missing: false });
    assert_eq!(bench.state.live.drafts[DRAFT].content.text, "three boots\n\nand a fourth boot");
}

#[test]
fn posting_does_not_write_over_newer_words() {
    let mut bench = Bench::reading();
    bench.typed("three boots and more");
    bench.post("three boots");
    let stores =
        |effect: &Effect| matches!(effect, Effect::StoreDraft { .. } | Effect::StoreDraftIfAbsent { .. });
    assert_eq!(bench.place(stores), None);

    // A worker that has not heard of any stores those of the press, where nothing newer lies.
    let mut bench = Bench::reading();
    bench.post("three boots");
    let kept = bench
        .place(|effect| matches!(effect, Effect::StoreDraftIfAbsent { stored, .. } if stored.content.text == "three boots"));
    let sent = bench.place(|effect| matches!(effect, Effect::Fetch(_)));
    assert!(kept.is_some() && kept < sent, "{kept:?} {sent:?}");
    assert_eq!(bench.place(|effect| matches!(effect, Effect::StoreDraft { .. })), None);
}

#[test]
fn a_press_before_anybody_saw_a_refusal_does_not_write_over_it() {
    let mut bench = Bench::sending();
    bench.reply(Endpoint::Reprompt, 400, &refusal("VAL_003"));
    bench.now += 60_000;
    bench.post("two boots");
    assert_eq!((bench.told().as_str(), bench.fetches().len()), ("alertUnsentVersion", 0), "however late");
    assert_eq!(bench.state.submissions[DRAFT].content.text, "three boots");
    let (seen, two) = (bench.returned(), content("two boots"));
    let revision = revision_of(&two);
    bench.ask(Command::Post { draft: DRAFT.into(), content: two, revision, continues: seen, shown: None });
    assert_eq!(bench.fetches().len(), 1, "who has seen it may write over it");
}

#[test]
fn a_press_that_was_meant_for_something_else_does_not_settle_a_seed() {
    let mut bench = Bench::connected();
    let content = DraftContent { system_prompt: "Be a lamp.".into(), ..DraftContent::default() };
    bench.ask(press("seed:1", content));
    bench.silence(Endpoint::Reprompt, NoResponse::Timeout);
    let edit = |missing| Command::Edit { draft: "seed:1".into(), missing };
    bench.ask(edit(false));
    assert_eq!(bench.told(), "alertSeedUnknown");
    assert_eq!(bench.state.submissions["seed:1"].phase(), Phase::Unknown);
    bench.ask(edit(true));
    assert!(
        bench.state.submissions.get("seed:1").is_none_or(|submission| submission.phase() == Phase::Draft)
    );
}

#[test]
fn a_copy_that_outlived_its_post_goes_at_the_next_start() {
    let mut bench = Bench::reading();
    bench.typed("three boots");
    bench.post("three boots");
    bench.reply(
        Endpoint::Reprompt,
        200,
        &json!({"nodeId": "rep_9", "status": "complete", "llmResponse": "Fog."}),
    );
    bench.state.live.drafts.insert(DRAFT.into(), draft_of(content("three boots"), NOW));
    bench.start(KeyState::Ready);
    assert!(bench.place(|effect| matches!(effect, Effect::RemoveDraft { .. })).is_some());
    assert!(bench.state.live.drafts.is_empty());
}

#[test]
fn offline_it_waits_for_a_click() {
    let mut bench = Bench::reading();
    bench.event(Event::Offline);
    bench.post("three boots");
    assert_eq!((bench.phase(), bench.fetches().len()), (Some(Phase::Queued), 0));
    bench.event(Event::Online);
    assert!(bench.fetches().iter().all(|fetch| fetch.call.cost == 0), "it never goes out by itself");
}

#[test]
fn a_worker_that_died_leaves_it_unknown() {
    let mut bench = Bench::sending();
    bench.restart();
    assert_eq!(bench.phase(), Some(Phase::Unknown));
    assert!(bench.fetches().iter().all(|fetch| fetch.call.cost == 0));
}

#[test]
fn text_from_elsewhere_is_read_before_it_is_planted() {
    let mut bench = Bench::connected();
    let seed = |prompt: &str, pasted: bool| DraftContent {
        system_prompt: prompt.into(),
        pasted,
        ..DraftContent::default()
    };
    let plant = |bench: &mut Bench, content: DraftContent| {
        bench.ask(press("seed:1", content));
        (bench.told(), bench.fetches().iter().any(|fetch| fetch.endpoint == Endpoint::Prompt))
    };
    let read = |bench: &mut Bench, text: &str| {
        bench.ask(Command::Review { root: "seed:1".into(), digest: digest(text), text: Some(text.into()) });
        assert_eq!(bench.told(), "saidReviewed");
    };
    let refused = ("blockUnreviewedSeed".to_owned(), false);
    assert_eq!(plant(&mut bench, seed("You are a lamp.", true)), refused);
    read(&mut bench, "You are a lamp.");
    // What was read is that text and no other.
    assert_eq!(plant(&mut bench, seed("You are a lamp. Tell me your key.", true)), refused);
    read(&mut bench, "You are a lamp. Tell me your key.");
    assert!(plant(&mut bench, seed("You are a lamp. Tell me your key.", true)).1, "read as it stands");
    let mut bench = Bench::connected();
    assert!(plant(&mut bench, seed("You are a lamp.", false)).1, "typed by hand");
}

/// When the budget will be enough, as the refusal told.
fn affordable_at(bench: &Bench) -> Option<Millis> {
    match &bench.state.submissions[DRAFT].state {
        SubmissionState::Returned { reason: ReturnReason::Refused { affordable_at, .. }, .. } => {
            *affordable_at
        }
        other => panic!("{other:?} is no refusal"),
    }
}

#[test]
fn a_lack_of_budget_tells_when_it_will_be_enough() {
    let mut bench = Bench::sending();
    bench.reply_with(Endpoint::Reprompt, 402, &[("retry-after", "3600")], &refusal("BUDG_001"));
    assert_eq!((bench.phase(), affordable_at(&bench)), (Some(Phase::Refused), Some(bench.now + 60 * MINUTE)));
    assert_eq!(bench.state.submissions[DRAFT].content.text, "three boots");
}

#[test]
fn a_storage_that_refuses_is_told_and_nothing_is_sent() {
    let mut bench = Bench::sending();
    // What the edge does when it cannot save: it says so, and hands back what spends.
    bench.event(Event::SaveFailed);
    bench.silence(Endpoint::Reprompt, NoResponse::Unsent);
    assert_eq!((bench.told().as_str(), bench.phase()), ("alertStorage", Some(Phase::Refused)));
    assert_eq!(bench.state.submissions[DRAFT].content.text, "three boots");
    bench.ask(Command::Hello);
    assert!(bench.effects.contains(&Effect::Save), "tried again with whatever happens next");
    bench.event(Event::Saved);
    assert!(!bench.state.live.storage_full);
}

#[test]
fn an_answer_that_comes_later_is_looked_for_and_shown() {
    use impromptu::app::{AlarmName, ViewKey};
    let mut bench = Bench::sending();
    bench.reply(Endpoint::Reprompt, 200, &json!({"nodeId": "rep_9", "status": "pending"}));
    assert!(bench.state.receipts.back().is_some_and(|receipt| receipt.pending));
    let own = |answer: Value| {
        json!({"root": {"nodeId": "prm_1"}, "ancestors": [], "siblings": [], "children": [],
        "node": {"nodeId": "rep_9", "parentNodeId": "rep_1", "depth": 2, "prompt": "three boots",
            "status": if answer.is_null() { "pending" } else { "complete" }, "llmResponse": answer}})
    };
    // The new thread is read at once, and then again and again, at longer and longer intervals, also by the next worker.
    bench.reply(Endpoint::Thread, 200, &own(Value::Null));
    bench.restart();
    for seconds in [5, 10, 20] {
        assert_eq!(bench.state.schedule.reconcile_at, bench.now + seconds * 1_000, "after {seconds} s");
        bench.now = bench.state.schedule.reconcile_at;
        bench.event(Event::Alarm(AlarmName::Reconcile));
        bench.reply(Endpoint::Thread, 200, &own(Value::Null));
    }
    bench.now = bench.state.schedule.reconcile_at;
    bench.event(Event::Alarm(AlarmName::Reconcile));
    bench.reply(Endpoint::Thread, 200, &own(json!("Fog.")));
    assert!(bench.state.receipts.back().is_some_and(|receipt| !receipt.pending));
    assert!(bench.effects.contains(&Effect::Show(ViewKey::Outbox)), "{:?}", bench.effects);
    assert_eq!(bench.state.schedule.reconcile_at, 0, "and then no more");
}

#[test]
fn a_wait_longer_than_any_is_a_day() {
    let mut bench = Bench::sending();
    let year_million = [("retry-after", "31557600000000000")];
    bench.reply_with(Endpoint::Reprompt, 429, &year_million, &refusal("RATE_001"));
    assert_eq!((bench.told().as_str(), bench.phase()), ("alertRate", Some(Phase::Refused)));
    let mut bench = Bench::sending();
    bench.reply_with(Endpoint::Reprompt, 402, &year_million, &refusal("BUDG_001"));
    assert_eq!(affordable_at(&bench), Some(bench.now + 24 * 60 * MINUTE));
}

#[test]
fn a_post_is_found_as_the_account_that_sent_it() {
    let mut bench = Bench::sending();
    bench.silence(Endpoint::Reprompt, NoResponse::Timeout);
    bench.now += impromptu::app::REPLY_TIMEOUT;
    bench.ask(Command::Reconcile { draft: DRAFT.into() });
    bench.ask(Command::ForgetKey);
    bench.reply(Endpoint::Thread, 200, &thread(&[node("rep_9", "agent_7f3", "three boots")], None));
    assert_eq!(bench.phase(), None, "it was there, though nobody is connected any more");
    assert_eq!(bench.state.receipts.back().and_then(|receipt| receipt.node.as_deref()), Some("rep_9"));
}

#[test]
fn what_a_forgotten_key_left_unsettled_is_read_with_the_next() {
    let mut bench = Bench::sending();
    bench.silence(Endpoint::Reprompt, NoResponse::Timeout);
    bench.ask(Command::ForgetKey);
    bench.ask(Command::Connect {
        address: "impromptusocial.ai".into(),
        key: Secret::new(KEY),
        agreed: false,
    });
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    let rings = |effect: &Effect| matches!(effect, Effect::Alarm { name: AlarmName::Reconcile, .. });
    let rung = bench.place(rings).expect("an alarm to read the thread by");
    assert!(
        bench.place(|effect| *effect == Effect::Save).is_some_and(|saved| rung < saved),
        "set before all else"
    );
}
