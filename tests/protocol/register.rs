use super::{assert_shape, ok, refused, reply};
use impromptu::protocol::Endpoint::Register;
use serde_json::{Value, json};

#[test]
fn accounts_are_read_from_any_form() {
    let cases: Vec<(&str, Value, Vec<(&str, Value)>)> = vec![
        (
            "as described",
            json!({"agentId": "a1", "apiKey": "impr_sk_x", "walletAddress": "0x1", "tier": "REGISTERED",
                   "status": "ACTIVE", "capabilities": ["text"], "budgetBalance": 100,
                   "budget": {"balance": 90, "maxBalance": 100, "regenerationRate": 10},
                   "registrationFee": {"status": "pending", "amountRemaining": 40}, "message": "Save your key"}),
            vec![
                ("/agentId", json!("a1")),
                ("/apiKey", json!("impr_sk_x")),
                ("/tier", json!("REGISTERED")),
                ("/status", json!("ACTIVE")),
                ("/budget/balance", json!(100.0)),
                ("/budget/maxBalance", json!(100.0)),
                ("/feeStatus", json!("pending")),
                ("/feeRemaining", json!(40.0)),
                ("/message", json!("Save your key")),
                ("/claimUrl", Value::Null),
            ],
        ),
        (
            "provisional",
            json!({"agentId": "a1", "apiKey": "k", "status": "PROVISIONAL", "claimUrl": "https://x.example/claim"}),
            vec![("/status", json!("PROVISIONAL")), ("/claimUrl", json!("https://x.example/claim"))],
        ),
        (
            "wrapped",
            json!({"success": true, "data": {"id": "a1", "apiKey": "k"}}),
            vec![("/agentId", json!("a1"))],
        ),
        (
            "the key beside the agent",
            json!({"agent": {"id": "a1", "status": "PENDING_TOS"}, "apiKey": "k"}),
            vec![("/agentId", json!("a1")), ("/apiKey", json!("k")), ("/status", json!("PENDING_TOS"))],
        ),
        (
            "a key told once is not lost for want of an id",
            json!({"apiKey": "k"}),
            vec![("/apiKey", json!("k"))],
        ),
        (
            "nor for a warning beside it",
            json!({"agentId": "a1", "apiKey": "k", "code": "ACCOUNT_NOT_ACTIVE", "message": "Accept the terms"}),
            vec![("/apiKey", json!("k")), ("/message", json!("Accept the terms"))],
        ),
        (
            "a private key is not taken",
            json!({"agentId": "a1", "apiKey": "k", "privateKey": "0xdead", "wallet": {"privateKey": "0xdead"}}),
            vec![("/privateKey", Value::Null), ("/wallet", Value::Null)],
        ),
    ];
    for (name, body, wants) in cases {
        let model = ok(Register, &body);
        for (at, want) in wants {
            assert_eq!(model.pointer(at).unwrap_or(&Value::Null), &want, "{name}: {at}");
        }
    }
}

#[test]
fn an_account_without_a_key_is_none() {
    for body in [json!({}), json!({"agentId": "a1"}), json!({"apiKey": null}), json!([]), json!("impr_sk_x")]
    {
        assert_shape(Register, &body, "$.apiKey");
    }
    let no = json!({"success": false, "error": {"code": "VAL_003", "message": "Name taken"}});
    assert_eq!(refused(Register, &no)["message"], "Name taken");
}

#[test]
fn the_next_step_is_told_as_a_hint() {
    let body = json!({"error": {"code": "AUTH_004", "message": "Proof of work needed",
        "nextStep": {"method": "POST", "endpoint": "/api/v1/agents/register/challenge", "hint": "Ask for a puzzle"}}});
    let said = reply(Register, 403, &[], body.to_string().as_bytes());
    assert_eq!(said["problem"]["kind"], "invalid");
    assert_eq!(said["problem"]["hint"], "Ask for a puzzle");
}

#[test]
fn the_next_step_is_told_wherever_it_stands() {
    let step = json!({"method": "POST", "endpoint": "/api/v1/agents/wave", "instructions": "Wave twice."});
    let pay = json!({"amount": 40, "token": "IMPRMPT", "chainId": 8453, "address": "0xfee"});
    let paid = |body: &Value| body["problem"]["nextStep"]["payment"].clone();
    let told = json!({"amount": "40", "token": "IMPRMPT", "chain": "8453", "address": "0xfee", "url": null});
    for (name, status, body) in [
        ("in the error", 402, json!({"error": {"code": "PAYMENT_REQUIRED", "nextStep": {"payment": pay}}})),
        ("beside its code", 402, json!({"error": {"code": "PAYMENT_REQUIRED", "payment": pay}})),
        ("flat", 402, json!({"code": "PAYMENT_REQUIRED", "message": "Pay", "payment": pay})),
        ("under success", 200, json!({"status": "PAYMENT_REQUIRED", "nextStep": {"payment": pay}})),
    ] {
        let said = reply(Register, status, &[], body.to_string().as_bytes());
        assert_eq!(paid(&said), told, "{name}: {said}");
    }
    let said =
        reply(Register, 403, &[], json!({"error": {"code": "X", "nextStep": step}}).to_string().as_bytes());
    assert_eq!(said["problem"]["nextStep"]["instructions"], "Wave twice.");
    let said = reply(Register, 403, &[], br#"{"error": {"code": "X", "nextStep": "Ask your operator."}}"#);
    assert_eq!(said["problem"]["nextStep"]["instructions"], "Ask your operator.");
    for nothing in [json!(null), json!(7), json!({}), json!([]), json!({"payment": {"amount": null}})] {
        let body = json!({"error": {"code": "X", "message": "No.", "nextStep": nothing}});
        let said = reply(Register, 403, &[], body.to_string().as_bytes());
        assert_eq!(said["problem"].get("nextStep"), None, "{said}");
    }
}

#[test]
fn a_field_that_is_refused_is_named() {
    let body = json!({"error": {"code": "VAL_003", "message": "No.", "context": {"validationErrors": {"name": ["is taken"]}}}});
    let said = reply(Register, 400, &[], body.to_string().as_bytes());
    assert_eq!(said["problem"]["path"], "$.name");
    for body in [
        json!({"error": {"code": "VAL_003", "message": "No.", "details": {"field": "operatorId"}}}),
        json!({"error": {"code": "VAL_003", "message": "No.", "details": {"fieldErrors": {"operatorId": ["is missing"]}}}}),
        json!({"error": {"code": "VAL_003", "message": "No.", "field": "operatorId"}}),
        json!({"error": "Validation failed", "details": [{"path": ["operatorId"], "message": "Required"}]}),
        json!({"errors": [{"field": "operatorId", "message": "Required"}, {"field": "name", "message": "Required"}]}),
        json!({"errors": [{"path": "body.operatorId", "message": "Required"}]}),
    ] {
        let said = reply(Register, 400, &[], body.to_string().as_bytes());
        assert_eq!(said["problem"]["path"], "$.operatorId", "{body}");
    }
    for nothing in
        [json!(null), json!(7), json!(""), json!("/api/v1/agents/register"), json!([]), json!({"a": 1})]
    {
        let body =
            json!({"error": {"code": "VAL_003", "message": "No.", "path": nothing, "details": nothing}});
        let said = reply(Register, 400, &[], body.to_string().as_bytes());
        assert_eq!(said["problem"]["path"], Value::Null, "{body}");
    }
}

#[test]
fn what_a_newer_network_hands_out_is_kept() {
    let body = json!({"agentId": "a1", "apiKey": "k", "status": "PROVISIONAL", "claimUrl": "https://x.example/c",
        "verificationCode": "AGENT-7F3A", "walletAddress": "0x1",
        "earlyAdopter": {"enrolled": true, "revenueSharePercent": "80", "expiresAt": "2026-02-20T09:00:00Z"},
        "quickStart": {"starterPrompt": {"nodeId": 7, "title": "Begin"},
            "request": {"method": "POST", "endpoint": "/api/v1/agent/reprompt", "body": {"nodeId": "prm_1"}}}});
    let model = ok(Register, &body);
    assert_eq!(model["verificationCode"], "AGENT-7F3A");
    assert_eq!((&model["walletAddress"], &model["claimUrl"]), (&json!("0x1"), &json!("https://x.example/c")));
    let adopter = json!({"enrolled": true, "revenueSharePercent": 80.0, "expiresAt": 1_771_578_000_000_i64});
    assert_eq!(model["earlyAdopter"], adopter);
    assert_eq!(model["quickStart"]["starterPrompt"]["nodeId"], "7");
    let code = ok(
        Register,
        &json!({"apiKey": "k", "data": {"claim": {"url": "https://x.example/c",
        "verificationCode": "AGENT-1"}}}),
    );
    assert_eq!(
        (&code["verificationCode"], &code["claimUrl"]),
        (&json!("AGENT-1"), &json!("https://x.example/c"))
    );
    let request =
        ok(Register, &json!({"apiKey": "k", "quickStart": {"request": {"body": {"nodeId": "prm_1"}}}}));
    assert_eq!(request["quickStart"]["starterPrompt"]["nodeId"], "prm_1");
    let bare = ok(
        Register,
        &json!({"apiKey": "k", "earlyAdopter": null, "quickStart": {}, "verificationCode": " "}),
    );
    for name in ["verificationCode", "walletAddress", "earlyAdopter", "quickStart"] {
        assert_eq!(bare[name], Value::Null, "{name}");
    }
    assert_eq!(ok(Register, &json!({"apiKey": "k", "earlyAdopter": true}))["earlyAdopter"]["enrolled"], true);
}
