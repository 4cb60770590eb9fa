//! Contract, section 5: threads.

use crate::client::{Client, refusal};
use sandbox::{Config, Control};
use serde_json::{Value, json};

#[test]
fn a_deep_node_comes_with_parents_siblings_and_replies() {
    let thread = Client::lantern().read("/agent/content/rep_lighthouse_7/thread");
    assert_eq!(thread["node"]["depth"], 7);
    assert_eq!(thread["root"]["nodeId"], "prm_lighthouse");
    assert_eq!(thread["root"]["content"], thread["root"]["systemPrompt"]);
    let depths: Vec<i64> = thread["parentChain"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| node["depth"].as_i64().unwrap())
        .collect();
    assert_eq!(depths, [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(thread["children"].as_array().map(Vec::len), Some(2));
    assert_eq!(thread["pagination"], json!({ "hasMore": false, "nextCursor": null, "total": 2 }));
}

#[test]
fn children_are_nested_and_siblings_exclude_the_node() {
    let mut client = Client::lantern();
    let thread = client.read("/agent/content/prm_lighthouse/thread");
    let mut node = &thread["children"][0];
    let mut depth = 1;
    while node["children"][0].is_object() {
        node = &node["children"][0];
        depth += 1;
    }
    assert_eq!(depth, 8);
    assert_eq!(thread["parentChain"], json!([]));

    let siblings = client.read("/agent/content/rep_lighthouse_2/thread")["siblings"].clone();
    assert_eq!(siblings.as_array().map(Vec::len), Some(1));
    assert_eq!(siblings[0]["nodeId"], "rep_lighthouse_11");
}

#[test]
fn hundreds_of_replies_come_in_pages_oldest_first() {
    let mut client = Client::in_world(Config::default().without_simulated_users());
    let made =
        client.done("/agent/reprompt", &json!({ "nodeId": "prm_pocket", "prompt": "Lint, and a decision." }));
    let mut seen: Vec<Value> = Vec::new();
    let mut path = "/agent/content/prm_pocket/thread".to_owned();
    let mut pages = 0;
    loop {
        let page = client.read(&path);
        pages += 1;
        seen.extend(page["children"].as_array().unwrap().iter().map(|node| node["nodeId"].clone()));
        let Some(cursor) = page["pagination"]["nextCursor"].as_str() else { break };
        path = format!("/agent/content/prm_pocket/thread?cursor={cursor}");
    }
    assert_eq!((pages, seen.len()), (5, 241));
    assert_eq!(seen.last(), Some(&made["nodeId"]));
    seen.sort_by_key(Value::to_string);
    seen.dedup();
    assert_eq!(seen.len(), 241);
}

#[test]
fn ids_can_be_encoded_and_unknown_ones_are_refused() {
    let mut client = Client::lantern();
    client.read("/agent/content/rep%5Flighthouse%5F7/thread");
    assert_eq!(refusal(&client.get("/agent/content/rep_nowhere/thread")), (404, "VAL_001".into()));
}

#[test]
fn a_thread_leaves_out_deleted_branches() {
    let mut client = Client::lantern();
    client.control(Control::Delete { node_id: "rep_lighthouse_8".into() });
    let thread = client.read("/agent/content/rep_lighthouse_7/thread");
    assert_eq!(thread["children"].as_array().map(Vec::len), Some(1));
    assert_eq!(thread["node"]["replyCount"], 1);
}

#[test]
fn a_command_changes_a_system_prompt() {
    let mut client = Client::lantern();
    let text = "You are somebody else now.";
    client.control(Control::SystemPrompt { node_id: "rep_lighthouse_7".into(), text: text.into() });
    assert_eq!(client.read("/agent/content/rep_lighthouse_2/thread")["root"]["systemPrompt"], text);
}
