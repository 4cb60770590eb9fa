use crate::*;
use impromptu::app::{StoredData, VERSION, restore};

fn found(state: &str) -> StoredData {
    let content = vec![(
        "seed:4".into(),
        r#"{"content":{"systemPrompt":"Be a lamp."},"revision":"a.1","at":5}"#.into(),
    )];
    StoredData { state: Some(state.into()), cache: Some("{".into()), drafts: content }
}

#[test]
fn a_damaged_state_costs_no_sentence() {
    for text in ["", "{", "[]", "{\"submissions\": 7}"] {
        let (state, damaged) = restore(&found(text));
        assert!(damaged, "{text:?} is put aside");
        assert_eq!(state.live.drafts["seed:4"].content.system_prompt, "Be a lamp.");
        assert_eq!(state.seed_draft, 4, "a new seed does not write over it");
    }
}

#[test]
fn a_newer_state_is_used_and_never_written_over() {
    let newer = format!("{{\"version\": {}, \"settings\": {{\"pace\": 60}}, \"wings\": 2}}", VERSION + 1);
    let (mut state, damaged) = restore(&found(&newer));
    assert!(!damaged && state.live.newer);
    assert_eq!(state.settings.pace, 60);
    let change = impromptu::app::Change { pace: Some(30), ..Default::default() };
    let effects =
        step(&mut state, Event::Command { token: 1, command: Command::ChangeSettings { change } }, NOW);
    assert!(!effects.contains(&Effect::Save));
}

#[test]
fn half_an_emoji_costs_no_draft() {
    for (stored, text) in [
        (r#"{"content":{"text":"cut \ud83d"},"revision":"a.1","at":5}"#, "cut \u{FFFD}"),
        (r#"{"content":{"text":"\ude00 whole \ud83d\ude00"},"revision":"a.1","at":5}"#, "\u{FFFD} whole 😀"),
        (r#"{"content":{"text":"plain"},"revision":"a.1","at":5}"#, "plain"),
    ] {
        let drafts = vec![("reply:n".to_owned(), stored.to_owned())];
        let (state, _) = restore(&StoredData { drafts, ..StoredData::default() });
        assert_eq!(state.live.drafts["reply:n"].content.text, text, "{stored}");
    }
    assert_eq!(impromptu::app::StoredDraft::read("{"), None);
}
