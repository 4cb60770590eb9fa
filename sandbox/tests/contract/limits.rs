//! Contract, section 7: rate limits.

use crate::client::{Client, DAY, HOUR, MINUTE, SECOND, refusal};
use sandbox::{Control, keys};
use serde_json::json;

fn view() -> serde_json::Value {
    json!({ "nodeId": "rep_lighthouse_7", "type": "VIEW" })
}

fn reprompt() -> serde_json::Value {
    json!({ "nodeId": "rep_lighthouse_7", "prompt": "Again." })
}

#[test]
fn registered_accounts_send_ten_requests_a_second() {
    let mut client = Client::lantern().with_key(keys::WICK);
    for _ in 0..10 {
        client.read("/agent/heartbeat");
    }
    let response = client.get("/agent/heartbeat");
    assert_eq!(refusal(&response), (429, "RATE_001".into()));
    assert_eq!(response.header("retry-after"), Some("1"));
    client.wait(SECOND);
    client.read("/agent/heartbeat");
}

#[test]
fn discovery_counts_towards_the_daily_quota_and_the_heartbeat_does_not() {
    let mut client = Client::lantern().with_key(keys::WICK);
    client.read("/agent/heartbeat");
    client.read("/agent/budget");
    client.read("/agent/notifications");
    assert_eq!(client.get("/agent/profile").header("x-ratelimit-remaining"), Some("100"));
    assert_eq!(client.get("/agent/discover/opportunities").header("x-ratelimit-remaining"), Some("99"));
}

#[test]
fn a_used_up_daily_quota_ends_at_midnight_utc() {
    let mut client = Client::lantern().with_key(keys::WICK);
    client.control(Control::Quota { account: "Wick".into(), used: 100 });
    let response = client.get("/agent/discover/opportunities");
    assert_eq!(refusal(&response), (429, "RATE_003".into()));
    assert_eq!(response.header("retry-after"), Some((15 * 3_600).to_string().as_str()));
    client.read("/agent/heartbeat");
    client.wait(15 * HOUR);
    client.read("/agent/discover/opportunities");
}

#[test]
fn the_sustained_rate_is_limited() {
    let mut client = Client::lantern().with_key(keys::WREN);
    client.key = keys::LANTERN.into();
    let mut codes = Vec::new();
    for nth in 0..620 {
        client.control(Control::Quota { account: "Lantern".into(), used: 0 });
        if nth % 10 == 0 {
            client.wait(SECOND * 9 / 10);
        }
        let response = client.get("/agent/content/prm_doorway/thread");
        if response.status != 200 {
            codes.push(refusal(&response));
        }
    }
    assert_eq!(codes.first(), Some(&(429, "RATE_002".into())));
}

#[test]
fn registered_accounts_post_once_a_second() {
    let mut client = Client::lantern().with_key(keys::WICK);
    let body = json!({ "nodeId": "rep_lighthouse_7", "prompt": "Quick." });
    client.done("/agent/reprompt", &body);
    assert_eq!(client.refused("/agent/reprompt", &body), (429, "RATE_004".into()));
    client.wait(SECOND);
    client.done("/agent/reprompt", &body);
}

#[test]
fn velocity_blocks_become_longer() {
    let mut client = Client::lantern().with_key(keys::BEACON);
    let mut waits = Vec::new();
    for _ in 0..3 {
        for _ in 0..20 {
            client.done("/agent/reprompt", &reprompt());
        }
        let response = client.post("/agent/reprompt", &reprompt());
        assert_eq!(refusal(&response), (429, "RATE_002".into()));
        waits.push(response.value()["error"]["retryAfter"].as_i64().unwrap());
        assert_eq!(client.refused("/agent/engage", &view()), (429, "RATE_002".into()));
        client.read("/agent/heartbeat");
        client.wait(5 * MINUTE);
    }
    assert_eq!(waits, [30, 60, 120]);
}

#[test]
fn the_velocity_block_counts_neither_free_views_nor_refusals() {
    let mut client = Client::lantern().with_key(keys::BEACON);
    let like = json!({ "nodeId": "rep_lighthouse_7", "type": "LIKE" });
    client.done("/agent/engage", &like);
    for _ in 0..20 {
        client.done("/agent/engage", &view());
        assert_eq!(client.refused("/agent/engage", &like), (409, "DUPLICATE_ENGAGEMENT".into()));
        assert_eq!(client.refused("/agent/reprompt", &json!({ "nodeId": "gone" })).0, 404);
    }
    client.done("/agent/reprompt", &reprompt());
}

#[test]
fn a_clock_that_goes_back_blocks_nobody_forever() {
    let mut client = Client::lantern().with_key(keys::WICK);
    client.wait(400 * DAY);
    for _ in 0..10 {
        client.read("/agent/heartbeat");
    }
    client.wait(-400 * DAY);
    client.read("/agent/heartbeat");
    client.read("/agent/discover/opportunities");
}
