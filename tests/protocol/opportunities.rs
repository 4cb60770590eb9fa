use super::{assert_shape, ok};
use impromptu::protocol::Endpoint::{Opportunities, Sample};
use serde_json::{Value, json};

/// Ids with their buckets, in order.
fn order(model: &Value) -> Vec<(&str, &str)> {
    let all = model["opportunities"].as_array().unwrap();
    all.iter().map(|o| (o["nodeId"].as_str().unwrap(), o["bucket"].as_str().unwrap())).collect()
}

#[test]
fn every_wrapper_is_looked_into() {
    let item = json!({"nodeId": "n"});
    for (name, body, want) in [
        ("buckets at the top", json!({"rising": [item]}), vec![("n", "rising")]),
        ("buckets nested", json!({"opportunities": {"active": [item]}}), vec![("n", "active")]),
        (
            "buckets in data",
            json!({"data": {"unanswered": [item]}, "success": true}),
            vec![("n", "unanswered")],
        ),
        ("a list under opportunities", json!({"opportunities": [item]}), vec![("n", "other")]),
        ("items", json!({"items": [item]}), vec![("n", "other")]),
        ("nodes", json!({"nodes": [item], "total": 1}), vec![("n", "other")]),
        ("feed", json!({"feed": [item]}), vec![("n", "other")]),
        ("result", json!({"result": {"items": [item]}}), vec![("n", "other")]),
        ("a bare list", json!([item]), vec![("n", "other")]),
        ("an item that tells its bucket", json!([{"id": "n", "bucket": "active"}]), vec![("n", "active")]),
        ("an item of an unknown bucket", json!([{"id": "n", "bucket": "peculiar"}]), vec![("n", "other")]),
        (
            "all four, best first, whatever the order they came in",
            json!({"active": [{"id": "a"}], "rising": [{"id": "r"}], "unanswered": [{"id": "u1"}, {"id": "u2"}],
                   "humanSignal": [{"id": "h"}]}),
            vec![
                ("h", "humanSignal"),
                ("u1", "unanswered"),
                ("u2", "unanswered"),
                ("r", "rising"),
                ("a", "active"),
            ],
        ),
        (
            "unknown buckets are passed over",
            json!({"rising": [item], "glowing": [{"nodeId": "x"}]}),
            vec![("n", "rising")],
        ),
        (
            "null where a list belongs",
            json!({"rising": null, "unanswered": [item]}),
            vec![("n", "unanswered")],
        ),
        ("nothing but null", json!({"rising": null}), vec![]),
        ("nothing new", json!({"humanSignal": [], "unanswered": [], "rising": []}), vec![]),
        ("every bucket left out", json!({}), vec![]),
        ("every bucket left out, with an id of the request", json!({"requestId": "r"}), vec![]),
        (
            "junk among good ones",
            json!({"rising": [null, 7, "n", [], {"title": "no id"}, item, {"nodeId": {}}, {"nodeId": " "}]}),
            vec![("n", "rising")],
        ),
        ("the same node twice in a bucket", json!({"rising": [item, item]}), vec![("n", "rising")]),
        (
            "the same node in two buckets stays in both",
            json!({"rising": [item], "active": [item]}),
            vec![("n", "rising"), ("n", "active")],
        ),
    ] {
        assert_eq!(order(&ok(Opportunities, &body)), want, "{name}");
    }
}

#[test]
fn the_open_feed_is_a_bucket_of_its_own() {
    let item = json!({"nodeId": "n"});
    for (name, body, want) in [
        ("items", json!({"items": [item]}), "sample"),
        ("a bare list", json!([item]), "sample"),
        ("sample", json!({"sample": [item]}), "sample"),
        ("feed", json!({"feed": [item]}), "sample"),
        ("nodes", json!({"nodes": [item]}), "sample"),
        ("buckets when they come", json!({"humanSignal": [item]}), "humanSignal"),
        ("buckets in sample", json!({"sample": {"rising": [item]}}), "rising"),
    ] {
        assert_eq!(order(&ok(Sample, &body)), vec![("n", want)], "{name}");
    }
}

#[test]
fn an_item_is_read_from_any_form() {
    let cases: Vec<(&str, Value, Vec<(&str, Value)>)> = vec![
        (
            "as described",
            json!({"nodeId": "p1", "nodeType": "prompt", "title": "Doors", "preview": "Three questions",
                   "author": {"id": "u5", "name": "Ada", "type": "human"},
                   "humanSignal": {"normalized": 0.7, "likes": 4, "bookmarks": 1},
                   "agentSignal": {"normalized": 0.2, "uniqueAgents": 3}, "continuationPotential": 0.8,
                   "lineage": {"depth": 0, "childCount": 2, "isRoot": true}, "createdAt": "2026-02-20T09:00:00Z"}),
            vec![
                ("/nodeType", json!("prompt")),
                ("/title", json!("Doors")),
                ("/preview", json!("Three questions")),
                ("/author", json!({"id": "u5", "name": "Ada", "kind": "human"})),
                (
                    "/signals",
                    json!({"human": 0.7, "agent": 0.2, "potential": 0.8, "likes": 4, "bookmarks": 1, "agents": 3}),
                ),
                ("/depth", json!(0)),
                ("/replies", json!(2)),
                ("/createdAt", json!(1_771_578_000_000_i64)),
                ("/action", Value::Null),
            ],
        ),
        (
            "signals as numbers, brought into their range",
            json!({"id": "p1", "humanSignal": 0.25, "agentSignal": "7", "continuationPotential": -1}),
            vec![
                ("/signals/human", json!(0.25)),
                ("/signals/agent", json!(1.0)),
                ("/signals/potential", json!(0.0)),
                ("/signals/likes", Value::Null),
            ],
        ),
        (
            "the best name of an id wins",
            json!({"promptId": "c", "id": "b", "nodeId": "a"}),
            vec![("/nodeId", json!("a"))],
        ),
        (
            "an id by a name that tells the type",
            json!({"promptId": "c"}),
            vec![("/nodeId", json!("c")), ("/nodeType", json!("prompt"))],
        ),
        (
            "the other such name",
            json!({"repromptId": "c"}),
            vec![("/nodeId", json!("c")), ("/nodeType", json!("reprompt"))],
        ),
        ("a type by its place", json!({"id": "c", "depth": 3}), vec![("/nodeType", json!("reprompt"))]),
        ("a type nobody told", json!({"id": "c"}), vec![("/nodeType", json!("other"))]),
        ("an unknown type", json!({"id": "c", "nodeType": "MONTAGE"}), vec![("/nodeType", json!("other"))]),
        ("what it is", json!({"id": "c", "type": "image"}), vec![("/output", json!("image"))]),
        (
            "what it is, by its better name",
            json!({"id": "c", "contentType": "image", "output": "text"}),
            vec![("/output", json!("text"))],
        ),
        (
            "what it is, in an unknown word",
            json!({"id": "c", "type": "video"}),
            vec![("/output", Value::Null)],
        ),
        (
            "an author by name alone",
            json!({"id": "c", "author": "Wren"}),
            vec![("/author", json!({"id": null, "name": "Wren", "kind": "unknown"}))],
        ),
        (
            "an author told flat, of an unknown kind",
            json!({"id": "c", "authorId": 5, "authorName": "Wren", "authorType": "chorus"}),
            vec![("/author", json!({"id": "5", "name": "Wren", "kind": "unknown"}))],
        ),
        (
            "an author that is null",
            json!({"id": "c", "author": null}),
            vec![("/author/kind", json!("unknown"))],
        ),
        (
            "replies as a list, date in seconds",
            json!({"id": "c", "replies": [{}, {}], "createdAt": 1_771_578_000}),
            vec![("/replies", json!(2)), ("/createdAt", json!(1_771_578_000_000_i64))],
        ),
        (
            "a date with an offset",
            json!({"id": "c", "createdAt": "2026-02-20T10:00:00.000+01:00"}),
            vec![("/createdAt", json!(1_771_578_000_000_i64))],
        ),
        ("a date that is none", json!({"id": "c", "createdAt": "soon"}), vec![("/createdAt", Value::Null)]),
        (
            "no preview but content",
            json!({"id": "c", "content": "Whole"}),
            vec![("/preview", json!("Whole"))],
        ),
    ];
    for (name, item, wants) in cases {
        let model = ok(Opportunities, &json!({"rising": [item]}));
        for (at, want) in wants {
            let got = model["opportunities"][0].pointer(at).unwrap_or(&Value::Null);
            assert_eq!(got, &want, "{name}: {at}");
        }
    }
}

#[test]
fn an_action_is_a_known_verb_on_its_own_node_or_nothing() {
    let reprompt = "/api/v1/agent/reprompt";
    for (name, action, want) in [
        ("a word", json!("reprompt"), Some("reprompt")),
        ("a word in capitals", json!("LIKE"), Some("like")),
        ("a word for it", json!({"type": "bookmark"}), Some("bookmark")),
        ("ours", json!({"verb": "read", "hint": null}), Some("read")),
        ("a path", json!(reprompt), Some("reprompt")),
        ("a method and a path", json!("POST /api/agent/reprompt"), Some("reprompt")),
        (
            "a request",
            json!({"method": "POST", "endpoint": reprompt, "body": {"nodeId": "n"}}),
            Some("reprompt"),
        ),
        (
            "a like",
            json!({"method": "post", "path": "/api/v1/agent/engage", "body": {"nodeId": "n", "type": "LIKE"}}),
            Some("like"),
        ),
        (
            "a bookmark by alias",
            json!({"endpoint": "/api/agent/engage", "body": {"promptId": "n", "action": "bookmark"}}),
            Some("bookmark"),
        ),
        ("the thread", json!({"method": "GET", "endpoint": "/api/v1/agent/content/n/thread"}), Some("read")),
        ("absent", Value::Null, None),
        ("an unknown word", json!("transfer"), None),
        ("a sentence", json!("Like this or else"), None),
        ("an unknown type", json!({"type": "handoff"}), None),
        ("another host", json!({"endpoint": "https://evil.example/api/v1/agent/reprompt"}), None),
        ("another host without a scheme", json!({"endpoint": "//evil.example/api/v1/agent/reprompt"}), None),
        ("another path", json!({"method": "POST", "endpoint": "/api/v1/agent/deregister"}), None),
        ("a path that climbs", json!({"endpoint": "/api/v1/agent/../agent/reprompt"}), None),
        ("a path with a query", json!({"endpoint": "/api/v1/agent/reprompt?x=1"}), None),
        ("another node", json!({"endpoint": reprompt, "body": {"nodeId": "other"}}), None),
        ("another node by alias", json!({"endpoint": reprompt, "body": {"parentNodeId": "other"}}), None),
        ("another node beside a word", json!({"verb": "like", "nodeId": "other"}), None),
        ("the thread of another node", json!({"endpoint": "/api/v1/agent/content/other/thread"}), None),
        ("a method that does not fit", json!({"method": "DELETE", "endpoint": reprompt}), None),
        ("a word that does not fit its path", json!({"type": "like", "endpoint": reprompt}), None),
        ("an engagement that is none", json!({"endpoint": "/api/v1/agent/engage"}), None),
        (
            "an engagement of a wrong kind",
            json!({"endpoint": "/api/agent/engage", "body": {"type": "read"}}),
            None,
        ),
        ("a list", json!(["reprompt"]), None),
        ("a number", json!(1), None),
    ] {
        let model = ok(Opportunities, &json!([{"nodeId": "n", "action": action}]));
        assert_eq!(model["opportunities"][0]["action"]["verb"].as_str(), want, "{name}");
    }
    let hinted = json!([{"nodeId": "n", "action": {"endpoint": reprompt, "hint": "Add your voice"}}]);
    assert_eq!(ok(Opportunities, &hinted)["opportunities"][0]["action"]["hint"], "Add your voice");
    let spaced = json!([{"nodeId": "a b", "action": "GET /api/agent/content/a%20b/thread"}]);
    assert_eq!(ok(Opportunities, &spaced)["opportunities"][0]["action"]["verb"], "read");
}

#[test]
fn the_next_page_is_found_wherever_it_is_told() {
    for (body, want) in [
        (json!({"items": [], "nextCursor": "c2"}), json!("c2")),
        (json!({"items": [], "cursor": "c2"}), json!("c2")),
        (json!({"items": [], "meta": {"pagination": {"hasMore": true, "nextCursor": "c2"}}}), json!("c2")),
        (json!({"items": [], "pagination": {"hasMore": false, "nextCursor": "c2"}}), json!(null)),
        (json!({"items": [], "nextCursor": null}), json!(null)),
        (json!({"items": [], "nextCursor": ""}), json!(null)),
    ] {
        assert_eq!(ok(Opportunities, &body)["nextCursor"], want, "{body}");
    }
}

#[test]
fn a_reply_without_a_list_names_where_one_belongs() {
    for (body, path) in [
        (json!({"hello": "world"}), "$.opportunities"),
        (json!({"opportunities": "none"}), "$.opportunities"),
        (json!({"unanswered": 3}), "$.unanswered"),
        (json!({"rising": [{"title": "no id"}, null]}), "$.rising[0].nodeId"),
        (json!([7]), "$.opportunities[0].nodeId"),
        (json!(null), "$"),
        (json!("opportunities"), "$"),
        (json!(true), "$"),
    ] {
        assert_shape(Opportunities, &body, path);
    }
    assert_shape(Sample, &json!({"hello": "world"}), "$.opportunities");
}
