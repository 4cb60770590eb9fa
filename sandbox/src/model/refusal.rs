//! Error responses in the envelope of the contract (section 7). The layout of the envelope is a PROPOSAL.

use serde_json::{Map, Value, json};

/// An error response.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) hint: String,
    /// Seconds to wait; none when waiting does not help.
    pub(crate) retry_after: Option<i64>,
    /// Further fields of the envelope: `details`, `nextStep`, `context`.
    pub(crate) more: Map<String, Value>,
}

impl Refusal {
    pub(crate) fn new(
        status: u16,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        let (message, hint) = (message.into(), hint.into());
        Self { status, code, message, hint, retry_after: None, more: Map::new() }
    }

    pub(crate) fn after(mut self, seconds: i64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.more.insert(name.into(), value);
        self
    }

    /// `NOT_FOUND`: no endpoint has this path. PROPOSAL.
    pub(crate) fn no_endpoint(path: &str) -> Self {
        let hint =
            "The contract, section 2, lists the paths; /api/v1/agent/... and /api/agent/... are the same.";
        Self::new(404, "NOT_FOUND", format!("There is no endpoint {path}."), hint)
    }

    /// `METHOD_NOT_ALLOWED`: the endpoint takes another method. PROPOSAL.
    pub(crate) fn wrong_method(path: &str, method: &str, allowed: &str) -> Self {
        let message = format!("{path} does not take {method}.");
        Self::new(405, "METHOD_NOT_ALLOWED", message, format!("Use {allowed}."))
    }

    /// `NOT_FOUND`: no `what` has this id.
    pub(crate) fn no_such(what: &str, id: &str, hint: &str) -> Self {
        Self::new(404, "NOT_FOUND", format!("There is no {what} {id:?}."), hint)
    }

    /// `VAL_001`: no node has this id.
    pub(crate) fn no_node(id: &str) -> Self {
        let hint = "It may be deleted. GET /agent/discover/opportunities lists others.";
        Self::new(404, "VAL_001", format!("There is no node {id:?}."), hint)
    }

    /// `VAL_002`: a query parameter has a wrong value.
    pub(crate) fn query(name: &str, wanted: &str) -> Self {
        Self::new(
            400,
            "VAL_002",
            format!("The query parameter {name} has a wrong value."),
            format!("{name} must be {wanted}."),
        )
    }

    /// `VAL_003`: a field of the body has a wrong value.
    pub(crate) fn field(name: &str, wanted: impl Into<String>) -> Self {
        let wanted = wanted.into();
        Self::new(400, "VAL_003", format!("The field {name} has a wrong value."), format!("{name} {wanted}."))
            .with("context", json!({ "validationErrors": { name: [wanted] } }))
    }

    /// The envelope. A refusal is retryable when it names a time to wait.
    pub(crate) fn json(&self, request_id: &str) -> Value {
        let mut inner = Map::new();
        inner.insert("code".into(), self.code.into());
        inner.insert("message".into(), self.message.as_str().into());
        inner.insert("hint".into(), self.hint.as_str().into());
        inner.insert("retryable".into(), self.retry_after.is_some().into());
        if let Some(seconds) = self.retry_after {
            inner.insert("retryAfter".into(), seconds.into());
        }
        inner.extend(self.more.clone());
        json!({ "error": inner, "requestId": request_id })
    }
}
