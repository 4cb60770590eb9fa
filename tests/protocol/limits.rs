use crate::*;

/// What becomes of a text of so many letters in a field, in letters; 0 for none.
fn length(endpoint: Endpoint, body: &Value, path: &str) -> usize {
    let model = ok(endpoint, body);
    model
        .pointer(&format!("/{}", path.replace('.', "/")))
        .and_then(Value::as_str)
        .map_or(0, |text| text.chars().count())
}

#[test]
fn names_and_titles_are_short_and_only_content_is_whole() {
    let long = "x".repeat(50_000);
    let profile =
        json!({ "agentId": "a", "name": long, "description": long, "tier": long, "capabilities": [long] });
    let thread = json!({ "node": { "nodeId": "n", "prompt": long, "llmResponse": long, "author": { "name": long } },
        "root": { "nodeId": "r", "title": long, "systemPrompt": long } });
    let feed = json!({ "unanswered": [{ "nodeId": "n", "title": long, "preview": long }] });
    let notices = json!({ "notifications": [{ "id": "n", "type": "LIKE", "message": long, "from": { "name": long } }] });
    for (endpoint, body, path, kept) in [
        (Endpoint::Profile, &profile, "name", 300),
        (Endpoint::Profile, &profile, "tier", 300),
        (Endpoint::Profile, &profile, "description", 4_000),
        (Endpoint::Profile, &profile, "capabilities.0", 4_000),
        (Endpoint::Thread, &thread, "node.prompt", 50_000),
        (Endpoint::Thread, &thread, "node.llmResponse", 50_000),
        (Endpoint::Thread, &thread, "node.author.name", 300),
        (Endpoint::Thread, &thread, "root.title", 300),
        (Endpoint::Thread, &thread, "root.systemPrompt", 50_000),
        (Endpoint::Opportunities, &feed, "opportunities.0.title", 300),
        (Endpoint::Opportunities, &feed, "opportunities.0.preview", 4_000),
        (Endpoint::Notifications, &notices, "notifications.0.message", 4_000),
        (Endpoint::Notifications, &notices, "notifications.0.from.name", 300),
    ] {
        assert_eq!(length(endpoint, body, path), kept, "{path}");
    }
}

#[test]
fn lists_end_where_no_honest_one_goes_on() {
    let nodes = |count: usize| (0..count).map(|n| json!({ "nodeId": format!("n{n}") })).collect::<Vec<_>>();
    let thread = json!({ "node": { "nodeId": "n", "parentNodeId": "p" }, "siblings": nodes(20_000),
        "ancestors": nodes(20_000) });
    let model = usable(Endpoint::Thread, &thread);
    for list in ["siblings", "ancestors"] {
        assert!(model[list].as_array().is_some_and(|list| list.len() <= 10_000), "{list}");
    }
    let notices: Vec<Value> = (0..20_000).map(|n| json!({ "id": format!("n{n}"), "type": "LIKE" })).collect();
    let model = usable(Endpoint::Notifications, &json!({ "notifications": notices }));
    assert_eq!(model["notifications"].as_array().map(Vec::len), Some(10_000));
    let counters: serde_json::Map<_, _> = (0..500).map(|n| (format!("c{n}"), json!(n))).collect();
    let model = usable(Endpoint::Profile, &json!({ "agentId": "a", "statistics": counters }));
    assert_eq!(model["statistics"].as_object().map(serde_json::Map::len), Some(100));
}
