use crate::*;
use impromptu::agent::{Change, Opens};
use impromptu::view::Masthead;

#[test]
fn every_number_is_held_to_its_range() {
    for (asked, kept) in [(1, 5), (5, 5), (45, 45), (99_999, 1440)] {
        let mut bench = Bench::connected();
        bench.ask(Command::Settings { change: Change { pace: Some(asked), ..Change::default() } });
        assert_eq!(bench.state.settings.pace, kept);
        bench.ask(Command::Import { text: format!("{{\"pace\": {asked}}}") });
        assert_eq!(bench.state.settings.pace, kept, "imported");
    }
}

#[test]
fn a_pace_never_undercuts_the_tier() {
    let mut bench = Bench::connected();
    bench.ask(Command::Settings { change: Change { pace: Some(5), ..Change::default() } });
    assert_eq!(bench.state.pace(), 15);
}

#[test]
fn a_text_that_is_no_settings_changes_nothing() {
    let mut bench = Bench::connected();
    let before = bench.state.settings.clone();
    bench.ask(Command::Import { text: "boots".into() });
    assert_eq!((bench.told().as_str(), &bench.state.settings), ("alertImport", &before));
}

#[test]
fn what_the_toolbar_opens_is_told_to_whoever_opens_it() {
    let mut bench = Bench::connected();
    for opens in [Opens::Docked, Opens::Page, Opens::Popup] {
        bench.ask(Command::Settings { change: Change { opens: Some(opens), ..Change::default() } });
        assert_eq!(Masthead::of(&bench.state, NOW).opens, opens);
    }
    bench.ask(Command::Import { text: r#"{"opens": "page"}"#.into() });
    assert_eq!(bench.state.settings.opens, Opens::Page, "it travels");
    bench.ask(Command::Import { text: r#"{"opens": "hologram"}"#.into() });
    assert_eq!(bench.state.settings.opens, Opens::Popup, "a word of another version");
}
