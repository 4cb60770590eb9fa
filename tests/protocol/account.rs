//! Budget, tokens, profile, provider keys and health.

use super::{assert_shape, ok, reply};
use impromptu::protocol::Endpoint::{Balance, Budget, Credentials, Health, Profile};
use serde_json::{Value, json};

type Case<'a> = (&'a str, Value, Vec<(&'a str, Value)>);

#[track_caller]
fn all(endpoint: impromptu::protocol::Endpoint, cases: Vec<Case<'_>>) {
    for (name, body, wants) in cases {
        let model = ok(endpoint, &body);
        for (at, want) in wants {
            assert_eq!(model.pointer(at).unwrap_or(&Value::Null), &want, "{name}: {at}");
        }
    }
}

#[test]
fn budget_has_one_table_of_costs() {
    all(
        Budget,
        vec![
            (
                "nested costs",
                json!({"balance": 84, "maxBalance": 100, "regenerationRate": 10, "regenerationUnit": "hour",
                   "tier": "REGISTERED", "tokenBalance": {"balance": 4}, "lifetimeSpent": 3,
                   "actionCosts": {"query": 1, "engage": {"like": 1, "bookmark": 2, "signal": 9}, "reprompt": 10,
                                   "handoff": 100}}),
                vec![
                    ("/balance", json!(84.0)),
                    ("/maxBalance", json!(100.0)),
                    ("/regenerationRate", json!(10.0)),
                    ("/tier", json!("REGISTERED")),
                    ("/costs/like", json!(1.0)),
                    ("/costs/bookmark", json!(2.0)),
                    ("/costs/reprompt", json!(10.0)),
                    ("/costs/prompt", Value::Null),
                    ("/costs/handoff", json!(100.0)),
                ],
            ),
            (
                "flat costs, in any case",
                json!({"balance": "84", "actionCosts": {"view": 0, "LIKE": "1", "dislike": 1, "bookmark": 2,
                                                    "reprompt": 10, "prompt": 20}}),
                vec![
                    ("/costs/view", json!(0.0)),
                    ("/costs/like", json!(1.0)),
                    ("/costs/prompt", json!(20.0)),
                    ("/costs/query", Value::Null),
                ],
            ),
            (
                "wrapped",
                json!({"budget": {"balance": 3, "costs": {"like": 1}}}),
                vec![("/balance", json!(3.0)), ("/costs/like", json!(1.0))],
            ),
            ("a bare number inside", json!({"budget": 3}), vec![("/balance", json!(3.0))]),
            (
                "the flat name",
                json!({"budgetBalance": 3, "actionCosts": null}),
                vec![("/balance", json!(3.0))],
            ),
            (
                "costs that are none",
                json!({"balance": 3, "actionCosts": {"like": -1, "reprompt": "dear"}}),
                vec![("/costs/like", Value::Null), ("/costs/reprompt", Value::Null)],
            ),
            (
                "when it refills",
                json!({"balance": 3, "nextRegenAt": "2026-02-20T10:00:00Z"}),
                vec![("/nextRegenAt", json!(1_771_581_600_000_i64))],
            ),
        ],
    );
    for body in [json!({}), json!({"tier": "REGISTERED"}), json!({"balance": "lots"}), json!([]), json!(84)] {
        assert_shape(Budget, &body, "$.balance");
    }
}

#[test]
fn tokens_go_by_many_names() {
    all(
        Balance,
        vec![
            (
                "as described",
                json!({"walletAddress": "0x1", "tokenBalance": 4.6, "pendingEarnings": 0.5, "lifetimeEarned": 5.1,
                   "lifetimeSpent": 0,
                   "transactions": [{"id": "t", "type": "earn", "amount": "0.5", "description": "Like",
                                     "timestamp": "2026-02-20T09:00:00Z"}, {"id": "no amount"}, null]}),
                vec![
                    ("/tokenBalance", json!(4.6)),
                    ("/pendingEarnings", json!(0.5)),
                    ("/lifetimeEarned", json!(5.1)),
                    (
                        "/transactions",
                        json!([{"id": "t", "type": "earn", "amount": 0.5, "description": "Like",
                            "createdAt": 1_771_578_000_000_i64}]),
                    ),
                ],
            ),
            (
                "totals as text",
                json!({"balance": {"total": "4.6", "available": "4"}}),
                vec![("/tokenBalance", json!(4.6))],
            ),
            (
                "a nested balance",
                json!({"tokenBalance": {"balance": 4, "pendingCredits": 1}}),
                vec![("/tokenBalance", json!(4.0)), ("/pendingEarnings", json!(1.0))],
            ),
            (
                "tokens",
                json!({"tokens": 4, "pendingCredits": 2}),
                vec![("/tokenBalance", json!(4.0)), ("/pendingEarnings", json!(2.0))],
            ),
            ("a wallet", json!({"wallet": {"tokenBalance": 4}}), vec![("/tokenBalance", json!(4.0))]),
            (
                "wrapped, null for a list",
                json!({"data": {"tokenBalance": 0, "transactions": null}}),
                vec![("/tokenBalance", json!(0.0)), ("/transactions", json!([]))],
            ),
        ],
    );
    for body in [json!({}), json!({"walletAddress": "0x1"}), json!({"tokenBalance": "none"}), json!([])] {
        assert_shape(Balance, &body, "$.tokenBalance");
    }
}

#[test]
fn profiles_need_little() {
    all(
        Profile,
        vec![
            (
                "as described",
                json!({"agentId": "a1", "name": "Lantern", "description": "Asks", "tier": "VERIFIED",
                   "reputation": {"creationScore": 1, "totalScore": 77}, "createdAt": "2026-01-01T00:00:00Z",
                   "statistics": {"contentCreated": 3, "ageDays": "50", "nested": {}, "none": null}}),
                vec![
                    ("/agentId", json!("a1")),
                    ("/description", json!("Asks")),
                    ("/reputation", json!(77.0)),
                    ("/createdAt", json!(1_767_225_600_000_i64)),
                    ("/statistics", json!({"contentCreated": 3.0, "ageDays": 50.0})),
                ],
            ),
            ("an id by its other name", json!({"id": "a1"}), vec![("/agentId", json!("a1"))]),
            (
                "a name alone",
                json!({"name": "Lantern", "statistics": null}),
                vec![("/statistics", json!({}))],
            ),
            (
                "wrapped",
                json!({"profile": {"agentId": "a1", "reputation": 3}}),
                vec![("/reputation", json!(3.0))],
            ),
        ],
    );
    for body in [json!({}), json!({"description": "?"}), json!([]), json!("a1")] {
        assert_shape(Profile, &body, "$.agentId");
    }
}

#[test]
fn credentials_are_a_list_or_a_word() {
    all(
        Credentials,
        vec![
            (
                "as described",
                json!({"credentials": [{"id": "c1", "provider": "openrouter", "providerName": "OpenRouter",
                                    "isActive": "true", "lastUsed": null, "usageCount": "4", "apiKey": "secret"}]}),
                vec![(
                    "/credentials/0",
                    json!({"id": "c1", "provider": "openrouter", "providerName": "OpenRouter", "isActive": true,
                       "lastUsed": null, "usageCount": 4}),
                )],
            ),
            ("none yet", json!({"credentials": []}), vec![("/credentials", json!([]))]),
            ("null for the list", json!({"credentials": null}), vec![("/credentials", json!([]))]),
            (
                "a bare list with junk",
                json!([{"credentialId": "c1"}, 3, {}]),
                vec![("/credentials/0/id", json!("c1")), ("/credentials/1", Value::Null)],
            ),
            (
                "a word",
                json!({"message": "Stored", "credentialId": "c1", "provider": "fal"}),
                vec![("/message", json!("Stored"))],
            ),
        ],
    );
    assert!(reply(Credentials, 204, &[], b"")["ok"].is_object());
    assert!(reply(Credentials, 200, &[], br#"{"success": true}"#)["ok"].is_object());
    for body in [json!({}), json!("Stored"), json!({"credentials": 3})] {
        assert_shape(Credentials, &body, "$.credentials");
    }
}

#[test]
fn health_is_a_word() {
    all(
        Health,
        vec![
            ("ok", json!({"status": "ok"}), vec![("/status", json!("ok"))]),
            ("healthy", json!({"status": "healthy", "uptime": 3}), vec![("/status", json!("healthy"))]),
            ("another word", json!({"status": "degraded"}), vec![("/status", json!("degraded"))]),
            ("a flag", json!({"ok": true}), vec![("/status", json!("ok"))]),
            ("wrapped", json!({"data": {"healthy": true}}), vec![("/status", json!("ok"))]),
            ("a bare word", json!("ok"), vec![("/status", json!("ok"))]),
        ],
    );
    for body in [json!({}), json!([]), json!(null), json!({"status": {}})] {
        assert_shape(Health, &body, "$.status");
    }
}

#[test]
fn a_profile_keeps_tier_of_reputation_capabilities_state_and_progress() {
    let model = ok(
        Profile,
        &json!({"agentId": "a1", "tier": "REGISTERED", "reputationTier": "CREATOR", "capabilities": ["text", "image"],
            "accountStatus": "ACTIVE", "reputation": {"totalScore": 77, "tier": "NEWCOMER",
            "qualityEngagementCount": 12, "progressToEstablished": "0.24"}}),
    );
    assert_eq!(model["reputationTier"], "CREATOR");
    assert_eq!(model["capabilities"], json!(["text", "image"]));
    assert_eq!(model["accountStatus"], "ACTIVE");
    assert_eq!(model["progress"]["qualityEngagementCount"], 12.0);
    assert_eq!(model["progress"]["progressToEstablished"], 0.24);
    let nested = ok(
        Profile,
        &json!({"profile": {"agentId": "a1", "status": "PENDING", "capabilities": "text",
        "reputation": {"totalScore": 1, "tier": "NEWCOMER"}}}),
    );
    assert_eq!(
        (&nested["reputationTier"], &nested["accountStatus"]),
        (&json!("NEWCOMER"), &json!("PENDING"))
    );
    assert_eq!(nested["capabilities"], json!(["text"]));
    let flat = ok(
        Profile,
        &json!({"agentId": "a1", "qualityEngagementCount": 3, "progressToEstablished": {"current": 3,
        "required": 50}}),
    );
    assert_eq!(flat["progress"]["qualityEngagementCount"], 3.0);
    let bare = ok(Profile, &json!({"agentId": "a1"}));
    assert_eq!(bare["capabilities"], json!([]));
    assert_eq!(bare["progress"], json!(null));
}

#[test]
fn told_tokens_win_over_a_flat_zero() {
    let model = ok(Balance, &json!({"tokenBalance": 0, "wallet": {"balance": {"total": "45.5"}}}));
    assert_eq!(model["tokenBalance"], 45.5);
}

#[test]
fn what_stands_in_every_reply_says_nothing_about_it() {
    let bare = json!({"requestId": "r", "success": true, "hint": "h", "generatedAt": "2026-02-20T09:00:00Z",
        "_fieldMappings": {"a": "b"}});
    for endpoint in impromptu::protocol::Endpoint::ALL {
        use impromptu::protocol::Endpoint::{Opportunities, Sample};
        let mut body = bare.clone();
        body["prompts"] = json!([{"nodeId": "n"}]);
        let said = reply(endpoint, 200, &[], body.to_string().as_bytes());
        assert_eq!(said["problem"]["kind"], "shape", "{endpoint:?} {said}");
        if matches!(endpoint, Opportunities | Sample) {
            assert_eq!(said["problem"]["path"], "$.opportunities");
            for (body, empty) in [
                (json!({"requestId": "r", "success": true, "hint": "h", "data": {}}), true),
                (json!({"success": true, "data": {"requestId": "r", "opportunities": {}}}), true),
                (json!({"success": true, "message": "Nothing new"}), true),
                (json!({"success": true, "data": {"prompts": []}}), false),
                (json!({"requestId": "r", "total": 3, "prompts": []}), false),
                (json!({"requestId": "r", "meta": {"total": 3}}), false),
            ] {
                let said = reply(endpoint, 200, &[], body.to_string().as_bytes());
                assert_eq!(said["ok"].is_object(), empty, "{body} {said}");
            }
        }
    }
    for done in [json!({"success": true}), json!({"success": true, "requestId": "r"})] {
        assert!(reply(Credentials, 200, &[], done.to_string().as_bytes())["ok"].is_object(), "{done}");
    }
}
