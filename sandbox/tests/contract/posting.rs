//! Contract, sections 2.5, 2.6 and 3: reprompts, prompts and aliases.

use crate::client::{Client, SECOND};
use sandbox::{Config, Control, Status, Tier, keys};
use serde_json::{Value, json};

const LEDGER: &str = "rep_lighthouse_7";

#[test]
fn a_reprompt_is_answered_in_the_style_of_its_tree() {
    let mut client = Client::lantern();
    let made = client.done("/agent/reprompt", &json!({ "nodeId": LEDGER, "prompt": "Who moved the chair?" }));
    assert_eq!(made["parentNodeId"], LEDGER);
    assert_eq!(made["status"], "complete");
    assert_eq!((&made["budgetSpent"], &made["budgetRemaining"]), (&json!(10), &json!(302)));
    assert!(made["llmResponse"].as_str().is_some_and(|entry| entry.contains("Nov.")), "{made}");
    assert!(made.get("_fieldMappings").is_none());
    assert_eq!(client.world.posts_with_text("Who moved the chair?").len(), 1);
}

#[test]
fn an_oracle_answers_in_three_questions() {
    let body = json!({ "nodeId": "prm_doorway", "prompt": "Should I go back to the island?" });
    let said = Client::lantern().done("/agent/reprompt", &body);
    assert_eq!(said["llmResponse"].as_str().unwrap().matches('?').count(), 3);
}

#[test]
fn aliases_are_corrected_and_reported() {
    let pairs = [("promptId", "message"), ("parentNodeId", "userPrompt")];
    for (node, prompt) in pairs {
        let made = Client::lantern().done("/agent/reprompt", &json!({ node: LEDGER, prompt: "Once." }));
        assert_eq!(made["_fieldMappings"], json!({ node: "nodeId", prompt: "prompt" }));
    }
    let made = Client::lantern()
        .done("/agent/prompt", &json!({ "systemPrompt": "You are rain.", "model": "openai/gpt-4o" }));
    assert_eq!(made["_fieldMappings"], json!({ "systemPrompt": "content", "model": "modelConfigId" }));
}

#[test]
fn the_canonical_name_wins_over_its_alias() {
    let mut client = Client::lantern();
    let made = client
        .done("/agent/reprompt", &json!({ "nodeId": LEDGER, "prompt": "This.", "message": "Not this." }));
    assert!(made.get("_fieldMappings").is_none());
    assert_eq!(client.world.posts_with_text("This.").len(), 1);
}

#[test]
fn content_is_not_an_alias_of_prompt_nor_prompt_of_content() {
    let mut client = Client::lantern();
    assert_eq!(
        client.refused("/agent/reprompt", &json!({ "nodeId": LEDGER, "content": "x" })),
        (400, "VAL_003".into())
    );
    assert_eq!(client.refused("/agent/prompt", &json!({ "prompt": "x" })), (400, "VAL_003".into()));
}

#[test]
fn a_message_has_at_most_ten_thousand_characters() {
    let mut client = Client::lantern();
    let body = |count: usize| json!({ "nodeId": LEDGER, "prompt": "灯".repeat(count) });
    client.done("/agent/reprompt", &body(10_000));
    assert_eq!(client.refused("/agent/reprompt", &body(10_001)), (400, "VAL_003".into()));
    assert_eq!(
        client.refused("/agent/reprompt", &json!({ "nodeId": LEDGER, "prompt": " \n" })),
        (400, "VAL_003".into())
    );
}

#[test]
fn a_refusal_names_the_invalid_field() {
    let cases = [
        ("modelConfigId", json!("nobody/nothing")),
        ("modelConfigId", json!("openai/gpt-image-1")),
        ("temperature", json!(2.5)),
        ("visibility", json!("secret")),
        ("type", json!("video")),
        ("nodeType", json!(7)),
    ];
    for (field, value) in cases {
        let mut client = Client::lantern();
        let body = json!({ "nodeId": LEDGER, "prompt": "x", field: value });
        let refused = client.post("/agent/reprompt", &body).value();
        assert_eq!(refused["error"]["code"], "VAL_003", "{field}");
        assert!(refused["error"]["context"]["validationErrors"][field].is_array(), "{refused}");
        assert_eq!(client.world.spent_by("Lantern"), Some(0));
    }
}

#[test]
fn an_image_needs_an_image_model() {
    let body = json!({ "nodeId": LEDGER, "prompt": "x", "type": "image", "modelConfigId": "openai/gpt-4o" });
    assert_eq!(Client::lantern().refused("/agent/reprompt", &body), (400, "VAL_003".into()));
}

#[test]
fn a_deleted_node_is_refused_as_missing() {
    let mut client = Client::lantern();
    client.control(Control::Delete { node_id: "rep_lighthouse_6".into() });
    for node in ["rep_lighthouse_6", LEDGER, "rep_never"] {
        let body = json!({ "nodeId": node, "prompt": "x" });
        assert_eq!(client.refused("/agent/reprompt", &body), (404, "VAL_001".into()), "{node}");
    }
    client.done("/agent/reprompt", &json!({ "nodeId": "rep_lighthouse_5", "prompt": "x" }));
}

#[test]
fn premium_trees_need_tokens_and_restricted_ones_a_tier() {
    let mut client =
        Client::in_world(Config { generated_replies: 0, ..Config::default() }.without_simulated_users());
    let premium = json!({ "nodeId": "rep_drawer_1", "prompt": "A marble." });
    assert_eq!(client.refused("/agent/reprompt", &premium), (403, "AUTHZ_002".into()));
    client.control(Control::Tokens { account: "Lantern".into(), milli: 25_000 });
    client.done("/agent/reprompt", &premium);
    let closed = json!({ "nodeId": "prm_council", "prompt": "Item two." });
    assert_eq!(client.refused("/agent/reprompt", &closed), (403, "AUTHZ_001".into()));
    client.control(Control::Tier { account: "Lantern".into(), tier: Tier::Verified });
    client.done("/agent/reprompt", &closed);
}

#[test]
fn a_prompt_with_an_initial_message_gets_an_answer() {
    let mut client = Client::lantern();
    let body = json!({ "content": "You are an oracle with only questions.", "initialPrompt": "Where?", "title": "Door" });
    let made = client.done("/agent/prompt", &body);
    assert_eq!(made["promptId"], made["nodeId"]);
    assert_eq!(made["title"], "Door");
    let thread = client.read(&format!("/agent/content/{}/thread", made["promptId"].as_str().unwrap()));
    assert_eq!(thread["root"]["systemPrompt"], body["content"]);
    assert_eq!(thread["children"][0]["nodeId"], made["repromptId"]);
    assert_eq!(thread["children"][0]["llmResponse"], made["llmResponse"]);
}

#[test]
fn a_prompt_without_a_message_has_no_answer_and_a_default_title() {
    let made = Client::lantern()
        .done("/agent/prompt", &json!({ "content": "You are the tide table of a town that moved." }));
    assert_eq!(made["title"], "You are the tide table of");
    assert_eq!(made["llmResponse"], Value::Null);
    assert!(made.get("repromptId").is_none());
}

#[test]
fn without_a_provider_key_a_post_stays_pending_until_one_comes() {
    let mut client = Client::lantern().with_key(keys::EMBER);
    let made = client.done("/agent/reprompt", &json!({ "nodeId": LEDGER, "prompt": "Is anybody there?" }));
    assert_eq!((&made["status"], &made["llmResponse"]), (&json!("pending"), &Value::Null));
    let key = sandbox::Request::new("PUT", "/api/v1/agent/credentials")
        .with_json(&json!({ "provider": "openrouter", "apiKey": "sk-or-v1-0123456789" }));
    assert_eq!(client.send(key).status, 200);
    let post = &client.world.posts_with_text("Is anybody there?")[0];
    assert_eq!(post.status, Status::Complete);
}

#[test]
fn a_slow_answer_arrives_later_with_a_notification() {
    let mut client = Client::lantern();
    client.control(Control::AnswerAfter { text_ms: 5 * SECOND, image_ms: None });
    let made = client.done("/agent/reprompt", &json!({ "nodeId": LEDGER, "prompt": "Take your time." }));
    let thread = format!("/agent/content/{}/thread", made["nodeId"].as_str().unwrap());
    assert_eq!(client.read(&thread)["node"]["status"], "pending");
    client.wait(5 * SECOND);
    let node = &client.read(&thread)["node"];
    assert_eq!(node["status"], "complete");
    assert!(node["llmResponse"].is_string());
    let reported = client.world.notifications_of("Lantern");
    assert_eq!(reported.last().map(|notice| notice.kind.as_str()), Some("ANSWER_READY"));
}

#[test]
fn answers_from_outside_are_requested_once_and_stored() {
    let mut config = Config::tiny().without_simulated_users();
    config.answers_from_outside = true;
    let mut client = Client::in_world(config);
    client.done("/agent/reprompt", &json!({ "nodeId": LEDGER, "prompt": "Who else?" }));
    let wanted = client.world.wanted_answers();
    assert_eq!(wanted.len(), 1);
    assert!(wanted[0].system_prompt.contains("lighthouse"));
    assert_eq!(wanted[0].turns.len(), 8);
    assert!(client.world.wanted_answers().is_empty());
    client.world.deliver_answer(&wanted[0].node_id, Some("Nobody.".into()), client.now);
    assert_eq!(client.world.posts_with_text("Who else?")[0].answer.as_deref(), Some("Nobody."));
}

#[test]
fn only_the_author_sees_a_private_node() {
    let mut client = Client::lantern();
    let body = json!({ "nodeId": LEDGER, "prompt": "Between us.", "visibility": "private" });
    let made = client.done("/agent/reprompt", &body);
    let thread = format!("/agent/content/{}/thread", made["nodeId"].as_str().unwrap());
    client.read(&thread);
    client.key = keys::WICK.into();
    assert_eq!(crate::client::refusal(&client.get(&thread)), (404, "VAL_001".into()));
}

#[test]
fn a_body_that_is_not_an_object_is_refused() {
    let mut client = Client::lantern();
    for body in ["", "[]", "{", "7", "\u{feff}{}"] {
        let mut request = sandbox::Request::new("POST", "/api/v1/agent/reprompt");
        request.body = body.into();
        assert_eq!(crate::client::refusal(&client.send(request)), (400, "VAL_003".into()), "{body:?}");
    }
}
