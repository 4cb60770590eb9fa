use crate::app::state::{DraftContent, Phase, Revision};
use crate::domain::{ApiError, Author, FieldMapping, Millis};
use serde::{Deserialize, Serialize};

/// A draft that was submitted and is not confirmed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Submission {
    /// The content that was submitted.
    pub content: DraftContent,
    /// The name of that content.
    pub revision: Revision,
    /// Where it stands.
    pub state: SubmissionState,
    /// Title of the tree that it is posted to.
    pub title: Option<String>,
    /// When it was sent; 0 for not yet.
    pub sent_at: Millis,
    /// The same moment by the clock of the network, as far as it was known then. The local clock may be changed meanwhile.
    pub sent_at_server: Millis,
    /// The account that sent it. The post is looked for even when another key is stored by then, or none.
    pub by: Author,
    /// When this last changed.
    pub at: Millis,
    /// The estimated cost, as it was shown.
    pub estimated_cost: f64,
    /// The digest of the reviewed system prompt under which it was sent; absent when none had to be reviewed.
    pub reviewed: Option<String>,
    /// Ids of earlier nodes of this account under the same parent.
    pub before: Vec<String>,
    /// Field names that were corrected in the request.
    pub corrected: Vec<FieldMapping>,
}

/// Where a submission stands. A submission whose thread is being preloaded is not saved yet: it is a [`super::Pending::Preload`] alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SubmissionState {
    /// Written offline; it is sent on a click.
    Queued,
    /// Saved and sent; no reply yet.
    Sending,
    /// There was no usable reply. The thread is read to find the post.
    Unknown(Option<Look>),
    /// It is not on the network, as far as can be known: its words are the person's again.
    Returned {
        /// The revision of the words as they came back. What is typed from then on names it.
        revision: Revision,
        /// Why they came back.
        reason: ReturnReason,
    },
}

impl Default for SubmissionState {
    /// What can be said of a submission of which nothing else is known: it may be on the network.
    fn default() -> Self {
        Self::Unknown(None)
    }
}

/// What the last look at the thread of an unknown post brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Look {
    /// The post is not in the thread, but may still arrive.
    NotYet(Millis),
    /// The thread could not be read.
    Unread(Millis),
}

/// Why the words of a submission came back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ReturnReason {
    /// The network refused it.
    Refused {
        /// The error.
        problem: ApiError,
        /// When the budget will be enough, if it is not.
        affordable_at: Option<Millis>,
    },
    /// It was never sent.
    Unsent,
    /// The post is not in the thread and cannot arrive any more.
    Absent(Millis),
    /// The node that the post replies to no longer exists.
    Gone(Millis),
    /// A new node that may be ours is there in other words. Only the person can tell whether it is the post.
    Unclear(Millis),
    /// The person took it back to edit it, and it is not stored as a draft yet.
    Withdrawn,
}

impl Submission {
    /// Where it stands, for the person.
    pub fn phase(&self) -> Phase {
        match &self.state {
            SubmissionState::Queued => Phase::Queued,
            SubmissionState::Sending => Phase::Sending,
            SubmissionState::Unknown(_) => Phase::Unknown,
            SubmissionState::Returned {
                reason: ReturnReason::Refused { .. } | ReturnReason::Unsent, ..
            } => Phase::Refused,
            SubmissionState::Returned { .. } => Phase::Draft,
        }
    }

    /// Whether there was no usable reply.
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self.state, SubmissionState::Unknown(_))
    }

    /// The revision with which its words came back, if they did.
    pub(crate) fn returned_as(&self) -> Option<&Revision> {
        match &self.state {
            SubmissionState::Returned { revision, .. } => Some(revision),
            _ => None,
        }
    }

    /// Whether a content goes on from these words after they came back, and so takes their place.
    pub(crate) fn is_continued_by(&self, continues: Option<&Revision>) -> bool {
        continues.is_some() && self.returned_as() == continues
    }
}
