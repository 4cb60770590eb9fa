use crate::*;
use impromptu::domain::Branch;
use impromptu::view;
use serde_json::{Value, json};

fn read() -> State {
    let mut thread = thread();
    let reply = |id: &str, words: &str| Branch {
        level: 0,
        node: Node { prompt: Some(words.into()), llm_response: None, ..node(id, 4) },
    };
    thread.branches =
        vec![reply("b0", "A BOOT on the stair"), reply("b1", "A lamp"), reply("b2", "two boots")];
    thread.node.llm_response = Some("**A boot.**".into());
    with(|state| cache(state, "rep_1", thread))
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn the_source_of_a_thread_is_what_was_written_down_to_its_node() {
    let source = parsed(&view::source(&read(), "rep_1"));
    assert_eq!(source["title"], "The ledger");
    let messages: Vec<&str> = source["nodes"]
        .as_array()
        .expect("nodes")
        .iter()
        .filter_map(|node| node["message"].as_str())
        .collect();
    assert_eq!(messages, ["message of prm_1", "message of rep_0", "message of rep_1"]);
    let last = json!({"level": 3, "author": "Odile", "at": NOW - HOUR, "message": "message of rep_1", "answer": "**A boot.**"});
    assert_eq!(source["nodes"][2], last);
    assert_eq!(parsed(&view::source(&read(), "rep_2"))["nodes"], json!([]), "a thread that is not cached");
}

#[test]
fn words_are_found_above_at_and_below_the_node_whatever_their_case() {
    for (search, places) in [
        ("boot", json!([-1, 0, 2])),
        ("  LAMP ", json!([1])),
        ("message of", json!([-3, -2, -1])),
        ("odile", json!([-3, -2, -1, 0, 1, 2])),
        ("anchor", json!([])),
        (" ", json!([])),
    ] {
        let found = parsed(&view::find(&read(), "rep_1", search));
        assert_eq!(
            found["count"].as_u64(),
            places.as_array().map(|places| places.len() as u64),
            "{search:?}"
        );
        assert_eq!(found["places"], places, "{search:?}");
    }
}

#[test]
fn a_locked_key_keeps_words_and_receipts_back() {
    let mut state = read();
    state.receipts.push_back(impromptu::app::Receipt { text: "three boots".into(), ..Default::default() });
    assert_eq!(parsed(&view::receipt_rows(&state))["receipts"][0][3], "three boots");
    state.live.key = KeyState::Locked;
    assert_eq!(parsed(&view::source(&state, "rep_1"))["nodes"], json!([]));
    assert_eq!(parsed(&view::find(&state, "rep_1", "boot"))["count"], 0);
    assert_eq!(parsed(&view::receipt_rows(&state))["receipts"], json!([]));
}

#[test]
fn a_thread_that_was_not_read_is_told_apart_from_one_that_has_no_such_words() {
    for (node, is_read) in [("rep_1", true), ("rep_2", false)] {
        assert_eq!(parsed(&view::find(&read(), node, "anchor"))["isRead"], is_read, "{node}");
    }
}
