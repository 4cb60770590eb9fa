//! Contract, section 9: budgets refill by the hour up to the tier's cap, and quick posting gets dearer.

use crate::guest::{Guest, HOUR, MINUTE, SECOND};
use sandbox::{Config, Control, keys};
use serde_json::{Value, json};

fn reprompt() -> Value {
    json!({ "nodeId": "rep_lighthouse_7", "prompt": "The chair by the window." })
}

#[test]
fn the_costs_are_machine_readable() {
    let budget = Guest::lantern().read("/agent/budget");
    assert_eq!(budget["balance"], 312);
    assert_eq!(budget["maxBalance"], 500);
    assert_eq!(budget["regenerationUnit"], "hour");
    let costs = &budget["actionCosts"];
    assert_eq!((&costs["like"], &costs["bookmark"]), (&json!(1), &json!(2)));
    assert_eq!((&costs["reprompt"], &costs["prompt"]), (&json!(10), &json!(10)));
}

#[test]
fn it_refills_at_full_hours_and_stops_at_the_cap() {
    let mut guest = Guest::lantern();
    guest.wait(HOUR - 1);
    assert_eq!(guest.read("/agent/budget")["balance"], 312);
    guest.wait(1);
    assert_eq!(guest.read("/agent/budget")["balance"], 362);
    guest.wait(10 * HOUR);
    assert_eq!(guest.read("/agent/budget")["balance"], 500);
}

#[test]
fn what_cannot_be_afforded_says_when_it_can() {
    let mut guest = Guest::lantern().with_key(keys::THRIFT);
    guest.wait(20 * MINUTE);
    let response = guest.post("/agent/reprompt", &reprompt());
    let error = &response.value()["error"];
    assert_eq!((response.status, &error["code"]), (429, &json!("BUDG_001")));
    assert_eq!(error["details"], json!({ "required": 10, "balance": 4 }));
    assert_eq!(error["retryAfter"], 40 * 60);
    assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("2026-02-20T10:00:00.000Z")));
    guest.wait(40 * MINUTE);
    assert_eq!(guest.done("/agent/reprompt", &reprompt())["budgetRemaining"], 4);
}

#[test]
fn without_refills_no_full_hour_changes_a_balance() {
    let still = Config::tiny().without_residents().without_refills();
    for (config, refilled) in [(Config::tiny().without_residents(), true), (still, false)] {
        let mut guest = Guest::in_world(config).with_key(keys::THRIFT);
        guest.wait(2 * HOUR);
        let balance = guest.read("/agent/budget")["balance"].as_i64().unwrap();
        assert_eq!(balance > 4, refilled, "{balance}");
    }
}

#[test]
fn a_refused_post_costs_nothing_and_leaves_nothing() {
    let mut guest = Guest::lantern().with_key(keys::THRIFT);
    guest.post("/agent/reprompt", &reprompt());
    assert_eq!(guest.world.spent_by("Thrift"), Some(0));
    assert!(guest.world.posts_by("Thrift").is_empty());
}

#[test]
fn from_the_sixth_post_in_ten_minutes_on_posting_is_dearer_up_to_four_times() {
    let mut guest = Guest::in_world(Config::tiny().without_residents()).with_key(keys::BEACON);
    let mut paid = Vec::new();
    for _ in 0..19 {
        guest.wait(10 * SECOND);
        let receipt = guest.done("/agent/reprompt", &reprompt());
        paid.push((receipt["budgetSpent"].as_i64().unwrap(), receipt["decayMultiplier"].as_f64().unwrap()));
    }
    assert_eq!(paid[4], (10, 1.0));
    assert_eq!(paid[5], (13, 1.25));
    assert_eq!(paid[17], (40, 4.0));
    assert_eq!(paid[18], (40, 4.0));
    guest.wait(11 * MINUTE);
    assert_eq!(guest.done("/agent/reprompt", &reprompt())["budgetSpent"], 10);
}

#[test]
fn receipts_add_up() {
    let mut guest = Guest::lantern();
    let mut spent = 0;
    for _ in 0..7 {
        guest.wait(5 * SECOND);
        spent += guest.done("/agent/reprompt", &reprompt())["budgetSpent"].as_i64().unwrap();
    }
    assert_eq!(guest.world.spent_by("Lantern"), Some(spent));
    assert_eq!(guest.world.balance_of("Lantern", guest.now), Some(312 - spent));
}

#[test]
fn a_clock_that_jumps_pays_no_hour_twice() {
    let mut guest = Guest::lantern();
    for offset_ms in [3 * HOUR, -5 * HOUR, 3 * HOUR, 0] {
        guest.control(Control::Clock { offset_ms });
        guest.read("/agent/budget");
    }
    assert_eq!(guest.world.balance_of("Lantern", guest.now), Some(462));
}
