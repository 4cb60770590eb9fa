use crate::app::state::draft_id::account_key;
use crate::app::state::{State, UNDO_KEPT, Undo, UndoAction};
use crate::domain::Millis;

/// The number of steps that can be undone; the oldest is removed first.
const LIMIT: usize = 20;

/// Keeps a step for [`UNDO_KEPT`] and returns its token. It is called before the step, because it notes what the step changes.
pub(crate) fn remember(state: &mut State, what: UndoAction, now: Millis) -> String {
    forget_old(state, now);
    if state.undo.len() >= LIMIT {
        state.undo.remove(0);
    }
    let token = new_token(state);
    let ids = match &what {
        UndoAction::Triage(before) => before.as_slice(),
        UndoAction::Draft { .. } | UndoAction::SavedSearch(_) => &[],
    };
    let snoozed = ids.iter().filter_map(|(id, _)| Some((id.clone(), *state.snoozed.get(id)?))).collect();
    state.undo.push(Undo { token: token.clone(), at: now, what, snoozed });
    token
}

/// A token that no other step has.
pub(crate) fn new_token(state: &mut State) -> String {
    // The request counter is saved, so the token is unique over all workers. Each account has its own counter, so the token starts with the
    // number of the account.
    state.next_request += 1;
    account_key(state.number, &format!("u{}", state.next_request))
}

/// Removes steps that are older than [`UNDO_KEPT`]. A step in the future was kept before the clock was set back, and stays.
pub(crate) fn forget_old(state: &mut State, now: Millis) -> bool {
    let before = state.undo.len();
    state.undo.retain(|undo| now - undo.at < UNDO_KEPT);
    state.undo.len() < before
}
