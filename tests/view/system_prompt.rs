use crate::*;
use impromptu::app::{Command, Event, Reviewed, digest, step};
use impromptu::view::{Review, SystemPrompt, ThreadPage};

/// The system prompt of a thread at `rep_1`.
pub(crate) fn prompt(state: &State) -> Option<SystemPrompt> {
    ThreadPage::of(state, "rep_1", NOW).system_prompt
}

/// A state that has read a thread with this system prompt.
pub(crate) fn read(text: &str) -> State {
    let mut thread = thread();
    thread.root.system_prompt = Some(text.into());
    with(|state| cache(state, "rep_1", thread))
}

#[test]
fn a_prompt_says_whether_it_was_reviewed() {
    let open = read("Answer in rhyme.");
    let mut reviewed = open.clone();
    let review = Command::Review { root: "prm_1".into(), digest: digest("Answer in rhyme."), text: None };
    step(&mut reviewed, Event::Command { token: 1, command: review }, NOW - HOUR);
    let before = |text: &str| {
        let mut state = open.clone();
        let read = Reviewed { digest: digest(text), at: NOW - HOUR, text: Some(text.into()) };
        state.reviews.insert("prm_1".into(), read);
        state
    };
    let ours = with(|state| {
        let mut thread = thread();
        thread.root.author.id = Some("agent_1".into());
        cache(state, "rep_1", thread);
    });
    for (state, review, words) in [
        (open.clone(), Review::Open, "reviewOpen"),
        (reviewed, Review::Reviewed, "reviewedAt(at -60m)"),
        (before("Answer in rhyme."), Review::Reviewed, "reviewedAt(at -60m)"),
        (before("Answer in prose."), Review::Changed, "reviewChanged"),
        (ours, Review::Reviewed, "reviewOwn"),
    ] {
        let prompt = prompt(&state).expect("a system prompt");
        assert_eq!((prompt.review, line(&prompt.review_line).as_str()), (review, words));
        assert_eq!((prompt.root.as_str(), maybe(prompt.by.as_ref()).as_str()), ("prm_1", "by('Odile')"));
        assert_eq!(prompt.before.is_some(), review == Review::Changed, "{words}");
    }
    let changed = prompt(&before("Answer in prose.")).expect("a system prompt");
    let marked = |stretches: &[impromptu::view::Stretch]| -> Vec<String> {
        stretches.iter().filter(|stretch| stretch.changed).map(|stretch| stretch.text.clone()).collect()
    };
    assert_eq!(marked(&changed.text), ["rhyme."]);
    assert_eq!(marked(&changed.before.expect("the text before")), ["prose."]);
}

#[test]
fn its_size_counts_characters_and_what_is_hidden() {
    let clean = prompt(&read("Réponds.")).expect("a system prompt");
    assert_eq!((line(&clean.size).as_str(), clean.findings.len()), ("sizeClean#8(8)", 0));
    let hidden = prompt(&read("in\u{200b}visible\u{202e}")).expect("a system prompt");
    assert_eq!((line(&hidden.size).as_str(), hidden.findings.len()), ("sizeHidden#2(2, 11)", 2));
    assert_eq!((hidden.findings[0].chip.as_str(), hidden.findings[0].at), ("U+200B", 2));
}

#[test]
fn the_folded_line_holds_the_first_forty_words() {
    let words: Vec<String> = (0..60).map(|number| format!("w{number}")).collect();
    let prompt = prompt(&read(&words.join("  \n"))).expect("a system prompt");
    assert_eq!(prompt.brief, words[..40].join(" "));
}

#[test]
fn a_tree_without_a_prompt_shows_none() {
    assert_eq!(prompt(&read(" \n")), None);
}
