use super::{assert_shape, ok, refused};
use impromptu::protocol::Endpoint::{Prompt, Reprompt};
use serde_json::{Value, json};

#[test]
fn a_reprompt_is_read_from_any_form() {
    let cases: Vec<(&str, Value, Vec<(&str, Value)>)> = vec![
        (
            "as described",
            json!({"nodeId": "r2", "parentNodeId": "p1", "url": "https://x.example/prompt/r2", "status": "complete",
                   "contentType": "text", "llmResponse": "Which door?", "budgetSpent": 10, "budgetRemaining": 74,
                   "decayMultiplier": 1.5, "requestId": "req"}),
            vec![
                ("/nodeId", json!("r2")),
                ("/url", json!("https://x.example/prompt/r2")),
                ("/status", json!("complete")),
                ("/llmResponse", json!("Which door?")),
                ("/budgetSpent", json!(10.0)),
                ("/budgetRemaining", json!(74.0)),
                ("/decayMultiplier", json!(1.5)),
                ("/fieldMappings", json!([])),
                ("/requestId", json!("req")),
            ],
        ),
        (
            "pending, without an answer",
            json!({"repromptId": "r2", "status": "pending", "llmResponse": null}),
            vec![("/nodeId", json!("r2")), ("/status", json!("pending")), ("/llmResponse", Value::Null)],
        ),
        ("an id by its third name", json!({"id": "r2"}), vec![("/nodeId", json!("r2"))]),
        (
            "the best name wins in any order",
            json!({"id": "c", "repromptId": "b", "nodeId": "a"}),
            vec![("/nodeId", json!("a"))],
        ),
        (
            "null under the best name",
            json!({"nodeId": null, "repromptId": "b"}),
            vec![("/nodeId", json!("b"))],
        ),
        (
            "wrapped, with the spend outside",
            json!({"success": true, "data": {"nodeId": "r2"}, "budgetSpent": "10", "requestId": "req"}),
            vec![("/nodeId", json!("r2")), ("/budgetSpent", json!(10.0)), ("/requestId", json!("req"))],
        ),
        ("wrapped by its noun", json!({"reprompt": {"id": "r2"}}), vec![("/nodeId", json!("r2"))]),
        (
            "a budget in an object of its own",
            json!({"nodeId": "r2", "budget": {"balance": 74, "cost": 12, "decayMultiplier": 1.2}}),
            vec![
                ("/budgetSpent", json!(12.0)),
                ("/budgetRemaining", json!(74.0)),
                ("/decayMultiplier", json!(1.2)),
            ],
        ),
        (
            "an id that is a number keeps its digits",
            json!({"nodeId": 9_007_199_254_740_993_u64}),
            vec![("/nodeId", json!("9007199254740993"))],
        ),
    ];
    for (name, body, wants) in cases {
        let model = ok(Reprompt, &body);
        for (at, want) in wants {
            assert_eq!(model.pointer(at).unwrap_or(&Value::Null), &want, "{name}: {at}");
        }
    }
}

#[test]
fn a_prompt_goes_by_its_own_id_first() {
    for (body, want) in [
        (json!({"promptId": "p1", "nodeId": "p1", "status": "complete"}), "p1"),
        (json!({"nodeId": "p1"}), "p1"),
        (json!({"id": "p1"}), "p1"),
        (json!({"promptId": "p1", "repromptId": "r1", "llmResponse": "Hm."}), "p1"),
        (json!({"prompt": {"promptId": "p1"}}), "p1"),
        (json!({"result": {"promptId": "p1", "url": null}}), "p1"),
    ] {
        assert_eq!(ok(Prompt, &body)["nodeId"], want, "{body}");
    }
}

#[test]
fn corrections_are_read_in_either_direction() {
    let corrected = json!([{"from": "message", "to": "prompt"}]);
    for mappings in [
        json!({"message": "prompt"}),
        json!({"prompt": "message"}),
        json!({"prompt": ["message"]}),
        json!([{"from": "message", "to": "prompt"}]),
        json!([{"received": "message", "canonical": "prompt"}]),
        json!([{"message": "prompt"}]),
        json!([{"prompt": "message"}, null, 7, {"from": "x"}, "message -> prompt"]),
        json!(["message -> prompt"]),
        json!("message=>prompt"),
    ] {
        let body = json!({"nodeId": "r2", "_fieldMappings": mappings});
        let mut got = ok(Reprompt, &body)["fieldMappings"].take();
        // What is no correction is shown as the word it is, or not at all.
        got.as_array_mut().unwrap().retain(|mapping| mapping["from"] != "7");
        assert_eq!(got, corrected, "{body}");
    }
    let seed =
        json!({"promptId": "p1", "_fieldMappings": {"model": "modelConfigId", "systemPrompt": "content"}});
    let want = json!([{"from": "model", "to": "modelConfigId"}, {"from": "systemPrompt", "to": "content"}]);
    assert_eq!(ok(Prompt, &seed)["fieldMappings"], want);
    let ambiguous = json!({"nodeId": "r2", "_fieldMappings": {"nodeId": "promptId"}});
    assert_eq!(ok(Reprompt, &ambiguous)["fieldMappings"], json!([{"from": "promptId", "to": "nodeId"}]));
    let nameless = json!({"nodeId": "r2", "_fieldMappings": {"": 10, " ": "a", "message": "prompt"}});
    assert_eq!(ok(Reprompt, &nameless)["fieldMappings"], json!([{"from": "message", "to": "prompt"}]));
    for nothing in [json!(null), json!({}), json!([]), json!(true)] {
        let body = json!({"nodeId": "r2", "_fieldMappings": nothing});
        assert_eq!(ok(Reprompt, &body)["fieldMappings"], json!([]), "{body}");
    }
    assert_eq!(
        ok(Reprompt, &json!({"nodeId": "r2", "_fieldMappings": ["message"]}))["fieldMappings"],
        json!([{"from": "message", "to": "message"}])
    );
}

#[test]
fn a_post_without_an_id_cannot_be_used() {
    for body in [
        json!({}),
        json!({"nodeId": null}),
        json!({"nodeId": {}}),
        json!({"nodeId": ""}),
        json!([]),
        json!(1),
    ] {
        assert_shape(Reprompt, &body, "$.nodeId");
        assert_shape(Prompt, &body, "$.nodeId");
    }
    let only_the_tree = json!({"promptId": "p1"});
    assert_shape(Reprompt, &only_the_tree, "$.nodeId");
    assert_eq!(refused(Reprompt, &json!({"success": false, "nodeId": "r2"}))["kind"], "invalid");
}
