use crate::domain::{Millis, Verb};
use serde::{Deserialize, Serialize};

/// A like, dislike, bookmark or handoff without a reply so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingEngagement {
    /// Node.
    pub node: String,
    /// What is done to it.
    pub verb: Verb,
    /// The reason of a handoff; empty for the others.
    #[serde(default)]
    pub reason: String,
    /// When it was sent.
    pub at: Millis,
    /// The estimated cost, as it was shown.
    pub estimated_cost: f64,
}

/// The likes, dislikes and bookmarks of this account for a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Engagements {
    /// Whether it is liked.
    pub liked: bool,
    /// Whether it is bookmarked.
    pub bookmarked: bool,
    /// Whether it is disliked.
    pub disliked: bool,
}

impl Engagements {
    /// Whether the node was engaged with in this way; `None` for a verb that is no engagement.
    pub(crate) fn of(&mut self, verb: Verb) -> Option<&mut bool> {
        match verb {
            Verb::Like => Some(&mut self.liked),
            Verb::Bookmark => Some(&mut self.bookmarked),
            Verb::Dislike => Some(&mut self.disliked),
            Verb::HandOff | Verb::Reprompt | Verb::Read => None,
        }
    }
}
