use crate::*;

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
