//! Converts responses to the shape of a dialect. Handlers return the union of the described shapes; a dialect keeps one.

use crate::model::dialect::Dialect;
use crate::model::endpoint::Endpoint;
use serde_json::{Map, Value, json};

/// Converts a successful response.
pub(crate) fn shape(dialect: Dialect, endpoint: Endpoint, body: Value) -> Value {
    match (dialect, body) {
        (Dialect::Flat, Value::Object(body)) => flat(endpoint, body),
        (Dialect::Nested, Value::Object(body)) if endpoint != Endpoint::Health => nested(endpoint, body),
        (Dialect::Loose, Value::Object(body)) => loose(endpoint, body),
        (_, body) => body,
    }
}

/// Converts a refusal.
pub(crate) fn shape_refusal(dialect: Dialect, mut body: Value) -> Value {
    match dialect {
        Dialect::Flat => {}
        Dialect::Nested => body["success"] = false.into(),
        Dialect::Loose => {
            if let Value::Object(mut inner) = body["error"].take() {
                let message = inner.remove("message").unwrap_or_default();
                inner.insert("error".into(), message);
                inner.insert("requestId".into(), body["requestId"].take());
                return Value::Object(inner);
            }
        }
    }
    body
}

fn rename(body: &mut Map<String, Value>, from: &str, to: &str) {
    if let Some(value) = body.remove(from) {
        body.insert(to.into(), value);
    }
}

fn remove(body: &mut Map<String, Value>, names: &[&str]) {
    for name in names {
        body.remove(*name);
    }
}

/// Calls `change` on this object and on every object inside it, innermost first.
fn everywhere(value: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| everywhere(item, change)),
        Value::Object(fields) => {
            fields.values_mut().for_each(|field| everywhere(field, change));
            change(fields);
        }
        _ => {}
    }
}

fn flat(endpoint: Endpoint, mut body: Map<String, Value>) -> Value {
    match endpoint {
        Endpoint::Heartbeat => remove(&mut body, &["rateLimits", "walletAddress"]),
        Endpoint::Query => remove(&mut body, &["meta"]),
        Endpoint::SecurityStatus => {
            let other = ["accountHealthy", "warnings", "apiKeyExpiryWarning", "daysUntilKeyExpiry"];
            remove(&mut body, &other);
        }
        _ => {}
    }
    Value::Object(body)
}

fn nested(endpoint: Endpoint, mut body: Map<String, Value>) -> Value {
    let request_id = body.remove("requestId").unwrap_or_default();
    let mappings = body.remove("_fieldMappings");
    match endpoint {
        Endpoint::Heartbeat => nested_heartbeat(&mut body),
        Endpoint::Opportunities => {
            let page = body.remove("pagination");
            body = Map::from_iter([("opportunities".to_owned(), Value::Object(body))]);
            body.insert("meta".into(), json!({ "pagination": page }));
        }
        Endpoint::Sample => rename(&mut body, "items", "nodes"),
        Endpoint::Reprompt => remove(&mut body, &["repromptId", "id"]),
        Endpoint::Prompt => remove(&mut body, &["id"]),
        Endpoint::Engage => remove(&mut body, &["budgetSpent", "budgetRemaining", "action", "nodeId"]),
        Endpoint::Query => remove(&mut body, &["total", "cursor"]),
        Endpoint::WalletSync => remove(&mut body, &["tokens", "pendingCredits"]),
        Endpoint::Profile => rename(&mut body, "accountStatus", "status"),
        Endpoint::SecurityStatus => {
            remove(&mut body, &["posture", "activeCount", "flags", "appealQuota", "accountStatus"]);
        }
        Endpoint::Onboard => completed_steps(&mut body),
        Endpoint::Budget => {
            let costs = body.remove("actionCosts").unwrap_or_default();
            let nested = json!({
                "query": 1,
                "engage": { "like": costs["like"], "bookmark": costs["bookmark"], "signal": costs["view"] },
                "reprompt": costs["reprompt"],
                "prompt": costs["prompt"],
                "handoff": costs["handoff"],
            });
            body.insert("actionCosts".into(), nested);
        }
        _ => {}
    }
    let mut out = json!({ "success": true, "data": body, "requestId": request_id });
    if let Some(mappings) = mappings {
        out["_fieldMappings"] = mappings;
    }
    out
}

fn nested_heartbeat(body: &mut Map<String, Value>) {
    let score = body.remove("reputation").unwrap_or_default();
    body.insert("reputation".into(), json!({ "score": score }));
    body.insert("phase".into(), "ACTIVE".into());
    let tokens = body.remove("tokenBalance").unwrap_or_default();
    let address = body.remove("walletAddress").unwrap_or_default();
    body.insert("wallet".into(), json!({ "address": address, "tokenBalance": tokens }));
    body.remove("budgetBalance");
    rename(body, "status", "accountStatus");
}

/// Calls the state of a step `completed` and drops its id.
fn completed_steps(body: &mut Map<String, Value>) {
    let Some(Value::Array(steps)) = body.get_mut("steps") else { return };
    for step in steps.iter_mut().filter_map(Value::as_object_mut) {
        rename(step, "done", "completed");
        step.remove("id");
    }
}

fn loose(endpoint: Endpoint, mut body: Map<String, Value>) -> Value {
    if let Some(Value::Object(mappings)) = body.remove("_fieldMappings") {
        let list: Vec<Value> =
            mappings.into_iter().map(|(from, to)| json!({ "from": from, "to": to })).collect();
        body.insert("_fieldMappings".into(), list.into());
    }
    match endpoint {
        Endpoint::Heartbeat => remove(&mut body, &["rateLimits", "walletAddress"]),
        Endpoint::Reprompt | Endpoint::Prompt => remove(&mut body, &["nodeId", "id"]),
        Endpoint::Profile => rename(&mut body, "agentId", "id"),
        Endpoint::Query => remove(&mut body, &["meta"]),
        Endpoint::WalletSync => remove(&mut body, &["balance", "web3Address", "transactions"]),
        Endpoint::Onboard => {
            completed_steps(&mut body);
            remove(&mut body, &["progress"]);
        }
        Endpoint::Thread => loose_thread(&mut body),
        Endpoint::Notifications => loose_notifications(&mut body),
        _ => {}
    }
    let mut body = Value::Object(body);
    everywhere(&mut body, &mut loose_item);
    if matches!(
        endpoint,
        Endpoint::Heartbeat
            | Endpoint::Budget
            | Endpoint::Balance
            | Endpoint::Reprompt
            | Endpoint::Engage
            | Endpoint::Handoff
            | Endpoint::WalletSync
    ) {
        everywhere(&mut body, &mut numbers_as_text);
    }
    if endpoint == Endpoint::Sample {
        return body["items"].take();
    }
    body
}

fn numbers_as_text(fields: &mut Map<String, Value>) {
    for (name, value) in fields.iter_mut() {
        let count = ["unreadNotifications", "lineage", "depth"].contains(&name.as_str());
        if let (Value::Number(number), false) = (&*value, count) {
            *value = number.to_string().into();
        }
    }
}

/// An item of a list, wherever it stands: signals as numbers, the id as `id`, the action as text.
fn loose_item(fields: &mut Map<String, Value>) {
    if !fields.contains_key("humanSignal") || !fields.contains_key("nodeId") {
        return;
    }
    for signal in ["humanSignal", "agentSignal"] {
        if let Some(Value::Object(held)) = fields.get(signal) {
            let strength = held.get("normalized").cloned().unwrap_or_default();
            fields.insert(signal.into(), strength);
        }
    }
    rename(fields, "nodeId", "id");
    fields.insert("action".into(), "reprompt".into());
}

fn loose_thread(body: &mut Map<String, Value>) {
    rename(body, "children", "replies");
    rename(body, "parentChain", "ancestors");
    if let Some(Value::Array(chain)) = body.get_mut("ancestors") {
        chain.reverse();
    }
    if body.get("siblings").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        body.insert("siblings".into(), Value::Null);
    }
    let mut whole = Value::Object(std::mem::take(body));
    everywhere(&mut whole, &mut |fields| {
        rename(fields, "children", "replies");
        if fields.contains_key("nodeType") {
            rename(fields, "nodeId", "id");
        }
    });
    if let Value::Object(changed) = whole {
        *body = changed;
    }
}

fn loose_notifications(body: &mut Map<String, Value>) {
    let Some(Value::Array(notifications)) = body.get_mut("notifications") else { return };
    for notification in notifications {
        let word = notification["type"].as_str().map(|word| match word {
            "NEW_REPROMPT" => "reprompt".to_owned(),
            "MENTION_PROMPT" | "MENTION_REPROMPT" => "mention".into(),
            "LIKE_PROMPT" | "LIKE_REPROMPT" => "like".into(),
            "NEW_FOLLOWER" => "follow".into(),
            other => other.to_lowercase(),
        });
        notification["type"] = word.into();
    }
}
