use crate::*;
use impromptu::agent::{AlarmName, tier_floor};

fn beating() -> Bench {
    let mut bench = Bench::connected();
    bench.now = bench.state.schedule.next_beat;
    bench.event(Event::Alarm(AlarmName::Beat));
    assert_eq!(bench.beats(), 1);
    bench
}

#[test]
fn tiers_have_floors() {
    for (tier, floor) in
        [("REGISTERED", 30), ("established", 15), ("VERIFIED", 10), ("PARTNER", 5), ("?", 30)]
    {
        assert_eq!(tier_floor(Some(tier)), floor, "{tier}");
    }
}

#[test]
fn failures_of_the_server_back_off_and_then_keep_the_pace() {
    let mut bench = beating();
    for seconds in [5, 10, 20, 40] {
        bench.reply(Endpoint::Heartbeat, 503, &refusal("AVAIL_001"));
        assert_eq!(bench.state.schedule.next_beat, bench.now + seconds * 1_000);
        bench.now = bench.state.schedule.next_beat;
        bench.event(Event::Alarm(AlarmName::Beat));
    }
    bench.reply(Endpoint::Heartbeat, 503, &refusal("AVAIL_001"));
    assert!(bench.state.schedule.next_beat >= bench.now + 30 * MINUTE);
}

#[test]
fn a_429_doubles_the_pace_and_retry_after_is_kept() {
    for (headers, least) in [(&[][..], 60 * MINUTE), (&[("retry-after", "7200")][..], 120 * MINUTE)] {
        let mut bench = beating();
        bench.reply_with(Endpoint::Heartbeat, 429, headers, &refusal("RATE_002"));
        assert!(bench.state.schedule.next_beat >= bench.now + least);
    }
}

#[test]
fn a_failure_of_something_else_does_not_shorten_the_wait() {
    let mut bench = beating();
    bench.reply_with(Endpoint::Heartbeat, 429, &[("retry-after", "7200")], &refusal("RATE_002"));
    let until = bench.now + 120 * MINUTE;
    bench.ask(Command::Open { node: "rep_1".into() });
    bench.silence(Endpoint::Thread, Silence::Dropped);
    assert!(bench.state.schedule.next_beat >= until);
    bench.ask(Command::Beat);
    bench.silence(Endpoint::Heartbeat, Silence::Dropped);
    assert!(bench.state.schedule.next_beat >= until, "nor does a beat asked for by hand");
}

#[test]
fn after_a_sleep_there_is_one_beat() {
    let mut bench = Bench::connected();
    bench.now += 9 * 60 * MINUTE;
    bench.restart();
    let first = bench.beats();
    bench.event(Event::Alarm(AlarmName::Beat));
    assert_eq!(first + bench.beats(), 1);
}

#[test]
fn a_clock_set_back_moves_the_plan_with_it() {
    let mut bench = Bench::connected();
    let wait = bench.state.schedule.next_beat - bench.now;
    bench.now -= 5 * 60 * MINUTE;
    bench.restart();
    assert!(bench.state.schedule.next_beat - bench.now <= wait);
    let planned = bench.state.schedule.next_beat;
    assert!(bench.effects.contains(&Effect::Save), "or each start would do it again");
    bench.restart();
    assert_eq!(bench.state.schedule.next_beat, planned);
}
