//! The name of one version of a draft.
//!
//! Several writers store the same draft: pages in several windows, the context menu, and the core. Nobody can lock the browser's storage,
//! and events about it come late. The rules that keep every sentence, and post none twice, rest on names alone:
//!
//! 1. **A revision names one content for ever.** Whoever changes a content gives it a new revision, made of the writer's own random name and
//!    a counter. Equal revisions are equal contents. Contents are never compared.
//! 2. **Storage is the order.** What was stored last is the draft. A page that has no unsaved words shows what storage holds; it reads
//!    storage anew after an event rather than trusting the event.
//! 3. **What is sent, cleared and discarded names its revision.** A draft is removed only while storage holds the revision that was posted
//!    or discarded. A revision that was posted is never posted again, and a late copy of it is removed.
//! 4. **A write names what it replaces** ([`base`](super::StoredDraft::base)). When storage held another revision, its writer had not seen
//!    that one, and its words are kept among the discarded drafts.
//! 5. **Words that come back get a revision of their own** ([`SubmissionState::Returned`](super::SubmissionState::Returned)). A page learns it
//!    from the view, and a text typed after that names it ([`continues`](super::StoredDraft::continues)): it goes on from the returned words
//!    and takes their place. A text that does not name it was typed before anybody could see that the words came back, and both are kept.

use serde::{Deserialize, Serialize};

/// The name of one version of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Revision(String);

impl Revision {
    /// The revision of that name.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }
}
