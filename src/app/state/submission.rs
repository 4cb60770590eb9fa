use crate::app::state::{DraftContent, Pending, State};
use crate::domain::{ApiError, Author, FieldMapping, Millis};
use serde::{Deserialize, Serialize};

/// A piece of writing on its way.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Submission {
    /// The words as sent, or as refused.
    pub content: DraftContent,
    /// Where they stand.
    pub phase: Phase,
    /// Title of the tree they go into.
    pub title: Option<String>,
    /// When they were sent; 0 for not yet.
    pub sent_at: Millis,
    /// The same moment by the network's clock, as far as it was known then. Our own may be set while we wait.
    pub sent_at_server: Millis,
    /// As whom they were sent: what becomes of them is found out even when another key is here by then, or none.
    pub by: Author,
    /// Other words were typed while these were on their way: the draft is no longer about these.
    pub conflict: bool,
    /// When this last changed.
    pub at: Millis,
    /// What we told it would cost.
    pub told: f64,
    /// Why it was refused.
    pub problem: Option<ApiError>,
    /// When it will be affordable, for a lack of budget.
    pub affordable_at: Option<Millis>,
    /// What reading the thread found.
    pub reconcile_result: Option<ReconcileResult>,
    /// Ids of our nodes with these very words that were there before.
    pub before: Vec<String>,
    /// Field names that were corrected on the way out.
    pub corrected: Vec<FieldMapping>,
}

/// What reading the thread found about an unknown post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ReconcileResult {
    /// Not there, and late enough to be sure.
    Absent(Millis),
    /// Not there, but it may still arrive.
    NotYet(Millis),
    /// The node it answers is gone.
    Gone(Millis),
    /// The thread could not be read.
    Unread(Millis),
}

impl State {
    /// Where a draft stands. One whose thread is read ahead is on its way: it may be pressed, edited and discarded as little
    /// as one that was sent.
    pub fn phase(&self, draft: &str) -> Phase {
        if self.pressed(draft).is_some() {
            return Phase::Sending;
        }
        self.submissions.get(draft).map_or(Phase::Draft, |submission| submission.phase)
    }

    /// The words of a draft that are on their way, or will be as soon as their thread was read.
    pub(crate) fn on_its_way(&self, draft: &str) -> Option<&DraftContent> {
        let sent = || {
            self.submissions
                .get(draft)
                .filter(|submission| !at_rest(submission))
                .map(|submission| &submission.content)
        };
        self.pressed(draft).or_else(sent)
    }

    fn pressed(&self, draft: &str) -> Option<&DraftContent> {
        self.live.pending.values().find_map(|pending| match pending {
            Pending::Preload { draft: other, content, .. } if other == draft => Some(&**content),
            _ => None,
        })
    }
}

/// Whether a submission is not on its way.
pub(crate) fn at_rest(submission: &Submission) -> bool {
    matches!(submission.phase, Phase::Refused | Phase::Queued | Phase::Draft)
}

/// Where words stand on their way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Being written.
    #[default]
    Draft,
    /// Waiting for the network; goes out on a click.
    Queued,
    /// Saved and sent; no reply yet.
    Sending,
    /// The network confirmed it.
    Posted,
    /// The network said no; the words are back.
    Refused,
    /// No reply came. Settled by reading the thread.
    Unknown,
}
