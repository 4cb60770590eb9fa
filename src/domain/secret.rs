use serde::{Deserialize, Serialize};
use std::fmt;

/// A key or a passphrase on its way through the core. It can be compared and handed on; it cannot be printed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself. Only the edge has a use for it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The last four characters, to tell one key from another. Empty for anything shorter than twelve.
    pub fn tail(&self) -> String {
        let count = self.0.chars().count();
        if count < 12 { String::new() } else { self.0.chars().skip(count - 4).collect() }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret")
    }
}
