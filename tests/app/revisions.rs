//! Several writers of one draft: what is whose, by the names of contents alone.

use crate::*;
use impromptu::app::{Undo, UndoAction};

fn posted() -> Value {
    json!({"nodeId": "rep_9", "status": "complete", "llmResponse": "Fog.", "budgetSpent": 10, "budgetRemaining": 90})
}

fn refused(bench: &mut Bench) {
    bench.reply(Endpoint::Reprompt, 400, &self::refusal("VAL_003"));
}

/// The same text under a name of its own, as another writer has it.
fn named(name: &str, text: &str) -> StoredDraft {
    StoredDraft { revision: Revision::new(name), ..draft_of(content(text), NOW) }
}

fn stores(bench: &mut Bench, stored: StoredDraft, replaced: Option<StoredDraft>) {
    bench.event(Event::DraftStored { draft: DRAFT.into(), stored, replaced });
}

/// The texts that can be brought back.
fn kept(bench: &Bench) -> Vec<&str> {
    let text = |undo| match undo {
        &Undo { what: UndoAction::Draft { ref stored, .. }, .. } => Some(stored.content.text.as_str()),
        _ => None,
    };
    bench.state.undo.iter().filter_map(text).collect()
}

fn removes(bench: &Bench, name: &str) -> bool {
    let revision = Revision::new(name);
    bench
        .place(|effect| matches!(effect, Effect::RemoveDraft { revision: of, .. } if *of == revision))
        .is_some()
}

fn press_on(stored: &StoredDraft) -> Command {
    let StoredDraft { content, revision, continues, .. } = stored.clone();
    Command::Post { draft: DRAFT.into(), content, revision, continues, shown: None }
}

#[test]
fn a_post_takes_the_revision_that_it_sent_and_no_other() {
    for (typed, goes) in [("a.1", true), ("a.2", false)] {
        let mut bench = Bench::reading();
        let sent = named("a.1", "three boots");
        stores(&mut bench, sent.clone(), None);
        bench.ask(press_on(&sent));
        // The very same letters under another name are a content that somebody wrote since.
        stores(&mut bench, named(typed, "three boots"), None);
        bench.reply(Endpoint::Reprompt, 200, &posted());
        assert_eq!(
            (removes(&bench, "a.1"), bench.state.live.drafts.contains_key(DRAFT)),
            (goes, !goes),
            "{typed}"
        );
    }
}

#[test]
fn a_revision_is_posted_once_and_a_new_one_with_the_same_words_may_be() {
    let mut bench = Bench::reading();
    let sent = named("a.1", "three boots");
    bench.ask(press_on(&sent));
    bench.reply(Endpoint::Reprompt, 200, &posted());
    // Another text in between changes nothing for a window that shows the first.
    stores(&mut bench, named("a.2", "four boots"), None);
    bench.ask(press_on(&sent));
    assert_eq!((bench.told().as_str(), bench.fetches().len()), ("saidAlready", 0));
    bench.restart();
    bench.ask(press_on(&sent));
    assert_eq!((bench.told().as_str(), bench.fetches().len()), ("saidAlready", 0), "nor the next worker");
    stores(&mut bench, sent, None);
    assert!(removes(&bench, "a.1"), "a late copy goes");
    bench.ask(press_on(&named("a.3", "three boots")));
    assert_ne!(bench.told(), "saidAlready");
}

#[test]
fn what_is_typed_after_words_came_back_takes_their_place() {
    let mut bench = Bench::reading();
    bench.typed("three boots");
    bench.post("three boots");
    refused(&mut bench);
    let seen = bench.returned();
    assert!(seen.is_some(), "they came back under a name of their own");
    bench.typed_after("three boots in a row", seen);
    assert_eq!(bench.phase(), None, "a plain draft");
}

#[test]
fn what_was_typed_before_they_came_back_does_not_however_late_it_is_heard_of() {
    for text in ["four boots", "three boots and more"] {
        let mut bench = Bench::reading();
        bench.typed("three boots");
        bench.post("three boots");
        refused(&mut bench);
        bench.now += 60_000;
        bench.typed(text);
        assert_eq!(bench.phase(), Some(Phase::Refused), "{text}");
        assert_eq!(bench.state.submissions[DRAFT].content.text, "three boots");
        // Typing on there goes on from those words, and not from the ones that came back.
        assert_eq!(bench.returned(), None, "{text}");
        bench.typed(&format!("{text}!"));
        assert_eq!(bench.phase(), Some(Phase::Refused), "{text}");
    }
}

#[test]
fn words_that_came_back_twice_are_not_replaced_by_what_knew_of_the_first_time() {
    let mut bench = Bench::reading();
    bench.typed("three boots");
    bench.post("three boots");
    refused(&mut bench);
    let first = bench.returned();
    bench.post("three boots");
    refused(&mut bench);
    assert_ne!(bench.returned(), first);
    bench.typed_after("four boots", first);
    assert_eq!(bench.phase(), Some(Phase::Refused));
}

#[test]
fn words_taken_back_stay_until_a_draft_with_them_is_stored() {
    let mut bench = Bench::reading();
    bench.typed("three boots");
    bench.post("three boots");
    bench.typed("four boots");
    refused(&mut bench);
    let edit = Command::Edit { draft: DRAFT.into(), missing: false };
    bench.ask(edit.clone());
    let stored = |bench: &Bench| {
        bench.effects.iter().find_map(|effect| match effect {
            Effect::StoreDraft { stored, .. } => Some(stored.clone()),
            _ => None,
        })
    };
    let joined = stored(&bench).expect("is stored");
    assert_eq!(joined.content.text, "three boots\n\nfour boots");
    assert_eq!(bench.phase(), Some(Phase::Draft), "storing can fail");
    // Pressed once more, it is not joined once more.
    bench.ask(edit);
    assert_eq!(stored(&bench), Some(joined.clone()));
    // The worker died between storing the draft and hearing of it.
    let mut died = Bench { state: bench.state.clone(), now: bench.now, effects: Vec::new() };
    died.start(KeyState::Ready);
    assert_eq!(died.phase(), None);
    stores(&mut bench, joined, None);
    assert_eq!(bench.phase(), None);
}

#[test]
fn words_that_were_stored_over_unseen_can_be_brought_back() {
    let base = |base: &str| Some(Revision::new(base));
    let first = named("a.1", "three boots");
    let newer = StoredDraft { base: base("a.1"), ..named("a.2", "three boots in a row") };
    for (what, stored, replaced, expected) in [
        ("seen", StoredDraft { base: base("a.2"), ..named("b.1", "x") }, Some(newer.clone()), vec![]),
        (
            "unseen",
            StoredDraft { base: base("a.1"), ..named("b.1", "x") },
            Some(newer.clone()),
            vec!["three boots in a row"],
        ),
        ("of one who knew nothing", named("b.1", "x"), Some(newer.clone()), vec!["three boots in a row"]),
        ("the same again", newer.clone(), Some(newer.clone()), vec![]),
        ("over nothing", named("b.1", "x"), None, vec![]),
        ("over an empty box", named("b.1", "x"), Some(named("a.3", " ")), vec![]),
    ] {
        let mut bench = Bench::reading();
        stores(&mut bench, first.clone(), None);
        stores(&mut bench, newer.clone(), Some(first.clone()));
        stores(&mut bench, stored.clone(), replaced);
        assert_eq!(kept(&bench), expected, "{what}");
        assert_eq!(bench.state.live.drafts[DRAFT], stored, "{what}: what was stored last is the draft");
        assert_eq!(bench.effects.contains(&Effect::Save), !expected.is_empty(), "{what}");
    }
}

#[test]
fn words_that_are_kept_elsewhere_are_not_kept_once_more() {
    let sent = named("a.1", "three boots");
    let unaware = named("b.1", "four boots");
    let mut bench = Bench::reading();
    bench.ask(press_on(&sent));
    stores(&mut bench, unaware.clone(), Some(sent.clone()));
    assert!(kept(&bench).is_empty(), "they are being sent");
    bench.reply(Endpoint::Reprompt, 200, &posted());
    stores(&mut bench, unaware.clone(), Some(sent));
    assert!(kept(&bench).is_empty(), "they were posted");
    bench.discard();
    stores(&mut bench, named("c.1", "five boots"), Some(unaware));
    assert_eq!(kept(&bench), ["four boots"], "they were discarded, once");
}

#[test]
fn a_discard_means_the_revision_that_the_person_saw() {
    let mut bench = Bench::reading();
    stores(&mut bench, named("a.2", "three boots in a row"), None);
    let discard = |name: &str| Command::Discard { draft: DRAFT.into(), revision: Revision::new(name) };
    bench.ask(discard("a.1"));
    assert_eq!(bench.told(), "alertDraftChanged");
    assert_eq!(bench.state.live.drafts[DRAFT].content.text, "three boots in a row");
    bench.ask(discard("a.2"));
    assert_eq!((bench.told().as_str(), removes(&bench, "a.2")), ("saidDiscarded", true));
}

#[test]
fn a_discarded_draft_comes_back_under_its_own_name() {
    let mut bench = Bench::reading();
    let draft = named("a.1", "three boots");
    stores(&mut bench, draft.clone(), None);
    bench.discard();
    let token = bench.answer().undo.expect("a way back");
    // A window that did not hear of it posts it.
    bench.ask(press_on(&draft));
    bench.ask(Command::Undo { undo: token });
    bench.reply(Endpoint::Reprompt, 200, &posted());
    assert!(
        removes(&bench, "a.1"),
        "what is posted is no draft any more, though it was brought back meanwhile"
    );
    assert!(bench.state.live.drafts.is_empty());
}

#[test]
fn what_was_removed_by_mistake_is_stored_again() {
    let restores =
        |bench: &Bench| bench.place(|effect| matches!(effect, Effect::StoreDraft { .. })).is_some();
    let clears = |bench: &mut Bench, removed: StoredDraft| {
        bench.event(Event::DraftCleared { draft: DRAFT.into(), removed: Some(removed) });
    };
    let mut bench = Bench::reading();
    let sent = named("a.1", "three boots");
    stores(&mut bench, sent.clone(), None);
    bench.ask(press_on(&sent));
    bench.reply(Endpoint::Reprompt, 200, &posted());
    clears(&mut bench, sent);
    assert!(!restores(&bench), "it was posted");
    let last_moment = named("b.1", "four boots");
    clears(&mut bench, last_moment.clone());
    assert!(restores(&bench), "it was typed between the look and the removal");
    assert_eq!(bench.state.live.drafts[DRAFT], last_moment);
    bench.discard();
    clears(&mut bench, last_moment);
    assert!(!restores(&bench) && bench.state.live.drafts.is_empty(), "it was discarded");
}
