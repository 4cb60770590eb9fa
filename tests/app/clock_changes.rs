use crate::*;
use impromptu::app::AlarmName;

const DAY: Millis = 24 * 60 * MINUTE;

/// Heartbeats that are sent when the panel opens after the clock was changed.
fn sent_at(change: Millis) -> usize {
    let mut bench = Bench::connected();
    bench.now += change;
    bench.ask(Command::Hello);
    bench.beats()
}

#[test]
fn a_heartbeat_that_is_overdue_after_a_clock_change_is_sent_once() {
    for (change, sent) in [(0, 0), (MINUTE, 0), (2 * DAY, 1), (400 * DAY, 1)] {
        assert_eq!(sent_at(change), sent, "clock changed by {} minutes", change / MINUTE);
    }
}

#[test]
fn a_clock_that_is_set_back_keeps_the_time_left_until_the_next_heartbeat() {
    for back in [30 * MINUTE, DAY, 400 * DAY] {
        let mut bench = Bench::connected();
        let left = bench.state.schedule.next_heartbeat - bench.now;
        bench.now -= back;
        bench.ask(Command::Hello);
        assert_eq!(bench.beats(), 0, "back by {} minutes", back / MINUTE);
        assert_eq!(
            bench.state.schedule.next_heartbeat - bench.now,
            left,
            "back by {} minutes",
            back / MINUTE
        );
        bench.now += left;
        bench.ask(Command::Hello);
        assert_eq!(bench.beats(), 1, "back by {} minutes", back / MINUTE);
    }
}

#[test]
fn a_plan_more_than_a_day_ahead_counts_as_overdue() {
    for (ahead, sent) in [(25 * 60 * MINUTE, 0), (25 * 60 * MINUTE + 1, 1)] {
        let mut bench = Bench::connected();
        bench.state.schedule.next_heartbeat = bench.now + ahead;
        bench.ask(Command::Hello);
        assert_eq!(bench.beats(), sent, "{ahead} ms ahead");
    }
}

#[test]
fn a_clock_set_back_moves_the_plan_with_it() {
    let mut bench = Bench::connected();
    let wait = bench.state.schedule.next_heartbeat - bench.now;
    bench.now -= 5 * 60 * MINUTE;
    bench.restart();
    assert!(bench.state.schedule.next_heartbeat - bench.now <= wait);
    let planned = bench.state.schedule.next_heartbeat;
    assert!(bench.effects.contains(&Effect::Save), "or each start would do it again");
    bench.restart();
    assert_eq!(bench.state.schedule.next_heartbeat, planned);
}

#[test]
fn a_clock_set_back_right_after_connecting_is_noticed() {
    let mut bench = Bench::new();
    let (address, key) = ("impromptusocial.ai".to_owned(), Secret::new(KEY));
    bench.ask(Command::Connect { address, key, agreed: false });
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    let wait = bench.state.schedule.next_heartbeat - bench.now;
    bench.now -= 5 * 60 * MINUTE;
    bench.restart();
    assert!(bench.state.schedule.next_heartbeat - bench.now <= wait);
}

#[test]
fn a_clock_set_forward_brings_one_beat_and_keeps_the_pace() {
    let mut bench = Bench::connected();
    bench.now += 400 * 24 * 60 * MINUTE;
    bench.event(Event::Alarm(AlarmName::Heartbeat));
    assert_eq!(bench.beats(), 1);
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    let wait = bench.state.schedule.next_heartbeat - bench.now;
    assert!((30 * MINUTE..=33 * MINUTE).contains(&wait), "{wait}");
    bench.event(Event::Timer(AlarmName::Heartbeat));
    assert_eq!(bench.beats(), 0);
}
