use crate::*;
use impromptu::app::{Triage, UNDO_KEPT};

/// Discards the draft and returns the name under which it can be brought back.
fn discarded(bench: &mut Bench) -> String {
    bench.typed("three boots");
    bench.discard();
    bench.answer().undo.expect("a way back")
}

fn stored(bench: &Bench) -> Option<&str> {
    bench.effects.iter().find_map(|effect| match effect {
        Effect::StoreDraft { stored, .. } => Some(stored.content.text.as_str()),
        _ => None,
    })
}

#[test]
fn a_discarded_draft_comes_back_though_the_worker_died() {
    let mut bench = Bench::reading();
    let token = discarded(&mut bench);
    assert!(bench.effects.contains(&Effect::Save), "written down with the step itself");
    bench.restart();
    bench.ask(Command::Undo { undo: token });
    assert_eq!((stored(&bench), bench.told().as_str()), (Some("three boots"), "saidUndone"));
}

#[test]
fn it_is_kept_for_a_day_and_then_forgotten() {
    for (after, comes_back) in [(UNDO_KEPT - 1, true), (UNDO_KEPT, false)] {
        let mut bench = Bench::reading();
        let token = discarded(&mut bench);
        bench.now += after;
        bench.restart();
        let text = serde_json::to_string(&bench.state).expect("a state");
        assert_eq!(text.contains("three boots"), comes_back, "after {after} ms");
        bench.ask(Command::Undo { undo: token });
        assert_eq!(bench.told() == "saidUndone", comes_back, "after {after} ms");
    }
}

#[test]
fn each_step_has_a_name_of_its_own() {
    let mut bench = Bench::reading();
    let mut tokens: Vec<String> = (0..30).map(|_| discarded(&mut bench)).collect();
    let last = tokens.last().cloned().expect("thirty");
    tokens.dedup();
    assert_eq!(tokens.len(), 30, "though all were taken in the same millisecond");
    bench.ask(Command::Undo { undo: tokens[0].clone() });
    assert_eq!(bench.told(), "alertUndo", "twenty are kept");
    bench.ask(Command::Undo { undo: last.clone() });
    bench.ask(Command::Undo { undo: last });
    assert_eq!(bench.told(), "alertUndo", "once");
}

#[test]
fn what_was_put_away_comes_back_as_it_was() {
    let mut bench = Bench::connected();
    bench.ask(Command::Triage { ids: vec!["n1".into()], to: Triage::Read });
    bench.ask(Command::Triage { ids: vec!["n1".into(), "n2".into()], to: Triage::Archived });
    let token = bench.answer().undo.expect("a way back");
    bench.restart();
    bench.ask(Command::Undo { undo: token });
    assert_eq!((bench.state.triage.get("n1"), bench.state.triage.get("n2")), (Some(&Triage::Read), None));
}

#[test]
fn what_was_discarded_is_listed_until_it_is_forgotten() {
    let mut bench = Bench::reading();
    let token = discarded(&mut bench);
    let list = |bench: &Bench, now| impromptu::view::Outbox::of(&bench.state, now).discarded;
    let shown = list(&bench, bench.now);
    assert_eq!((shown[0].id.as_str(), shown[0].text.as_str()), (token.as_str(), "three boots"));
    assert!(list(&bench, bench.now + UNDO_KEPT).is_empty());
    bench.ask(Command::Undo { undo: token });
    assert!(list(&bench, bench.now).is_empty());
}

#[test]
fn what_is_on_its_way_is_not_put_back() {
    let mut bench = Bench::sending();
    bench.reply(Endpoint::Reprompt, 401, &refusal("AUTH_001"));
    bench.discard();
    let token = bench.answer().undo.expect("a way back");
    bench.post("four boots");
    bench.ask(Command::Undo { undo: token });
    assert_eq!((bench.phase(), stored(&bench)), (Some(Phase::Sending), Some("three boots")));
    assert_eq!(bench.state.submissions[DRAFT].content.text, "four boots");
}

#[test]
fn words_on_their_way_are_not_joined_to_what_comes_back() {
    let mut bench = Bench::reading();
    let token = discarded(&mut bench);
    bench.typed("four boots");
    bench.post("four boots");
    bench.ask(Command::Undo { undo: token });
    assert_eq!(stored(&bench), Some("three boots"), "or posting these would post the four once more");
}

#[test]
fn words_whose_thread_is_read_ahead_are_not_joined_either() {
    let mut bench = Bench::reading();
    let token = discarded(&mut bench);
    bench.restart();
    bench.typed("four boots");
    bench.post("four boots");
    bench.ask(Command::Undo { undo: token });
    assert_eq!(stored(&bench), Some("three boots"));
}
