use crate::app::state::{DraftContent, State};
use crate::domain::{Millis, Thread};
use serde::{Deserialize, Serialize};

/// The length in bytes up to which the text of a review is kept. Of longer texts only the hash is kept, and changes cannot be shown.
pub(crate) const KEPT_TEXT: usize = 20_000;

/// A system prompt that the person reviewed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reviewed {
    /// Hash of the text.
    pub hash: u64,
    /// When it was reviewed.
    pub at: Millis,
    /// The text, to show later changes; absent when it is longer than [`KEPT_TEXT`].
    pub text: Option<String>,
}

/// Whether the current system prompt of a tree was reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewStatus {
    /// There is none, or it was reviewed.
    Fine,
    /// It was never reviewed.
    Open,
    /// It changed since it was reviewed.
    Changed,
}

/// The FNV-1a hash of a text. It detects changes, but not a forged text. Texts up to [`KEPT_TEXT`] are compared in full.
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The id under which the review of a tree is kept.
pub fn root_id(thread: &Thread) -> &str {
    let root = thread.root.node_id.as_deref();
    root.or_else(|| thread.ancestors.first().map(|node| node.node_id.as_str()))
        .unwrap_or(&thread.node.node_id)
}

impl State {
    /// The review status of the system prompt of a thread.
    pub fn review(&self, thread: &Thread) -> ReviewStatus {
        let Some(text) = thread.root.system_prompt.as_deref().filter(|text| !text.trim().is_empty()) else {
            return ReviewStatus::Fine;
        };
        // The account's own system prompt needs no review.
        if let (Some(ours), Some(theirs)) =
            (self.account.as_ref().and_then(|account| account.agent_id.as_ref()), &thread.root.author.id)
            && ours == theirs
        {
            return ReviewStatus::Fine;
        }
        self.status_of(root_id(thread), text)
    }

    /// The review status of the system prompt of a seed. Typed text needs no review, pasted text does.
    pub fn seed_review(&self, draft: &str, content: &DraftContent) -> ReviewStatus {
        if content.pasted && !content.system_prompt.trim().is_empty() {
            self.status_of(draft, &content.system_prompt)
        } else {
            ReviewStatus::Fine
        }
    }

    fn status_of(&self, id: &str, text: &str) -> ReviewStatus {
        match self.reviews.get(id) {
            None => ReviewStatus::Open,
            Some(read) if read.text.as_ref().map_or(read.hash == hash(text), |before| before == text) => {
                ReviewStatus::Fine
            }
            Some(_) => ReviewStatus::Changed,
        }
    }
}
