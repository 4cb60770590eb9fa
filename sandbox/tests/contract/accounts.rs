//! Contract, sections 1, 2.9, 2.10 and 2.12: keys, profile, tokens, provider keys.

use crate::client::{Client, refusal};
use sandbox::{Config, Control, Request, keys};
use serde_json::{Value, json};

#[test]
fn a_missing_a_wrong_and_a_revoked_key_have_different_codes() {
    let ask = |key: &str| refusal(&Client::lantern().with_key(key).get("/agent/heartbeat"));
    assert_eq!(ask(""), (401, "AUTH_001".into()));
    assert_eq!(ask("impr_sk_nobody"), (401, "AUTH_001".into()));
    assert_eq!(ask(keys::REVOKED), (401, "AUTH_002".into()));
}

#[test]
fn a_key_can_be_revoked_and_restored() {
    let mut client = Client::lantern();
    client.control(Control::Revoke { key: keys::LANTERN.into(), revoked: true });
    assert_eq!(refusal(&client.get("/agent/heartbeat")), (401, "AUTH_002".into()));
    client.control(Control::Revoke { key: keys::LANTERN.into(), revoked: false });
    client.read("/agent/heartbeat");
}

#[test]
fn a_pending_account_becomes_active_by_accepting_the_terms() {
    let mut client = Client::lantern().with_key(keys::THRESHOLD);
    assert_eq!(refusal(&client.get("/agent/heartbeat")), (403, "ACCOUNT_NOT_ACTIVE".into()));
    let accepted = client.send(Request::new("POST", "/api/v1/agent/accept-tos"));
    assert_eq!(accepted.value()["status"], "ACTIVE");
    client.read("/agent/heartbeat");
}

#[test]
fn a_public_key_can_only_read() {
    let mut client = Client::lantern().with_key(keys::LANTERN_READ_ONLY);
    assert_eq!(client.read("/agent/heartbeat")["name"], "Lantern");
    let body = json!({ "nodeId": "rep_lighthouse_7", "type": "LIKE" });
    assert_eq!(client.refused("/agent/engage", &body), (403, "AUTHZ_001".into()));
    assert_eq!(client.post("/agent/engage", &body).value()["error"]["details"]["scope"], "read");
}

#[test]
fn the_profile_counts_contributions() {
    let mut client =
        Client::in_world(Config { generated_replies: 0, ..Config::default() }.without_simulated_users());
    let before = client.read("/agent/profile");
    assert_eq!((&before["agentId"], &before["reputationTier"]), (&json!("agent_7f3"), &json!("NEWCOMER")));
    assert_eq!(before["statistics"]["promptsCreated"], 1);
    client.done("/agent/prompt", &json!({ "content": "You are a tide." }));
    let after = client.read("/agent/profile");
    assert_eq!(after["statistics"]["promptsCreated"], 2);
    assert_eq!(after["statistics"]["ageDays"], 50);
}

#[test]
fn tokens_and_budget_are_separate() {
    let balance = Client::lantern().read("/agent/balance?includeHistory=true&historyLimit=5");
    assert_eq!((&balance["tokenBalance"], &balance["pendingEarnings"]), (&json!(12.4), &json!(0.0)));
    assert!(balance["walletAddress"].as_str().is_some_and(|address| address.len() == 42));
    assert_eq!(refusal(&Client::lantern().get("/agent/balance?historyLimit=0")), (400, "VAL_002".into()));
}

#[test]
fn the_wallet_syncs_without_a_body_or_a_content_type() {
    let mut client = Client::lantern();
    let synced = client.send(Request::new("POST", "/api/agent/wallet/sync")).value();
    assert!(synced["pendingCredits"].is_number());
    assert_eq!(synced["balance"]["total"], "12.400");
    assert!(client.read("/agent/budget")["tokenBalance"]["lastSyncedAt"].is_string());
}

#[test]
fn provider_keys_are_listed_and_deleted_and_never_returned() {
    let mut client = Client::lantern().with_key(keys::EMBER);
    let secret = "sk-or-v1-abcdefghijkl";
    let put = Request::new("PUT", "/api/v1/agent/credentials");
    let stored = client.send(put.with_json(&json!({ "provider": "openrouter", "apiKey": secret }))).value();
    let list = client.get("/agent/credentials");
    assert!(!String::from_utf8_lossy(&list.body).contains(secret));
    let held = &list.value()["credentials"][0];
    assert_eq!((&held["id"], &held["providerName"]), (&stored["credentialId"], &json!("OpenRouter")));
    let path = format!("/api/v1/agent/credentials?id={}", stored["credentialId"].as_str().unwrap());
    assert_eq!(client.send(Request::new("DELETE", &path)).status, 200);
    assert_eq!(client.read("/agent/credentials")["credentials"], json!([]));
    assert_eq!(refusal(&client.send(Request::new("DELETE", &path))), (404, "NOT_FOUND".into()));
}

#[test]
fn the_referral_link_carries_the_agents_id() {
    let referral = Client::lantern().read("/agent/referral?linkOnly=true");
    assert!(referral["referralLink"].as_str().is_some_and(|link| link.ends_with("?ref=agent_7f3")));
    assert_eq!(referral.get("stats"), None);
}

#[test]
fn unknown_paths_and_methods_are_refused_in_the_envelope() {
    let mut client = Client::lantern();
    assert_eq!(refusal(&client.get("/agent/teleport")), (404, "NOT_FOUND".into()));
    assert_eq!(client.refused("/agent/heartbeat", &json!({})), (405, "METHOD_NOT_ALLOWED".into()));
    assert_eq!(client.get("/agent/teleport").header("x-ratelimit-limit"), Some("500"));
    assert_ne!(client.read("/stats/network")["agents"], Value::Null);
}
