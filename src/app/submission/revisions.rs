//! Making revisions, and remembering those that were posted.

use crate::app::state::{Revision, State};

/// The number of posted revisions that are kept.
const POSTED: usize = 50;

impl State {
    /// Makes the name of a content that the core writes. The writer is this life of the worker.
    pub(crate) fn new_revision(&mut self) -> Revision {
        self.next_request += 1;
        Revision::new(format!("core-{:x}.{}", self.live.writer, self.next_request))
    }

    /// Keeps the revision of a confirmed post, so that it is not posted again.
    pub(crate) fn remember_posted(&mut self, revision: &Revision) {
        self.posted_revisions.push_back(revision.clone());
        if self.posted_revisions.len() > POSTED {
            self.posted_revisions.pop_front();
        }
    }

    /// Whether a revision was posted.
    pub(crate) fn is_posted(&self, revision: &Revision) -> bool {
        self.posted_revisions.contains(revision)
    }
}
