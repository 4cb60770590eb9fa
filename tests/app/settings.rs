use crate::*;
use impromptu::app::{Change, NotificationRoute, ToolbarAction};
use impromptu::domain::NotificationKind;
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

/// A file that somebody else wrote, and what comes from another browser.
#[test]
fn imported_texts_and_lists_have_limits() {
    let codes: Vec<String> = (0..100_000).map(|number| format!("code_{number}")).collect();
    let long = "x".repeat(1_000_000);
    let settings = serde_json::json!({
        "silenced": codes.iter().chain([&long]).collect::<Vec<_>>(),
        "appearance": {"theme": long, "text": "enormous", "keys": false},
        "routes": {"reprompt": {"badge": false, "desktop": false}, "boots": {"badge": true, "desktop": true}},
    });
    let mut bench = Bench::connected();
    bench.ask(Command::ImportSettings { text: settings.to_string() });
    let kept = &bench.state.settings;
    assert_eq!(bench.told(), "saidImported");
    assert_eq!((kept.appearance.theme.as_str(), kept.appearance.text.as_str()), ("system", "medium"));
    assert!(!kept.appearance.keys);
    let silent = NotificationRoute { badge: false, desktop: false };
    assert_eq!(kept.routes.iter().collect::<Vec<_>>(), [(&NotificationKind::Reprompt, &silent)]);
    let size = serde_json::to_string(kept).unwrap().len();
    assert!(size < 4_000, "{size} bytes");
    let theirs = serde_json::json!({"silenced": ["echoes", "agrees"], "appearance": {"theme": "dark", "text": "large"}});
    bench.ask(Command::ImportSettings { text: theirs.to_string() });
    let kept = &bench.state.settings;
    assert_eq!(kept.silenced.iter().collect::<Vec<_>>(), ["agrees", "echoes"]);
    assert_eq!((kept.appearance.theme.as_str(), kept.appearance.text.as_str()), ("dark", "large"));
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
