use crate::*;
use impromptu::protocol::Endpoint::Query;

#[test]
fn results_are_read_in_both_wrappers() {
    let node =
        json!({"nodeId": "n1", "title": "Ledger", "preview": "Oil", "humanSignal": 0.5, "semanticFit": 1});
    for body in [
        json!({"nodes": [node], "total": 31, "cursor": "20", "budgetSpent": 6, "budgetRemaining": 94}),
        json!({"nodes": [node], "budget": {"cost": 6, "balance": 94},
            "meta": {"totalMatches": 31, "pagination": {"hasMore": true, "nextCursor": "20"}}}),
        json!({"data": {"results": [node], "total": "31", "nextCursor": 20}, "budgetSpent": "6", "budgetRemaining": 94.0}),
    ] {
        let page = ok(Query, &body);
        assert_eq!(
            (&page["results"][0]["nodeId"], &page["results"][0]["bucket"]),
            (&json!("n1"), &json!("other")),
            "{body}"
        );
        assert_eq!((&page["total"], &page["nextCursor"]), (&json!(31), &json!("20")), "{body}");
        assert_eq!((&page["budgetSpent"], &page["budgetRemaining"]), (&json!(6.0), &json!(94.0)), "{body}");
    }
    for empty in [json!({"nodes": []}), json!({"nodes": null, "total": 0}), json!([])] {
        assert_eq!(ok(Query, &empty)["results"], json!([]), "{empty}");
    }
}

#[test]
fn a_reply_without_a_list_is_no_empty_page() {
    for body in
        [json!({}), json!({"requestId": "r"}), json!({"total": 3}), json!({"greeting": "hello"}), json!(7)]
    {
        let said = reply(Query, 200, &[], body.to_string().as_bytes());
        assert_eq!(said["problem"]["kind"], "shape", "{body}");
    }
}

#[test]
fn a_search_says_what_it_costs() {
    for (fields, cost) in [
        (json!({}), 1),
        (json!({"humanSignal": {"min": 0.5}, "time": {"maxAgeDays": 7}, "contentType": "image"}), 1),
        (json!({"semantic": {"query": "oil", "useMyContext": false}}), 6),
        (json!({"semantic": {"query": "oil"}}), 8),
        (json!({"lineage": {"rootsOnly": true}}), 4),
        (json!({"exploration": {"excludeExploredByMe": true}}), 3),
        (json!({"exploration": {"maxDensity": 0.2}, "lineage": {}}), 1),
        (json!({"semantic": {"query": "oil"}, "lineage": {"depthMin": 2}}), 10),
    ] {
        let said = call(Query, &fields);
        assert_eq!((&said["cost"], &said["path"]), (&json!(cost), &json!("/api/v1/agent/query")), "{fields}");
    }
    let long = json!({"semantic": {"query": "x".repeat(201)}});
    let said: Value =
        serde_json::from_str(&impromptu::protocol::compose_json("query", &long.to_string())).unwrap();
    assert_eq!(said["problem"]["path"], "$.semantic.query");
    for (field, value) in [("semantic", json!("oil")), ("limit", json!(101)), ("contentType", json!("video"))]
    {
        let said: Value = serde_json::from_str(&impromptu::protocol::compose_json(
            "query",
            &json!({ field: value }).to_string(),
        ))
        .unwrap();
        assert_eq!(said["problem"]["path"], format!("$.{field}"));
    }
}
