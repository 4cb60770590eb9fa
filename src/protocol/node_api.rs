//! The public face of this room in plain JSON, so that the edge has nothing to decide.

use super::{Endpoint, Reply, body, compose, headers, normalize};
use crate::domain::{ApiError, ApiErrorKind, Millis, Thread};
use serde::Serialize;
use serde_json::{Map, Value};

/// [`normalize`] in JSON: `{"ok": model}` or `{"problem": {...}}`. An unknown endpoint is a problem too.
///
/// `now` is the clock here. It is needed where `Retry-After` is a date and no `Date` header tells the network's clock.
pub fn normalize_json(
    endpoint: &str,
    status: u16,
    all: &[(String, String)],
    body: &[u8],
    now: Millis,
) -> String {
    match endpoint.parse().and_then(|endpoint: Endpoint| normalize(endpoint, status, all, body)) {
        Ok(Reply::Thread(thread)) => format!("{{\"ok\":{}}}", nested(&thread)),
        Ok(reply) => format!("{{\"ok\":{}}}", json(&reply)),
        Err(mut problem) => {
            let wait = || headers::meta(all).seconds_to_wait(now);
            problem.retry_after_seconds = problem.retry_after_seconds.or_else(wait);
            refused(&problem)
        }
    }
}

/// [`compose`] in JSON: the call itself, or `{"problem": {...}}`. `fields` is the JSON of an object.
///
/// A number of more digits than a program counts with is an id, and becomes text as it stands.
pub fn compose_json(endpoint: &str, fields: &str) -> String {
    let mended = body::mend_numbers(fields);
    let fields = mended.as_deref().unwrap_or(fields);
    let object = || {
        serde_json::from_str::<Map<String, Value>>(fields).map_err(|_| ApiError {
            path: Some("$".to_owned()),
            ..ApiError::new(
                ApiErrorKind::Invalid,
                "FIELDS",
                "The fields are not a JSON object. Send one, by field name.",
            )
        })
    };
    match endpoint.parse().and_then(|endpoint: Endpoint| compose(endpoint, &object()?)) {
        Ok(call) => json(&call),
        Err(problem) => refused(&problem),
    }
}

fn refused(problem: &ApiError) -> String {
    format!("{{\"problem\":{}}}", json(problem))
}

/// JSON text of plain data. Models hold no maps with odd keys, so writing one cannot fail.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

/// A thread with its branches nested, written level by level: recursion would end a deep one with the stack.
fn nested(thread: &Thread) -> String {
    let Thread { branches, .. } = thread;
    let around = json(&ThreadWithoutReplies(thread));
    let mut text = around.strip_suffix('}').unwrap_or(&around).to_owned();
    text.push_str(",\"children\":[");
    let mut open = 0;
    for (place, branch) in branches.iter().enumerate() {
        while open > branch.level {
            text.push_str("]}");
            open -= 1;
        }
        if place > 0 && !text.ends_with('[') {
            text.push(',');
        }
        let node = json(&branch.node);
        text.push_str(node.strip_suffix('}').unwrap_or(&node));
        text.push_str(",\"children\":[");
        open += 1;
    }
    for _ in 0..open {
        text.push_str("]}");
    }
    text.push_str("]}");
    text
}

/// A thread without what hangs below its node.
struct ThreadWithoutReplies<'a>(&'a Thread);

impl Serialize for ThreadWithoutReplies<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = serializer.serialize_struct("Thread", 6)?;
        out.serialize_field("root", &self.0.root)?;
        out.serialize_field("ancestors", &self.0.ancestors)?;
        out.serialize_field("node", &self.0.node)?;
        out.serialize_field("siblings", &self.0.siblings)?;
        out.serialize_field("ancestorImages", &self.0.ancestor_images)?;
        out.serialize_field("nextCursor", &self.0.next_cursor)?;
        out.end()
    }
}
