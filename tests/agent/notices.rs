use crate::*;
use impromptu::agent::{AlarmName, Change, NoticeChange, Quiet, Triage};
use impromptu::model::NoticeKind;

fn notice(id: &str, read: bool) -> Value {
    json!({"id": id, "type": "NEW_REPROMPT", "nodeId": "rep_1", "message": "Wren reprompted you", "read": read})
}

/// A beat that tells of `unread`, and the list that follows.
fn heard(bench: &mut Bench, unread: u32, list: &[Value]) {
    bench.now = bench.state.schedule.next_beat;
    bench.event(Event::Alarm(AlarmName::Beat));
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(unread));
    bench.reply(Endpoint::Notifications, 200, &json!({"notifications": list, "unreadCount": unread}));
}

fn shown(bench: &Bench) -> usize {
    bench.effects.iter().filter(|effect| matches!(effect, Effect::Notify(_))).count()
}

#[test]
fn a_list_that_never_came_is_fetched_with_the_next_beat() {
    let mut bench = Bench::connected();
    heard(&mut bench, 1, &[notice("n1", false)]);
    // Read elsewhere; the beat says so, and the list is lost on its way.
    for _ in 0..2 {
        bench.now = bench.state.schedule.next_beat;
        bench.event(Event::Alarm(AlarmName::Beat));
        bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
        bench.silence(Endpoint::Notifications, Silence::Dropped);
    }
    heard(&mut bench, 0, &[notice("n1", true)]);
    assert_eq!(bench.state.unread(), 0);
}

#[test]
fn one_is_shown_once_and_many_as_one() {
    let mut bench = Bench::connected();
    heard(&mut bench, 1, &[notice("n1", false)]);
    assert_eq!(shown(&bench), 1);
    heard(&mut bench, 1, &[notice("n1", false)]);
    assert_eq!(shown(&bench), 0, "the ledger knows it");
    let many: Vec<Value> = (2..8).map(|nth| notice(&format!("n{nth}"), false)).collect();
    heard(&mut bench, 7, &many);
    assert_eq!(shown(&bench), 1);
}

#[test]
fn quiet_hours_reach_over_midnight() {
    let quiet = Quiet { on: true, from: 22 * 60, to: 7 * 60 };
    for (minute, holds) in [
        (22 * 60, true),
        (23 * 60 + 59, true),
        (0, true),
        (7 * 60 - 1, true),
        (7 * 60, false),
        (12 * 60, false),
    ] {
        assert_eq!(quiet.holds(minute), holds, "{minute}");
    }
    assert!(!Quiet { on: true, from: 60, to: 60 }.holds(60), "equal ends are no hours");
}

#[test]
fn what_was_archived_returns_with_news_of_its_node() {
    let mut bench = Bench::connected();
    heard(&mut bench, 1, &[notice("n1", false)]);
    bench.ask(Command::Triage { ids: vec!["n1".into()], to: Triage::Archived });
    assert_eq!(bench.state.unread(), 0);
    heard(&mut bench, 2, &[notice("n2", false), notice("n1", false)]);
    assert_eq!(bench.state.triage.get("n1"), Some(&Triage::Read));
    assert_eq!(bench.state.unread(), 1);
}

#[test]
fn the_count_obeys_the_filters() {
    let mut bench = Bench::connected();
    heard(&mut bench, 1, &[notice("n1", false)]);
    let notice = Some(NoticeChange { kind: NoticeKind::Reprompt, badge: false, desktop: true });
    bench.ask(Command::Settings { change: Change { notice, ..Change::default() } });
    assert_eq!(bench.state.unread(), 0);
}
