use crate::*;
use impromptu::app::{Look, REPLY_TIMEOUT, ReturnReason, SubmissionState};

/// A post that nobody answered, `after` milliseconds later, with its thread being read.
fn unknown(after: Millis) -> Bench {
    let mut bench = Bench::sending();
    bench.silence(Endpoint::Reprompt, NoResponse::Dropped);
    bench.now += after;
    bench.ask(Command::Reconcile { draft: DRAFT.into() });
    bench
}

#[test]
fn ours_under_the_node_is_found_and_told() {
    let mut bench = unknown(REPLY_TIMEOUT);
    bench.reply(
        Endpoint::Thread,
        200,
        &thread(
            &[node("rep_8", "agent_x", "three boots"), node("rep_9", "agent_7f3", " three  boots")],
            None,
        ),
    );
    assert_eq!(bench.phase(), None);
    let receipt = bench.state.receipts.back().expect("a receipt");
    assert_eq!((receipt.node.as_deref(), receipt.found, receipt.paid), (Some("rep_9"), true, None));
}

#[test]
fn absence_is_believed_only_after_the_grace() {
    for (after, expected) in
        [(5_000, Phase::Unknown), (REPLY_TIMEOUT - 1, Phase::Unknown), (REPLY_TIMEOUT, Phase::Draft)]
    {
        let mut bench = unknown(after);
        bench.reply(Endpoint::Thread, 200, &thread(&[], None));
        assert_eq!(bench.phase(), Some(expected), "after {after} ms");
    }
}

#[test]
fn a_clock_set_forward_does_not_shorten_the_grace() {
    let mut bench = unknown(3_600_000);
    // By the network's own clock only five seconds have passed.
    let date = [("date", "Fri, 20 Feb 2026 09:00:05 GMT")];
    bench.reply_with(Endpoint::Thread, 200, &date, &thread(&[], None));
    assert!(
        matches!(bench.state.submissions[DRAFT].state, SubmissionState::Unknown(Some(Look::NotYet(_)))),
        "{:?}",
        bench.state.submissions
    );
}

#[test]
fn all_pages_are_read_before_it_is_absent() {
    let mut bench = unknown(REPLY_TIMEOUT);
    bench.reply(Endpoint::Thread, 200, &thread(&[], Some("50")));
    assert_eq!(bench.phase(), Some(Phase::Unknown));
    assert!(bench.fetches()[0].call.path.contains("cursor=50"));
    bench.reply(Endpoint::Thread, 200, &thread(&[node("rep_9", "agent_7f3", "three boots")], None));
    assert_eq!(bench.phase(), None);
}

#[test]
fn the_same_words_posted_before_are_not_taken_for_it() {
    let mut bench = Bench::connected();
    bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
    let old = thread(&[node("rep_2", "agent_7f3", "three boots")], None);
    bench.reply(Endpoint::Thread, 200, &old);
    bench.ask(read_prompt(PROMPT));
    bench.post("three boots");
    bench.silence(Endpoint::Reprompt, NoResponse::Timeout);
    bench.now += REPLY_TIMEOUT;
    bench.ask(Command::Reconcile { draft: DRAFT.into() });
    bench.reply(Endpoint::Thread, 200, &old);
    assert_eq!(bench.phase(), Some(Phase::Draft), "rep_2 was there before");
}

#[test]
fn a_node_that_is_gone_leaves_a_receipt_of_doubt() {
    let mut bench = unknown(REPLY_TIMEOUT);
    bench.reply(Endpoint::Thread, 404, &refusal("VAL_001"));
    assert_eq!(bench.phase(), Some(Phase::Draft));
    assert!(
        bench.state.receipts.back().is_some_and(|receipt| receipt.unsure && receipt.text == "three boots")
    );
}

#[test]
fn a_thread_that_cannot_be_read_settles_nothing() {
    for silence in [NoResponse::Dropped, NoResponse::Timeout] {
        let mut bench = unknown(REPLY_TIMEOUT);
        bench.silence(Endpoint::Thread, silence);
        assert_eq!(bench.phase(), Some(Phase::Unknown));
    }
}

#[test]
fn an_author_nobody_names_may_be_us() {
    let nameless = |told: bool| {
        let mut bench = Bench::connected();
        if !told {
            let account = bench.state.account.as_mut().expect("an account");
            (account.agent_id, account.name) = (None, None);
        }
        bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
        bench.reply(Endpoint::Thread, 200, &thread(&[], None));
        bench.ask(read_prompt(PROMPT));
        bench.post("three boots");
        bench.silence(Endpoint::Reprompt, NoResponse::Dropped);
        bench.now += REPLY_TIMEOUT;
        bench.ask(Command::Reconcile { draft: DRAFT.into() });
        bench
    };
    let mut anonymous = node("rep_9", "", "three boots");
    anonymous.as_object_mut().expect("a node").remove("author");
    for (we_are_told, child) in
        [(false, node("rep_9", "agent_7f3", "three boots")), (true, anonymous.clone()), (false, anonymous)]
    {
        let mut bench = nameless(we_are_told);
        bench.reply(Endpoint::Thread, 200, &thread(&[child], None));
        assert_eq!(bench.phase(), None, "told who we are: {we_are_told}; posting again would post twice");
    }
}

#[test]
fn a_wait_that_is_asked_for_holds_whoever_it_is_told_to() {
    let waits = [("Retry-After", "600")];
    // A second reading was faster, and found it.
    let mut bench = unknown(REPLY_TIMEOUT);
    bench.ask(Command::Reconcile { draft: DRAFT.into() });
    bench.reply(Endpoint::Thread, 200, &thread(&[node("rep_9", "agent_7f3", "three boots")], None));
    bench.reply_with(Endpoint::Thread, 429, &waits, &refusal("RATE_002"));
    let until = bench.now + 600_000;
    assert_eq!((bench.phase(), bench.state.schedule.wait_until), (None, until));
    assert!(bench.state.schedule.next_heartbeat >= until);
    // An answer that is being written is not looked for meanwhile either.
    let mut bench = Bench::sending();
    bench.reply(Endpoint::Reprompt, 200, &json!({"nodeId": "rep_9", "status": "pending"}));
    bench.restart();
    bench.now = bench.state.schedule.reconcile_at;
    bench.event(Event::Alarm(impromptu::app::AlarmName::Reconcile));
    bench.reply_with(Endpoint::Thread, 429, &waits, &refusal("RATE_002"));
    let until = bench.now + 600_000;
    assert!(bench.state.schedule.reconcile_at >= until && bench.state.schedule.next_heartbeat >= until);
}

/// The words of the draft, as this network keeps them, under the node.
fn kept_as(words: &str, stored: &str) -> Bench {
    let mut bench = Bench::reading();
    bench.post(words);
    bench.silence(Endpoint::Reprompt, NoResponse::Dropped);
    bench.now += REPLY_TIMEOUT;
    bench.ask(Command::Reconcile { draft: DRAFT.into() });
    bench.reply(Endpoint::Thread, 200, &thread(&[node("rep_9", "agent_7f3", stored)], None));
    bench
}

#[test]
fn words_that_a_network_rewrites_are_found() {
    let long = "The cafe keeps a drawer of keys that open nothing, and labels every one of them in pencil.";
    for (words, stored) in [
        ("The cafe\u{301} keeps a drawer.", "The caf\u{e9} keeps a drawer."),
        ("The caf\u{e9} keeps a drawer.", "The cafe\u{301} keeps a drawer."),
        ("\u{1100}\u{1161}\u{11a8} is a door", "\u{ac01} is a door"),
        ("a\u{323}\u{302} is a letter", "\u{1ead} is a letter"),
        ("salt & \"pepper\" < it's", "salt &amp; &quot;pepper&quot; &lt; it&#39;s"),
        ("salt &amp; pepper", "salt &amp;amp; pepper"),
        ("one\u{200b}two\u{feff}", "onetwo"),
        ("a \u{1f468}\u{200d}\u{1f4bb} waits", "a \u{1f468}\u{1f4bb} waits"),
        ("  three boots\r\nand a hat \n", "three boots\nand a hat"),
        ("three boots\u{a0}stand", "three boots stand"),
        ("it's \"late\" - or not...", "it\u{2019}s \u{201c}late\u{201d} \u{2013} or not\u{2026}"),
        ("it -- or not", "it \u{2014} or not"),
        (long, long.get(..60).expect("ASCII")),
        (long, &format!("{}\u{2026}", long.get(..40).expect("ASCII"))),
        (long, &format!("{}...", long.get(..40).expect("ASCII"))),
    ] {
        let bench = kept_as(words, stored);
        assert_eq!(bench.phase(), None, "{words:?} kept as {stored:?}");
        assert_eq!(bench.told(), "saidFound", "{words:?} kept as {stored:?}");
    }
}

#[test]
fn a_new_child_of_ours_in_other_words_is_unclear_and_never_absent() {
    for stored in ["Three pairs of footwear", "", "three"] {
        let bench = kept_as("three boots in a row", stored);
        let submission = &bench.state.submissions[DRAFT];
        assert!(
            matches!(submission.state, SubmissionState::Returned { reason: ReturnReason::Unclear(_), .. }),
            "{stored:?}: {submission:?}"
        );
        assert_eq!((bench.phase(), bench.told().as_str()), (Some(Phase::Draft), "alertUnclear"));
    }
}

#[test]
fn a_child_of_ours_on_an_earlier_page_stays_unclear() {
    let mut bench = unknown(REPLY_TIMEOUT);
    bench.reply(Endpoint::Thread, 200, &thread(&[node("rep_9", "agent_7f3", "other words")], Some("50")));
    bench.reply(Endpoint::Thread, 200, &thread(&[], None));
    assert_eq!(bench.told(), "alertUnclear");
    // And the words themselves, further down, are found all the same.
    let mut bench = unknown(REPLY_TIMEOUT);
    bench.reply(Endpoint::Thread, 200, &thread(&[node("rep_9", "agent_7f3", "other words")], Some("50")));
    bench.reply(Endpoint::Thread, 200, &thread(&[node("rep_10", "agent_7f3", "three boots")], None));
    assert_eq!(bench.told(), "saidFound");
}

#[test]
fn what_cannot_be_the_post_leaves_it_absent() {
    // Another author; a child from before the post; one that we know we posted.
    let mut old = node("rep_9", "agent_7f3", "other words");
    old["createdAt"] = json!("2026-02-20T08:00:00Z");
    for child in [node("rep_8", "agent_x", "other words"), old] {
        let mut bench = unknown(REPLY_TIMEOUT);
        bench.reply(Endpoint::Thread, 200, &thread(&[child], None));
        assert_eq!(bench.told(), "saidAbsent");
    }
    let mut bench = Bench::connected();
    bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
    let before = thread(&[node("rep_2", "agent_7f3", "other words")], None);
    bench.reply(Endpoint::Thread, 200, &before);
    bench.ask(read_prompt(PROMPT));
    bench.post("three boots");
    bench.silence(Endpoint::Reprompt, NoResponse::Timeout);
    bench.now += REPLY_TIMEOUT;
    bench.ask(Command::Reconcile { draft: DRAFT.into() });
    bench.reply(Endpoint::Thread, 200, &before);
    assert_eq!(bench.told(), "saidAbsent", "it was there when the thread was read before the post");
}
