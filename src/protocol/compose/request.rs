use crate::domain::FieldMapping;
use crate::protocol::Call;
use serde_json::{Map, Value};

/// Where versioned paths begin (contract, section 1).
const BASE: &str = "/api/v1";

/// A request in the making.
pub(super) struct Request {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) body: Option<Map<String, Value>>,
    /// Points that it costs before any multiplier.
    pub(super) cost: u32,
}

impl Request {
    /// Reads from a path below the base.
    pub(super) fn get(path: &str) -> Self {
        Self { method: "GET", path: format!("{BASE}{path}"), query: Vec::new(), body: None, cost: 0 }
    }

    /// Posts without a body to a path below the base.
    pub(super) fn order(path: &str) -> Self {
        Self { method: "POST", ..Self::get(path) }
    }

    /// Sends a body to a path below the base.
    pub(super) fn send(method: &'static str, path: &str, body: Map<String, Value>) -> Self {
        Self { method, body: Some(body), ..Self::get(path) }
    }

    /// Adds to the query what there is.
    pub(super) fn with(mut self, name: &'static str, value: Option<impl ToString>) -> Self {
        self.query.extend(value.map(|value| (name, value.to_string())));
        self
    }

    pub(super) fn call(self, corrected: Vec<FieldMapping>) -> Call {
        let mut path = self.path;
        for (place, (name, value)) in self.query.iter().enumerate() {
            path.push(if place == 0 { '?' } else { '&' });
            path.push_str(name);
            path.push('=');
            path.push_str(&crate::protocol::encode::segment(value));
        }
        Call {
            method: self.method.to_owned(),
            path,
            body: self.body.map(|body| Value::Object(body).to_string()),
            cost: self.cost,
            corrected,
        }
    }
}

/// Puts what there is into a body.
pub(super) fn put(body: &mut Map<String, Value>, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        body.insert(name.to_owned(), value.into());
    }
}
