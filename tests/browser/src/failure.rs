//! What went wrong, in words.

use std::fmt;

/// Why the driver could not do what a test asked. The text says what was asked, and what was there instead.
pub struct Failure(String);

/// The result of everything that a browser is asked to do.
pub type Result<T = ()> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The same failure, told where it happened.
    #[must_use]
    pub fn during(self, what: impl fmt::Display) -> Self {
        Self(format!("{what}: {}", self.0))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A test that returns a failure prints it with `Debug`; lines are kept as lines.
impl fmt::Debug for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(format!("The connection or a file failed: {error}"))
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self(format!("A value had another shape than expected: {error}"))
    }
}

impl From<tungstenite::Error> for Failure {
    fn from(error: tungstenite::Error) -> Self {
        Self(format!("The connection to the browser failed: {error}"))
    }
}

impl From<base64::DecodeError> for Failure {
    fn from(error: base64::DecodeError) -> Self {
        Self(format!("A picture could not be read: {error}"))
    }
}
