use crate::domain::Author;
use serde::{Deserialize, Serialize};

/// An author whose opportunities and notifications the person does not want to see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MutedAuthor {
    /// The token with which a surface ends it.
    pub token: String,
    /// The author.
    pub author: Author,
}
