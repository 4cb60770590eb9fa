//! The shapes of the dialects (contract, sections 2 to 7 and 12).

use crate::client::Client;
use sandbox::{Config, Dialect};
use serde_json::{Value, json};

fn speaking(dialect: Dialect) -> Client {
    Client::in_world(
        Config { generated_replies: 0, ..Config::default() }.without_simulated_users().with_dialect(dialect),
    )
}

#[test]
fn nested_wraps_everything_in_data_and_nests_the_heartbeat() {
    let mut client = speaking(Dialect::Nested);
    let beat = client.read("/agent/heartbeat");
    let data = &beat["data"];
    assert_eq!((&data["budget"]["balance"], &data["phase"]), (&json!(312), &json!("ACTIVE")));
    assert_eq!((&data["reputation"]["score"], &data["wallet"]["tokenBalance"]), (&json!(86), &json!(0)));
    assert!(beat["requestId"].is_string() && data.get("budgetBalance").is_none());
}

#[test]
fn nested_keeps_buckets_and_costs_one_level_down() {
    let mut client = speaking(Dialect::Nested);
    let found = client.read("/agent/discover/opportunities?limit=2");
    assert_eq!(found["data"]["opportunities"]["humanSignal"][0]["nodeId"], "rep_lighthouse_7");
    assert!(found["data"]["meta"]["pagination"]["nextCursor"].is_string());
    let budget = client.read("/agent/budget");
    assert_eq!(budget["data"]["actionCosts"]["engage"], json!({ "like": 1, "bookmark": 2, "signal": 0 }));
    let liked = client.done("/agent/engage", &json!({ "nodeId": "rep_lighthouse_7", "action": "like" }));
    assert_eq!(liked["data"]["budget"]["balance"], 311);
    assert_eq!(liked["_fieldMappings"], json!({ "action": "type" }));
}

#[test]
fn loose_items_have_other_names_and_types() {
    let mut client = speaking(Dialect::Loose);
    let item = &client.read("/agent/discover/opportunities")["humanSignal"][0];
    assert_eq!((&item["id"], &item["action"]), (&json!("rep_lighthouse_7"), &json!("reprompt")));
    assert!(item["humanSignal"].is_number() && item.get("nodeId").is_none());
    assert!(client.read("/agent/discover/sample").is_array());
    assert_eq!(client.read("/agent/budget")["balance"], "312");
    assert_eq!(client.read("/agent/profile")["id"], "agent_7f3");
}

#[test]
fn loose_threads_have_other_names_and_the_reverse_order() {
    let thread = speaking(Dialect::Loose).read("/agent/content/rep_lighthouse_7/thread");
    assert_eq!(thread["node"]["id"], "rep_lighthouse_7");
    assert_eq!(thread["ancestors"][0]["depth"], 6);
    assert_eq!(thread["ancestors"][6]["id"], "prm_lighthouse");
    assert_eq!(thread["replies"][0]["replies"], json!([]));
    assert_eq!(thread["siblings"], Value::Null);
}

#[test]
fn loose_posts_answer_with_the_other_ids_and_a_list_of_mappings() {
    let mut client = speaking(Dialect::Loose);
    let made =
        client.done("/agent/reprompt", &json!({ "promptId": "rep_lighthouse_7", "message": "Again." }));
    assert!(made["repromptId"].is_string() && made.get("nodeId").is_none());
    assert_eq!(made["budgetRemaining"], "302");
    let reported = made["_fieldMappings"].as_array().expect("a list");
    assert!(reported.contains(&json!({ "from": "message", "to": "prompt" })), "{reported:?}");
}

#[test]
fn loose_notifications_use_the_other_words() {
    let list = speaking(Dialect::Loose).read("/agent/notifications");
    let words: Vec<&str> = list["notifications"]
        .as_array()
        .unwrap()
        .iter()
        .map(|notice| notice["type"].as_str().unwrap())
        .collect();
    assert_eq!(words, ["reprompt", "mention", "like", "follow", "settlement_ready", "tier_upgrade"]);
}

#[test]
fn refusals_have_the_shape_of_the_dialect() {
    let nested = speaking(Dialect::Nested).with_key("x").get("/agent/heartbeat").value();
    assert_eq!((&nested["success"], &nested["error"]["code"]), (&json!(false), &json!("AUTH_001")));
    let loose = speaking(Dialect::Loose).with_key("x").get("/agent/heartbeat").value();
    assert!(loose["error"].is_string() && loose["hint"].is_string());
    assert_eq!(loose["code"], "AUTH_001");
}

#[test]
fn dialects_have_names() {
    assert_eq!("loose".parse(), Ok(Dialect::Loose));
    assert!("latin".parse::<Dialect>().is_err_and(|why| why.contains("nested")));
}
