use crate::*;
use impromptu::app::{Change, ToolbarAction};
use impromptu::view::Header;

#[test]
fn every_number_is_held_to_its_range() {
    for (asked, kept) in [(1, 5), (5, 5), (45, 45), (99_999, 1440)] {
        let mut bench = Bench::connected();
        bench.ask(Command::ChangeSettings { change: Change { pace: Some(asked), ..Change::default() } });
        assert_eq!(bench.state.settings.pace, kept);
        bench.ask(Command::ImportSettings { text: format!("{{\"pace\": {asked}}}") });
        assert_eq!(bench.state.settings.pace, kept, "imported");
    }
}

#[test]
fn a_pace_never_undercuts_the_tier() {
    let mut bench = Bench::connected();
    bench.ask(Command::ChangeSettings { change: Change { pace: Some(5), ..Change::default() } });
    assert_eq!(bench.state.pace(), 15);
}

#[test]
fn a_text_that_is_no_settings_changes_nothing() {
    let mut bench = Bench::connected();
    let before = bench.state.settings.clone();
    bench.ask(Command::ImportSettings { text: "boots".into() });
    assert_eq!((bench.told().as_str(), &bench.state.settings), ("alertImport", &before));
}

#[test]
fn what_the_toolbar_opens_is_told_to_whoever_opens_it() {
    let mut bench = Bench::connected();
    for toolbar_action in [ToolbarAction::Docked, ToolbarAction::Page, ToolbarAction::Popup] {
        bench.ask(Command::ChangeSettings {
            change: Change { toolbar_action: Some(toolbar_action), ..Change::default() },
        });
        assert_eq!(Header::of(&bench.state, NOW).toolbar_action, toolbar_action);
    }
    bench.ask(Command::ImportSettings { text: r#"{"toolbarAction": "page"}"#.into() });
    assert_eq!(bench.state.settings.toolbar_action, ToolbarAction::Page, "it travels");
    bench.ask(Command::ImportSettings { text: r#"{"toolbarAction": "hologram"}"#.into() });
    assert_eq!(bench.state.settings.toolbar_action, ToolbarAction::Popup, "a word of another version");
}
