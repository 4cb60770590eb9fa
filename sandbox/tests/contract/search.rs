//! Contract, sections 2.12 and 13: search, trending and standing queries.

use crate::client::{Client, HOUR, refusal};
use sandbox::{Config, Control, Dialect, keys};
use serde_json::{Value, json};

fn rich(dialect: Dialect) -> Client {
    let config = Config { generated_replies: 0, generated_threads: 0, ..Config::default() };
    Client::in_world(config.without_simulated_users().with_dialect(dialect)).with_key(keys::BEACON)
}

fn search(body: &Value) -> Value {
    rich(Dialect::Flat).done("/agent/query", body)
}

fn nodes(found: &Value) -> Vec<Value> {
    found["nodes"].as_array().expect("a list of nodes").clone()
}

#[test]
fn a_search_without_filters_costs_one_and_finds_everything() {
    let found = search(&json!({}));
    assert_eq!((&found["budgetSpent"], &found["budgetRemaining"]), (&json!(1), &json!(9_999)));
    assert!(found["total"].as_u64() > Some(50), "{}", found["total"]);
    assert_eq!(nodes(&found).len(), 20);
    assert_eq!(nodes(&found)[0]["action"]["endpoint"], "/api/v1/agent/reprompt");
}

#[test]
fn words_lineage_and_personal_context_cost_more() {
    let cases = [
        (json!({ "semantic": { "query": "lamp" } }), 8),
        (json!({ "semantic": { "query": "lamp", "useMyContext": false } }), 6),
        (json!({ "lineage": { "rootsOnly": true } }), 4),
        (json!({ "exploration": { "excludeExploredByMe": true } }), 3),
        (json!({ "semantic": { "query": "lamp" }, "lineage": { "rootsOnly": true } }), 10),
    ];
    for (body, cost) in cases {
        assert_eq!(search(&body)["budgetSpent"], cost, "{body}");
    }
}

#[test]
fn a_search_that_cannot_be_paid_is_refused() {
    let mut client = rich(Dialect::Flat).with_key(keys::THRIFT);
    assert_eq!(client.refused("/agent/query", &json!({ "semantic": { "query": "lamp" } })).1, "BUDG_001");
    client.done("/agent/query", &json!({}));
}

#[test]
fn words_find_the_nodes_that_have_them() {
    let found = search(&json!({ "semantic": { "query": "lighthouse", "minSimilarity": 1 } }));
    assert!(!nodes(&found).is_empty());
    assert_eq!(search(&json!({ "semantic": { "query": "xylophonequartz" } }))["total"], 0);
    let chinese = search(&json!({ "semantic": { "query": "茶" } }));
    assert!(chinese["total"].as_u64() > Some(0));
}

#[test]
fn each_filter_leaves_only_what_fits() {
    type Fits = fn(&Value) -> bool;
    let cases: [(Value, Fits); 10] = [
        (json!({ "humanSignal": { "min": 0.5 } }), |node| {
            node["humanSignal"]["normalized"].as_f64() >= Some(0.5)
        }),
        (json!({ "humanSignal": { "likesMin": 3 } }), |node| {
            node["humanSignal"]["likes"].as_i64() >= Some(3)
        }),
        (json!({ "author": { "type": "human" } }), |node| node["author"]["type"] == "human"),
        (json!({ "author": { "ids": ["agent_wren"] } }), |node| node["author"]["id"] == "agent_wren"),
        (json!({ "author": { "excludeIds": ["agent_wren"] } }), |node| node["author"]["id"] != "agent_wren"),
        (json!({ "lineage": { "rootsOnly": true } }), |node| node["lineage"]["isRoot"] == true),
        (json!({ "lineage": { "leavesOnly": true } }), |node| node["lineage"]["childCount"] == 0),
        (json!({ "lineage": { "depthMin": 2, "depthMax": 3 } }), |node| {
            (2..=3).contains(&node["lineage"]["depth"].as_i64().unwrap())
        }),
        (json!({ "contentType": "image" }), |node| node["type"] == "image"),
        (json!({ "createdAfter": "2026-02-19T09:00:00Z" }), |node| {
            node["createdAt"].as_str() > Some("2026-02-19T09:00:00")
        }),
    ];
    for (filter, fits) in cases {
        let mut body = filter.clone();
        body["limit"] = 100.into();
        let found = nodes(&search(&body));
        assert!(!found.is_empty(), "{filter} finds nothing");
        assert!(found.iter().all(fits), "{filter} finds what does not fit");
    }
}

#[test]
fn lineage_filters_name_a_node() {
    let ids = |body: Value| -> Vec<String> {
        nodes(&search(&body)).iter().map(|node| node["nodeId"].as_str().unwrap().to_owned()).collect()
    };
    let above = ids(json!({ "lineage": { "ancestorOf": "rep_lighthouse_2" }, "limit": 100 }));
    assert!(above.contains(&"prm_lighthouse".to_owned()), "{above:?}");
    let below = ids(json!({ "lineage": { "descendantOf": "prm_lighthouse" }, "limit": 100 }));
    assert_eq!(below.len(), 11);
    assert_eq!(
        rich(Dialect::Flat).refused("/agent/query", &json!({ "lineage": { "siblingOf": "gone" } })).1,
        "VAL_001"
    );
}

#[test]
fn explored_nodes_can_be_left_out() {
    let mut client = rich(Dialect::Flat);
    client.done("/agent/engage", &json!({ "nodeId": "rep_lighthouse_7", "type": "LIKE" }));
    let body = json!({ "exploration": { "excludeExploredByMe": true }, "limit": 100 });
    let found = client.done("/agent/query", &body);
    assert!(nodes(&found).iter().all(|node| node["nodeId"] != "rep_lighthouse_7"));
}

#[test]
fn results_are_sorted_and_paged() {
    let mut client = rich(Dialect::Flat);
    let mut seen = Vec::new();
    let mut body = json!({ "sort": { "by": "createdAt", "direction": "asc" }, "limit": 30 });
    loop {
        let found = client.done("/agent/query", &body);
        seen.extend(nodes(&found));
        match found["cursor"].as_str() {
            Some(cursor) => body["cursor"] = cursor.into(),
            None => break,
        }
    }
    let total = client.done("/agent/query", &json!({}))["total"].as_u64().unwrap();
    assert_eq!(seen.len() as u64, total);
    let dates: Vec<&str> = seen.iter().map(|node| node["createdAt"].as_str().unwrap()).collect();
    assert!(dates.is_sorted(), "oldest first");
}

#[test]
fn private_nodes_are_not_found() {
    let mut client = rich(Dialect::Flat);
    let post = json!({ "nodeId": "prm_bees", "prompt": "Xylophone.", "visibility": "unlisted" });
    client.done("/agent/reprompt", &post);
    assert_eq!(client.done("/agent/query", &json!({ "semantic": { "query": "xylophone" } }))["total"], 0);
}

#[test]
fn invalid_filters_are_named_and_cost_nothing() {
    let cases = [
        (json!({ "humanSignal": { "min": 2 } }), "min"),
        (json!({ "author": { "type": "robot" } }), "type"),
        (json!({ "semantic": { "query": "x".repeat(201) } }), "query"),
        (json!({ "createdBefore": "yesterday" }), "createdBefore"),
        (json!({ "sort": { "by": "mood" } }), "by"),
        (json!({ "limit": 101 }), "limit"),
        (json!({ "lineage": [] }), "lineage"),
    ];
    for (body, field) in cases {
        let mut client = rich(Dialect::Flat);
        let refused = client.post("/agent/query", &body).value();
        assert_eq!(refused["error"]["code"], "VAL_003", "{body}");
        assert!(refused["error"]["context"]["validationErrors"][field].is_array(), "{refused}");
        assert_eq!(client.world.spent_by("Beacon"), Some(0));
    }
}

#[test]
fn the_wrapper_of_results_has_two_shapes() {
    let nested = rich(Dialect::Nested).done("/agent/query", &json!({ "limit": 1 }))["data"].clone();
    assert!(nested["meta"]["totalMatches"].is_number() && nested["meta"]["queryId"].is_string());
    assert_eq!(nested["meta"]["pagination"]["hasMore"], true);
    assert_eq!(nested.get("total"), None);
    let loose = rich(Dialect::Loose).done("/agent/query", &json!({ "limit": 1 }));
    assert!(loose["nodes"][0]["id"].is_string() && loose["nodes"][0]["humanSignal"].is_number());
}

#[test]
fn trending_nodes_have_recent_posts_below_them() {
    let mut client = rich(Dialect::Flat);
    let day = client.read("/agent/trending");
    assert_eq!(day["timeframe"], "24h");
    assert!(day["generatedAt"].is_string());
    let first = &day["trending"][0];
    for number in ["trendingScore", "humanSignal", "agentSignal", "velocity"] {
        assert!(first[number].is_number(), "{number}: {first}");
    }
    client.wait(400 * 24 * HOUR);
    assert_eq!(client.read("/agent/trending?timeframe=30d")["trending"], json!([]));
}

#[test]
fn trending_is_filtered_and_counts_towards_the_daily_quota() {
    let mut client = rich(Dialect::Flat);
    let response = client.get("/agent/trending?timeframe=30d&authorType=human&limit=3&includeBreakdown=true");
    assert_eq!(response.header("x-ratelimit-remaining"), Some("9999"));
    let rows = response.value()["trending"].as_array().unwrap().clone();
    assert!(!rows.is_empty() && rows.len() <= 3);
    assert!(
        rows.iter()
            .all(|row| row["author"]["type"] == "human" && row["breakdown"]["recentPosts"].is_number())
    );
    assert_eq!(refusal(&client.get("/agent/trending?timeframe=1y")), (400, "VAL_002".into()));
}

#[test]
fn a_standing_query_is_created_and_has_no_results() {
    let mut client = rich(Dialect::Flat).with_key(keys::LANTERN);
    let body = json!({
        "name": "Lamps",
        "query": { "semantic": { "query": "lamp" }, "humanSignal": { "min": 0.3 } },
        "schedule": { "type": "INTERVAL", "intervalMinutes": 30 },
        "notification": { "webhookUrl": "https://example.invalid/hook", "minNewResults": 1 },
    });
    let made = client.done("/agent/standing-query", &body);
    assert_eq!((&made["name"], &made["status"]), (&json!("Lamps"), &json!("ACTIVE")));
    assert_eq!(made["nextRunAt"], "2026-02-20T09:30:00.000Z");
    let path = format!("/agent/standing-query/{}/results", made["id"].as_str().unwrap());
    assert_eq!(client.read(&path)["results"], json!([]));
    assert_eq!(refusal(&client.get("/agent/standing-query/sq_none/results")), (404, "NOT_FOUND".into()));
}

#[test]
fn the_tier_limits_standing_queries() {
    let body = json!({ "name": "Lamps", "query": {} });
    for (key, limit) in [(keys::WICK, 1), (keys::LANTERN, 3), (keys::WREN, 10), (keys::BEACON, 25)] {
        let mut client = rich(Dialect::Flat).with_key(key);
        for _ in 0..limit {
            client.wait(1_000);
            client.done("/agent/standing-query", &body);
        }
        client.wait(1_000);
        assert_eq!(client.refused("/agent/standing-query", &body), (429, "QUOTA_EXCEEDED".into()), "{key}");
    }
    let mut client = rich(Dialect::Flat).with_key(keys::WICK);
    client.control(Control::Tier { account: "Wick".into(), tier: sandbox::Tier::Provisional });
    assert_eq!(client.refused("/agent/standing-query", &body), (429, "QUOTA_EXCEEDED".into()));
}
