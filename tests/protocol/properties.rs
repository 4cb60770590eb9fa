//! What holds for any reply at all: nothing panics, every refusal is in words, and reading a model again changes nothing.

use impromptu::protocol::{Endpoint, compose, compose_json, normalize, normalize_json};
use proptest::prelude::*;
use serde_json::{Map, Number, Value, json};

/// Names that mean something somewhere, so that random documents are worth reading.
const NAMES: &[&str] = &[
    "nodeId",
    "id",
    "promptId",
    "repromptId",
    "parentNodeId",
    "nodeType",
    "type",
    "kind",
    "bucket",
    "data",
    "result",
    "opportunities",
    "items",
    "nodes",
    "humanSignal",
    "unanswered",
    "rising",
    "active",
    "sample",
    "node",
    "root",
    "children",
    "replies",
    "ancestors",
    "parentChain",
    "siblings",
    "ancestorImages",
    "depth",
    "prompt",
    "content",
    "systemPrompt",
    "title",
    "author",
    "name",
    "createdAt",
    "imageUrl",
    "tier",
    "phase",
    "reputation",
    "score",
    "budget",
    "budgetBalance",
    "balance",
    "maxBalance",
    "nextRegenAt",
    "tokenBalance",
    "wallet",
    "transactions",
    "amount",
    "timestamp",
    "models",
    "capabilities",
    "output",
    "input",
    "contextLength",
    "notifications",
    "message",
    "read",
    "unreadCount",
    "nextCursor",
    "hasMore",
    "pagination",
    "meta",
    "total",
    "_fieldMappings",
    "from",
    "to",
    "budgetSpent",
    "decayMultiplier",
    "status",
    "success",
    "error",
    "code",
    "hint",
    "retryAfter",
    "apiKey",
    "agentId",
    "registrationFee",
    "chainId",
    "algorithm",
    "params",
    "memory",
    "iterations",
    "parallelism",
    "hashLength",
    "rounds",
    "salt",
    "difficulty",
    "round",
    "credentials",
    "provider",
    "actionCosts",
    "engage",
    "like",
    "statistics",
    "action",
    "verb",
    "endpoint",
    "body",
    "signals",
    "lineage",
    "isRoot",
    "odd",
];

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        2 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        2 => any::<i64>().prop_map(Value::from),
        1 => any::<u64>().prop_map(Value::from),
        2 => (0i64..5).prop_map(Value::from),
        1 => (1_000_000_000i64..2_000_000_000).prop_map(Value::from),
        2 => any::<f64>().prop_map(|n| Number::from_f64(n).map_or(Value::Null, Value::Number)),
        2 => "[abc]".prop_map(Value::from),
        1 => any::<String>().prop_map(Value::from),
        2 => prop::sample::select(vec!["prompt", "reprompt", "image", "human", "LIKE", "12", "2026-02-20T09:00:00Z",
            "/api/v1/agent/reprompt", "NaN", " ", "false", "RATE_001", "a -> b"]).prop_map(Value::from),
    ]
}

/// Any JSON value, most of it under names that are known.
fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(6, 80, 8, |inner| {
        let name = prop_oneof![
            9 => prop::sample::select(NAMES).prop_map(str::to_owned),
            1 => any::<String>(),
        ];
        prop_oneof![
            2 => prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            5 => prop::collection::vec((name, inner), 0..9)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn endpoint() -> impl Strategy<Value = Endpoint> {
    prop::sample::select(Endpoint::ALL.to_vec())
}

/// What a good reply needs, over which random fields are laid.
fn seed(endpoint: Endpoint) -> Value {
    match endpoint {
        Endpoint::Heartbeat => json!({"tier": "REGISTERED"}),
        Endpoint::Opportunities | Endpoint::Sample | Endpoint::Trending => {
            json!({"items": [{"nodeId": "n"}]})
        }
        Endpoint::Thread => json!({"node": {"nodeId": "n"}}),
        Endpoint::Reprompt | Endpoint::Prompt => json!({"nodeId": "n"}),
        Endpoint::Engage | Endpoint::Handoff | Endpoint::Deregister | Endpoint::Terms => json!({}),
        Endpoint::Models => json!({"models": []}),
        Endpoint::Profile => json!({"agentId": "a"}),
        Endpoint::Balance | Endpoint::Wallet => json!({"tokenBalance": 1}),
        Endpoint::Register => json!({"agentId": "a", "apiKey": "k"}),
        Endpoint::Challenge => {
            json!({"chainId": "c", "algorithm": "argon2id", "rounds": [{"salt": "s", "difficulty": 1}],
            "params": {"memory": 1, "iterations": 1, "parallelism": 1, "hashLength": 1}})
        }
        Endpoint::Notifications => json!({"notifications": []}),
        Endpoint::Budget => json!({"balance": 1}),
        Endpoint::Credentials => json!({"credentials": []}),
        Endpoint::Health => json!({"status": "ok"}),
        Endpoint::Referral => json!({"referralLink": "https://impromptusocial.ai/skill.md?ref=a"}),
        Endpoint::QuickStart => json!({"starterPrompt": {"nodeId": "n"}}),
        Endpoint::Onboard => json!({"steps": [{"title": "Claim", "done": true}]}),
        Endpoint::Security => json!({"posture": "clear"}),
        Endpoint::Query => json!({"nodes": [{"nodeId": "n1"}], "total": 1, "budgetSpent": 6}),
    }
}

fn face(endpoint: Endpoint, status: u16, body: &str) -> Value {
    serde_json::from_str(&normalize_json(endpoint.name(), status, &[], body.as_bytes(), crate::NOW)).unwrap()
}

/// Reads a reply; reads the model again if there is one.
fn read_twice(endpoint: Endpoint, body: &Value) -> Result<bool, TestCaseError> {
    let said = face(endpoint, 200, &body.to_string());
    let Some(model) = said.get("ok") else {
        let problem = &said["problem"];
        prop_assert!(problem["message"].as_str().is_some_and(|text| !text.is_empty()), "{}", said);
        prop_assert!(
            problem["kind"] != "shape" || problem["path"].as_str().is_some_and(|p| p.starts_with('$'))
        );
        return Ok(false);
    };
    let again = face(endpoint, 200, &model.to_string());
    prop_assert_eq!(again.get("ok"), Some(model), "reading the model again changed it");
    Ok(true)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_a_model_that_stays_or_a_problem_in_words(endpoint in endpoint(), body in value()) {
        read_twice(endpoint, &body)?;
    }

    #[test]
    fn random_fields_laid_over_a_good_reply_leave_a_model_that_stays(endpoint in endpoint(), extra in value()) {
        let mut body = seed(endpoint);
        if let Value::Object(extra) = extra {
            for (name, value) in extra {
                body.as_object_mut().unwrap().entry(name).or_insert(value);
            }
        }
        read_twice(endpoint, &body)?;
    }

    #[test]
    fn a_tree_of_any_form_stays_and_loses_no_node(
        parents in prop::collection::vec((0usize..12, any::<bool>()), 1..12),
    ) {
        // Every node is nested in an earlier one or stands in the flat list, and names any parent, itself included.
        let mut nodes: Vec<Value> = parents.iter().enumerate().map(|(place, (parent, _))| {
            json!({"nodeId": format!("c{place}"), "parentNodeId": format!("c{parent}"), "children": []})
        }).collect();
        let mut flat = Vec::new();
        for (place, (parent, nest)) in parents.iter().enumerate().rev() {
            let node = nodes.remove(place);
            if *nest && *parent < place {
                nodes[*parent]["children"].as_array_mut().unwrap().insert(0, node);
            } else {
                flat.insert(0, node);
            }
        }
        let body = json!({"node": {"nodeId": "n"}, "children": flat});
        prop_assert!(read_twice(Endpoint::Thread, &body)?);
        let model = face(Endpoint::Thread, 200, &body.to_string())["ok"]["children"].to_string();
        for place in 0..parents.len() {
            let id = format!("\"nodeId\":\"c{place}\"");
            prop_assert_eq!(model.matches(&id).count(), 1, "{}", model);
        }
    }

    #[test]
    fn any_bytes_and_any_status_end_well(endpoint in endpoint(), status in 0u16..700, body in prop::collection::vec(any::<u8>(), 0..200)) {
        let said = normalize(endpoint, status, &[("Retry-After".into(), String::from_utf8_lossy(&body).into())], &body);
        prop_assert!((200..300).contains(&status) || said.is_err());
    }

    #[test]
    fn a_cut_reply_ends_well(endpoint in endpoint(), body in value(), at in any::<prop::sample::Index>()) {
        let text = body.to_string();
        let cut: String = text.chars().take(at.index(text.len().max(1))).collect();
        face(endpoint, 200, &cut);
        face(endpoint, 503, &cut);
    }

    #[test]
    fn any_fields_compose_or_are_named(endpoint in endpoint(), fields in value()) {
        let said: Value = serde_json::from_str(&compose_json(endpoint.name(), &fields.to_string())).unwrap();
        if let Some(problem) = said.get("problem") {
            prop_assert!(problem["path"].as_str().is_some_and(|path| path.starts_with('$')), "{}", said);
        } else {
            let path = said["path"].as_str().unwrap();
            prop_assert!(path.starts_with("/api/"), "{}", said);
            prop_assert!(path.is_ascii() && !path.contains([' ', '#', '\\', '"']), "{}", said);
        }
    }

    #[test]
    fn no_id_leaves_its_segment(id in any::<String>()) {
        let fields = json!({"nodeId": id});
        if let Ok(call) = compose(Endpoint::Thread, fields.as_object().unwrap()) {
            let segments: Vec<_> = call.path.split('/').collect();
            prop_assert_eq!(segments.len(), 7, "{}", call.path);
            prop_assert!(!matches!(segments[5], "" | "." | ".."), "{}", call.path);
        }
    }
}
