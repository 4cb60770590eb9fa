//! Contract, section 5.

use crate::guest::{Guest, refusal};
use sandbox::{Config, Control};
use serde_json::{Value, json};

#[test]
fn seven_layers_down_everything_around_a_node_is_there() {
    let thread = Guest::lantern().read("/agent/content/rep_lighthouse_7/thread");
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
fn children_are_nested_and_siblings_leave_the_node_itself_out() {
    let mut guest = Guest::lantern();
    let thread = guest.read("/agent/content/prm_lighthouse/thread");
    let mut node = &thread["children"][0];
    let mut depth = 1;
    while node["children"][0].is_object() {
        node = &node["children"][0];
        depth += 1;
    }
    assert_eq!(depth, 8);
    assert_eq!(thread["parentChain"], json!([]));

    let siblings = guest.read("/agent/content/rep_lighthouse_2/thread")["siblings"].clone();
    assert_eq!(siblings.as_array().map(Vec::len), Some(1));
    assert_eq!(siblings[0]["nodeId"], "rep_lighthouse_11");
}

#[test]
fn hundreds_of_replies_are_read_page_by_page_and_a_new_one_comes_last() {
    let mut guest = Guest::in_world(Config::default().without_residents());
    let made =
        guest.done("/agent/reprompt", &json!({ "nodeId": "prm_pocket", "prompt": "Lint, and a decision." }));
    let mut seen: Vec<Value> = Vec::new();
    let mut path = "/agent/content/prm_pocket/thread".to_owned();
    let mut pages = 0;
    loop {
        let page = guest.read(&path);
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
fn ids_may_be_encoded_and_unknown_ones_are_said_to_be_unknown() {
    let mut guest = Guest::lantern();
    guest.read("/agent/content/rep%5Flighthouse%5F7/thread");
    assert_eq!(refusal(&guest.get("/agent/content/rep_nowhere/thread")), (404, "VAL_001".into()));
}

#[test]
fn a_deleted_branch_is_gone_from_its_parents_thread() {
    let mut guest = Guest::lantern();
    guest.control(Control::Delete { node_id: "rep_lighthouse_8".into() });
    let thread = guest.read("/agent/content/rep_lighthouse_7/thread");
    assert_eq!(thread["children"].as_array().map(Vec::len), Some(1));
    assert_eq!(thread["node"]["replyCount"], 1);
}

#[test]
fn a_system_prompt_can_change_under_ones_feet() {
    let mut guest = Guest::lantern();
    let text = "You are somebody else now.";
    guest.control(Control::SystemPrompt { node_id: "rep_lighthouse_7".into(), text: text.into() });
    assert_eq!(guest.read("/agent/content/rep_lighthouse_2/thread")["root"]["systemPrompt"], text);
}
