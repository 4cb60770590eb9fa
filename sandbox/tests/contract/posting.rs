//! Contract, sections 2.5, 2.6 and 3.

use crate::guest::{Guest, SECOND};
use sandbox::{Config, Control, Status, Tier, keys};
use serde_json::{Value, json};

const LEDGER: &str = "rep_lighthouse_7";

#[test]
fn a_reprompt_is_answered_in_the_voice_of_its_tree() {
    let mut guest = Guest::lantern();
    let made = guest.done("/agent/reprompt", &json!({ "nodeId": LEDGER, "prompt": "Who moved the chair?" }));
    assert_eq!(made["parentNodeId"], LEDGER);
    assert_eq!(made["status"], "complete");
    assert_eq!((&made["budgetSpent"], &made["budgetRemaining"]), (&json!(10), &json!(302)));
    assert!(made["llmResponse"].as_str().is_some_and(|entry| entry.contains("Nov.")), "{made}");
    assert!(made.get("_fieldMappings").is_none());
    assert_eq!(guest.world.posts_with_text("Who moved the chair?").len(), 1);
}

#[test]
fn an_oracle_answers_in_three_questions() {
    let body = json!({ "nodeId": "prm_doorway", "prompt": "Should I go back to the island?" });
    let said = Guest::lantern().done("/agent/reprompt", &body);
    assert_eq!(said["llmResponse"].as_str().unwrap().matches('?').count(), 3);
}

#[test]
fn aliases_are_corrected_and_told() {
    let pairs = [("promptId", "message"), ("parentNodeId", "userPrompt")];
    for (node, prompt) in pairs {
        let made = Guest::lantern().done("/agent/reprompt", &json!({ node: LEDGER, prompt: "Once." }));
        assert_eq!(made["_fieldMappings"], json!({ node: "nodeId", prompt: "prompt" }));
    }
    let made = Guest::lantern()
        .done("/agent/prompt", &json!({ "systemPrompt": "You are rain.", "model": "openai/gpt-4o" }));
    assert_eq!(made["_fieldMappings"], json!({ "systemPrompt": "content", "model": "modelConfigId" }));
}

#[test]
fn the_canonical_name_wins_over_its_alias() {
    let mut guest = Guest::lantern();
    let made = guest
        .done("/agent/reprompt", &json!({ "nodeId": LEDGER, "prompt": "This.", "message": "Not this." }));
    assert!(made.get("_fieldMappings").is_none());
    assert_eq!(guest.world.posts_with_text("This.").len(), 1);
}

#[test]
fn content_is_no_alias_in_a_reprompt_and_prompt_none_in_a_prompt() {
    let mut guest = Guest::lantern();
    assert_eq!(
        guest.refused("/agent/reprompt", &json!({ "nodeId": LEDGER, "content": "x" })),
        (400, "VAL_003".into())
    );
    assert_eq!(guest.refused("/agent/prompt", &json!({ "prompt": "x" })), (400, "VAL_003".into()));
}

#[test]
fn a_message_may_have_ten_thousand_characters_and_not_one_more() {
    let mut guest = Guest::lantern();
    let body = |count: usize| json!({ "nodeId": LEDGER, "prompt": "灯".repeat(count) });
    guest.done("/agent/reprompt", &body(10_000));
    assert_eq!(guest.refused("/agent/reprompt", &body(10_001)), (400, "VAL_003".into()));
    assert_eq!(
        guest.refused("/agent/reprompt", &json!({ "nodeId": LEDGER, "prompt": " \n" })),
        (400, "VAL_003".into())
    );
}

#[test]
fn what_cannot_be_used_is_named() {
    let cases = [
        ("modelConfigId", json!("nobody/nothing")),
        ("modelConfigId", json!("openai/gpt-image-1")),
        ("temperature", json!(2.5)),
        ("visibility", json!("secret")),
        ("type", json!("video")),
        ("nodeType", json!(7)),
    ];
    for (field, value) in cases {
        let mut guest = Guest::lantern();
        let body = json!({ "nodeId": LEDGER, "prompt": "x", field: value });
        let refused = guest.post("/agent/reprompt", &body).value();
        assert_eq!(refused["error"]["code"], "VAL_003", "{field}");
        assert!(refused["error"]["context"]["validationErrors"][field].is_array(), "{refused}");
        assert_eq!(guest.world.spent_by("Lantern"), Some(0));
    }
}

#[test]
fn an_image_takes_an_image_model() {
    let body = json!({ "nodeId": LEDGER, "prompt": "x", "type": "image", "modelConfigId": "openai/gpt-4o" });
    assert_eq!(Guest::lantern().refused("/agent/reprompt", &body), (400, "VAL_003".into()));
}

#[test]
fn a_node_that_is_gone_is_said_to_be_gone() {
    let mut guest = Guest::lantern();
    guest.control(Control::Delete { node_id: "rep_lighthouse_6".into() });
    for node in ["rep_lighthouse_6", LEDGER, "rep_never"] {
        let body = json!({ "nodeId": node, "prompt": "x" });
        assert_eq!(guest.refused("/agent/reprompt", &body), (404, "VAL_001".into()), "{node}");
    }
    guest.done("/agent/reprompt", &json!({ "nodeId": "rep_lighthouse_5", "prompt": "x" }));
}

#[test]
fn premium_trees_take_tokens_and_closed_ones_a_tier() {
    let mut guest = Guest::in_world(Config { crowd: 0, ..Config::default() }.without_residents());
    let premium = json!({ "nodeId": "rep_drawer_1", "prompt": "A marble." });
    assert_eq!(guest.refused("/agent/reprompt", &premium), (403, "AUTHZ_002".into()));
    guest.control(Control::Tokens { account: "Lantern".into(), milli: 25_000 });
    guest.done("/agent/reprompt", &premium);
    let closed = json!({ "nodeId": "prm_council", "prompt": "Item two." });
    assert_eq!(guest.refused("/agent/reprompt", &closed), (403, "AUTHZ_001".into()));
    guest.control(Control::Tier { account: "Lantern".into(), tier: Tier::Verified });
    guest.done("/agent/reprompt", &closed);
}

#[test]
fn a_prompt_with_an_opening_message_gets_its_first_answer() {
    let mut guest = Guest::lantern();
    let body = json!({ "content": "You are an oracle with only questions.", "initialPrompt": "Where?", "title": "Door" });
    let made = guest.done("/agent/prompt", &body);
    assert_eq!(made["promptId"], made["nodeId"]);
    assert_eq!(made["title"], "Door");
    let thread = guest.read(&format!("/agent/content/{}/thread", made["promptId"].as_str().unwrap()));
    assert_eq!(thread["root"]["systemPrompt"], body["content"]);
    assert_eq!(thread["children"][0]["nodeId"], made["repromptId"]);
    assert_eq!(thread["children"][0]["llmResponse"], made["llmResponse"]);
}

#[test]
fn a_prompt_alone_has_no_answer_and_takes_its_title_from_its_words() {
    let made = Guest::lantern()
        .done("/agent/prompt", &json!({ "content": "You are the tide table of a town that moved." }));
    assert_eq!(made["title"], "You are the tide table of");
    assert_eq!(made["llmResponse"], Value::Null);
    assert!(made.get("repromptId").is_none());
}

#[test]
fn without_a_provider_key_a_post_stays_pending_until_one_comes() {
    let mut guest = Guest::lantern().with_key(keys::EMBER);
    let made = guest.done("/agent/reprompt", &json!({ "nodeId": LEDGER, "prompt": "Is anybody there?" }));
    assert_eq!((&made["status"], &made["llmResponse"]), (&json!("pending"), &Value::Null));
    let key = sandbox::Request::new("PUT", "/api/v1/agent/credentials")
        .with_json(&json!({ "provider": "openrouter", "apiKey": "sk-or-v1-0123456789" }));
    assert_eq!(guest.send(key).status, 200);
    let post = &guest.world.posts_with_text("Is anybody there?")[0];
    assert_eq!(post.status, Status::Complete);
}

#[test]
fn an_answer_that_takes_long_arrives_later_and_is_told() {
    let mut guest = Guest::lantern();
    guest.control(Control::AnswerAfter { text_ms: 5 * SECOND, image_ms: None });
    let made = guest.done("/agent/reprompt", &json!({ "nodeId": LEDGER, "prompt": "Take your time." }));
    let thread = format!("/agent/content/{}/thread", made["nodeId"].as_str().unwrap());
    assert_eq!(guest.read(&thread)["node"]["status"], "pending");
    guest.wait(5 * SECOND);
    let node = &guest.read(&thread)["node"];
    assert_eq!(node["status"], "complete");
    assert!(node["llmResponse"].is_string());
    let told = guest.world.notices_of("Lantern");
    assert_eq!(told.last().map(|notice| notice.kind.as_str()), Some("ANSWER_READY"));
}

#[test]
fn answers_from_outside_are_asked_for_once_and_put_in_place() {
    let mut config = Config::tiny().without_residents();
    config.answers_from_outside = true;
    let mut guest = Guest::in_world(config);
    guest.done("/agent/reprompt", &json!({ "nodeId": LEDGER, "prompt": "Who else?" }));
    let wanted = guest.world.wanted_answers();
    assert_eq!(wanted.len(), 1);
    assert!(wanted[0].system_prompt.contains("lighthouse"));
    assert_eq!(wanted[0].turns.len(), 8);
    assert!(guest.world.wanted_answers().is_empty());
    guest.world.deliver_answer(&wanted[0].node_id, Some("Nobody.".into()), guest.now);
    assert_eq!(guest.world.posts_with_text("Who else?")[0].answer.as_deref(), Some("Nobody."));
}

#[test]
fn a_private_node_is_its_authors_alone() {
    let mut guest = Guest::lantern();
    let body = json!({ "nodeId": LEDGER, "prompt": "Between us.", "visibility": "private" });
    let made = guest.done("/agent/reprompt", &body);
    let thread = format!("/agent/content/{}/thread", made["nodeId"].as_str().unwrap());
    guest.read(&thread);
    guest.key = keys::WICK.into();
    assert_eq!(crate::guest::refusal(&guest.get(&thread)), (404, "VAL_001".into()));
}

#[test]
fn a_body_that_is_no_object_is_refused() {
    let mut guest = Guest::lantern();
    for body in ["", "[]", "{", "7", "\u{feff}{}"] {
        let mut request = sandbox::Request::new("POST", "/api/v1/agent/reprompt");
        request.body = body.into();
        assert_eq!(crate::guest::refusal(&guest.send(request)), (400, "VAL_003".into()), "{body:?}");
    }
}
