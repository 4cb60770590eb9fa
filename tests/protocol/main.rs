//! What the protocol makes of replies and fields: a module per endpoint, each a table of cases, and properties that
//! hold for whatever comes.

// Helpers of tests fail by panicking, as tests do; and a table of cases is long because it is a table.
#![allow(clippy::unwrap_used, clippy::too_many_lines, clippy::type_complexity)]

mod account;
mod challenge;
mod chat;
mod compose;
mod details;
mod engage;
mod errors;
mod fuzz_seeds;
mod heartbeat;
mod limits;
mod models;
mod notifications;
mod opportunities;
mod posted;
mod properties;
mod register;
mod search;
mod thread;

use impromptu::protocol::{Endpoint, compose_json, normalize_json};
use serde_json::{Value, json};

/// Friday, 20 February 2026, 09:00 UTC: the clock here.
const NOW: impromptu::domain::Millis = 1_771_578_000_000;

/// What the public face says to a body with a status.
fn reply(endpoint: Endpoint, status: u16, headers: &[(&str, &str)], body: &[u8]) -> Value {
    let headers: Vec<_> =
        headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    serde_json::from_str(&normalize_json(endpoint.name(), status, &headers, body, NOW)).unwrap()
}

/// The model made of a good reply. Reading it again must change nothing, so that is tried every time.
#[track_caller]
fn ok(endpoint: Endpoint, body: &Value) -> Value {
    let model = usable(endpoint, body);
    assert_eq!(usable(endpoint, &model), model, "reading the model again changed it");
    model
}

#[track_caller]
fn usable(endpoint: Endpoint, body: &Value) -> Value {
    let mut said = reply(endpoint, 200, &[], body.to_string().as_bytes());
    assert!(said.get("problem").is_none(), "{said}");
    said["ok"].take()
}

/// The problem made of a reply with a good status.
#[track_caller]
fn refused(endpoint: Endpoint, body: &Value) -> Value {
    let mut said = reply(endpoint, 200, &[], body.to_string().as_bytes());
    assert!(said.get("ok").is_none(), "{said}");
    said["problem"].take()
}

/// A reply that cannot be used, for want of something at this path.
#[track_caller]
fn assert_shape(endpoint: Endpoint, body: &Value, path: &str) {
    let problem = refused(endpoint, body);
    assert_eq!((&problem["kind"], &problem["path"]), (&json!("shape"), &json!(path)), "{problem}");
}

/// The call made of fields.
#[track_caller]
fn call(endpoint: Endpoint, fields: &Value) -> Value {
    let mut said: Value = serde_json::from_str(&compose_json(endpoint.name(), &fields.to_string())).unwrap();
    assert!(said.get("problem").is_none(), "{said}");
    if let Some(body) = said["body"].as_str() {
        said["body"] = serde_json::from_str(body).unwrap();
    }
    said
}
