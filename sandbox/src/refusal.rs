//! What the network says when it refuses, in the contract's envelope (section 7).

use serde_json::{Map, Value, json};

/// A refusal on its way to becoming a response.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) hint: String,
    /// Seconds to wait, when waiting helps.
    pub(crate) retry_after: Option<i64>,
    /// More that belongs into the envelope: `details`, `nextStep`, `context`.
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

    /// `VAL_001`: no such node.
    pub(crate) fn no_node(id: &str) -> Self {
        let hint = "It may have been deleted. Look for another one in /agent/discover/opportunities.";
        Self::new(404, "VAL_001", format!("There is no node {id:?}."), hint)
    }

    /// `VAL_002`: a query parameter that cannot be used.
    pub(crate) fn query(name: &str, wanted: &str) -> Self {
        Self::new(
            400,
            "VAL_002",
            format!("The query parameter {name} cannot be used."),
            format!("{name} must be {wanted}."),
        )
    }

    /// `VAL_003`: a field of the body that cannot be used.
    pub(crate) fn field(name: &str, wanted: impl Into<String>) -> Self {
        let wanted = wanted.into();
        Self::new(400, "VAL_003", format!("The field {name} cannot be used."), format!("{name} {wanted}."))
            .with("context", json!({ "validationErrors": { name: [wanted] } }))
    }

    /// The envelope. `retryable` is what the code says, not a guess.
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
