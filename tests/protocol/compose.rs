use super::call;
use impromptu::protocol::Endpoint::{
    self, Balance, Budget, Challenge, Credentials, Engage, Health, Heartbeat, Models, Notifications,
    Opportunities, Profile, Prompt, Register, Reprompt, Sample, Thread,
};
use impromptu::protocol::compose_json;
use serde_json::{Value, json};

#[track_caller]
fn refused(endpoint: Endpoint, fields: &Value, path: &str) {
    let said: Value = serde_json::from_str(&compose_json(endpoint.name(), &fields.to_string())).unwrap();
    let problem = &said["problem"];
    assert_eq!((&problem["kind"], &problem["path"]), (&json!("invalid"), &json!(path)), "{fields} {said}");
    assert!(problem["message"].as_str().unwrap().ends_with('.'), "{said}");
}

#[test]
fn every_call_has_its_method_path_and_cost() {
    for (endpoint, fields, method, path, cost) in [
        (Heartbeat, json!({}), "GET", "/api/v1/agent/heartbeat", 0),
        (Heartbeat, json!({"verbose": true}), "GET", "/api/v1/agent/heartbeat?verbose=true", 0),
        (Opportunities, json!({}), "GET", "/api/v1/agent/discover/opportunities", 0),
        (
            Opportunities,
            json!({"limit": "5", "cursor": "a/b+c"}),
            "GET",
            "/api/v1/agent/discover/opportunities?limit=5&cursor=a%2Fb%2Bc",
            0,
        ),
        (Sample, json!({"limit": 100}), "GET", "/api/v1/agent/discover/sample?limit=100", 0),
        (Thread, json!({"nodeId": "n1"}), "GET", "/api/v1/agent/content/n1/thread", 0),
        (Thread, json!({"nodeId": "a b"}), "GET", "/api/v1/agent/content/a%20b/thread", 0),
        (
            Thread,
            json!({"nodeId": "../é?#%", "cursor": "c"}),
            "GET",
            "/api/v1/agent/content/..%2F%C3%A9%3F%23%25/thread?cursor=c",
            0,
        ),
        (Thread, json!({"promptId": 7}), "GET", "/api/v1/agent/content/7/thread", 0),
        (Reprompt, json!({"nodeId": "n", "prompt": "hi"}), "POST", "/api/v1/agent/reprompt", 10),
        (Prompt, json!({"content": "You are"}), "POST", "/api/v1/agent/prompt", 10),
        (Engage, json!({"nodeId": "n", "type": "LIKE"}), "POST", "/api/v1/agent/engage", 1),
        (Engage, json!({"nodeId": "n", "type": "bookmark"}), "POST", "/api/v1/agent/engage", 2),
        (Engage, json!({"nodeId": "n", "type": "dislike"}), "POST", "/api/v1/agent/engage", 1),
        (Engage, json!({"nodeId": "n", "type": "view"}), "POST", "/api/v1/agent/engage", 0),
        (Models, json!({}), "GET", "/api/v1/agent/models", 0),
        (Models, json!({"cursor": "50"}), "GET", "/api/v1/agent/models?cursor=50", 0),
        (
            Models,
            json!({"recommended": "true", "outputModality": "IMAGE", "input": "text", "task": "video",
                   "search": "flux pro", "provider": "x", "costTier": "low", "limit": 50}),
            "GET",
            "/api/v1/agent/models?recommended=true&output=image&input=text&for=video&search=flux%20pro&provider=x\
             &costTier=low&limit=50",
            0,
        ),
        (Profile, json!({}), "GET", "/api/v1/agent/profile", 0),
        (Balance, json!({}), "GET", "/api/v1/agent/balance", 0),
        (
            Balance,
            json!({"includeHistory": true, "historyLimit": 20}),
            "GET",
            "/api/v1/agent/balance?includeHistory=true&historyLimit=20",
            0,
        ),
        (Challenge, json!({}), "POST", "/api/v1/agents/register/challenge", 0),
        (Notifications, json!({}), "GET", "/api/v1/agent/notifications", 0),
        (
            Notifications,
            json!({"limit": 50, "unread": false, "cursor": "c"}),
            "GET",
            "/api/v1/agent/notifications?limit=50&cursor=c&unread=false",
            0,
        ),
        (Budget, json!({"odd": 1}), "GET", "/api/v1/agent/budget", 0),
        (Credentials, json!({}), "GET", "/api/v1/agent/credentials", 0),
        (Credentials, json!({"provider": "fal", "apiKey": "k"}), "PUT", "/api/v1/agent/credentials", 0),
        (Credentials, json!({"credentialId": "c 1"}), "DELETE", "/api/v1/agent/credentials?id=c%201", 0),
        (Health, json!({}), "GET", "/api/health", 0),
    ] {
        let said = call(endpoint, &fields);
        assert_eq!(
            (&said["method"], &said["path"], &said["cost"]),
            (&json!(method), &json!(path), &json!(cost))
        );
        assert_eq!(said["body"].is_null(), matches!(method, "GET" | "DELETE"), "{said}");
    }
}

#[test]
fn aliases_are_corrected_and_told() {
    let pair = |from: &str, to: &str| json!({"from": from, "to": to});
    for (endpoint, fields, body, corrected) in [
        (Reprompt, json!({"nodeId": "n", "prompt": "hi"}), json!({"nodeId": "n", "prompt": "hi"}), vec![]),
        (
            Reprompt,
            json!({"promptId": "n", "message": "hi"}),
            json!({"nodeId": "n", "prompt": "hi"}),
            vec![pair("promptId", "nodeId"), pair("message", "prompt")],
        ),
        (
            Reprompt,
            json!({"parentNodeId": "n", "userPrompt": "hi"}),
            json!({"nodeId": "n", "prompt": "hi"}),
            vec![pair("parentNodeId", "nodeId"), pair("userPrompt", "prompt")],
        ),
        (
            Reprompt,
            json!({"nodeId": "n", "promptId": "m", "prompt": "hi", "message": "ho", "model": "a/b", "type": "IMAGE"}),
            json!({"nodeId": "n", "prompt": "hi", "modelConfigId": "a/b", "type": "image"}),
            vec![pair("model", "modelConfigId")],
        ),
        (
            Reprompt,
            json!({"nodeId": null, "promptId": "m", "prompt": null, "message": "ho", "temperature": "0.5"}),
            json!({"nodeId": "m", "prompt": "ho", "temperature": 0.5}),
            vec![pair("promptId", "nodeId"), pair("message", "prompt")],
        ),
        (
            Prompt,
            json!({"systemPrompt": "You are", "initialPrompt": "Hi", "title": "T", "prompt": "not this"}),
            json!({"content": "You are", "initialPrompt": "Hi", "title": "T"}),
            vec![pair("systemPrompt", "content")],
        ),
        (
            Engage,
            json!({"nodeId": "n", "action": "like"}),
            json!({"nodeId": "n", "type": "LIKE"}),
            vec![pair("action", "type")],
        ),
        (
            Engage,
            json!({"nodeId": "n", "engagementType": "Bookmark"}),
            json!({"nodeId": "n", "type": "BOOKMARK"}),
            vec![pair("engagementType", "type")],
        ),
        (
            Engage,
            json!({"nodeId": "n", "reaction": "like", "nodeType": "PROMPT", "intensity": 1, "surfacedBy": "graph"}),
            json!({"nodeId": "n", "type": "LIKE", "nodeType": "prompt", "intensity": 1.0, "surfacedBy": "graph"}),
            vec![pair("reaction", "type")],
        ),
        (
            Credentials,
            json!({"provider": "OpenRouter", "apiKey": "k"}),
            json!({"provider": "openrouter", "apiKey": "k"}),
            vec![],
        ),
        (Challenge, json!({}), json!({}), vec![]),
    ] {
        let said = call(endpoint, &fields);
        assert_eq!((&said["body"], &said["corrected"]), (&body, &json!(corrected)), "{fields}");
    }
    assert_eq!(call(Models, &json!({"task": "code"}))["corrected"], json!([pair("task", "for")]));
}

#[test]
fn what_cannot_be_sent_is_named() {
    let long = "x".repeat(10_001);
    let emoji = "\u{1F600}".repeat(10_001);
    for (endpoint, fields, path) in [
        (Thread, json!({}), "$.nodeId"),
        (Thread, json!({"nodeId": " "}), "$.nodeId"),
        (Thread, json!({"nodeId": ".."}), "$.nodeId"),
        (Thread, json!({"nodeId": "."}), "$.nodeId"),
        (Thread, json!({"nodeId": ["n"]}), "$.nodeId"),
        (Reprompt, json!({"prompt": "hi"}), "$.nodeId"),
        (Reprompt, json!({"nodeId": "n"}), "$.prompt"),
        (Reprompt, json!({"nodeId": "n", "prompt": " \n"}), "$.prompt"),
        (Reprompt, json!({"nodeId": "n", "content": "hi"}), "$.prompt"),
        (Reprompt, json!({"nodeId": "n", "prompt": long}), "$.prompt"),
        (Reprompt, json!({"nodeId": "n", "message": long}), "$.prompt"),
        (Reprompt, json!({"nodeId": "n", "prompt": emoji}), "$.prompt"),
        (Reprompt, json!({"nodeId": "n", "prompt": "hi", "type": "video"}), "$.type"),
        (Reprompt, json!({"nodeId": "n", "prompt": "hi", "temperature": 2.1}), "$.temperature"),
        (Reprompt, json!({"nodeId": "n", "prompt": "hi", "visibility": "secret"}), "$.visibility"),
        (Prompt, json!({}), "$.content"),
        (Prompt, json!({"prompt": "You are"}), "$.content"),
        (Prompt, json!({"message": "You are"}), "$.content"),
        (Engage, json!({"type": "LIKE"}), "$.nodeId"),
        (Engage, json!({"nodeId": "n"}), "$.type"),
        (Engage, json!({"nodeId": "n", "type": "LOVE"}), "$.type"),
        (Engage, json!({"nodeId": "n", "type": "LIKE", "intensity": "NaN"}), "$.intensity"),
        (Opportunities, json!({"limit": 0}), "$.limit"),
        (Opportunities, json!({"limit": 101}), "$.limit"),
        (Opportunities, json!({"limit": 1.5}), "$.limit"),
        (Models, json!({"limit": 51}), "$.limit"),
        (Models, json!({"output": "smell"}), "$.output"),
        (Models, json!({"recommended": "very"}), "$.recommended"),
        (Models, json!({"search": "x".repeat(201)}), "$.search"),
        (Notifications, json!({"limit": "all"}), "$.limit"),
        (Balance, json!({"historyLimit": 101}), "$.historyLimit"),
        (Credentials, json!({"provider": "fal"}), "$.apiKey"),
        (Credentials, json!({"apiKey": "k"}), "$.provider"),
        (Credentials, json!({"provider": "other", "apiKey": "k"}), "$.provider"),
        (Credentials, json!({"id": "c", "provider": "fal", "apiKey": "k"}), "$.id"),
    ] {
        refused(endpoint, &fields, path);
    }
    let fits = json!({"nodeId": "n", "prompt": "\u{1F600}".repeat(10_000)});
    assert_eq!(call(Reprompt, &fits)["cost"], 10);
}

#[test]
fn a_sign_up_keeps_to_the_stated_limits() {
    let whole = || {
        json!({"name": "Lantern 2", "description": "Asks about doors", "operatorId": "u5", "operatorApiKey": "k",
               "openRouterKey": "sk-or-v1-0123", "capabilities": ["text", "image"], "chainId": "6f0c",
               "nonces": [0, 5, 17], "domains": ["doors"], "homepage": "https://x.example", "acceptTos": true})
    };
    let said = call(Register, &whole());
    assert_eq!((&said["method"], &said["path"]), (&json!("POST"), &json!("/api/v1/agents/register")));
    assert_eq!((&said["body"], &said["cost"]), (&whole(), &json!(0)));
    let short = json!({"name": "Ärger-1", "description": "Asks about doors", "operatorId": "u5",
                       "llmApiKey": "sk-or-v1-0123"});
    let said = call(Register, &short);
    assert_eq!(said["body"]["capabilities"], json!(["text"]));
    assert_eq!(said["body"]["openRouterKey"], "sk-or-v1-0123");
    assert_eq!(said["corrected"], json!([{"from": "llmApiKey", "to": "openRouterKey"}]));
    assert_eq!(said["body"].get("nonces"), None);
    let least = json!({"name": "\u{1f98b}", "description": "Asks about doors"});
    let body = &call(Register, &least)["body"];
    assert_eq!(
        body,
        &json!({"name": "\u{1f98b}", "description": "Asks about doors", "capabilities": ["text"]})
    );
    for name in ["ab", "-dash", "dash-", "semi;colon", "灯"] {
        let named = json!({"name": name, "description": "Asks about doors"});
        assert_eq!(call(Register, &named)["body"]["name"], name);
    }
    for (field, value) in [
        ("name", json!(null)),
        ("name", json!("  ")),
        ("name", json!("x".repeat(51))),
        ("description", json!("short")),
        ("description", json!("x".repeat(501))),
        ("capabilities", json!(["smell"])),
        ("capabilities", json!([3])),
        ("capabilities", json!({"text": true})),
        ("openRouterKey", json!("short")),
        ("openRouterKey", json!("x".repeat(513))),
        ("chainId", json!(null)),
        ("nonces", json!(null)),
        ("nonces", json!([])),
        ("nonces", json!([-1])),
        ("nonces", json!([0.5])),
        ("nonces", json!("5")),
        ("domains", json!(vec!["x"; 11])),
        ("domains", json!(["x".repeat(65)])),
        ("homepage", json!("http://x.example")),
        ("homepage", json!(format!("https://{}", "x".repeat(256)))),
        ("acceptTos", json!("perhaps")),
    ] {
        let mut fields = whole();
        fields[field] = value;
        refused(Register, &fields, &format!("$.{field}"));
    }
}

#[test]
fn fields_are_an_object_and_calls_are_known() {
    for fields in ["", "[]", "null", "{\"nodeId\":", "3"] {
        let said: Value = serde_json::from_str(&compose_json("thread", fields)).unwrap();
        assert_eq!((&said["problem"]["kind"], &said["problem"]["path"]), (&json!("invalid"), &json!("$")));
    }
    let said: Value = serde_json::from_str(&compose_json("tribute", "{}")).unwrap();
    assert!(said["problem"]["message"].as_str().unwrap().contains("reprompt"), "{said}");
}
