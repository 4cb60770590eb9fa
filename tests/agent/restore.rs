use crate::*;
use impromptu::agent::{Found, VERSION, restore};

fn found(state: &str) -> Found {
    let words = vec![("seed:4".into(), r#"{"words":{"systemPrompt":"Be a ledger."},"at":5}"#.into())];
    Found { state: Some(state.into()), cache: Some("{".into()), words }
}

#[test]
fn a_damaged_state_costs_no_sentence() {
    for text in ["", "{", "[]", "{\"slips\": 7}"] {
        let (state, damaged) = restore(&found(text));
        assert!(damaged, "{text:?} is put aside");
        assert_eq!(state.live.words["seed:4"].words.system_prompt, "Be a ledger.");
        assert_eq!(state.seed_draft, 4, "a new seed does not write over it");
    }
}

#[test]
fn a_newer_state_is_used_and_never_written_over() {
    let newer = format!("{{\"version\": {}, \"settings\": {{\"pace\": 60}}, \"wings\": 2}}", VERSION + 1);
    let (mut state, damaged) = restore(&found(&newer));
    assert!(!damaged && state.live.newer);
    assert_eq!(state.settings.pace, 60);
    let change = impromptu::agent::Change { pace: Some(30), ..Default::default() };
    let effects = step(&mut state, Event::Command { token: 1, command: Command::Settings { change } }, NOW);
    assert!(!effects.contains(&Effect::Save));
}
