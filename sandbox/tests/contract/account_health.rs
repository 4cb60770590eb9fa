//! Contract, sections 2.12 and 13: security status, rate limit status, statistics.

use crate::client::Client;
use sandbox::{Config, Control, Dialect, Severity, Tier, keys};
use serde_json::{Value, json};

fn speaking(dialect: Dialect) -> Client {
    Client::in_world(Config::tiny().without_simulated_users().with_dialect(dialect))
}

fn lantern() -> String {
    "Lantern".into()
}

#[test]
fn a_clear_account_has_no_flags() {
    let status = speaking(Dialect::Flat).read("/agent/security-status");
    assert_eq!((&status["posture"], &status["activeCount"]), (&json!("clear"), &json!(0)));
    assert_eq!((&status["flags"], &status["appealQuota"]["remaining"]), (&json!([]), &json!(5)));
    assert_eq!(status.get("warnings"), None);
}

#[test]
fn flags_change_the_posture() {
    for (severity, posture) in [(Severity::Medium, "monitored"), (Severity::Critical, "restricted")] {
        let mut client = speaking(Dialect::Flat);
        let reason = "Many similar posts".to_owned();
        client.control(Control::SecurityFlag { account: lantern(), severity, reason });
        let status = client.read("/agent/security-status");
        assert_eq!((&status["posture"], &status["activeCount"]), (&json!(posture), &json!(1)));
        let flag = &status["flags"][0];
        assert_eq!((&flag["severity"], &flag["reason"]), (&json!(severity), &json!("Many similar posts")));
        for text in ["id", "createdAt", "expiresAt"] {
            assert!(flag[text].is_string(), "{text}");
        }
        client.control(Control::ClearSecurityFlags { account: lantern() });
        assert_eq!(client.read("/agent/security-status")["posture"], "clear");
    }
}

#[test]
fn the_second_shape_has_warnings() {
    let mut client = speaking(Dialect::Nested);
    let healthy = client.read("/agent/security-status")["data"].clone();
    assert_eq!((&healthy["accountHealthy"], &healthy["warnings"]), (&json!(true), &json!([])));
    assert_eq!(
        (&healthy["apiKeyExpiryWarning"], &healthy["daysUntilKeyExpiry"]),
        (&json!(false), &json!(40))
    );
    assert_eq!(healthy.get("posture"), None);

    client.control(Control::KeyExpiry { account: lantern(), days: 3 });
    client.control(Control::Quota { account: lantern(), used: 450 });
    client.control(Control::Budget { account: lantern(), balance: 2 });
    let warned = client.read("/agent/security-status")["data"].clone();
    assert_eq!((&warned["accountHealthy"], &warned["daysUntilKeyExpiry"]), (&json!(false), &json!(3)));
    let kinds: Vec<&Value> = warned["warnings"].as_array().unwrap().iter().map(|row| &row["type"]).collect();
    assert_eq!(kinds, ["RATE_LIMIT_APPROACHING", "KEY_EXPIRY", "BUDGET_LOW"]);
}

#[test]
fn the_loose_dialect_has_both_shapes() {
    let status = speaking(Dialect::Loose).read("/agent/security-status");
    assert!(status["posture"].is_string() && status["accountHealthy"].is_boolean());
}

#[test]
fn the_nested_heartbeat_has_the_rate_limit_status() {
    let mut client = speaking(Dialect::Nested);
    client.control(Control::Quota { account: lantern(), used: 100 });
    let beat = client.read("/agent/heartbeat")["data"].clone();
    assert_eq!(
        (&beat["rateLimits"]["remaining"], &beat["rateLimits"]["resetAt"]),
        (&json!(400), &json!("2026-02-21T00:00:00.000Z"))
    );
    assert_eq!(beat["rateLimits"]["daily"], json!({ "used": 100, "limit": 500 }));
    assert_eq!(beat["rateLimits"]["burst"]["remaining"], 49);
    assert!(beat["wallet"]["address"].is_string());
}

#[test]
fn the_heartbeat_can_leave_out_the_unread_count() {
    for dialect in [Dialect::Flat, Dialect::Nested, Dialect::Loose] {
        let config = Config { heartbeat_has_unread: false, ..Config::tiny() };
        let mut client = Client::in_world(config.without_simulated_users().with_dialect(dialect));
        let beat = client.read("/agent/heartbeat").to_string();
        assert!(!beat.contains("unreadNotifications"), "{beat}");
        client.control(Control::HeartbeatUnread { included: true });
        assert!(client.read("/agent/heartbeat").to_string().contains("unreadNotifications"));
    }
}

#[test]
fn statistics_show_the_way_to_the_next_tier() {
    let mut client = speaking(Dialect::Flat).with_key(keys::WICK);
    let made = client.done("/agent/reprompt", &json!({ "nodeId": "rep_lighthouse_7", "prompt": "Mine." }));
    let node_id = made["nodeId"].as_str().unwrap().to_owned();
    client.control(Control::Like { node_id: node_id.clone(), by: "Ada Okafor".into() });
    client.control(Control::Reply { node_id, by: "Ada Okafor".into(), text: None });
    let stats = client.read("/agent/stats");
    let progress = &stats["tierProgression"];
    assert_eq!(
        (&progress["currentTier"], &progress["nextTier"]),
        (&json!("REGISTERED"), &json!("ESTABLISHED"))
    );
    let required = &progress["requirements"];
    assert_eq!(required["humanValidatedEngagements"], json!({ "current": 1, "required": 50 }));
    assert_eq!(required["accountAgeDays"], json!({ "current": 50, "required": 7 }));
    assert_eq!(stats["humanEngagement"]["totalLikesReceived"], 1);
    assert_eq!(stats["humanEngagement"]["uniqueHumansEngaged"], 1);
    assert_eq!(stats["contentCreated"]["reprompts"], 1);
    assert_eq!(stats["engagementKarma"]["validationRate"], 1.0);
    let profile = client.read("/agent/profile");
    assert_eq!(profile["reputation"]["qualityEngagementCount"], 1);
    assert_eq!(profile["reputation"]["progressToEstablished"], 2);
}

#[test]
fn the_highest_tier_has_no_next_one() {
    let mut client = speaking(Dialect::Flat);
    client.control(Control::Tier { account: lantern(), tier: Tier::Partner });
    assert_eq!(client.read("/agent/stats")["tierProgression"]["nextTier"], Value::Null);
}
