//! Where a draft stands, and which revision of it is meant.

use crate::app::state::{
    Pending, Phase, ReturnReason, Revision, State, StoredDraft, Submission, SubmissionState,
};
use crate::domain::Millis;

impl State {
    /// The phase of a draft.
    pub fn phase(&self, draft: &str) -> Phase {
        if self.preloading(draft).is_some() {
            return Phase::Preloading;
        }
        self.submissions.get(draft).map_or(Phase::Draft, Submission::phase)
    }

    /// The revision of a draft that is being sent, or will be sent when its thread is preloaded.
    pub(crate) fn revision_in_flight(&self, draft: &str) -> Option<&Revision> {
        let sent = || {
            let submission = self.submissions.get(draft)?;
            let is_in_flight =
                matches!(submission.state, SubmissionState::Sending | SubmissionState::Unknown(_));
            is_in_flight.then_some(&submission.revision)
        };
        self.preloading(draft).or_else(sent)
    }

    /// The returned words that a content of a draft goes on from: those of the submission if it is the content that came back.
    pub(crate) fn continues(&self, draft: &str, content: &StoredDraft) -> Option<Revision> {
        let submission =
            self.submissions.get(draft).filter(|submission| submission.revision == content.revision);
        submission.and_then(Submission::returned_as).or(content.continues.as_ref()).cloned()
    }

    /// What the box of a draft shows: what is stored, or else what was submitted.
    pub fn shown_content(&self, draft: &str) -> Option<StoredDraft> {
        let submitted = || {
            let submission = self.submissions.get(draft)?;
            Some(StoredDraft {
                content: submission.content.clone(),
                revision: submission.revision.clone(),
                at: submission.at,
                ..StoredDraft::default()
            })
        };
        let shown = self.live.drafts.get(draft).cloned().or_else(submitted)?;
        Some(StoredDraft { continues: self.continues(draft, &shown), ..shown })
    }

    /// The revision that the row of a draft shows.
    pub fn shown_revision(&self, draft: &str) -> Option<&Revision> {
        let submission = self.submissions.get(draft).map(|submission| &submission.revision);
        submission.or_else(|| self.live.drafts.get(draft).map(|stored| &stored.revision))
    }

    /// The words of a submission came back.
    pub(crate) fn return_submission(&mut self, draft: &str, reason: ReturnReason, now: Millis) {
        let revision = self.new_revision();
        if let Some(submission) = self.submissions.get_mut(draft) {
            submission.state = SubmissionState::Returned { revision, reason };
            submission.at = now;
        }
    }

    fn preloading(&self, draft: &str) -> Option<&Revision> {
        self.live.pending.values().find_map(|pending| match pending {
            Pending::Preload { request, .. } if request.draft == draft => Some(&request.revision),
            _ => None,
        })
    }
}
