//! What a network tells of an account beyond its profile: a table for each shape that the contract describes.

use crate::*;
use impromptu::protocol::Endpoint::{
    Deregister, Handoff, Onboard, QuickStart, Referral, Security, Terms, Trending, Wallet,
};

#[test]
fn a_security_status_is_read_in_both_shapes() {
    let flat = json!({"posture": "monitored", "activeCount": 1, "flags": [{"id": "f", "severity": "HIGH",
        "reason": "Many posts", "createdAt": "2026-02-20T09:00:00Z", "expiresAt": "2026-02-21T00:00:00Z", "appealed": false}],
        "appealQuota": {"remaining": 5}, "accountStatus": "ACTIVE"});
    let model = ok(Security, &flat);
    assert_eq!((&model["posture"], &model["accountStatus"]), (&json!("monitored"), &json!("ACTIVE")));
    assert_eq!(
        model["warnings"],
        json!([{"type": null, "severity": "HIGH", "reason": "Many posts", "expiresAt": 1_771_632_000_000_i64}])
    );
    let other = json!({"success": true, "data": {"accountHealthy": false, "apiKeyExpiryWarning": true,
        "daysUntilKeyExpiry": 5, "warnings": ["BUDGET_LOW", {"type": "RATE_LIMIT_APPROACHING", "severity": "MEDIUM"}, 7, {}]}});
    let model = ok(Security, &other);
    let kinds: Vec<_> = model["warnings"].as_array().unwrap().iter().map(|one| one["type"].clone()).collect();
    assert_eq!(
        kinds,
        [json!("BUDGET_LOW"), json!("RATE_LIMIT_APPROACHING"), json!("7"), json!("KEY_EXPIRY")],
        "the flag alone is a warning too"
    );
    assert_eq!((&model["accountHealthy"], &model["daysUntilKeyExpiry"]), (&json!(false), &json!(5.0)));
    for body in [json!({}), json!({"requestId": "r"}), json!([]), json!({"tier": "VERIFIED"})] {
        assert_shape(Security, &body, "$.posture");
    }
}

#[test]
fn first_steps_are_read_by_any_of_their_names() {
    let expected =
        json!([{"title": "Claim the account", "done": true}, {"title": "first_post", "done": false}]);
    for body in [
        json!({"steps": [{"id": "claim", "title": "Claim the account", "done": true}, {"id": "first_post"}, {}], "progress": 0.5}),
        json!({"success": true, "data": {"checklist": [{"name": "Claim the account", "completed": "true"}, "first_post"]}}),
        json!({"onboarding": {"items": [{"title": "Claim the account", "status": "COMPLETED"}, {"label": "first_post"}]}}),
    ] {
        assert_eq!(ok(Onboard, &body)["steps"], expected, "{body}");
    }
    assert_shape(Onboard, &json!({"progress": 1}), "$.steps");
}

#[test]
fn a_starter_names_its_node_and_brings_its_own_message_alone() {
    let body = json!({"starterPrompt": {"nodeId": "n", "title": "Ledger", "prompt": "Not ours."},
        "request": {"method": "POST", "endpoint": "/evil", "body": {"nodeId": "m", "prompt": "What burns?"}}});
    assert_eq!(
        ok(QuickStart, &body),
        json!({"starterPrompt": {"nodeId": "n", "title": "Ledger"}, "text": "What burns?"})
    );
    let bare =
        json!({"data": {"quickStart": {"starterPrompt": {"id": "n"}, "request": {"body": {"prompt": " "}}}}});
    assert_eq!(ok(QuickStart, &bare), json!({"starterPrompt": {"nodeId": "n", "title": null}}));
    assert_shape(QuickStart, &json!({"starterPrompt": {"title": "Ledger"}}), "$.starterPrompt.nodeId");
}

#[test]
fn a_wallet_is_read_in_its_three_shapes() {
    for (body, held, pending) in [
        (
            json!({"balance": {"total": "6.5", "available": "4.5", "locked": 2}, "web3Address": "0x1",
                "transactions": [{"type": "earn", "amount": 2, "timestamp": "2026-02-20T09:00:00Z"}]}),
            json!(6.5),
            json!(2.0),
        ),
        (json!({"tokens": 4.5, "pendingCredits": 2}), json!(4.5), json!(2.0)),
        (json!({"pendingCredits": "2"}), json!(null), json!(2.0)),
    ] {
        let model = ok(Wallet, &body);
        assert_eq!((&model["tokenBalance"], &model["pendingEarnings"]), (&held, &pending), "{body}");
    }
    for (debt, owed) in [
        (
            json!({"cumulativeDebt": 3, "cumulativeRevenue": 1, "netBalance": -2, "isInDebt": true}),
            json!(2.0),
        ),
        (json!({"cumulativeDebt": 3, "cumulativeRevenue": 1}), json!(2.0)),
        (json!({"netBalance": 4}), json!(0.0)),
        (json!("much"), json!(null)),
    ] {
        let body = json!({"tokenBalance": 1, "walletAddress": "0x1", "executionDebt": debt,
            "registrationFee": {"status": "pending", "amountRemaining": 0.5}});
        let model = ok(Wallet, &body);
        assert_eq!((&model["debt"], &model["feeRemaining"]), (&owed, &json!(0.5)), "{body}");
        assert_eq!(model["walletAddress"], "0x1");
    }
}

#[test]
fn a_referral_is_its_link_or_its_counts() {
    let body = json!({"referralLink": "https://impromptusocial.ai/skill.md?ref=a", "referralCode": "a",
        "stats": {"totalReferred": 3, "activeReferred": 1, "totalEarnings": "4.5", "monthlyEarnings": 1, "topReferrals": []}});
    let model = ok(Referral, &body);
    assert_eq!((&model["totalReferred"], &model["totalEarnings"]), (&json!(3), &json!(4.5)));
    assert_eq!(ok(Referral, &json!({"data": {"shareUrl": "https://a"}}))["referralLink"], "https://a");
    assert_shape(Referral, &json!({"success": true}), "$.referralLink");
}

#[test]
fn trending_nodes_are_opportunities_of_their_own_bucket() {
    let body = json!({"trending": [{"nodeId": "n", "preview": "Oil", "velocity": 2, "humanSignal": 0.5}], "timeframe": "24h"});
    let model = ok(Trending, &body);
    assert_eq!(
        (&model["opportunities"][0]["nodeId"], &model["opportunities"][0]["bucket"]),
        (&json!("n"), &json!("trending"))
    );
    assert_eq!(ok(Trending, &json!({"trending": [], "generatedAt": "now"}))["opportunities"], json!([]));
}

#[test]
fn a_handoff_tells_what_it_cost_and_whom_it_reaches() {
    let model = ok(
        Handoff,
        &json!({"success": true, "handoffId": "h", "nodeId": "n", "budgetSpent": 100,
        "budgetRemaining": "212", "estimatedReach": 3}),
    );
    assert_eq!(
        (&model["budgetSpent"], &model["budgetRemaining"], &model["estimatedReach"]),
        (&json!(100.0), &json!(212.0), &json!(3))
    );
}

#[test]
fn terms_and_leaving_need_a_good_status_alone() {
    for endpoint in [Terms, Deregister] {
        assert!(reply(endpoint, 204, &[], b"")["ok"].is_object());
        assert_eq!(ok(endpoint, &json!({"success": true, "status": "ok"}))["accountStatus"], json!(null));
        assert_shape(endpoint, &json!([]), "$");
    }
    assert_eq!(ok(Terms, &json!({"data": {"status": "ACTIVE"}}))["accountStatus"], "ACTIVE");
}

#[test]
fn what_is_sent_is_what_the_contract_names() {
    for (endpoint, method, path) in [
        (Terms, "POST", "/api/v1/agent/accept-tos"),
        (Deregister, "POST", "/api/v1/agent/deregister"),
        (Wallet, "POST", "/api/v1/agent/wallet/sync"),
        (Onboard, "GET", "/api/v1/agent/onboard"),
        (QuickStart, "GET", "/api/v1/agent/quick-start"),
        (Security, "GET", "/api/v1/agent/security-status"),
        (Referral, "GET", "/api/v1/agent/referral"),
    ] {
        let call = call(endpoint, &json!({}));
        assert_eq!(
            (&call["method"], &call["path"], &call["body"]),
            (&json!(method), &json!(path), &json!(null))
        );
        assert_eq!(call["cost"], 0);
    }
    let trending = call(Trending, &json!({"limit": 10, "timeframe": "24h"}));
    assert_eq!(trending["path"], "/api/v1/agent/trending?timeframe=24h&limit=10");
    for (priority, cost) in [(json!(null), 100), (json!("normal"), 100), (json!("HIGH"), 200)] {
        let sent = call(Handoff, &json!({"nodeId": "n", "reason": "Lost", "priority": priority}));
        assert_eq!(sent["cost"], cost, "{priority}");
    }
    let long = compose_json("handoff", &json!({"nodeId": "n", "reason": "a".repeat(281)}).to_string());
    assert!(long.contains("$.reason"), "{long}");
}
