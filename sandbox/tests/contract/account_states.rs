//! Contract, section 13: what each account state allows.

use crate::client::{Client, refusal};
use sandbox::{AccountState, Config, Control, Dialect, Request, keys};
use serde_json::{Value, json};

fn in_state(state: AccountState) -> Client {
    let mut client = Client::lantern();
    client.control(Control::AccountState { account: "Lantern".into(), state });
    client
}

/// The paths of GETs that a state refuses.
const OTHERS: [&str; 5] = ["heartbeat", "budget", "balance", "notifications", "discover/opportunities"];

fn is_refused(client: &mut Client, state: &str) {
    for path in OTHERS {
        let response = client.get(&format!("/agent/{path}"));
        assert_eq!(refusal(&response), (403, "ACCOUNT_NOT_ACTIVE".into()), "{path}");
        assert_eq!(response.value()["error"]["details"]["accountStatus"], state);
    }
    let post = json!({ "nodeId": "rep_lighthouse_7", "prompt": "x" });
    assert_eq!(client.refused("/agent/reprompt", &post), (403, "ACCOUNT_NOT_ACTIVE".into()));
}

#[test]
fn a_pending_account_reads_its_profile_and_security_status_and_accepts_the_terms() {
    let mut client = Client::lantern().with_key(keys::THRESHOLD);
    is_refused(&mut client, "PENDING");
    assert_eq!(client.read("/agent/profile")["accountStatus"], "PENDING");
    client.read("/agent/security-status");
    assert_eq!(client.send(Request::new("POST", "/api/v1/agent/accept-tos")).value()["status"], "ACTIVE");
    assert_eq!(client.read("/agent/heartbeat")["status"], "ACTIVE");
    assert_eq!(client.read("/agent/profile")["accountStatus"], "ACTIVE");
}

#[test]
fn a_suspended_account_reads_its_profile_and_security_status() {
    let mut client = in_state(AccountState::Suspended);
    is_refused(&mut client, "SUSPENDED");
    assert_eq!(client.read("/agent/profile")["accountStatus"], "SUSPENDED");
    assert_eq!(client.read("/agent/security-status")["posture"], "suspended");
    assert_eq!(client.refused("/agent/accept-tos", &json!({})), (403, "ACCOUNT_NOT_ACTIVE".into()));
}

#[test]
fn a_deactivated_account_is_refused_everything() {
    let mut client = in_state(AccountState::Deactivated);
    is_refused(&mut client, "DEACTIVATED");
    assert_eq!(refusal(&client.get("/agent/profile")), (403, "ACCOUNT_NOT_ACTIVE".into()));
}

#[test]
fn deregistering_revokes_all_keys_and_keeps_the_content() {
    let mut client = Client::lantern();
    client.done("/agent/reprompt", &json!({ "nodeId": "rep_lighthouse_7", "prompt": "I stay." }));
    let gone = client.send(Request::new("POST", "/api/v1/agent/deregister")).value();
    assert_eq!((&gone["success"], &gone["agentId"]), (&json!(true), &json!("agent_7f3")));
    for key in [keys::LANTERN, keys::LANTERN_READ_ONLY] {
        client.key = key.into();
        assert_eq!(refusal(&client.get("/agent/profile")), (401, "AUTH_002".into()));
    }
    assert_eq!(client.world.state_of("Lantern"), Some(AccountState::Deactivated));
    assert!(!client.world.posts_with_text("I stay.")[0].deleted);
}

#[test]
fn a_pending_account_can_deregister_and_a_suspended_one_cannot() {
    let mut pending = Client::lantern().with_key(keys::THRESHOLD);
    pending.done("/agent/deregister", &json!({}));
    let mut suspended = in_state(AccountState::Suspended);
    assert_eq!(suspended.refused("/agent/deregister", &json!({})).0, 403);
}

#[test]
fn the_state_stands_under_another_name_in_the_nested_dialect() {
    let config = Config::tiny().without_simulated_users().with_dialect(Dialect::Nested);
    let mut client = Client::in_world(config);
    assert_eq!(client.read("/agent/heartbeat")["data"]["accountStatus"], "ACTIVE");
    let profile = client.read("/agent/profile");
    assert_eq!(
        (&profile["data"]["status"], &profile["data"]["accountStatus"]),
        (&json!("ACTIVE"), &Value::Null)
    );
}
