use crate::app::state::DraftContent;
use crate::domain::{FieldMapping, Millis};
use serde::{Deserialize, Serialize};

/// One spend, told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Receipt {
    /// Our own number for it.
    pub id: String,
    /// When.
    pub at: Millis,
    /// What.
    pub act: Act,
    /// The node that was answered, liked or bookmarked; absent for a seed.
    pub parent: Option<String>,
    /// The node that came to be.
    pub node: Option<String>,
    /// Its level, for a reprompt.
    pub level: Option<u32>,
    /// Title of the tree.
    pub title: Option<String>,
    /// The words.
    pub text: String,
    /// Cost as told before.
    pub told: f64,
    /// Cost as paid; absent when the network did not say.
    pub paid: Option<f64>,
    /// Units left afterwards.
    pub left: Option<f64>,
    /// The network's id for the request.
    pub request_id: Option<String>,
    /// Whether it was found by reading the thread.
    pub found: bool,
    /// Whether no reply came, for a like or bookmark: it may or may not count.
    pub unsure: bool,
    /// Whether the answer is still being written.
    pub pending: bool,
    /// Field names corrected by us or by the network.
    pub corrected: Vec<FieldMapping>,
}

/// What was paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// A reprompt.
    #[default]
    Reprompt,
    /// A new prompt.
    Seed,
    /// A like.
    Like,
    /// A bookmark.
    Bookmark,
}

/// The words that a draft ended with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PostedDraft {
    /// The words as they were posted.
    pub content: DraftContent,
    /// When.
    pub at: Millis,
    /// Whether the stored copy is known to be gone: the same words after that were written anew.
    pub removed: bool,
}
