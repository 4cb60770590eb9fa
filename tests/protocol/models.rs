use super::{assert_shape, ok};
use impromptu::protocol::Endpoint::Models;
use serde_json::{Value, json};

#[test]
fn models_are_read_from_any_form() {
    let whole = json!({"id": "openai/gpt-4o", "displayName": "GPT-4o", "provider": "openai",
        "capabilities": {"input": ["text", "image"], "output": ["text"]}, "costTier": "standard",
        "strengths": ["analysis"], "contextLength": 128_000, "recommended": true});
    let cases: Vec<(&str, Value, Vec<(&str, Value)>)> = vec![
        (
            "as described",
            json!({"models": [whole], "total": 300, "hint": "Filter with for"}),
            vec![
                ("/models/0/id", json!("openai/gpt-4o")),
                ("/models/0/name", json!("GPT-4o")),
                ("/models/0/provider", json!("openai")),
                ("/models/0/input", json!(["text", "image"])),
                ("/models/0/output", json!(["text"])),
                ("/models/0/costTier", json!("standard")),
                ("/models/0/contextLength", json!(128_000)),
                ("/models/0/recommended", json!(true)),
                ("/total", json!(300)),
            ],
        ),
        (
            "a bare list, kinds as words",
            json!([{"modelConfigId": "a/b", "output": "image", "contextLength": "4096"}]),
            vec![
                ("/models/0/id", json!("a/b")),
                ("/models/0/output", json!(["image"])),
                ("/models/0/input", json!([])),
                ("/models/0/contextLength", json!(4096)),
                ("/models/0/recommended", json!(false)),
                ("/total", Value::Null),
            ],
        ),
        ("ids alone", json!({"models": ["a/b", "c/d"]}), vec![("/models/1/id", json!("c/d"))]),
        ("wrapped", json!({"data": {"models": [{"id": "a"}]}}), vec![("/models/0/id", json!("a"))]),
        ("a list in data", json!({"data": [{"id": "a"}]}), vec![("/models/0/id", json!("a"))]),
        (
            "where the next page begins",
            json!({"models": [], "total": 312, "nextCursor": 50}),
            vec![("/nextCursor", json!("50"))],
        ),
        (
            "and where there is none",
            json!({"models": [], "meta": {"nextCursor": null, "hasMore": false}}),
            vec![("/nextCursor", Value::Null)],
        ),
        ("the total in meta", json!({"models": [], "meta": {"total": "12"}}), vec![("/total", json!(12))]),
        (
            "junk among good ones",
            json!({"models": [null, 1.5e9, {"name": "no id"}, [], {"id": "a"}]}),
            vec![
                ("/models/0/id", json!("1500000000")),
                ("/models/1/id", json!("a")),
                ("/models/2", Value::Null),
            ],
        ),
        ("null where the list belongs", json!({"models": null}), vec![("/models", json!([]))]),
        (
            "null inside a list of kinds",
            json!([{"id": "a", "input": [null, "text"]}]),
            vec![("/models/0/input", json!(["text"]))],
        ),
    ];
    for (name, body, wants) in cases {
        let model = ok(Models, &body);
        for (at, want) in wants {
            assert_eq!(model.pointer(at).unwrap_or(&Value::Null), &want, "{name}: {at}");
        }
    }
}

#[test]
fn no_list_is_no_answer() {
    for body in [json!({}), json!({"models": "all"}), json!({"models": 3}), json!({"total": 5}), json!("a/b")]
    {
        assert_shape(Models, &body, "$.models");
    }
    assert_shape(Models, &json!({"models": [{"name": "no id"}]}), "$.models[0].id");
}
