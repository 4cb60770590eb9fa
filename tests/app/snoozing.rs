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

/// A list of the network without the notification that is snoozed, and one of them.
fn reads(bench: &mut Bench, list: &[Value], unread: u32) {
    bench.now += 30 * MINUTE;
    bench.ask(Command::Heartbeat);
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(unread));
    bench.reply(Endpoint::Notifications, 200, &json!({"notifications": list, "unreadCount": unread}));
}

fn many(count: usize, words: &str) -> Vec<Value> {
    (0..count)
        .map(|place| json!({"id": format!("m{place}"), "type": "LIKE", "message": words, "read": true}))
        .collect()
}

#[test]
fn a_notice_of_arrivals_takes_no_snoozed_notification_from_a_full_list() {
    let mut bench = told();
    let until = bench.now + 2 * HOUR;
    snooze(&mut bench, &["n1"], until);
    reads(&mut bench, &many(400, "A like."), 1);
    bench.now += 30 * MINUTE;
    bench.ask(Command::Heartbeat);
    let mut arrivals = heartbeat(1);
    arrivals["recentArrivals"] = json!(3);
    bench.reply(Endpoint::Heartbeat, 200, &arrivals);
    assert!(bench.state.cache.notifications.iter().any(|known| known.arrivals == Some(3)), "there is one");
    bench.now = until;
    bench.event(Event::Used);
    assert_eq!(
        triage(&bench).iter().filter(|triage| **triage == Triage::Unread).count(),
        2,
        "and n1 is back"
    );
}

#[test]
fn a_cache_that_is_cut_for_its_size_keeps_what_is_snoozed_however_little_is_left() {
    for words in [10_000, 30_000, 60_000] {
        let mut bench = told();
        let until = bench.now + 2 * HOUR;
        snooze(&mut bench, &["n1"], until);
        reads(&mut bench, &many(400, "A like."), 1);
        let (last, rest) = bench.state.cache.notifications.split_last_mut().expect("some");
        assert_eq!(last.id, "n1");
        for notification in rest {
            notification.message = Some("x".repeat(words));
        }
        let stored = impromptu::app::StoredData {
            state: serde_json::to_string(&bench.state).ok(),
            cache: Some(bench.state.cache.to_store(1, &bench.state.snoozed)),
            drafts: Vec::new(),
        };
        bench.state = impromptu::app::restore(&stored).0;
        bench.start(KeyState::Ready);
        assert!(bench.state.cache.notifications.len() <= 101, "{words}: cut");
        let of_n1 = |bench: &Bench| {
            let known = bench.state.cache.notifications.iter().find(|known| known.id == "n1");
            bench.state.triage_of(known.expect("n1 is there"))
        };
        assert_eq!(of_n1(&bench), Triage::Snoozed, "{words}: not back at once");
        bench.now = until;
        bench.event(Event::Alarm(AlarmName::Snooze));
        assert_eq!(of_n1(&bench), Triage::Unread, "{words}: back at its time");
    }
}

#[test]
fn what_is_snoozed_does_not_come_back_early_when_its_notification_was_lost_and_is_read_again() {
    let mut bench = told();
    let until = bench.now + 2 * HOUR;
    snooze(&mut bench, &["n1"], until);
    // The disk was full: the cache made room for words.
    bench.state.cache = impromptu::app::Cache::default();
    reads(&mut bench, &many(5, "A like."), 0);
    let listed = json!({"id": "n1", "type": "MENTION", "nodeId": "rep_1", "message": "Wren mentioned you", "read": false});
    reads(&mut bench, &[listed], 1);
    assert_eq!(bench.state.unread(), 0, "it is snoozed");
    bench.now = until;
    bench.event(Event::Used);
    assert_eq!(bench.state.unread(), 1, "and comes back at its time");
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
