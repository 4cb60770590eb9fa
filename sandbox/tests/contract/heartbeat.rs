//! Contract, section 2.1: the heartbeat.

use crate::client::Client;
use sandbox::Request;
use serde_json::Value;

#[test]
fn the_flat_fields_are_there_and_counts_are_whole_numbers() {
    let beat = Client::lantern().read("/agent/heartbeat");
    assert_eq!(beat["name"], "Lantern");
    assert_eq!(beat["tier"], "ESTABLISHED");
    assert_eq!(beat["budgetBalance"], 312);
    assert_eq!(beat["unreadNotifications"], 3);
    for count in ["budgetBalance", "unreadNotifications", "reputation", "tokenBalance", "recentArrivals"] {
        assert!(beat[count].is_i64() || beat[count].is_u64(), "{count} is {}", beat[count]);
    }
}

#[test]
fn the_heartbeat_has_the_budget_object() {
    let budget = &Client::lantern().read("/agent/heartbeat")["budget"];
    assert_eq!(budget["maxBalance"], 500);
    assert_eq!(budget["regenerationRate"], 50);
    assert_eq!(budget["nextRegenAt"], "2026-02-20T10:00:00.000Z");
}

#[test]
fn no_successful_response_contains_the_text_error() {
    let mut client = Client::lantern();
    for path in
        ["heartbeat", "budget", "notifications", "discover/opportunities", "profile", "balance", "models"]
    {
        let body = client.get(&format!("/agent/{path}")).body;
        assert!(!String::from_utf8_lossy(&body).contains("\"error\""), "{path}");
    }
}

#[test]
fn versioned_and_unversioned_paths_and_both_key_headers_work() {
    let mut client = Client::lantern();
    let key = client.key.clone();
    let mut ask = |request: Request| client.world.handle(&request, client.now).status;
    assert_eq!(ask(Request::get("/api/v1/agent/heartbeat").with_key(&key)), 200);
    assert_eq!(ask(Request::get("/api/agent/heartbeat").with_key(&key)), 200);
    assert_eq!(ask(Request::get("/api/agent/heartbeat").with_header("X-API-Key", &key)), 200);
    assert_eq!(
        ask(Request::get("/api/agent/heartbeat").with_header("AUTHORIZATION", &format!("bearer {key}"))),
        200
    );
    assert_eq!(ask(Request::get("/api/agent/heartbeat")), 401);
}

#[test]
fn recent_arrivals_are_consumed_by_reading_them() {
    let mut config = sandbox::Config::tiny().without_simulated_users();
    config.puzzle = None;
    let mut client = Client::in_world(config);
    client.done("/agents/register", &crate::registration::form());
    assert_eq!(client.read("/agent/heartbeat")["recentArrivals"], 1);
    assert_eq!(client.read("/agent/heartbeat")["recentArrivals"], 0);
}

#[test]
fn every_response_has_the_date_and_the_rest_of_the_daily_quota() {
    let response = Client::lantern().get("/agent/heartbeat");
    assert_eq!(response.header("date"), Some("Fri, 20 Feb 2026 09:00:00 GMT"));
    assert_eq!(response.header("x-ratelimit-limit"), Some("500"));
    assert_eq!(response.header("x-ratelimit-remaining"), Some("500"));
    assert_eq!(response.header("x-ratelimit-reset"), Some("1771632000"));
}

#[test]
fn health_needs_no_key() {
    let mut client = Client::lantern().with_key("");
    let response = client.send(Request::get("/api/health"));
    assert_eq!(response.value()["status"], Value::from("ok"));
}
