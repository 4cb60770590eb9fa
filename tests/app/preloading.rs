//! A post by a worker that has not read its thread.

use crate::*;
use impromptu::app::Pending;

/// Written and reviewed by a worker that died since, and *Post* pressed.
fn pressed_later() -> Bench {
    let mut bench = Bench::reading();
    bench.typed("three boots");
    bench.restart();
    bench.typed("three boots");
    bench.post("three boots");
    bench
}

/// The thread with another system prompt.
fn changed_thread() -> Value {
    let mut changed = thread(&[], None);
    changed["root"]["systemPrompt"] = json!("Speak in lies.");
    changed
}

fn spends(bench: &Bench) -> usize {
    bench.fetches().iter().filter(|fetch| fetch.spends()).count()
}

#[test]
fn a_worker_that_has_not_read_the_thread_reads_it_and_goes_on() {
    let mut bench = pressed_later();
    assert_eq!(bench.answer(), Answer::default(), "nothing is refused");
    let asked: Vec<Endpoint> = bench.fetches().iter().map(|fetch| fetch.endpoint).collect();
    assert_eq!(asked, [Endpoint::Thread], "nothing is spent yet");
    assert_eq!((bench.phase(), bench.state.phase(DRAFT)), (None, Phase::Preloading));
    // On its way it is, in every window.
    bench.post("three boots");
    assert_eq!((bench.told().as_str(), bench.fetches().len()), ("alertSending", 0));
    bench.discard();
    assert_eq!(bench.told(), "alertSending");
    bench.ask(Command::Edit { draft: DRAFT.into(), missing: false });
    assert_eq!(bench.told(), "alertSending");
    bench.reply(Endpoint::Thread, 200, &thread(&[], None));
    assert_eq!((spends(&bench), bench.phase()), (1, Some(Phase::Sending)));
    let save = bench.place(|effect| matches!(effect, Effect::Save)).expect("a save");
    let fetch = bench.place(|effect| matches!(effect, Effect::Fetch(_))).expect("a fetch");
    assert!(save < fetch, "written down before it leaves");
}

#[test]
fn a_system_prompt_that_changed_meanwhile_is_read_first() {
    let mut bench = pressed_later();
    bench.reply(Endpoint::Thread, 200, &changed_thread());
    assert_eq!((bench.told().as_str(), spends(&bench)), ("blockUnreviewed", 0));
    assert_eq!(bench.answer().code, AnswerCode::ReviewRequired);
    assert_eq!(bench.state.phase(DRAFT), Phase::Draft);
    bench.ask(read_prompt("Speak in lies."));
    bench.post("three boots");
    assert_eq!((spends(&bench), bench.phase()), (1, Some(Phase::Sending)));
}

#[test]
fn a_thread_that_cannot_be_read_ahead_holds_the_post_back() {
    for (silence, told) in [(NoResponse::Dropped, "alertUnreachable"), (NoResponse::Timeout, "alertTimeout")]
    {
        let mut bench = pressed_later();
        bench.silence(Endpoint::Thread, silence);
        assert_eq!((bench.told().as_str(), spends(&bench)), (told, 0));
        assert_eq!(bench.state.phase(DRAFT), Phase::Draft);
        assert!(bench.state.cached_thread("rep_1").is_none(), "a panel goes on showing what it shows");
    }
    for (status, code, told) in [
        (404, "VAL_001", "alertGone"),
        (403, "AUTHZ_001", "alertTier"),
        (401, "AUTH_001", "alertAuth"),
        (503, "AVAIL_001", "alertServer"),
        (429, "RATE_001", "alertRate"),
    ] {
        let mut bench = pressed_later();
        bench.reply(Endpoint::Thread, status, &refusal(code));
        assert_eq!((bench.told().as_str(), spends(&bench)), (told, 0), "{status}");
        assert_eq!(bench.answer().code, AnswerCode::Failed, "{status}");
        assert_eq!(bench.state.live.drafts[DRAFT].content.text, "three boots", "{status} keeps the content");
    }
}

#[test]
fn what_was_queued_goes_out_after_a_restart_and_not_before_its_thread_is_read() {
    let mut bench = Bench::reading();
    bench.event(Event::Offline);
    bench.post("three boots");
    bench.restart();
    bench.event(Event::Offline);
    bench.post("three boots");
    assert_eq!((bench.told().as_str(), bench.phase()), ("saidQueued", Some(Phase::Queued)), "still offline");
    bench.event(Event::Online);
    bench.post("three boots");
    assert_eq!((bench.phase(), spends(&bench)), (Some(Phase::Queued), 0));
    bench.reply(Endpoint::Thread, 200, &thread(&[], None));
    assert_eq!((bench.phase(), spends(&bench)), (Some(Phase::Sending), 1));
}

#[test]
fn the_same_words_from_before_are_known_to_a_worker_that_never_saw_them() {
    let old = thread(&[node("rep_2", "agent_7f3", "three boots")], None);
    let mut bench = pressed_later();
    bench.reply(Endpoint::Thread, 200, &old);
    bench.silence(Endpoint::Reprompt, NoResponse::Timeout);
    bench.now += impromptu::app::REPLY_TIMEOUT;
    bench.ask(Command::Reconcile { draft: DRAFT.into() });
    bench.reply(Endpoint::Thread, 200, &old);
    assert_eq!(bench.phase(), Some(Phase::Draft), "rep_2 was there before");
}

#[test]
fn nobody_else_posts_what_waits_for_its_thread() {
    let mut bench = pressed_later();
    let waiting = bench.request(Endpoint::Thread);
    bench.ask(Command::Connect {
        address: "impromptusocial.ai".into(),
        key: Secret::new("impr_sk_other"),
        agreed: false,
    });
    let mut other = heartbeat(0);
    other["agentId"] = json!("agent_x");
    let connecting =
        bench.state.live.pending.iter().find(|(_, pending)| matches!(pending, Pending::Connect { .. }));
    bench.answers(*connecting.expect("a try").0, Endpoint::Heartbeat, &other);
    bench.answers(waiting, Endpoint::Thread, &thread(&[], None));
    assert_eq!((spends(&bench), bench.state.phase(DRAFT)), (0, Phase::Draft));
}

#[test]
fn a_system_prompt_is_reviewed_by_a_worker_that_did_not_read_the_thread() {
    let mut bench = Bench::connected();
    bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
    bench.reply(Endpoint::Thread, 200, &thread(&[], None));
    bench.restart();
    bench.ask(read_prompt(PROMPT));
    assert_eq!(bench.told(), "saidReviewed");
    bench.post("three boots");
    bench.reply(Endpoint::Thread, 200, &thread(&[], None));
    assert_eq!(spends(&bench), 1);
}
