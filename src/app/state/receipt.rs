use crate::domain::{FieldMapping, Millis};
use serde::{Deserialize, Serialize};

/// The receipt of one spend.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Receipt {
    /// Local id.
    pub id: String,
    /// When it was spent.
    pub at: Millis,
    /// The id of the account that spent it; absent when it is not known.
    pub account: Option<String>,
    /// The kind of spend.
    pub act: SpendKind,
    /// The node that was answered or engaged with; absent for a seed.
    pub parent: Option<String>,
    /// The new node.
    pub node: Option<String>,
    /// Its level, for a reprompt.
    pub level: Option<u32>,
    /// Title of the tree.
    pub title: Option<String>,
    /// The posted text, the words of a search, the reason of a handoff, the first words of a bookmarked node.
    pub text: String,
    /// The estimated cost.
    pub estimated_cost: f64,
    /// The cost that was paid; absent when the network did not report it.
    pub paid: Option<f64>,
    /// Units left afterwards; absent when not known.
    pub left: Option<f64>,
    /// The network's id for the request.
    pub request_id: Option<String>,
    /// Whether the post was found in its thread after its reply was lost.
    pub found: bool,
    /// Whether there was no reply: it may or may not have been paid.
    pub unsure: bool,
    /// Whether the model is still writing its answer.
    pub pending: bool,
    /// What is known of the system prompt under which it was sent.
    pub sent_under: SentUnder,
    /// Likes of the new node, as its thread told them last.
    pub likes: Option<u32>,
    /// Replies to the new node, as its thread told them last.
    pub replies: Option<u32>,
    /// Field names that this extension or the network corrected.
    pub corrected: Vec<FieldMapping>,
}

/// What is known of the system prompt under which a reprompt was sent. It may change between the last reading before the post and the
/// moment at which the network uses it; the first reading after the post tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SentUnder {
    /// No system prompt had to be reviewed.
    #[default]
    Unreviewed,
    /// The system prompt with this digest was reviewed. The tree has not been read since the post.
    Reviewed(String),
    /// The first reading after the post showed the reviewed system prompt.
    Confirmed,
    /// The first reading after the post showed another system prompt.
    Changed,
}

/// The kind of a spend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpendKind {
    /// A reprompt.
    #[default]
    Reprompt,
    /// A new prompt.
    Seed,
    /// A like.
    Like,
    /// A bookmark.
    Bookmark,
    /// A dislike.
    Dislike,
    /// A handoff to people.
    Handoff,
    /// A search of the network.
    Search,
}
