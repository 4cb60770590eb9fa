use serde_json::{Map, Value};

/// Fields of a request, by canonical name.
#[derive(Default)]
pub(crate) struct RequestFields(pub(super) Map<String, Value>);

impl RequestFields {
    /// A field that is left out when empty.
    #[must_use]
    pub(crate) fn text(mut self, name: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.0.insert(name.to_owned(), Value::from(value));
        }
        self
    }

    /// A number.
    #[must_use]
    pub(crate) fn number(mut self, name: &str, value: u32) -> Self {
        self.0.insert(name.to_owned(), Value::from(value));
        self
    }

    /// A number in tenths, left out when absent.
    #[must_use]
    pub(crate) fn tenths(mut self, name: &str, value: Option<u8>) -> Self {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), Value::from(f64::from(value) / 10.0));
        }
        self
    }

    /// A list that is left out when empty.
    #[must_use]
    pub(crate) fn list<T: Into<Value>>(mut self, name: &str, values: impl IntoIterator<Item = T>) -> Self {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        if !values.is_empty() {
            self.0.insert(name.to_owned(), Value::from(values));
        }
        self
    }

    /// An object.
    #[must_use]
    pub(crate) fn object(mut self, name: &str, value: Value) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }

    /// A flag.
    #[must_use]
    pub(crate) fn flag(mut self, name: &str, value: bool) -> Self {
        self.0.insert(name.to_owned(), Value::from(value));
        self
    }
}
