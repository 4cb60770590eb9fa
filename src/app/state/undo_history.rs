use crate::app::state::draft_id::named;
use crate::app::state::{DraftContent, State, Submission, Triage};
use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// How long something can be undone, in milliseconds: a day. Discarded words are kept that long and then forgotten.
pub const UNDO_KEPT: Millis = 24 * 60 * 60_000;

/// How much can be undone at a time; the oldest goes first.
const MOST: usize = 20;

/// A step that can be taken back. Saved, for the worker dies long before the person thinks better of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Undo {
    /// The name under which a surface asks for it.
    pub token: String,
    /// When the step was taken.
    pub at: Millis,
    /// What there was before.
    pub what: UndoAction,
}

/// What can be brought back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum UndoAction {
    /// A draft that was thrown away.
    Draft {
        /// Its id.
        draft: String,
        /// Its words.
        content: DraftContent,
        /// Its submission, if it was more than a draft.
        submission: Option<Box<Submission>>,
    },
    /// Notifications whose state was changed: id and what they were.
    Triage(Vec<(String, Option<Triage>)>),
}

/// Remembers how to bring something back, for [`UNDO_KEPT`], and returns the token for it.
pub(crate) fn remember(state: &mut State, what: UndoAction, now: Millis) -> String {
    forget_old(state, now);
    if state.undo.len() >= MOST {
        state.undo.remove(0);
    }
    // Requests are numbered once and for all, over every worker: so is this. Each account counts for itself, so its own number stands before.
    state.next_request += 1;
    let token = named(state.number, &format!("u{}", state.next_request));
    state.undo.push(Undo { token: token.clone(), at: now, what });
    token
}

/// Forgets what was to be kept for a day only. What lies in the future was remembered before the clock was set back.
pub(crate) fn forget_old(state: &mut State, now: Millis) -> bool {
    let before = state.undo.len();
    state.undo.retain(|undo| now - undo.at < UNDO_KEPT);
    state.undo.len() < before
}
