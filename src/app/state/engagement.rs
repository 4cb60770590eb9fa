use crate::domain::{Millis, Verb};
use serde::{Deserialize, Serialize};

/// A like or bookmark without a reply so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingEngagement {
    /// Node.
    pub node: String,
    /// Like or bookmark.
    pub verb: Verb,
    /// When it was sent.
    pub at: Millis,
    /// The estimated cost, as it was shown.
    pub estimated_cost: f64,
}

/// The likes and bookmarks of this account for a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Engagements {
    /// Whether it is liked.
    pub liked: bool,
    /// Whether it is bookmarked.
    pub bookmarked: bool,
}
