use crate::app::state::{DraftContent, Pending, State};
use crate::domain::{ApiError, Author, FieldMapping, Millis};
use serde::{Deserialize, Serialize};

/// A draft that was posted or tried to be posted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Submission {
    /// The content that was sent.
    pub content: DraftContent,
    /// The phase.
    pub phase: Phase,
    /// Title of the tree that it is posted to.
    pub title: Option<String>,
    /// When it was sent; 0 for not yet.
    pub sent_at: Millis,
    /// The same moment by the clock of the network, as far as it was known then. The local clock may be changed meanwhile.
    pub sent_at_server: Millis,
    /// The account that sent it. The post is looked for even when another key is stored by then, or none.
    pub by: Author,
    /// Whether the stored draft has other content, which was typed while this content was being sent.
    pub conflict: bool,
    /// When this last changed.
    pub at: Millis,
    /// The estimated cost, as it was shown.
    pub estimated_cost: f64,
    /// The error, if it was refused.
    pub problem: Option<ApiError>,
    /// When the budget will be enough, if it is not.
    pub affordable_at: Option<Millis>,
    /// The result of the last check of the thread.
    pub reconcile_result: Option<ReconcileResult>,
    /// The digest of the reviewed system prompt under which it was sent; absent when none had to be reviewed.
    pub reviewed: Option<String>,
    /// Ids of earlier nodes of this account under the same parent.
    pub before: Vec<String>,
    /// Field names that were corrected in the request.
    pub corrected: Vec<FieldMapping>,
}

/// The result of looking for an unknown post in its thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ReconcileResult {
    /// The post is not in the thread and cannot arrive any more.
    Absent(Millis),
    /// The post is not in the thread, but may still arrive.
    NotYet(Millis),
    /// The node that the post replies to no longer exists.
    Gone(Millis),
    /// The thread could not be read.
    Unread(Millis),
    /// A new node that may be ours is there in other words. Only the person can tell whether it is the post.
    Unclear(Millis),
}

impl State {
    /// The phase of a draft. A draft whose thread is being preloaded counts as *sending*: it can neither be posted, nor edited, nor
    /// discarded.
    pub fn phase(&self, draft: &str) -> Phase {
        if self.preloading(draft).is_some() {
            return Phase::Sending;
        }
        self.submissions.get(draft).map_or(Phase::Draft, |submission| submission.phase)
    }

    /// The content of a draft that is being sent, or will be sent when its thread is preloaded.
    pub(crate) fn content_in_flight(&self, draft: &str) -> Option<&DraftContent> {
        let sent = || {
            self.submissions
                .get(draft)
                .filter(|submission| !is_editable(submission))
                .map(|submission| &submission.content)
        };
        self.preloading(draft).or_else(sent)
    }

    fn preloading(&self, draft: &str) -> Option<&DraftContent> {
        self.live.pending.values().find_map(|pending| match pending {
            Pending::Preload { draft: other, content, .. } if other == draft => Some(&**content),
            _ => None,
        })
    }
}

/// Whether a submission is neither being sent nor unknown.
pub(crate) fn is_editable(submission: &Submission) -> bool {
    matches!(submission.phase, Phase::Refused | Phase::Queued | Phase::Draft)
}

/// The phase of a draft or submission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Being written.
    #[default]
    Draft,
    /// Written offline; it is sent on a click.
    Queued,
    /// Saved and sent; no reply yet.
    Sending,
    /// The network confirmed it.
    Posted,
    /// The network refused it; the content is a draft again.
    Refused,
    /// There was no reply. The thread is read to find the post.
    Unknown,
}
