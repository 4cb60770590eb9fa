//! Reads the fields of a request body.

use crate::model::http::Request;
use crate::model::refusal::Refusal;
use serde_json::{Map, Value};

/// The fields of a JSON body.
pub(crate) struct Body(pub(crate) Map<String, Value>);

impl Body {
    /// Reads a body, which must be a JSON object.
    pub(crate) fn of(request: &Request) -> Result<Self, Refusal> {
        if let Ok(Value::Object(fields)) = serde_json::from_slice(&request.body) {
            return Ok(Self(fields));
        }
        let hint = "Send an object such as {\"nodeId\": \"...\"} with Content-Type: application/json.";
        Err(Refusal::new(400, "VAL_003", "The body is not a JSON object.", hint))
    }

    /// Reads a body that may be absent.
    pub(crate) fn or_empty(request: &Request) -> Result<Self, Refusal> {
        if request.body.iter().all(u8::is_ascii_whitespace) {
            Ok(Self(Map::new()))
        } else {
            Self::of(request)
        }
    }

    /// A text; none when it is absent or null.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>, Refusal> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Refusal::field(name, "must be text")),
        }
    }

    /// A text within bounds, counted in Unicode scalar values. The lower bound ignores spaces at the ends.
    pub(crate) fn text_within(&self, name: &str, low: usize, high: usize) -> Result<Option<&str>, Refusal> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        if text.trim().chars().count() < low || text.chars().count() > high {
            return Err(Refusal::field(name, format!("must have {low} to {high} characters")));
        }
        Ok(Some(text))
    }

    /// A required text.
    pub(crate) fn need(&self, name: &str, low: usize, high: usize) -> Result<&str, Refusal> {
        self.text_within(name, low, high)?.ok_or_else(|| Refusal::field(name, "is missing"))
    }

    /// A number within bounds.
    pub(crate) fn number_within(&self, name: &str, low: f64, high: f64) -> Result<Option<f64>, Refusal> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match value.as_f64() {
                Some(number) if (low..=high).contains(&number) => Ok(Some(number)),
                _ => Err(Refusal::field(name, format!("must be a number from {low} to {high}"))),
            },
        }
    }

    /// A true or false.
    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(Refusal::field(name, "must be true or false")),
        }
    }

    /// One of several words.
    pub(crate) fn one_of<'a>(&self, name: &str, words: &[&'a str]) -> Result<Option<&'a str>, Refusal> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        let found = words.iter().find(|word| **word == text).copied();
        found.map(Some).ok_or_else(|| Refusal::field(name, format!("must be one of {}", words.join(", "))))
    }

    /// The fields of an object inside the body; an empty object when it is absent or null.
    pub(crate) fn object(&self, name: &str) -> Result<Self, Refusal> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(Self(Map::new())),
            Some(Value::Object(fields)) => Ok(Self(fields.clone())),
            Some(_) => Err(Refusal::field(name, "must be an object")),
        }
    }

    /// A whole number within bounds.
    pub(crate) fn count_within(&self, name: &str, low: usize, high: usize) -> Result<Option<usize>, Refusal> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match value.as_u64().and_then(|number| usize::try_from(number).ok()) {
                Some(number) if (low..=high).contains(&number) => Ok(Some(number)),
                _ => Err(Refusal::field(name, format!("must be a whole number from {low} to {high}"))),
            },
        }
    }

    /// A list of texts.
    pub(crate) fn texts(&self, name: &str) -> Result<Option<Vec<String>>, Refusal> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Array(items)) => {
                let texts: Option<Vec<String>> =
                    items.iter().map(|item| item.as_str().map(Into::into)).collect();
                texts.map(Some).ok_or_else(|| Refusal::field(name, "must be a list of texts"))
            }
            Some(_) => Err(Refusal::field(name, "must be a list of texts")),
        }
    }
}
