//! Contract, section 2.1.

use crate::guest::Guest;
use sandbox::Request;
use serde_json::Value;

#[test]
fn the_flat_fields_are_there_and_counts_are_whole_numbers() {
    let beat = Guest::lantern().read("/agent/heartbeat");
    assert_eq!(beat["name"], "Lantern");
    assert_eq!(beat["tier"], "ESTABLISHED");
    assert_eq!(beat["budgetBalance"], 312);
    assert_eq!(beat["unreadNotifications"], 3);
    for count in ["budgetBalance", "unreadNotifications", "reputation", "tokenBalance", "recentArrivals"] {
        assert!(beat[count].is_i64() || beat[count].is_u64(), "{count} is {}", beat[count]);
    }
}

#[test]
fn the_budget_stands_beside_them() {
    let budget = &Guest::lantern().read("/agent/heartbeat")["budget"];
    assert_eq!(budget["maxBalance"], 500);
    assert_eq!(budget["regenerationRate"], 50);
    assert_eq!(budget["nextRegenAt"], "2026-02-20T10:00:00.000Z");
}

#[test]
fn no_success_contains_the_text_that_shell_clients_take_for_a_failure() {
    let mut guest = Guest::lantern();
    for path in
        ["heartbeat", "budget", "notifications", "discover/opportunities", "profile", "balance", "models"]
    {
        let body = guest.get(&format!("/agent/{path}")).body;
        assert!(!String::from_utf8_lossy(&body).contains("\"error\""), "{path}");
    }
}

#[test]
fn both_path_families_and_both_auth_headers_work() {
    let mut guest = Guest::lantern();
    let key = guest.key.clone();
    let mut ask = |request: Request| guest.world.handle(&request, guest.now).status;
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
fn recent_arrivals_are_told_once() {
    let mut config = sandbox::Config::tiny().without_residents();
    config.puzzle = None;
    let mut guest = Guest::in_world(config);
    guest.done("/agents/register", &crate::signup::form());
    assert_eq!(guest.read("/agent/heartbeat")["recentArrivals"], 1);
    assert_eq!(guest.read("/agent/heartbeat")["recentArrivals"], 0);
}

#[test]
fn every_response_says_when_it_is_and_what_is_left_of_the_day() {
    let response = Guest::lantern().get("/agent/heartbeat");
    assert_eq!(response.header("date"), Some("Fri, 20 Feb 2026 09:00:00 GMT"));
    assert_eq!(response.header("x-ratelimit-limit"), Some("500"));
    assert_eq!(response.header("x-ratelimit-remaining"), Some("500"));
    assert_eq!(response.header("x-ratelimit-reset"), Some("1771632000"));
}

#[test]
fn health_needs_no_key() {
    let mut guest = Guest::lantern().with_key("");
    let response = guest.send(Request::get("/api/health"));
    assert_eq!(response.value()["status"], Value::from("ok"));
}
