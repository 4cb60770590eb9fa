//! What is kept of each day.

use crate::*;
use impromptu::app::{AlarmName, Day};

const DAY: Millis = 24 * 60 * MINUTE;

fn beat(bench: &mut Bench, balance: u32) {
    bench.state.schedule.wait_until = 0;
    bench.event(Event::Alarm(AlarmName::Heartbeat));
    let budget = json!({"balance": balance, "maxBalance": 500, "regenerationRate": 50});
    bench.reply(
        Endpoint::Heartbeat,
        200,
        &json!({"agentId": "agent_7f3", "name": "Lantern", "tier": "ESTABLISHED", "budget": budget}),
    );
}

fn days(bench: &Bench) -> Vec<(i64, Option<f64>, f64)> {
    let first = bench.state.day_of(NOW);
    bench.state.days.iter().map(|Day { day, lowest, spent }| (day - first, *lowest, *spent)).collect()
}

#[test]
fn a_day_keeps_its_lowest_budget_and_what_was_spent() {
    let mut bench = Bench::reading();
    beat(&mut bench, 80);
    beat(&mut bench, 90);
    assert_eq!(days(&bench), [(0, Some(80.0), 0.0)]);
    bench.post("three boots");
    let posted = json!({"nodeId": "rep_9", "budgetSpent": 10, "budgetRemaining": 70, "status": "complete"});
    bench.reply(Endpoint::Reprompt, 200, &posted);
    assert_eq!(days(&bench), [(0, Some(70.0), 10.0)]);
    bench.now += DAY;
    beat(&mut bench, 500);
    assert_eq!(days(&bench), [(0, Some(70.0), 10.0), (1, Some(500.0), 0.0)]);
}

#[test]
fn ninety_days_are_kept_and_none_after_the_account_is_gone() {
    let mut bench = Bench::connected();
    for day in 0..100 {
        bench.now = NOW + day * DAY;
        beat(&mut bench, 100);
    }
    let kept: Vec<i64> = days(&bench).into_iter().map(|(day, ..)| day).collect();
    assert_eq!(kept, (10..100).collect::<Vec<_>>());
    bench.ask(Command::ForgetKey);
    assert!(bench.state.days.is_empty() && bench.state.reputation.is_empty());
}

#[test]
fn days_begin_by_the_local_clock() {
    let mut bench = Bench::connected();
    for zone in [0, 120, -330, 14 * 60] {
        bench.state.live.zone_minutes = zone;
        let state = &bench.state;
        let start = state.start_of_day(20_000);
        assert_eq!(start, 20_000 * DAY - Millis::from(zone) * MINUTE);
        assert_eq!([start - 1, start, start + DAY - 1].map(|at| state.day_of(at)), [19_999, 20_000, 20_000]);
    }
}

#[test]
fn a_receipt_learns_what_its_post_brought_when_a_thread_tells() {
    let mut bench = Bench::sending();
    bench.reply(
        Endpoint::Reprompt,
        200,
        &json!({"nodeId": "rep_9", "budgetSpent": 10, "budgetRemaining": 90, "status": "complete"}),
    );
    let mut own = node("rep_9", "agent_7f3", "three boots");
    (own["likes"], own["replies"]) = (json!(2), json!(5));
    let mut theirs = node("rep_8", "agent_x", "two boots");
    (theirs["likes"], theirs["replies"]) = (json!(7), json!(7));
    bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
    bench.reply(Endpoint::Thread, 200, &thread(&[theirs, own], None));
    let receipt = bench.state.receipts.back().expect("a receipt");
    assert_eq!((receipt.node.as_deref(), receipt.likes, receipt.replies), (Some("rep_9"), Some(2), Some(5)));
}

#[test]
fn a_clock_that_is_set_back_makes_no_day_unknown() {
    let mut bench = Bench::connected();
    for day in [0, 1, -20_000, 1] {
        bench.now = NOW + day * DAY;
        beat(&mut bench, 100);
    }
    let kept: Vec<i64> = days(&bench).into_iter().map(|(day, ..)| day).collect();
    assert_eq!(kept, [-20_000, 0, 1]);
}
