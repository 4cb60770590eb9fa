use super::{assert_shape, ok, refused, reply};
use impromptu::protocol::Endpoint::Thread;
use impromptu::protocol::{Reply, normalize};
use serde_json::{Value, json};
use std::fmt::Write;

/// Ids of a list of nodes.
fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|node| node["nodeId"].as_str().unwrap()).collect()
}

/// What hangs below, as one line: `a(b(c) d)`.
fn outline(children: &Value) -> String {
    let mut parts = Vec::new();
    for node in children.as_array().unwrap() {
        let below = outline(&node["children"]);
        let id = node["nodeId"].as_str().unwrap();
        parts.push(if below.is_empty() { id.to_owned() } else { format!("{id}({below})") });
    }
    parts.join(" ")
}

#[test]
fn a_node_is_read_from_any_form() {
    let cases: Vec<(&str, Value, Vec<(&str, Value)>)> = vec![
        (
            "as described",
            json!({"nodeId": "n", "nodeType": "reprompt", "parentNodeId": "p", "depth": 1, "prompt": "What?",
                   "llmResponse": "Which door", "type": "text", "imageUrl": null,
                   "author": {"id": "a", "name": "Lantern", "type": "agent"}, "modelConfigId": "openai/gpt-4o",
                   "likes": 1, "createdAt": "2026-02-20T09:10:00Z", "status": "complete"}),
            vec![
                ("/nodeType", json!("reprompt")),
                ("/parentNodeId", json!("p")),
                ("/depth", json!(1)),
                ("/prompt", json!("What?")),
                ("/llmResponse", json!("Which door")),
                ("/output", json!("text")),
                ("/imageUrl", Value::Null),
                ("/author/kind", json!("agent")),
                ("/modelId", json!("openai/gpt-4o")),
                ("/status", json!("complete")),
                ("/createdAt", json!(1_771_578_600_000_i64)),
                ("/likes", json!(1)),
            ],
        ),
        (
            "other names",
            json!({"id": "n", "parentId": "p", "message": "What?", "response": "So", "model": {"id": "a/b"},
                   "likeCount": "3", "replyCount": 2, "lineage": {"depth": 4}, "authorName": "Wren"}),
            vec![
                ("/nodeId", json!("n")),
                ("/prompt", json!("What?")),
                ("/llmResponse", json!("So")),
                ("/modelId", json!("a/b")),
                ("/likes", json!(3)),
                ("/replies", json!(2)),
                ("/depth", json!(4)),
                ("/author/name", json!("Wren")),
            ],
        ),
        (
            "a picture makes it an image",
            json!({"id": "n", "imageUrl": "https://x.example/a.png"}),
            vec![("/output", json!("image")), ("/imageUrl", json!("https://x.example/a.png"))],
        ),
        (
            "a picture in an object, in a list",
            json!({"id": "n", "contentType": "IMAGE", "images": [null, {"url": "https://x.example/b.png"}]}),
            vec![("/output", json!("image")), ("/imageUrl", json!("https://x.example/b.png"))],
        ),
        (
            "a type in the wrong field",
            json!({"id": "n", "type": "prompt"}),
            vec![("/nodeType", json!("prompt")), ("/output", json!("text"))],
        ),
        (
            "content of a reprompt is its message",
            json!({"id": "n", "parentNodeId": "p", "content": "Hello"}),
            vec![("/prompt", json!("Hello"))],
        ),
        ("an unknown type", json!({"id": "n", "nodeType": "montage"}), vec![("/nodeType", json!("other"))]),
        (
            "wrong types everywhere",
            json!({"id": "n", "depth": "deep", "prompt": {}, "author": [], "likes": null, "createdAt": true,
                   "imageUrl": 3.5, "model": [], "status": {}}),
            vec![("/depth", json!(0)), ("/prompt", Value::Null), ("/likes", Value::Null)],
        ),
    ];
    for (name, node, wants) in cases {
        let model = ok(Thread, &json!({"node": node}));
        for (at, want) in wants {
            assert_eq!(model["node"].pointer(at).unwrap_or(&Value::Null), &want, "{name}: {at}");
        }
    }
}

#[test]
fn the_node_is_found_wherever_it_stands() {
    for (name, body) in [
        ("under node", json!({"node": {"nodeId": "n"}})),
        ("at the top", json!({"nodeId": "n", "prompt": "Hello"})),
        ("in data", json!({"data": {"node": {"id": "n"}}})),
        ("in result", json!({"result": {"nodeId": "n"}})),
        ("in thread", json!({"success": true, "thread": {"node": {"nodeId": "n"}}})),
        ("the root when there is no other", json!({"root": {"nodeId": "n"}, "node": null})),
        ("a flat list", json!({"nodes": [{"nodeId": "x", "parentNodeId": "n"}, {"nodeId": "n"}]})),
        ("a bare list", json!([{"id": "n"}, {"id": "x", "parentNodeId": "n"}])),
        ("a list under thread", json!({"thread": [null, {"id": "n"}]})),
    ] {
        assert_eq!(ok(Thread, &body)["node"]["nodeId"], "n", "{name}");
    }
}

#[test]
fn the_root_is_gathered_from_where_it_is_told() {
    let want = json!({"nodeId": "p", "title": "Doors", "systemPrompt": "You are an oracle",
                      "author": {"id": null, "name": null, "kind": "unknown"}});
    for (name, body) in [
        (
            "under root",
            json!({"node": {"nodeId": "n", "parentNodeId": "p"},
                   "root": {"nodeId": "p", "title": "Doors", "content": "You are an oracle"}}),
        ),
        (
            "by its own name, which wins",
            json!({"node": {"nodeId": "n"}, "root": {"promptId": "p", "title": "Doors", "content": "Other",
                                                     "systemPrompt": "You are an oracle"}}),
        ),
        (
            "as the first ancestor",
            json!({"node": {"nodeId": "n", "parentNodeId": "p"},
                   "ancestors": [{"nodeId": "p", "depth": 0, "title": "Doors", "content": "You are an oracle"}]}),
        ),
        (
            "as the node itself",
            json!({"node": {"nodeId": "p", "nodeType": "prompt", "title": "Doors", "content": "You are an oracle"}}),
        ),
        (
            "half here, half there",
            json!({"node": {"nodeId": "n", "parentNodeId": "p"}, "root": {"nodeId": "p", "title": "Doors"},
                   "parentChain": [{"nodeId": "p", "nodeType": "prompt", "systemPrompt": "You are an oracle"}]}),
        ),
        (
            "beside the node",
            json!({"node": {"nodeId": "n", "parentNodeId": "p"}, "root": {"nodeId": "p"}, "title": "Doors",
                   "systemPrompt": "You are an oracle"}),
        ),
    ] {
        assert_eq!(ok(Thread, &body)["root"], want, "{name}");
    }
}

#[test]
fn the_content_of_another_node_never_becomes_the_system_prompt() {
    let body = json!({"node": {"nodeId": "n", "parentNodeId": "m", "content": "Obey me"},
                      "ancestors": [{"nodeId": "m", "parentNodeId": "p", "content": "And me"}]});
    assert_eq!(ok(Thread, &body)["root"]["systemPrompt"], Value::Null);
}

#[test]
fn ancestors_leave_root_first() {
    let node = json!({"nodeId": "n", "parentNodeId": "c"});
    let deep = |id: &str, depth: u32| json!({"nodeId": id, "depth": depth});
    let linked = |id: &str, parent: &str| json!({"nodeId": id, "parentNodeId": parent});
    let bare = |id: &str| json!({"nodeId": id});
    for (name, key, chain) in [
        ("root first, by depth", "parentChain", vec![deep("a", 0), deep("b", 1), deep("c", 2)]),
        ("parent first, by depth", "parentChain", vec![deep("c", 2), deep("b", 1), deep("a", 0)]),
        ("any order, by depth", "ancestors", vec![deep("b", 1), deep("c", 2), deep("a", 0)]),
        ("root first, by links", "parents", vec![bare("a"), linked("b", "a"), linked("c", "b")]),
        ("parent first, by links", "parents", vec![linked("c", "b"), linked("b", "a"), bare("a")]),
        ("parent first, by the parent of the node", "ancestors", vec![bare("c"), bare("b"), bare("a")]),
        ("root first, by nothing", "ancestors", vec![bare("a"), bare("b"), bare("c")]),
        ("depth told for some", "ancestors", vec![deep("a", 7), bare("b"), deep("c", 1)]),
        (
            "with junk, twice, and the node itself",
            "ancestors",
            vec![json!(null), deep("a", 0), json!(3), deep("b", 1), deep("b", 1), deep("c", 2), deep("n", 3)],
        ),
    ] {
        let model = ok(Thread, &json!({"node": node, (key): chain}));
        assert_eq!(ids(&model["ancestors"]), ["a", "b", "c"], "{name}");
        assert_eq!(model["node"]["depth"], 3, "{name}");
    }
    let by_root =
        json!({"node": {"nodeId": "n"}, "root": {"nodeId": "a"}, "ancestors": [bare("b"), bare("a")]});
    assert_eq!(ids(&ok(Thread, &by_root)["ancestors"]), ["a", "b"]);
    for nothing in [json!(null), json!([]), json!("none"), json!({"nodeId": "a"})] {
        assert_eq!(ok(Thread, &json!({"node": node, "ancestors": nothing}))["ancestors"], json!([]));
    }
    let ring = json!({"node": linked("n", "b"), "ancestors": [linked("a", "b"), linked("b", "a")]});
    assert_eq!(ok(Thread, &ring)["ancestors"].as_array().unwrap().len(), 2);
}

#[test]
fn what_hangs_below_keeps_its_order_in_any_form() {
    let of = |id: &str, parent: &str| json!({"nodeId": id, "parentNodeId": parent});
    for (name, body, want) in [
        (
            "nested children",
            json!({"node": {"nodeId": "n"}, "children": [
                {"nodeId": "a", "children": [{"nodeId": "b", "children": []}, {"nodeId": "c"}]}, {"nodeId": "d"}]}),
            "a(b c) d",
        ),
        (
            "nested replies inside the node, children before the id",
            json!({"node": {"replies": [{"replies": [{"id": "b"}], "id": "a"}], "nodeId": "n"}}),
            "a(b)",
        ),
        (
            "a flat list by parents",
            json!({"node": {"nodeId": "n"}, "children": [of("a", "n"), of("d", "n"), of("b", "a"), of("c", "b")]}),
            "a(b(c)) d",
        ),
        (
            "a flat list upside down",
            json!({"node": {"nodeId": "n"}, "replies": [of("c", "b"), of("b", "a"), of("a", "n")]}),
            "a(b(c))",
        ),
        (
            "all nodes in one list",
            json!({"nodes": [of("c", "a"), {"nodeId": "n"}, of("a", "n"), of("b", "n")]}),
            "a(c) b",
        ),
        (
            "the node and a list of all",
            json!({"node": {"nodeId": "n"}, "nodes": [{"nodeId": "n"}, of("a", "n"), of("b", "a")]}),
            "a(b)",
        ),
        (
            "the root with its tree, when it is the node",
            json!({"node": {"nodeId": "n"}, "root": {"nodeId": "n", "children": [{"nodeId": "a"}]}}),
            "a",
        ),
        (
            "a parent that is not here",
            json!({"node": {"nodeId": "n"}, "children": [of("a", "gone"), of("b", "a")]}),
            "a(b)",
        ),
        (
            "a ring, and one that hangs from it",
            json!({"node": {"nodeId": "n"}, "children": [of("a", "b"), of("b", "a"), of("c", "b"), of("d", "n")]}),
            "d a(b(c))",
        ),
        ("its own parent", json!({"node": {"nodeId": "n"}, "children": [of("a", "a")]}), "a"),
        (
            "the same node twice",
            json!({"node": {"nodeId": "n"}, "children": [
                {"nodeId": "a", "children": [{"nodeId": "b"}]}, {"nodeId": "a", "children": [{"nodeId": "c"}]}]}),
            "a(b c)",
        ),
        (
            "a node below itself",
            json!({"node": {"nodeId": "n"}, "children": [
                {"nodeId": "a", "children": [{"nodeId": "a", "children": [{"nodeId": "b"}]}]}]}),
            "a(b)",
        ),
        (
            "the asked node below itself",
            json!({"node": {"nodeId": "n"}, "children": [{"nodeId": "n", "children": [{"nodeId": "a"}]}]}),
            "a",
        ),
        (
            "a gap, and in it a child that names another parent",
            json!({"node": {"nodeId": "n"}, "children": [{"children": [
                {"nodeId": "a", "children": [{"nodeId": "b"}]}, {"nodeId": "c", "parentNodeId": "b"}]}]}),
            "a(b(c))",
        ),
        (
            "junk, and a gap with children",
            json!({"node": {"nodeId": "n"}, "children": [null, 3, "x", [], {"nodeId": "a"},
                {"deleted": true, "children": [{"nodeId": "b"}, {"children": [{"nodeId": "c"}]}]}]}),
            "a b c",
        ),
        ("null for children", json!({"node": {"nodeId": "n", "children": null}, "children": null}), ""),
        ("an object for children", json!({"node": {"nodeId": "n"}, "children": {"nodeId": "a"}}), ""),
    ] {
        assert_eq!(outline(&ok(Thread, &body)["children"]), want, "{name}");
    }
    let counted =
        json!({"node": {"nodeId": "n", "replies": 4}, "children": [{"nodeId": "a", "replies": "2"}]});
    let model = ok(Thread, &counted);
    assert_eq!((&model["node"]["replies"], &model["children"][0]["replies"]), (&json!(4), &json!(2)));
}

#[test]
fn depths_and_parents_are_filled_in() {
    let body = json!({"node": {"nodeId": "n", "depth": 2}, "siblings": [{"nodeId": "s"}],
                      "children": [{"nodeId": "a", "children": [{"nodeId": "b", "children": [{"nodeId": "c"}]}]}]});
    let model = ok(Thread, &body);
    let b = &model["children"][0]["children"][0];
    assert_eq!(
        (&b["depth"], &b["parentNodeId"], &b["nodeType"]),
        (&json!(4), &json!("a"), &json!("reprompt"))
    );
    assert_eq!(b["children"][0]["depth"], 5);
    assert_eq!(model["children"][0]["parentNodeId"], "n");
    assert_eq!(model["siblings"][0]["depth"], 2);
}

#[test]
fn siblings_are_others_and_each_once() {
    let body = json!({"node": {"nodeId": "n"}, "siblings": [{"id": "s"}, {"id": "n"}, null, {"id": "s"}, {"id": "t"}]});
    assert_eq!(ids(&ok(Thread, &body)["siblings"]), ["s", "t"]);
    assert_eq!(ok(Thread, &json!({"node": {"nodeId": "n"}, "siblings": null}))["siblings"], json!([]));
}

#[test]
fn at_most_three_pictures_go_along_nearest_last() {
    let told =
        json!({"node": {"nodeId": "n"}, "ancestorImages": ["1", null, {"url": "2"}, {"imageUrl": "3"}, "4"]});
    assert_eq!(ok(Thread, &told)["ancestorImages"], json!(["2", "3", "4"]));
    let chain: Vec<_> =
        (0..3).map(|depth| json!({"id": depth, "depth": depth, "imageUrl": format!("u{depth}")})).collect();
    let found = json!({"node": {"nodeId": "n", "depth": 3, "imageUrl": "u3"}, "ancestors": chain});
    assert_eq!(ok(Thread, &found)["ancestorImages"], json!(["u1", "u2", "u3"]));
    let none = json!({"node": {"nodeId": "n", "imageUrl": "u"}, "ancestorImages": []});
    assert_eq!(ok(Thread, &none)["ancestorImages"], json!([]));
}

#[test]
fn the_next_page_of_replies_is_told() {
    let paged = json!({"node": {"nodeId": "n"}, "pagination": {"hasMore": true, "nextCursor": "c2"}});
    assert_eq!(ok(Thread, &paged)["nextCursor"], "c2");
    let last = json!({"node": {"nodeId": "n"}, "pagination": {"hasMore": false, "nextCursor": null}});
    assert_eq!(ok(Thread, &last)["nextCursor"], Value::Null);
}

#[test]
fn no_node_is_no_thread() {
    for body in [
        json!({}),
        json!([]),
        json!({"node": {}}),
        json!({"node": {"prompt": "no id"}}),
        json!({"nodes": [{"prompt": "no id"}]}),
        json!({"nodes": [{"nodeId": "a", "parentNodeId": "b"}, {"nodeId": "b", "parentNodeId": "a"}]}),
        json!("n"),
        json!(null),
    ] {
        assert_shape(Thread, &body, "$.node.nodeId");
    }
    let no = json!({"error": {"code": "VAL_001", "message": "Gone"}});
    assert_eq!(refused(Thread, &no)["kind"], "missing");
}

/// A chain of nodes, each nested in the one before.
fn chain(levels: usize, open: &str, close: &str) -> String {
    let mut text = String::from(r#"{"node":{"nodeId":"n"},"children":"#);
    for level in 0..levels {
        write!(text, r#"[{{"nodeId":"c{level}","prompt":"hi"{open}"#).unwrap();
    }
    text.push_str("null");
    for _ in 0..levels {
        text.push_str(close);
        text.push_str("}]");
    }
    text.push('}');
    text
}

#[test]
fn a_thread_may_be_deeper_than_any_stack() {
    let body = chain(3_000, r#","children":"#, "");
    let Ok(Reply::Thread(thread)) = normalize(Thread, 200, &[], body.as_bytes()) else { panic!("no thread") };
    assert_eq!(thread.branches.len(), 3_000);
    assert!(thread.branches.iter().enumerate().all(|(place, branch)| branch.level as usize == place));
    assert_eq!(thread.branches[2_999].node.parent_node_id.as_deref(), Some("c2998"));
    assert_eq!(thread.branches[2_999].node.depth, 3_000);
}

#[test]
fn one_that_would_take_for_ever_is_refused() {
    let body = chain(60_000, r#","children":"#, "");
    let said = normalize(Thread, 200, &[], body.as_bytes()).unwrap_err();
    assert_eq!(said.path.as_deref(), Some("$.children"));
    assert!(said.message.contains("nested"), "{}", said.message);
}

#[test]
fn a_flat_list_may_be_a_chain_of_any_depth() {
    let nodes: Vec<_> = (0..20_000)
        .map(|i| json!({"nodeId": format!("c{i}"), "parentNodeId": format!("c{}", i - 1)}))
        .collect();
    let body = json!({"node": {"nodeId": "c-1"}, "children": nodes}).to_string();
    let Ok(Reply::Thread(thread)) = normalize(Thread, 200, &[], body.as_bytes()) else { panic!("no thread") };
    assert_eq!(thread.branches.last().map(|branch| branch.level), Some(19_999));
}

#[test]
fn too_many_nodes_are_refused_in_words() {
    let nodes = vec![r#"{"id":1}"#; 120_001].join(",");
    let said = reply(Thread, 200, &[], format!(r#"{{"node":{{"id":"n"}},"children":[{nodes}]}}"#).as_bytes());
    assert_eq!((&said["problem"]["kind"], &said["problem"]["path"]), (&json!("large"), &json!("$.children")));
    assert!(said["problem"]["message"].as_str().unwrap().contains("120000"), "{said}");
}
