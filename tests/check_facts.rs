//! Blockers: what stands in the way of sending, and nothing else.

use impromptu::check::check_json;
use serde_json::{Value, json};

fn blockers(draft: &Value) -> Value {
    let found: Value =
        serde_json::from_str(&check_json(&draft.to_string()).expect("valid JSON")).expect("valid JSON");
    found["blockers"].clone()
}

#[expect(clippy::needless_pass_by_value, reason = "a literal at every call")]
fn with(fields: Value) -> Value {
    let mut draft = json!({"kind": "reprompt", "text": "The ferry left its bell in my kitchen."});
    for (name, value) in fields.as_object().expect("valid JSON") {
        draft[name] = value.clone();
    }
    draft
}

#[test]
fn a_good_draft_has_none() {
    let full = with(json!({
        "parentId": "rep_b21", "modelId": "anthropic/claude-sonnet-4-20250514", "output": "text", "reviewed": true,
        "budget": {"balance": 74, "maxBalance": 100, "regenerationRate": 10, "nextRegenAt": 0}, "tier": "REGISTERED",
    }));
    assert_eq!(blockers(&full), json!([]));
    assert_eq!(blockers(&with(json!({}))), json!([]));
}

#[test]
fn nothing_that_can_be_seen_is_empty() {
    for text in ["", "  \n\t", "\u{200b}\u{200d}\u{feff}", "\u{3164}\u{2800}"] {
        assert_eq!(
            blockers(&with(json!({"text": text}))),
            json!([{"code": "empty", "field": "text"}]),
            "{text:?}"
        );
    }
    let seed = json!({"kind": "prompt", "text": "Hello", "systemPrompt": " "});
    assert_eq!(blockers(&seed), json!([{"code": "empty", "field": "systemPrompt"}]));
    let silent = json!({"kind": "prompt", "text": "", "systemPrompt": "You only answer in weather."});
    assert_eq!(blockers(&silent), json!([]));
}

#[test]
fn characters_are_counted_as_scalar_values() {
    assert_eq!(blockers(&with(json!({"text": "灯".repeat(10_000)}))), json!([]));
    assert_eq!(blockers(&with(json!({"text": "😀".repeat(10_000)}))), json!([]));
    let over = blockers(&with(json!({"text": "x".repeat(10_001)})));
    assert_eq!(over, json!([{"code": "too_long", "limit": 10_000, "count": 10_001}]));
}

#[test]
fn a_reprompt_needs_a_node() {
    for id in [json!(null), json!(""), json!("  ")] {
        assert_eq!(blockers(&with(json!({"parentId": id}))), json!([{"code": "no_parent"}]));
    }
    for id in ["a b", "../me", "x?y=1", "a\nb"] {
        assert_eq!(blockers(&with(json!({"parentId": id}))), json!([{"code": "bad_parent", "parentId": id}]));
    }
    for id in ["rep_b21", "550e8400-e29b-41d4-a716-446655440000", "clx9:abc.def~1"] {
        assert_eq!(blockers(&with(json!({"parentId": id}))), json!([]));
    }
    assert_eq!(blockers(&json!({"kind": "prompt", "text": "Come in.", "parentId": null})), json!([]));
}

#[test]
fn a_picture_needs_a_model_that_paints() {
    let asked = |output: &str, id: &str, outputs: Value| {
        let mut fields = json!({"output": output, "modelId": id});
        if !outputs.is_null() {
            fields["modelOutputs"] = outputs;
        }
        blockers(&with(fields))
    };
    let wrong =
        |output: &str, id: &str| json!([{"code": "output_mismatch", "output": output, "modelId": id}]);
    assert_eq!(asked("image", "acme/pen", json!(["text"])), wrong("image", "acme/pen"));
    assert_eq!(asked("text", "acme/brush", json!(["image"])), wrong("text", "acme/brush"));
    assert_eq!(asked("image", "acme/both", json!(["text", "image"])), json!([]));
    let sonnet = "anthropic/claude-sonnet-4-20250514";
    assert_eq!(asked("image", sonnet, json!(null)), wrong("image", sonnet));
    assert_eq!(
        asked("text", "black-forest-labs/flux-pro-1.1", json!(null)),
        wrong("text", "black-forest-labs/flux-pro-1.1")
    );
    assert_eq!(asked("image", "openai/gpt-image-1", json!(null)), json!([]));
    assert_eq!(asked("image", "unheard/of", json!(null)), json!([]), "a guess never blocks");
}

#[test]
fn budget_comes_back_by_the_hour() {
    let budget = |balance: f64| json!({"balance": balance, "maxBalance": 100, "regenerationRate": 10, "nextRegenAt": 5_000});
    let short = |balance: f64| blockers(&with(json!({"budget": budget(balance), "now": 1_000})));
    assert_eq!(short(10.0), json!([]));
    assert_eq!(
        short(4.0),
        json!([{"code": "unaffordable", "cost": 10.0, "balance": 4.0, "affordableAt": 5_000}])
    );
    let later = with(json!({"budget": budget(4.0), "now": 1_000, "cost": 40}));
    assert_eq!(blockers(&later)[0]["affordableAt"], json!(5_000 + 3 * 3_600_000));
    let due = with(json!({"budget": budget(4.0), "now": 6_000}));
    assert_eq!(blockers(&due), json!([]), "the refill has come since the balance was read");
    let never = with(json!({"budget": budget(4.0), "now": 1_000, "cost": 101}));
    assert_eq!(blockers(&never), json!([{"code": "unaffordable", "cost": 101.0, "balance": 4.0}]));
    let blind = with(json!({"budget": {"balance": 4, "regenerationRate": 5}, "now": 1_000}));
    assert_eq!(blockers(&blind)[0]["affordableAt"], json!(1_000 + 2 * 3_600_000));
}

#[test]
fn tier_and_review_are_facts() {
    let low = json!([{"code": "tier_too_low", "tier": "PROVISIONAL", "needed": "REGISTERED"}]);
    assert_eq!(blockers(&with(json!({"tier": "PROVISIONAL"}))), low);
    assert_eq!(blockers(&with(json!({"tier": "registered"}))), json!([]));
    assert_eq!(blockers(&with(json!({"tier": "SOMETHING_NEW"}))), json!([]));
    let wanted = with(json!({"tier": "REGISTERED", "requiredTier": "VERIFIED"}));
    assert_eq!(blockers(&wanted)[0]["needed"], json!("VERIFIED"));
    assert_eq!(blockers(&with(json!({"reviewed": false}))), json!([{"code": "unreviewed"}]));
}

#[test]
fn a_hint_can_be_silenced_and_marks_words() {
    let draft = json!({"text": "😀 Great point! I completely agree."});
    let found: Value =
        serde_json::from_str(&check_json(&draft.to_string()).expect("valid JSON")).expect("valid JSON");
    assert_eq!(
        found["hints"][0],
        json!({
            "code": "agrees", "start": 3, "end": 15, "evidence": {"kind": "praise", "praising": 2, "words": 5},
        })
    );
    let silenced = json!({"text": "Great point! I completely agree.", "silenced": ["agrees", "generic"]});
    let found: Value =
        serde_json::from_str(&check_json(&silenced.to_string()).expect("valid JSON")).expect("valid JSON");
    assert_eq!(found["hints"], json!([]));
}

#[test]
fn what_is_no_draft_is_said_in_a_sentence() {
    let why = check_json("[1").expect_err("not a draft");
    assert!(why.starts_with("This is not a draft. "), "{why}");
}
