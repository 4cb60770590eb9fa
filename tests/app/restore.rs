use crate::*;
use impromptu::app::{StoredData, VERSION, restore};

fn found(state: &str) -> StoredData {
    let content =
        vec![("seed:4".into(), r#"{"content":{"systemPrompt":"Be a shown_notifications."},"at":5}"#.into())];
    StoredData { state: Some(state.into()), cache: Some("{".into()), drafts: content }
}

#[test]
fn a_damaged_state_costs_no_sentence() {
    for text in ["", "{", "[]", "{\"submissions\": 7}"] {
        let (state, damaged) = restore(&found(text));
        assert!(damaged, "{text:?} is put aside");
        assert_eq!(state.live.drafts["seed:4"].content.system_prompt, "Be a shown_notifications.");
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
