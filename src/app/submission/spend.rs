//! What likes, bookmarks, searches and posts have in common, because they spend budget.

use crate::app::connection::{connection_issue, error_messages, quota};
use crate::app::state::{Decay, State};
use crate::domain::{ApiError, ApiErrorKind, LocalizedMessage, Millis};
use crate::protocol::Meta;

/// Why nothing can be spent at a click now, if that is so.
pub(crate) fn blocker(state: &State) -> Option<LocalizedMessage> {
    let key = match &state.account {
        None => "alertNoKey",
        Some(_) if !state.ready() => "alertLocked",
        Some(account) if account.read_only => "alertReadOnly",
        Some(_) if !state.live.online => "alertOffline",
        Some(_) if state.live.newer => "alertNewer",
        Some(_) => return None,
    };
    Some(LocalizedMessage::new(key))
}

/// Why a spend cannot be afforded now, if that is so.
pub(crate) fn budget_blocker(state: &State, estimated_cost: f64, now: Millis) -> Option<LocalizedMessage> {
    state.balance(now).filter(|balance| *balance < estimated_cost)?;
    Some(match state.affordable_at(estimated_cost, now) {
        Some(at) => LocalizedMessage::new("alertBudgetAt").at(at),
        None => LocalizedMessage::new("alertBudget"),
    })
}

/// Takes the balance that the network told with the reply to a spend.
pub(crate) fn record_balance(state: &mut State, left: Option<f64>, now: Millis) {
    if let (Some(left), Some(account)) = (left, state.account.as_mut()) {
        account.budget.balance = Some(left);
        account.budget_at = now + state.clock_skew;
    }
}

/// Takes how much dearer rapid use makes the next spend, when the network tells it.
pub(crate) fn record_decay(state: &mut State, factor: Option<f64>, now: Millis) {
    if let Some(factor) = factor.filter(|factor| *factor >= 1.0) {
        state.decay = Some(Decay { factor, at: now });
    }
}

/// Why the network refused a spend that was not paid.
pub(crate) fn refusal_line(
    state: &mut State,
    problem: &ApiError,
    meta: Meta,
    now: Millis,
) -> LocalizedMessage {
    match problem.kind {
        ApiErrorKind::Auth | ApiErrorKind::Terms => connection_issue::record_error(state, problem, meta, now),
        ApiErrorKind::Rate if quota::is_of_the_day(problem) => {
            connection_issue::record_error(state, problem, meta, now)
        }
        ApiErrorKind::Rate => error_messages::of_haste(problem, &meta, now),
        ApiErrorKind::Tier => LocalizedMessage::new("alertTier"),
        _ => error_messages::of_refusal(problem),
    }
}
