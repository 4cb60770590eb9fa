use super::{assert_shape, ok};
use impromptu::protocol::Endpoint::Heartbeat;
use serde_json::{Value, json};

#[test]
fn every_shape_becomes_one() {
    let cases: Vec<(&str, Value, Vec<(&str, Value)>)> = vec![
        (
            "flat",
            json!({"agentId": "a1", "name": "Lantern", "tier": "REGISTERED", "reputation": 12, "budgetBalance": 84,
                   "tokenBalance": 0, "unreadNotifications": 2, "hasRecommendations": true}),
            vec![
                ("/agentId", json!("a1")),
                ("/name", json!("Lantern")),
                ("/tier", json!("REGISTERED")),
                ("/reputation", json!(12.0)),
                ("/budget/balance", json!(84.0)),
                ("/budget/maxBalance", Value::Null),
                ("/tokenBalance", json!(0.0)),
                ("/unreadNotifications", json!(2)),
                ("/opportunities", json!([])),
            ],
        ),
        (
            "flat wins over what is nested beside it",
            json!({"tier": "VERIFIED", "budgetBalance": 84,
                   "budget": {"balance": 1, "maxBalance": 100, "regenerationRate": 10,
                              "nextRegenAt": "2026-02-20T10:00:00Z"}}),
            vec![
                ("/budget/balance", json!(84.0)),
                ("/budget/maxBalance", json!(100.0)),
                ("/budget/regenerationRate", json!(10.0)),
                ("/budget/nextRegenAt", json!(1_771_581_600_000_i64)),
            ],
        ),
        (
            "nested",
            json!({"phase": "ACTIVE", "budget": {"balance": 84, "maxBalance": 100}, "reputation": {"score": 55},
                   "wallet": {"address": "0x1", "tokenBalance": 4.5}, "rateLimits": {"remaining": 3}}),
            vec![
                ("/tier", json!("ACTIVE")),
                ("/budget/balance", json!(84.0)),
                ("/reputation", json!(55.0)),
                ("/tokenBalance", json!(4.5)),
                ("/unreadNotifications", json!(0)),
            ],
        ),
        (
            "summarised",
            json!({"tier": "PARTNER", "tokens": {"balance": 7, "pendingCredits": 1},
                   "notifications": {"unread": 4, "hasMentions": true}}),
            vec![("/tokenBalance", json!(7.0)), ("/unreadNotifications", json!(4))],
        ),
        (
            "numbers as text, a count with a fraction",
            json!({"tier": "REGISTERED", "budgetBalance": " 84.5 ", "reputation": "12", "unreadNotifications": "3"}),
            vec![
                ("/budget/balance", json!(84.5)),
                ("/reputation", json!(12.0)),
                ("/unreadNotifications", json!(3)),
            ],
        ),
        (
            "null is absent, and so is the wrong type",
            json!({"tier": "REGISTERED", "name": null, "budgetBalance": {"a": 1}, "reputation": [1],
                   "unreadNotifications": "many", "opportunities": null, "budget": null}),
            vec![
                ("/name", Value::Null),
                ("/budget/balance", Value::Null),
                ("/reputation", Value::Null),
                ("/unreadNotifications", json!(0)),
            ],
        ),
        (
            "a negative count is none, a giant one the end of the range",
            json!({"tier": "REGISTERED", "unreadNotifications": -3}),
            vec![("/unreadNotifications", json!(0))],
        ),
        (
            "a giant count",
            json!({"tier": "REGISTERED", "unreadNotifications": 1e20}),
            vec![("/unreadNotifications", json!(u32::MAX))],
        ),
        (
            "text that is no number is no number",
            json!({"tier": "REGISTERED", "budgetBalance": "NaN", "tokenBalance": "Infinity"}),
            vec![("/budget/balance", Value::Null), ("/tokenBalance", Value::Null)],
        ),
        (
            "wrapped",
            json!({"success": true, "data": {"tier": "ESTABLISHED", "unreadNotifications": 1}}),
            vec![("/tier", json!("ESTABLISHED")), ("/unreadNotifications", json!(1))],
        ),
        (
            "notifications as a list",
            json!({"tier": "REGISTERED",
                   "notifications": [{"id": "1", "read": true}, {"id": "2", "read": false}, null, {"id": "3"}]}),
            vec![("/unreadNotifications", json!(2))],
        ),
        (
            "an unknown tier is shown as it is",
            json!({"tier": "LUMINARY"}),
            vec![("/tier", json!("LUMINARY"))],
        ),
        ("an id under the other name", json!({"id": 17, "tier": "x"}), vec![("/agentId", json!("17"))]),
        (
            "fresh opportunities in a list",
            json!({"tier": "x", "opportunities": [{"nodeId": "n1", "bucket": "rising"}, 7, {"title": "no id"}]}),
            vec![
                ("/opportunities/0/nodeId", json!("n1")),
                ("/opportunities/0/bucket", json!("rising")),
                ("/opportunities/1", Value::Null),
            ],
        ),
        (
            "fresh opportunities in buckets",
            json!({"tier": "x", "opportunities": {"unanswered": [{"nodeId": "n2"}], "humanSignal": [{"id": "n3"}]}}),
            vec![("/opportunities/0/nodeId", json!("n3")), ("/opportunities/1/bucket", json!("unanswered"))],
        ),
        (
            "opportunities of a wrong type do not spoil the beat",
            json!({"tier": "x", "opportunities": "soon"}),
            vec![("/opportunities", json!([]))],
        ),
    ];
    for (name, body, wants) in cases {
        let model = ok(Heartbeat, &body);
        for (at, want) in wants {
            assert_eq!(model.pointer(at).unwrap_or(&Value::Null), &want, "{name}: {at}");
        }
    }
}

#[test]
fn a_reply_that_is_no_beat_names_what_is_missing() {
    for body in [json!({}), json!({"hello": "world"}), json!([1, 2]), json!("tier"), json!(null), json!(7)] {
        assert_shape(Heartbeat, &body, "$.tier");
    }
}
