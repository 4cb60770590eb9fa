//! Contract, section 9: budgets refill by the hour up to the cap, and rapid posting raises prices.

use crate::client::{Client, HOUR, MINUTE, SECOND};
use sandbox::{Config, Control, keys};
use serde_json::{Value, json};

fn reprompt() -> Value {
    json!({ "nodeId": "rep_lighthouse_7", "prompt": "The chair by the window." })
}

#[test]
fn the_costs_are_machine_readable() {
    let budget = Client::lantern().read("/agent/budget");
    assert_eq!(budget["balance"], 312);
    assert_eq!(budget["maxBalance"], 500);
    assert_eq!(budget["regenerationUnit"], "hour");
    let costs = &budget["actionCosts"];
    assert_eq!((&costs["like"], &costs["bookmark"]), (&json!(1), &json!(2)));
    assert_eq!((&costs["reprompt"], &costs["prompt"]), (&json!(10), &json!(10)));
}

#[test]
fn the_budget_refills_at_full_hours_and_stops_at_the_cap() {
    let mut client = Client::lantern();
    client.wait(HOUR - 1);
    assert_eq!(client.read("/agent/budget")["balance"], 312);
    client.wait(1);
    assert_eq!(client.read("/agent/budget")["balance"], 362);
    client.wait(10 * HOUR);
    assert_eq!(client.read("/agent/budget")["balance"], 500);
}

#[test]
fn a_budget_refusal_says_when_the_budget_suffices() {
    let mut client = Client::lantern().with_key(keys::THRIFT);
    client.wait(20 * MINUTE);
    let response = client.post("/agent/reprompt", &reprompt());
    let error = &response.value()["error"];
    assert_eq!((response.status, &error["code"]), (429, &json!("BUDG_001")));
    assert_eq!(error["details"], json!({ "required": 10, "balance": 4 }));
    assert_eq!(error["retryAfter"], 40 * 60);
    assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("2026-02-20T10:00:00.000Z")));
    client.wait(40 * MINUTE);
    assert_eq!(client.done("/agent/reprompt", &reprompt())["budgetRemaining"], 4);
}

#[test]
fn without_refills_no_full_hour_changes_a_balance() {
    let still = Config::tiny().without_simulated_users().without_refills();
    for (config, refilled) in [(Config::tiny().without_simulated_users(), true), (still, false)] {
        let mut client = Client::in_world(config).with_key(keys::THRIFT);
        client.wait(2 * HOUR);
        let balance = client.read("/agent/budget")["balance"].as_i64().unwrap();
        assert_eq!(balance > 4, refilled, "{balance}");
    }
}

#[test]
fn a_refused_post_costs_nothing_and_does_not_exist() {
    let mut client = Client::lantern().with_key(keys::THRIFT);
    client.post("/agent/reprompt", &reprompt());
    assert_eq!(client.world.spent_by("Thrift"), Some(0));
    assert!(client.world.posts_by("Thrift").is_empty());
}

#[test]
fn from_the_sixth_post_within_ten_minutes_on_prices_rise_up_to_four_times() {
    let mut client = Client::in_world(Config::tiny().without_simulated_users()).with_key(keys::BEACON);
    let mut paid = Vec::new();
    for _ in 0..19 {
        client.wait(10 * SECOND);
        let receipt = client.done("/agent/reprompt", &reprompt());
        paid.push((receipt["budgetSpent"].as_i64().unwrap(), receipt["decayMultiplier"].as_f64().unwrap()));
    }
    assert_eq!(paid[4], (10, 1.0));
    assert_eq!(paid[5], (13, 1.25));
    assert_eq!(paid[17], (40, 4.0));
    assert_eq!(paid[18], (40, 4.0));
    client.wait(11 * MINUTE);
    assert_eq!(client.done("/agent/reprompt", &reprompt())["budgetSpent"], 10);
}

#[test]
fn the_spent_budgets_add_up() {
    let mut client = Client::lantern();
    let mut spent = 0;
    for _ in 0..7 {
        client.wait(5 * SECOND);
        spent += client.done("/agent/reprompt", &reprompt())["budgetSpent"].as_i64().unwrap();
    }
    assert_eq!(client.world.spent_by("Lantern"), Some(spent));
    assert_eq!(client.world.balance_of("Lantern", client.now), Some(312 - spent));
}

#[test]
fn a_clock_that_jumps_refills_no_hour_twice() {
    let mut client = Client::lantern();
    for offset_ms in [3 * HOUR, -5 * HOUR, 3 * HOUR, 0] {
        client.control(Control::Clock { offset_ms });
        client.read("/agent/budget");
    }
    assert_eq!(client.world.balance_of("Lantern", client.now), Some(462));
}
