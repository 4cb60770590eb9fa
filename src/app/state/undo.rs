use crate::app::state::{SavedSearch, StoredDraft, Submission, Triage};
use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// How long a step can be undone, in milliseconds: a day. Discarded drafts are kept that long.
pub const UNDO_KEPT: Millis = 24 * 60 * 60_000;

/// A step that can be undone. It is saved, because the worker may stop before the person undoes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Undo {
    /// The token with which a surface undoes it.
    pub token: String,
    /// When the step happened.
    pub at: Millis,
    /// What to restore.
    pub what: UndoAction,
    /// When notifications whose state was changed were to come back from a snooze: id and time.
    #[serde(default)]
    pub snoozed: Vec<(String, Millis)>,
}

/// What an undo restores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum UndoAction {
    /// A draft that was discarded, or stored over by a writer that had not seen it.
    Draft {
        /// Its id.
        draft: String,
        /// The draft as it was stored.
        stored: StoredDraft,
        /// Its submission, if it had one.
        submission: Option<Box<Submission>>,
    },
    /// Notifications whose state was changed: id and state before.
    Triage(Vec<(String, Option<Triage>)>),
    /// A saved search that was removed.
    SavedSearch(SavedSearch),
}
