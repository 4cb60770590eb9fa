use crate::*;
use impromptu::app::{Decay, DraftContent, Submission, SubmissionState};
use impromptu::domain::{AiModel, Output};
use impromptu::view::{Blocker, DraftCheck};

const TEXT: &str = "The third entry gives the tide at six, but the lamp log says the water was gone by five.";

fn content() -> DraftContent {
    DraftContent { text: TEXT.into(), ..DraftContent::default() }
}

/// The state of somebody who reads `rep_1` in a tree without a system prompt.
fn reading(change: impl FnOnce(&mut State)) -> State {
    let mut thread = thread();
    thread.root.system_prompt = None;
    with(|state| {
        cache(state, "rep_1", thread);
        change(state);
    })
}

fn check(state: &State, content: &DraftContent) -> DraftCheck {
    DraftCheck::of(state, "reply:rep_1", content, NOW)
}

fn blockers(blockers: &[Blocker]) -> String {
    let show = |blocker: &Blocker| {
        format!("{}: {} {}", blocker.code, line(&blocker.line), buttons(blocker.button.as_slice()))
    };
    blockers.iter().map(show).map(|text| text.trim_end().to_owned()).collect::<Vec<_>>().join(" | ")
}

#[test]
fn the_cost_and_what_it_leaves_are_told_before_the_press() {
    let account = |change: fn(&mut Account)| reading(|state| state.account.iter_mut().for_each(change));
    for (state, after, wait) in [
        (reading(|_| {}), "budgetAfterOfTotal(90, 500)", "-"),
        (account(|account| account.budget.max_balance = None), "budgetAfter(90)", "-"),
        (account(|account| account.budget.balance = None), "-", "-"),
        (account(|account| account.budget.balance = Some(4.0)), "needsBudget(10, 4)", "enoughAt(at +30m)"),
        (account(|account| account.budget.balance = Some(10.0)), "budgetAfterOfTotal(0, 500)", "-"),
    ] {
        let check = check(&state, &content());
        assert_eq!(maybe(check.cost.as_ref()), "costFrom(10)");
        assert_eq!(
            (maybe(check.after.as_ref()).as_str(), maybe(check.wait.as_ref()).as_str()),
            (after, wait)
        );
    }
    let dear = check(&reading(|state| state.decay = Some(Decay { factor: 2.0, at: NOW })), &content());
    assert_eq!(maybe(dear.cost.as_ref()), "costFrom(20)");
    assert_eq!(maybe(dear.wait.as_ref()), "costHigher(2, at +60m)");
}

#[test]
fn it_can_be_posted_unless_something_stands_in_the_way() {
    let phase = |at| {
        reading(|state| {
            let submission = Submission { state: at, ..Submission::default() };
            state.submissions.insert("reply:rep_1".into(), submission);
        })
    };
    let unreviewed = with(|state| cache(state, "rep_1", thread()));
    let poor =
        reading(|state| state.account.iter_mut().for_each(|account| account.budget.balance = Some(4.0)));
    for (name, state, can_post) in [
        ("a draft", reading(|_| {}), true),
        ("a refused one", phase(returned(refused())), true),
        ("a queued one", phase(SubmissionState::Queued), true),
        ("one that is sent", phase(SubmissionState::Sending), false),
        ("one whose fate is unknown", phase(SubmissionState::Unknown(None)), false),
        ("one in a tree that was not reviewed", unreviewed.clone(), true),
        ("one without the budget", poor, false),
        ("one without an account", reading(|state| state.account = None), false),
    ] {
        assert_eq!(check(&state, &content()).can_post, can_post, "{name}");
    }
    assert!(!check(&reading(|_| {}), &DraftContent::default()).can_post, "an empty one");
    let blocked = check(&unreviewed, &content()).blockers;
    assert_eq!(blockers(&blocked), "unreviewed: blockUnreviewed reviewSystemPrompt>review");
}

#[test]
fn each_blocker_names_what_settles_it() {
    let read_only = reading(|state| state.account.iter_mut().for_each(|account| account.read_only = true));
    let long = DraftContent { text: "a".repeat(10_001), ..content() };
    let model = |id: &str, output: &str, recommended| AiModel {
        id: id.into(),
        output: vec![output.into()],
        recommended,
        ..AiModel::default()
    };
    let models = reading(|state| {
        state.cache.models = vec![
            model("maker/plain", "image", false),
            model("maker/best", "image", true),
            model("maker/words", "text", false),
        ];
    });
    let image = DraftContent { output: Output::Image, model: "maker/words".into(), ..content() };
    let words = DraftContent { model: "maker/best".into(), ..content() };
    for (state, content, expected) in [
        (&read_only, &content(), "read_only: alertReadOnly doEnterKey>options"),
        (&read_only, &DraftContent::default(), "read_only: alertReadOnly doEnterKey>options"),
        (&models, &long, "too_long: blockTooLong#10001(10001, 10000)"),
        (
            &models,
            &image,
            "output_mismatch: blockOutputText('maker/words') doUseModel('best')>model:maker/best",
        ),
        (
            &models,
            &words,
            "output_mismatch: blockOutputImage('maker/best') doUseModel('words')>model:maker/words",
        ),
    ] {
        assert_eq!(blockers(&check(state, content).blockers), expected);
    }
    let mut last = models.clone();
    last.last_image = "maker/plain".into();
    let blocked = check(&last, &image).blockers;
    assert_eq!(
        buttons(blocked[0].button.as_slice()),
        "doUseModel('plain')>model:maker/plain",
        "the last one used"
    );
    let nowhere = DraftCheck::of(&reading(|_| {}), "elsewhere", &content(), NOW);
    assert_eq!(blockers(&nowhere.blockers), "no_parent: blockNoParent");
}

#[test]
fn the_size_is_shown_near_the_limit() {
    for (length, size) in [(8_999, "-"), (9_000, "amountOfTotal(9000, 10000)")] {
        let long = DraftContent { text: "a".repeat(length), ..content() };
        assert_eq!(maybe(check(&reading(|_| {}), &long).size.as_ref()), size);
    }
}

#[test]
fn a_hint_marks_the_words_and_says_what_it_found() {
    let praise = DraftContent { text: "Great point! I totally agree with this.".into(), ..content() };
    let hints = check(&reading(|_| {}), &praise).hints;
    let hint = hints.iter().find(|hint| hint.code == "agrees").expect("a hint about agreement");
    let keys = [&hint.title, &hint.text].map(line);
    assert_eq!(keys, ["hintAgreesTitle", "hintAgreesText"]);
    assert!(hint.evidence.key.starts_with("evidence") && hint.start < hint.end, "{hint:?}");
    let silenced = reading(|state| state.settings.silenced.insert("agrees".into()));
    assert!(check(&silenced, &praise).hints.iter().all(|hint| hint.code != "agrees"));
}

#[test]
fn a_seed_shows_the_pasted_prompt_that_is_to_be_reviewed() {
    let seed = |pasted| {
        let content = DraftContent { system_prompt: "Answer in rhyme.".into(), pasted, ..content() };
        DraftCheck::of(&connected(), "seed:1", &content, NOW)
    };
    assert_eq!(seed(false).review, None);
    let pasted = seed(true);
    let review = pasted.review.expect("a review");
    assert_eq!((review.root.as_str(), line(&review.review_line).as_str()), ("seed:1", "reviewOpen"));
    assert_eq!(blockers(&pasted.blockers), "unreviewed: blockUnreviewedSeed reviewSystemPrompt>review");
    assert!(pasted.can_post, "the press itself asks for the review");
    let without = DraftCheck::of(&connected(), "seed:1", &content(), NOW);
    assert!(!without.can_post, "a seed needs a system prompt");
    assert_eq!(maybe(without.cost.as_ref()), "costFrom(10)");
}
