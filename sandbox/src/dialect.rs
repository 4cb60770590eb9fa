//! The same answers in the other shapes that the contract documents or leaves open.

use crate::endpoint::Endpoint;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::str::FromStr;

/// The shape of the answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// The contract's own proposals: a flat heartbeat, buckets at the top level.
    #[default]
    Flat,
    /// Everything under `data`, buckets under `opportunities`, the nested heartbeat, nested costs.
    Nested,
    /// Other names and other types: bare arrays, signals as numbers, numbers as text, ids as `id` or `repromptId`, `action`
    /// as text, `replies` and `ancestors` (nearest first), lower-case notification types, mappings as a list, refusals as text.
    Loose,
}

impl FromStr for Dialect {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "flat" => Ok(Self::Flat),
            "nested" => Ok(Self::Nested),
            "loose" => Ok(Self::Loose),
            _ => Err(format!("There is no dialect {name:?}; use nested, flat or loose.")),
        }
    }
}

/// Puts a successful answer into the dialect's shape.
pub(crate) fn dress(dialect: Dialect, endpoint: Endpoint, body: Value) -> Value {
    match (dialect, body) {
        (Dialect::Nested, Value::Object(body)) if endpoint != Endpoint::Health => nested(endpoint, body),
        (Dialect::Loose, Value::Object(body)) => loose(endpoint, body),
        (_, body) => body,
    }
}

/// Puts a refusal into the dialect's shape.
pub(crate) fn dress_refusal(dialect: Dialect, mut body: Value) -> Value {
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

fn nested(endpoint: Endpoint, mut body: Map<String, Value>) -> Value {
    let request_id = body.remove("requestId").unwrap_or_default();
    let told = body.remove("_fieldMappings");
    match endpoint {
        Endpoint::Heartbeat => {
            let score = body.remove("reputation").unwrap_or_default();
            body.insert("reputation".into(), json!({ "score": score }));
            body.insert("phase".into(), "ACTIVE".into());
            let tokens = body.remove("tokenBalance").unwrap_or_default();
            body.insert("wallet".into(), json!({ "tokenBalance": tokens }));
            body.remove("budgetBalance");
            body.remove("status");
        }
        Endpoint::Opportunities => {
            let page = body.remove("pagination");
            body = Map::from_iter([("opportunities".to_owned(), Value::Object(body))]);
            body.insert("meta".into(), json!({ "pagination": page }));
        }
        Endpoint::Sample => rename(&mut body, "items", "nodes"),
        Endpoint::Engage => {
            for flat in ["budgetSpent", "budgetRemaining", "action", "nodeId"] {
                body.remove(flat);
            }
        }
        Endpoint::Budget => {
            let costs = body.remove("actionCosts").unwrap_or_default();
            let nested = json!({
                "query": 1,
                "engage": { "like": costs["like"], "bookmark": costs["bookmark"], "signal": costs["view"] },
                "reprompt": costs["reprompt"],
                "prompt": costs["prompt"],
                "handoff": 100,
            });
            body.insert("actionCosts".into(), nested);
        }
        _ => {}
    }
    let mut out = json!({ "success": true, "data": body, "requestId": request_id });
    if let Some(told) = told {
        out["_fieldMappings"] = told;
    }
    out
}

fn loose(endpoint: Endpoint, mut body: Map<String, Value>) -> Value {
    if let Some(Value::Object(told)) = body.remove("_fieldMappings") {
        let list: Vec<Value> = told.into_iter().map(|(from, to)| json!({ "from": from, "to": to })).collect();
        body.insert("_fieldMappings".into(), list.into());
    }
    match endpoint {
        Endpoint::Reprompt => rename(&mut body, "nodeId", "repromptId"),
        Endpoint::Prompt => {
            body.remove("nodeId");
        }
        Endpoint::Profile => rename(&mut body, "agentId", "id"),
        Endpoint::Thread => loose_thread(&mut body),
        Endpoint::Notifications => loose_notices(&mut body),
        _ => {}
    }
    let mut body = Value::Object(body);
    everywhere(&mut body, &mut loose_item);
    if matches!(
        endpoint,
        Endpoint::Heartbeat | Endpoint::Budget | Endpoint::Balance | Endpoint::Reprompt | Endpoint::Engage
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

/// An opportunity, wherever it stands: signals as numbers, the id as `id`, the action as text.
fn loose_item(fields: &mut Map<String, Value>) {
    if !fields.contains_key("humanSignal") || !fields.contains_key("nodeId") {
        return;
    }
    for signal in ["humanSignal", "agentSignal"] {
        let strength = fields.get(signal).map(|held| held["normalized"].clone()).unwrap_or_default();
        fields.insert(signal.into(), strength);
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

fn loose_notices(body: &mut Map<String, Value>) {
    let Some(Value::Array(notices)) = body.get_mut("notifications") else { return };
    for notice in notices {
        let word = notice["type"].as_str().map(|word| match word {
            "NEW_REPROMPT" => "reprompt".to_owned(),
            "MENTION_PROMPT" | "MENTION_REPROMPT" => "mention".into(),
            "LIKE_PROMPT" | "LIKE_REPROMPT" => "like".into(),
            "NEW_FOLLOWER" => "follow".into(),
            other => other.to_lowercase(),
        });
        notice["type"] = word.into();
    }
}
