use crate::domain::{Millis, Verb};
use serde::{Deserialize, Serialize};

/// A like or bookmark on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingEngagement {
    /// Node.
    pub node: String,
    /// Like or bookmark.
    pub verb: Verb,
    /// When it was sent.
    pub at: Millis,
    /// What we told it would cost.
    pub told: f64,
}

/// What we did to a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// Liked.
    pub liked: bool,
    /// Bookmarked.
    pub bookmarked: bool,
}
