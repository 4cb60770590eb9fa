//! The review of a system prompt: it counts for the text that was shown, and for no other.

use crate::*;
use impromptu::app::{ReviewStatus, SentUnder, ViewKey};

const V3: &str = "Speak in lies.";

/// The thread as the network has it, at a node, with a system prompt.
fn thread_at(id: &str, prompt: &str) -> Value {
    let mut told = thread(&[], None);
    told["node"]["nodeId"] = json!(id);
    told["root"]["systemPrompt"] = json!(prompt);
    told
}

impl Bench {
    fn reads(&mut self, node: &str, prompt: &str) {
        self.ask(Command::OpenThread { node: node.into(), resumes: false });
        self.reply(Endpoint::Thread, 200, &thread_at(node, prompt));
    }

    /// The review status of the thread at a node.
    fn review_at(&self, node: &str) -> ReviewStatus {
        let cached = self.state.cached_thread(node).expect("a cached thread");
        self.state.review(cached.thread.as_ref().expect("a thread"))
    }

    fn post_shown(&mut self, prompt: &str) {
        let shown = Some(digest(prompt));
        let (draft, content) = (DRAFT.to_owned(), content("three boots"));
        let revision = revision_of(&content);
        self.ask(Command::Post { draft, content, revision, continues: None, shown });
    }

    fn spends(&self) -> usize {
        self.fetches().iter().filter(|fetch| fetch.spends()).count()
    }

    fn sent_under(&self) -> SentUnder {
        self.state.receipts.back().expect("a receipt").sent_under.clone()
    }
}

/// Values of `b2sum -l 256`.
#[test]
fn the_digest_is_blake2b_256() {
    for (text, hex) in [
        ("", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"),
        ("abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"),
        ("Answer in rhyme.", "949364be2519ab3604493e82b8eb4fe67c697bace50bd8a0feb782457a49a89b"),
    ] {
        assert_eq!(digest(text), hex, "{text:?}");
    }
}

#[test]
fn a_press_counts_for_the_text_that_was_shown() {
    // What was read again since: nothing, the same node, another node of the tree, another node with the same text.
    for (again, prompt, counts) in [
        (None, PROMPT, true),
        (Some("rep_1"), V3, false),
        (Some("rep_2"), V3, false),
        (Some("rep_2"), PROMPT, true),
    ] {
        let mut bench = Bench::connected();
        bench.reads("rep_1", PROMPT);
        if let Some(node) = again {
            bench.reads(node, prompt);
        }
        bench.ask(read_prompt(PROMPT));
        let told = (bench.told(), bench.answer().code);
        let status = bench.review_at("rep_1");
        if counts {
            assert_eq!(told, ("saidReviewed".into(), AnswerCode::Done), "{again:?}");
            assert_eq!(status, ReviewStatus::Fine, "{again:?}");
            continue;
        }
        assert_eq!(told, ("alertReviewChanged".into(), AnswerCode::ReviewRequired), "{again:?}");
        assert_eq!((status, bench.state.reviews.len()), (ReviewStatus::Open, 0), "{again:?}");
        let shows = |effect: &Effect| *effect == Effect::Show(ViewKey::Thread("rep_1".into()));
        assert!(bench.place(shows).is_some(), "the present text is shown");
        bench.ask(read_prompt(prompt));
        assert_eq!((bench.told().as_str(), bench.review_at("rep_1")), ("saidReviewed", ReviewStatus::Fine));
    }
}

#[test]
fn a_tree_has_one_system_prompt_in_all_its_threads() {
    let mut bench = Bench::connected();
    bench.reads("rep_1", PROMPT);
    bench.ask(read_prompt(PROMPT));
    bench.reads("rep_2", V3);
    assert_eq!(bench.review_at("rep_1"), ReviewStatus::Changed, "what was read before shows it too");
}

#[test]
fn the_review_of_a_seed_counts_for_the_text_that_was_shown() {
    let mut bench = Bench::connected();
    let review = |shown: &str, sent: &str| Command::Review {
        root: "seed:1".into(),
        digest: digest(shown),
        text: Some(sent.into()),
    };
    bench.ask(review(PROMPT, V3));
    assert_eq!((bench.told().as_str(), bench.state.reviews.len()), ("alertReviewChanged", 0));
    bench.ask(review(V3, V3));
    assert_eq!((bench.told().as_str(), bench.state.reviews.len()), ("saidReviewed", 1));
}

#[test]
fn a_post_counts_for_the_system_prompt_that_was_shown() {
    let mut bench = Bench::reading();
    bench.reads("rep_2", V3);
    bench.ask(read_prompt(V3));
    // Reviewed on another surface; this one still showed the first.
    bench.post_shown(PROMPT);
    assert_eq!((bench.told().as_str(), bench.spends()), ("alertReviewChanged", 0));
    assert_eq!(bench.answer().code, AnswerCode::ReviewRequired);
    bench.post_shown(V3);
    assert_eq!((bench.spends(), bench.phase()), (1, Some(Phase::Sending)));
    assert_eq!(bench.state.submissions[DRAFT].reviewed, Some(digest(V3)), "the submission names it");
}

#[test]
fn a_thread_that_was_not_read_just_now_is_read_before_the_post() {
    for (later, asked) in [(59_999, Endpoint::Reprompt), (60_000, Endpoint::Thread), (-1, Endpoint::Thread)] {
        let mut bench = Bench::reading();
        bench.now += later;
        bench.post_shown(PROMPT);
        assert_eq!(bench.fetches()[0].endpoint, asked, "{later} ms later");
    }
    let mut bench = Bench::reading();
    bench.now += MINUTE;
    bench.post_shown(PROMPT);
    bench.reply(Endpoint::Thread, 200, &thread_at("rep_1", V3));
    assert_eq!((bench.told().as_str(), bench.spends()), ("alertReviewChanged", 0), "the post is held");
    assert_eq!((bench.answer().code, bench.state.phase(DRAFT)), (AnswerCode::ReviewRequired, Phase::Draft));
    bench.now += MINUTE;
    bench.ask(read_prompt(V3));
    bench.post_shown(V3);
    bench.silence(Endpoint::Thread, NoResponse::Dropped);
    assert_eq!(
        (bench.told().as_str(), bench.spends()),
        ("alertUnreachable", 0),
        "nor is an old reading used"
    );
    bench.post_shown(V3);
    bench.reply(Endpoint::Thread, 200, &thread_at("rep_1", V3));
    assert_eq!((bench.spends(), bench.phase()), (1, Some(Phase::Sending)));
}

#[test]
fn the_first_reading_after_a_post_tells_whether_the_system_prompt_was_the_reviewed_one() {
    let posted = json!({"success": true, "nodeId": "rep_9", "status": "complete", "llmResponse": "Noted."});
    for (prompt, sent_under) in [(PROMPT, SentUnder::Confirmed), (V3, SentUnder::Changed)] {
        let mut bench = Bench::sending();
        bench.reply(Endpoint::Reprompt, 200, &posted);
        assert_eq!(bench.sent_under(), SentUnder::Reviewed(digest(PROMPT)));
        bench.reply(Endpoint::Thread, 200, &thread_at("rep_9", prompt));
        assert_eq!(bench.sent_under(), sent_under);
        assert!(bench.place(|effect| matches!(effect, Effect::Save)).is_some(), "it is remembered");
        // Later changes are not about this post.
        bench.reads("rep_9", "Speak in riddles.");
        assert_eq!(bench.sent_under(), sent_under);
    }
}

#[test]
fn a_review_from_before_there_were_digests_does_not_count() {
    let mut bench = Bench::reading();
    let mut stored = serde_json::to_value(&bench.state).expect("a stored state");
    stored["reviews"]["prm_1"] = json!({"hash": 12_345_678_901_234_567_890_u64, "at": NOW, "text": PROMPT});
    let found = impromptu::app::StoredData { state: Some(stored.to_string()), ..Default::default() };
    bench.state = impromptu::app::restore(&found).0;
    bench.start(KeyState::Ready);
    assert!(bench.state.account.is_some(), "nothing else of the state is lost");
    bench.post("three boots");
    bench.reply(Endpoint::Thread, 200, &thread_at("rep_1", PROMPT));
    assert_eq!((bench.told().as_str(), bench.spends()), ("blockUnreviewed", 0));
}
