//! What the person does not want to see: threads that are hidden, and authors that are muted.

use crate::*;
use impromptu::app::{AlarmName, Triage};
use impromptu::domain::Author;

fn opportunity(node: &str, title: &str, by: &str) -> Value {
    json!({"nodeId": node, "title": title, "preview": "Fog.", "author": {"id": format!("id_{by}"), "name": by}})
}

/// Connected, with these opportunities.
fn listing(items: &[Value]) -> Bench {
    let mut bench = Bench::connected();
    bench.ask(Command::RefreshFeed);
    bench.reply(Endpoint::Opportunities, 200, &json!({ "unanswered": items }));
    bench
}

/// The nodes that are not hidden.
fn shown(bench: &Bench) -> Vec<&str> {
    let items = bench.state.cache.feed.iter().filter(|item| !bench.state.hides(item));
    items.map(|item| item.node_id.as_str()).collect()
}

fn mute(id: Option<&str>, name: Option<&str>) -> Command {
    Command::MuteAuthor { id: id.map(str::to_owned), name: name.map(str::to_owned) }
}

fn hide(node: &str) -> Command {
    Command::HideThread { node: node.into() }
}

fn undo(bench: &mut Bench) -> Command {
    Command::Undo { undo: bench.answer().undo.expect("a way back") }
}

#[test]
fn a_hidden_thread_is_hidden_at_every_node_of_its_title_and_comes_back() {
    let items = [
        opportunity("n1", "Ledger", "Odile"),
        opportunity("n2", "Ledger", "Wren"),
        opportunity("n3", "Tides", "Odile"),
        json!({"nodeId": "n4"}),
        json!({"nodeId": "n5"}),
    ];
    let mut bench = listing(&items);
    bench.ask(hide("n1"));
    assert_eq!((bench.told().as_str(), shown(&bench)), ("saidHidden", vec!["n3", "n4", "n5"]));
    assert!(bench.effects.contains(&Effect::Save));
    let back = undo(&mut bench);
    bench.ask(hide("n4"));
    assert_eq!(shown(&bench), ["n3", "n5"], "one without a title is hidden alone");
    bench.restart();
    bench.now += 30 * 24 * 60 * MINUTE;
    bench.ask(back.clone());
    assert_eq!((bench.told().as_str(), shown(&bench)), ("saidUndone", vec!["n1", "n2", "n3", "n5"]));
    bench.ask(back);
    assert_eq!(bench.told(), "alertUndo", "once");
}

#[test]
fn what_is_hidden_twice_comes_back_at_once() {
    let mut bench = listing(&[opportunity("n1", "Ledger", "Odile")]);
    bench.ask(hide("n1"));
    bench.ask(hide("n1"));
    let back = undo(&mut bench);
    bench.ask(back);
    assert_eq!(shown(&bench), ["n1"]);
    bench.ask(mute(Some("id_Odile"), Some("Odile")));
    bench.ask(mute(Some("id_Odile"), Some("Odile Marsh")));
    assert_eq!(bench.state.muted_authors.len(), 1);
}

#[test]
fn a_muted_author_is_known_by_id_and_else_by_name() {
    let author = |id: Option<&str>, name: Option<&str>| Author {
        id: id.map(str::to_owned),
        name: name.map(str::to_owned),
        ..Author::default()
    };
    for (command, other, muted) in [
        (mute(Some("a"), Some("Odile")), author(Some("a"), Some("Odile Marsh")), true),
        (mute(Some("a"), Some("Odile")), author(Some("b"), Some("Odile")), false),
        (mute(Some("a"), Some("Odile")), author(None, Some("Odile")), true),
        (mute(None, Some("Odile")), author(Some("b"), Some("Odile")), true),
        (mute(Some("a"), None), author(None, None), false),
    ] {
        let mut bench = Bench::connected();
        bench.ask(command.clone());
        assert_eq!(bench.state.mutes(&other), muted, "{command:?} {other:?}");
    }
}

#[test]
fn nobody_unknown_and_not_oneself_is_muted() {
    for command in [
        mute(None, None),
        mute(Some(""), None),
        mute(Some("agent_7f3"), None),
        mute(None, Some(&"x".repeat(4_001))),
    ] {
        let mut bench = Bench::connected();
        bench.ask(command);
        assert_eq!((bench.told().as_str(), bench.state.muted_authors.len()), ("alertMute", 0));
    }
}

#[test]
fn neither_list_grows_without_end() {
    let mut bench = Bench::connected();
    for number in 0..320 {
        bench.ask(hide(&format!("n{number}")));
        bench.ask(mute(Some(&format!("a{number}")), None));
    }
    let (threads, authors) = (&bench.state.hidden_threads, &bench.state.muted_authors);
    assert_eq!((threads.len(), threads[0].node.as_str()), (300, "n20"));
    assert_eq!((authors.len(), authors[0].author.id.as_deref()), (200, Some("a120")));
}

/// A beat, and the list of unread notifications that follows.
fn beat(bench: &mut Bench, list: &[Value]) {
    let unread = u32::try_from(list.len()).expect("a few");
    bench.now = bench.state.schedule.next_heartbeat;
    bench.event(Event::Alarm(AlarmName::Heartbeat));
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(unread));
    bench.reply(Endpoint::Notifications, 200, &json!({"notifications": list, "unreadCount": unread}));
}

#[test]
fn a_muted_author_is_not_counted_not_shown_on_the_desktop_and_brings_nothing_back() {
    let notification = |id: &str, by: &str| json!({"id": id, "type": "NEW_REPROMPT", "nodeId": "rep_1", "message": "Hi", "from": {"id": by, "name": by}});
    for (by, unread, desktop, archived) in [("Odile", 0, 0, Triage::Archived), ("Wren", 1, 1, Triage::Read)] {
        let mut bench = Bench::connected();
        bench.ask(mute(Some("Odile"), Some("Odile")));
        beat(&mut bench, &[notification("n0", "Quire")]);
        bench.ask(Command::Triage { ids: vec!["n0".into()], to: Triage::Archived });
        beat(&mut bench, &[notification("n1", by), notification("n0", "Quire")]);
        let shown = bench.effects.iter().filter(|effect| matches!(effect, Effect::ShowNotification(_)));
        assert_eq!((shown.count(), bench.state.unread()), (desktop, unread), "{by}");
        assert_eq!(bench.state.triage.get("n0"), Some(&archived), "{by}");
        let names = bench.state.unmuted_notifications().filter(|known| known.id == "n1").count();
        assert_eq!(names, desktop, "{by}");
    }
}

#[test]
fn the_options_take_back_what_is_hidden_and_muted() {
    let mut bench = listing(&[opportunity("n1", "Ledger", "Odile"), opportunity("n2", "Tides", "Wren")]);
    bench.ask(hide("n1"));
    bench.ask(mute(Some("id_Wren"), None));
    assert!(shown(&bench).is_empty());
    let [thread, author] =
        [bench.state.hidden_threads[0].token.clone(), bench.state.muted_authors[0].token.clone()];
    bench.ask(Command::ShowAgain { undo: author });
    assert_eq!((bench.told().as_str(), shown(&bench)), ("saidShownAgain", vec!["n2"]));
    bench.ask(Command::ShowAgain { undo: thread.clone() });
    assert_eq!(shown(&bench), ["n1", "n2"]);
    bench.ask(Command::ShowAgain { undo: thread });
    assert_eq!(bench.told(), "alertUndo");
}

#[test]
fn it_goes_with_the_account() {
    let mut bench = listing(&[opportunity("n1", "Ledger", "Odile")]);
    bench.ask(hide("n1"));
    bench.ask(mute(Some("id_Wren"), None));
    bench.ask(Command::ForgetKey);
    assert!(bench.state.hidden_threads.is_empty() && bench.state.muted_authors.is_empty());
}
