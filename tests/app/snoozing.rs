//! Notifications that come back later.

use crate::*;
use impromptu::app::{AlarmName, Triage};

const HOUR: Millis = 60 * MINUTE;

/// Two unread notifications.
fn told() -> Bench {
    let mut bench = Bench::connected();
    bench.now = bench.state.schedule.next_heartbeat;
    bench.event(Event::Alarm(AlarmName::Heartbeat));
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(2));
    let notification = |id: &str| json!({"id": id, "type": "MENTION", "nodeId": "rep_1", "message": "Wren mentioned you", "read": false});
    let list = json!({"notifications": [notification("n1"), notification("n2")], "unreadCount": 2});
    bench.reply(Endpoint::Notifications, 200, &list);
    bench
}

fn snooze(bench: &mut Bench, ids: &[&str], until: Millis) {
    bench.ask(Command::Snooze { ids: ids.iter().map(|id| (*id).to_owned()).collect(), until });
}

fn triage(bench: &Bench) -> Vec<Triage> {
    bench.state.cache.notifications.iter().map(|known| bench.state.triage_of(known)).collect()
}

fn alarm(bench: &Bench) -> Option<Millis> {
    bench.effects.iter().find_map(|effect| match effect {
        Effect::Alarm { name: AlarmName::Snooze, at, .. } => Some(*at),
        _ => None,
    })
}

#[test]
fn a_snoozed_notification_is_not_counted_and_comes_back_unread_at_its_time() {
    let mut bench = told();
    let until = bench.now + HOUR;
    snooze(&mut bench, &["n1"], until);
    assert_eq!((bench.told().as_str(), alarm(&bench)), ("saidSnoozed", Some(until)));
    assert_eq!((triage(&bench), bench.state.unread()), (vec![Triage::Snoozed, Triage::Unread], 1));
    bench.restart();
    assert_eq!(alarm(&bench), Some(until), "a new worker sets the alarm again");
    assert_eq!(bench.state.unread(), 1);
    bench.now = until - 1;
    bench.event(Event::Used);
    assert_eq!(bench.state.unread(), 1);
    bench.now = until;
    bench.event(Event::Alarm(AlarmName::Snooze));
    assert_eq!((triage(&bench), bench.state.unread()), (vec![Triage::Unread, Triage::Unread], 2));
    assert!(bench.effects.contains(&Effect::ClearAlarm(AlarmName::Snooze)));
    assert!(bench.state.snoozed.is_empty());
}

#[test]
fn one_that_was_read_comes_back_unread() {
    let mut bench = told();
    bench.ask(Command::Triage { ids: vec!["n1".into()], to: Triage::Read });
    let until = bench.now + HOUR;
    snooze(&mut bench, &["n1"], until);
    bench.now = until;
    bench.event(Event::Used);
    assert_eq!(triage(&bench), [Triage::Unread, Triage::Unread]);
}

#[test]
fn a_snooze_is_undone_and_ended_by_another_state() {
    let mut bench = told();
    bench.ask(Command::Triage { ids: vec!["n1".into()], to: Triage::Read });
    let until = bench.now + HOUR;
    snooze(&mut bench, &["n1", "n2"], until);
    let undo = bench.answer().undo.expect("an undo");
    bench.ask(Command::Undo { undo });
    assert_eq!(triage(&bench), [Triage::Read, Triage::Unread]);
    snooze(&mut bench, &["n1", "n2"], until);
    bench.ask(Command::Triage { ids: vec!["n2".into()], to: Triage::Archived });
    assert_eq!(triage(&bench), [Triage::Snoozed, Triage::Archived]);
}

#[test]
fn a_snooze_ends_within_a_week_and_is_of_a_known_notification() {
    let mut bench = told();
    for until in [0, bench.now, bench.now + 8 * 24 * HOUR] {
        snooze(&mut bench, &["n1"], until);
        assert_eq!((bench.told().as_str(), bench.state.snoozed.len()), ("alertSnooze", 0), "{until}");
    }
    let until = bench.now + HOUR;
    snooze(&mut bench, &["n1", "n9"], until);
    assert_eq!(bench.state.snoozed.len(), 1);
    // The clock was a year ahead and is set right.
    bench.now -= 365 * 24 * HOUR;
    bench.event(Event::Used);
    assert_eq!(bench.state.unread(), 2);
}

#[test]
fn what_is_snoozed_goes_with_its_notification_and_with_the_account() {
    let mut bench = told();
    let until = bench.now + HOUR;
    snooze(&mut bench, &["n1"], until);
    bench.ask(Command::ForgetKey);
    assert!(bench.state.snoozed.is_empty());
    assert!(bench.effects.contains(&Effect::ClearAlarm(AlarmName::Snooze)));
}

#[test]
fn what_is_snoozed_outlasts_a_full_list() {
    let mut bench = told();
    let until = bench.now + HOUR;
    snooze(&mut bench, &["n1"], until);
    let many: Vec<Value> =
        (0..400).map(|place| json!({"id": format!("m{place}"), "type": "LIKE", "read": true})).collect();
    bench.now += 30 * MINUTE;
    bench.ask(Command::Heartbeat);
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(1));
    bench.reply(Endpoint::Notifications, 200, &json!({"notifications": many, "unreadCount": 1}));
    assert!(bench.state.cache.notifications.iter().all(|known| known.id != "n2"), "the list is full");
    bench.now = until;
    bench.event(Event::Used);
    assert_eq!(bench.state.unread(), 1, "n1 came back");
}

#[test]
fn undo_brings_the_time_of_a_snooze_back() {
    let mut bench = told();
    let first = bench.now + HOUR;
    for act in ["archive", "snooze again"] {
        snooze(&mut bench, &["n1"], first);
        match act {
            "archive" => bench.ask(Command::Triage { ids: vec!["n1".into()], to: Triage::Archived }),
            _ => snooze(&mut bench, &["n1"], first + HOUR),
        }
        let undo = bench.answer().undo.expect("an undo");
        bench.ask(Command::Undo { undo });
        assert_eq!(bench.state.snoozed.get("n1"), Some(&first), "{act}");
    }
}
