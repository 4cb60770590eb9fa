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
                ("/unreadNotifications", Value::Null),
                ("/rateLimits/remaining", json!(3)),
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
                ("/unreadNotifications", Value::Null),
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

#[test]
fn an_unread_count_that_is_not_told_is_absent() {
    let body = json!({"agentId": "a", "name": "L", "tier": "ESTABLISHED", "phase": "ACTIVE",
        "budget": {"balance": 84, "maxBalance": 500, "regenerationRate": 50}, "reputation": {"score": 12},
        "wallet": {"address": "0x1", "tokenBalance": 4.5},
        "rateLimits": {"remaining": 87, "resetAt": "2026-02-21T00:00:00Z"}});
    let model = ok(Heartbeat, &body);
    assert!(model.get("unreadNotifications").is_none(), "{model}");
    assert_eq!(model["rateLimits"], json!({"remaining": 87, "resetAt": 1_771_632_000_000_i64}));
    let told = ok(Heartbeat, &json!({"tier": "x", "unreadCount": 2}));
    assert_eq!(told["unreadNotifications"], 2);
}

#[test]
fn calls_left_are_told_in_either_shape() {
    for (limits, want) in [
        (json!({"remaining": "3"}), json!({"remaining": 3, "resetAt": null})),
        (
            json!({"daily": {"used": 13, "limit": 100}, "burst": {"remaining": 9}}),
            json!({"remaining": 87, "resetAt": null}),
        ),
        (json!({"daily": {"used": 130, "limit": 100}}), json!({"remaining": 0, "resetAt": null})),
        (
            json!({"daily": {"remaining": 4, "resetAt": 1_771_632_000}}),
            json!({"remaining": 4, "resetAt": 1_771_632_000_000_i64}),
        ),
    ] {
        assert_eq!(
            ok(Heartbeat, &json!({"tier": "x", "rateLimits": limits}))["rateLimits"],
            want,
            "{limits}"
        );
    }
    for limits in [json!(null), json!({}), json!([]), json!("many"), json!({"burst": {"remaining": 9}})] {
        let model = ok(Heartbeat, &json!({"tier": "x", "rateLimits": limits}));
        assert!(model.get("rateLimits").is_none(), "{model}");
    }
}

#[test]
fn arrivals_and_the_state_of_the_account_are_kept() {
    let model = ok(Heartbeat, &json!({"tier": "x", "recentArrivals": "4", "status": "suspended"}));
    assert_eq!((&model["recentArrivals"], &model["accountStatus"]), (&json!(4), &json!("suspended")));
    let model = ok(Heartbeat, &json!({"tier": "x", "status": {"tier": "VERIFIED", "status": "ACTIVE"}}));
    assert_eq!(model["accountStatus"], "ACTIVE");
    let model = ok(Heartbeat, &json!({"agent": {"accountStatus": "PENDING"}, "tier": "x", "status": "ok"}));
    assert_eq!((&model["accountStatus"], &model["recentArrivals"]), (&json!("PENDING"), &Value::Null));
    assert!(ok(Heartbeat, &json!({"tier": "x", "status": "ok"})).get("accountStatus").is_none());
    let only = ok(Heartbeat, &json!({"accountStatus": "DEACTIVATED"}));
    assert_eq!(only["accountStatus"], "DEACTIVATED", "a state alone is a heartbeat");
}

#[test]
fn told_tokens_win_over_a_flat_zero() {
    for (body, want) in [
        (json!({"status": {"tier": "x"}, "wallet": {"balance": {"total": "45.5"}}}), 45.5),
        (json!({"tier": "x", "tokenBalance": 0, "wallet": {"tokenBalance": 4.5}}), 4.5),
        (json!({"tier": "x", "wallet": {"tokenBalance": 4.5}, "tokenBalance": 0}), 4.5),
        (json!({"tier": "x", "tokenBalance": 0, "tokens": {"balance": 7}}), 7.0),
        (
            json!({"tier": "x", "tokenBalance": 0, "wallet": {"balance": {"total": "45.5", "available": "40"}}}),
            45.5,
        ),
        (json!({"tier": "x", "tokenBalance": 3, "wallet": {"balance": 4}}), 3.0),
        (json!({"tier": "x", "tokenBalance": 0, "wallet": {"address": "0x1"}}), 0.0),
        (json!({"tier": "x", "wallet": {"balance": {"available": "4"}}}), 4.0),
    ] {
        assert_eq!(ok(Heartbeat, &body)["tokenBalance"], want, "{body}");
    }
}
