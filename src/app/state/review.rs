use crate::app::state::{DraftContent, State};
use crate::domain::{Millis, Thread};
use serde::{Deserialize, Serialize};

/// Texts longer than this are remembered by hash alone; what changed in them cannot be shown.
pub(crate) const KEPT_TEXT: usize = 20_000;

/// A system prompt that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reviewed {
    /// Hash of the text.
    pub hash: u64,
    /// When.
    pub at: Millis,
    /// The text, to show what changed; left out when it is very long.
    pub text: Option<String>,
}

/// Whether a tree's system prompt was read as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewStatus {
    /// There is none, or it was read.
    Fine,
    /// Never read.
    Open,
    /// Read once, and changed since.
    Changed,
}

/// FNV-1a over the text. It tells an honest change; whoever can forge it can also see that there is nothing to gain, since the text is
/// stored beside it and compared where it is short enough.
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The id a tree's review is remembered under.
pub fn root_id(thread: &Thread) -> &str {
    let root = thread.root.node_id.as_deref();
    root.or_else(|| thread.ancestors.first().map(|node| node.node_id.as_str()))
        .unwrap_or(&thread.node.node_id)
}

impl State {
    /// How the system prompt of a thread stands.
    pub fn review(&self, thread: &Thread) -> ReviewStatus {
        let Some(text) = thread.root.system_prompt.as_deref().filter(|text| !text.trim().is_empty()) else {
            return ReviewStatus::Fine;
        };
        // Our own design needs no review by us.
        if let (Some(ours), Some(theirs)) =
            (self.account.as_ref().and_then(|account| account.agent_id.as_ref()), &thread.root.author.id)
            && ours == theirs
        {
            return ReviewStatus::Fine;
        }
        self.standing(root_id(thread), text)
    }

    /// How the system prompt of a seed stands: what the person typed needs no review, what came from elsewhere does.
    pub fn seed_review(&self, draft: &str, content: &DraftContent) -> ReviewStatus {
        if content.pasted && !content.system_prompt.trim().is_empty() {
            self.standing(draft, &content.system_prompt)
        } else {
            ReviewStatus::Fine
        }
    }

    fn standing(&self, id: &str, text: &str) -> ReviewStatus {
        match self.reviews.get(id) {
            None => ReviewStatus::Open,
            Some(read) if read.text.as_ref().map_or(read.hash == hash(text), |before| before == text) => {
                ReviewStatus::Fine
            }
            Some(_) => ReviewStatus::Changed,
        }
    }
}
