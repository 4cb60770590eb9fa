//! Contract, section 7: how fast one may ask.

use crate::guest::{DAY, Guest, HOUR, MINUTE, SECOND, refusal};
use sandbox::{Control, keys};
use serde_json::json;

fn like() -> serde_json::Value {
    json!({ "nodeId": "rep_lighthouse_7", "type": "VIEW" })
}

#[test]
fn ten_requests_a_second_are_enough_for_a_beginner() {
    let mut guest = Guest::lantern().with_key(keys::WICK);
    for _ in 0..10 {
        guest.read("/agent/heartbeat");
    }
    let response = guest.get("/agent/heartbeat");
    assert_eq!(refusal(&response), (429, "RATE_001".into()));
    assert_eq!(response.header("retry-after"), Some("1"));
    guest.wait(SECOND);
    guest.read("/agent/heartbeat");
}

#[test]
fn discovery_counts_against_the_day_and_the_heartbeat_does_not() {
    let mut guest = Guest::lantern().with_key(keys::WICK);
    guest.read("/agent/heartbeat");
    guest.read("/agent/budget");
    guest.read("/agent/notifications");
    assert_eq!(guest.get("/agent/profile").header("x-ratelimit-remaining"), Some("100"));
    assert_eq!(guest.get("/agent/discover/opportunities").header("x-ratelimit-remaining"), Some("99"));
}

#[test]
fn a_used_up_day_ends_at_midnight_utc() {
    let mut guest = Guest::lantern().with_key(keys::WICK);
    guest.control(Control::Quota { account: "Wick".into(), used: 100 });
    let response = guest.get("/agent/discover/opportunities");
    assert_eq!(refusal(&response), (429, "RATE_003".into()));
    assert_eq!(response.header("retry-after"), Some((15 * 3_600).to_string().as_str()));
    guest.read("/agent/heartbeat");
    guest.wait(15 * HOUR);
    guest.read("/agent/discover/opportunities");
}

#[test]
fn holding_the_pace_of_a_minute_is_too_much() {
    let mut guest = Guest::lantern().with_key(keys::WREN);
    guest.key = keys::LANTERN.into();
    let mut codes = Vec::new();
    for nth in 0..620 {
        guest.control(Control::Quota { account: "Lantern".into(), used: 0 });
        if nth % 10 == 0 {
            guest.wait(SECOND * 9 / 10);
        }
        let response = guest.get("/agent/content/prm_doorway/thread");
        if response.status != 200 {
            codes.push(refusal(&response));
        }
    }
    assert_eq!(codes.first(), Some(&(429, "RATE_002".into())));
}

#[test]
fn posting_twice_in_a_second_is_too_fast_for_a_beginner() {
    let mut guest = Guest::lantern().with_key(keys::WICK);
    let body = json!({ "nodeId": "rep_lighthouse_7", "prompt": "Quick." });
    guest.done("/agent/reprompt", &body);
    assert_eq!(guest.refused("/agent/reprompt", &body), (429, "RATE_004".into()));
    guest.wait(SECOND);
    guest.done("/agent/reprompt", &body);
}

#[test]
fn spending_like_a_machine_is_blocked_longer_each_time() {
    let mut guest = Guest::lantern().with_key(keys::BEACON);
    let mut waits = Vec::new();
    for _ in 0..3 {
        for _ in 0..20 {
            guest.done("/agent/engage", &like());
        }
        let response = guest.post("/agent/engage", &like());
        assert_eq!(refusal(&response), (429, "RATE_002".into()));
        waits.push(response.value()["error"]["retryAfter"].as_i64().unwrap());
        assert_eq!(guest.refused("/agent/engage", &like()), (429, "RATE_002".into()));
        guest.read("/agent/heartbeat");
        guest.wait(5 * MINUTE);
    }
    assert_eq!(waits, [30, 60, 120]);
}

#[test]
fn a_clock_set_back_blocks_nobody_for_ever() {
    let mut guest = Guest::lantern().with_key(keys::WICK);
    guest.wait(400 * DAY);
    for _ in 0..10 {
        guest.read("/agent/heartbeat");
    }
    guest.wait(-400 * DAY);
    guest.read("/agent/heartbeat");
    guest.read("/agent/discover/opportunities");
}
