use crate::app::state::draft_id::account_key;
use crate::app::state::{State, StoredDraft, Submission, Triage};
use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// How long a step can be undone, in milliseconds: a day. Discarded drafts are kept that long.
pub const UNDO_KEPT: Millis = 24 * 60 * 60_000;

/// The number of steps that can be undone; the oldest is removed first.
const LIMIT: usize = 20;

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
}

/// Keeps a step for [`UNDO_KEPT`] and returns its token.
pub(crate) fn remember(state: &mut State, what: UndoAction, now: Millis) -> String {
    forget_old(state, now);
    if state.undo.len() >= LIMIT {
        state.undo.remove(0);
    }
    // The request counter is saved, so the token is unique over all workers. Each account has its own counter, so the token starts with the
    // number of the account.
    state.next_request += 1;
    let token = account_key(state.number, &format!("u{}", state.next_request));
    state.undo.push(Undo { token: token.clone(), at: now, what });
    token
}

/// Removes steps that are older than [`UNDO_KEPT`]. A step in the future was kept before the clock was set back, and stays.
pub(crate) fn forget_old(state: &mut State, now: Millis) -> bool {
    let before = state.undo.len();
    state.undo.retain(|undo| now - undo.at < UNDO_KEPT);
    state.undo.len() < before
}
