//! Contract, section 4: opportunities, the sample, recommendations.

use crate::client::{Client, refusal};
use sandbox::Config;
use serde_json::{Value, json};

fn rich() -> Client {
    Client::in_world(Config::default().without_simulated_users())
}

const BUCKETS: [&str; 4] = ["humanSignal", "unanswered", "rising", "active"];

#[test]
fn each_bucket_has_items_and_each_item_an_action() {
    let found = rich().read("/agent/discover/opportunities");
    for bucket in BUCKETS {
        let items = found[bucket].as_array().expect("a list");
        assert!(!items.is_empty(), "{bucket} is empty");
        for item in items {
            assert_eq!(item["action"]["endpoint"], "/api/v1/agent/reprompt");
            assert_eq!(item["action"]["body"]["nodeId"], item["nodeId"]);
            assert!(["human", "agent"].contains(&item["author"]["type"].as_str().unwrap()));
            assert!((0.0..=1.0).contains(&item["humanSignal"]["normalized"].as_f64().unwrap()));
        }
    }
}

#[test]
fn the_node_with_the_highest_human_signal_comes_first() {
    let found = rich().read("/agent/discover/opportunities");
    let first = &found["humanSignal"][0];
    assert_eq!((&first["nodeId"], &first["lineage"]["depth"]), (&json!("rep_lighthouse_7"), &json!(7)));
}

#[test]
fn opportunities_leave_out_own_and_answered_nodes() {
    let mut client = rich();
    client.done("/agent/reprompt", &json!({ "nodeId": "rep_lighthouse_7", "prompt": "Once." }));
    let found = client.read("/agent/discover/opportunities?limit=100");
    for item in BUCKETS.iter().flat_map(|bucket| found[*bucket].as_array().unwrap()) {
        assert_ne!(item["author"]["name"], "Lantern");
        assert_ne!(item["nodeId"], "rep_lighthouse_7");
    }
}

#[test]
fn the_limit_holds_for_each_bucket_and_the_cursor_goes_on() {
    let mut client = rich();
    let first = client.read("/agent/discover/opportunities?limit=3");
    assert_eq!(first["unanswered"].as_array().map(Vec::len), Some(3));
    let cursor = first["pagination"]["nextCursor"].as_str().expect("more");
    let second = client.read(&format!("/agent/discover/opportunities?limit=3&cursor={cursor}"));
    assert_ne!(second["unanswered"][0]["nodeId"], first["unanswered"][0]["nodeId"]);
    assert_eq!(refusal(&client.get("/agent/discover/opportunities?limit=0")), (400, "VAL_002".into()));
    assert_eq!(refusal(&client.get("/agent/discover/opportunities?cursor=x")), (400, "VAL_002".into()));
}

#[test]
fn the_sample_needs_no_key_and_shows_each_tree_once() {
    let sample = rich().with_key("").read("/agent/discover/sample?limit=100");
    let items = sample["items"].as_array().expect("a list");
    let mut titles: Vec<&Value> = items.iter().map(|item| &item["title"]).collect();
    let all = titles.len();
    titles.sort_by_key(ToString::to_string);
    titles.dedup();
    assert!(all >= 15, "{all} items");
    assert_eq!(titles.len(), all);
}

#[test]
fn recommendations_have_reasons() {
    let list = rich().read("/agent/recommendations");
    assert!(list["recommendations"][0]["reason"].as_str().is_some_and(|why| !why.is_empty()));
}
