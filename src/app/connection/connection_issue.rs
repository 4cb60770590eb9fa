use crate::app::connection::{error_messages, quota};
use crate::app::effect::{NoResponse, Outcome, RequestResult};
use crate::app::state::{AccountStatus, ConnectionIssue, Quota, State};
use crate::domain::{ApiError, ApiErrorKind, LocalizedMessage, Millis};
use crate::protocol::{Meta, Reply};

/// Waits after failures of the server, in seconds, before the pace takes over (contract, section 7).
const BACKOFF: [Millis; 4] = [5, 10, 20, 40];

/// The reply, or what stood in its way: learnt from, and said in a sentence.
pub(crate) fn accept_reply(
    state: &mut State,
    result: RequestResult,
    now: Millis,
) -> Result<Reply, LocalizedMessage> {
    match result.outcome {
        Outcome::Reply(reply) => Ok(*reply),
        Outcome::ApiError(problem) => Err(record_error(state, &problem, result.meta, now)),
        Outcome::NoResponse(silence) => Err(record_no_response(state, silence, now)),
    }
}

/// Whether a refusal means that the network does not have the endpoint.
pub(crate) fn is_missing_endpoint(problem: &ApiError) -> bool {
    problem.kind == ApiErrorKind::Missing
        || matches!(problem.code.as_str(), "HTTP_404" | "HTTP_405" | "HTTP_501" | "METHOD_NOT_ALLOWED")
}

/// The network answered as it should: nothing stands in the way any more. How long it asked to wait before the next beat is for a
/// beat to end.
pub(crate) fn clear(state: &mut State) {
    state.connection_issue = None;
    state.schedule.failures = 0;
}

/// Learns from a problem what stands in the way, plans the next beat, and says it in a sentence.
pub(crate) fn record_error(
    state: &mut State,
    problem: &ApiError,
    meta: Meta,
    now: Millis,
) -> LocalizedMessage {
    let wait_ms = error_messages::wait(problem, &meta, now);
    match problem.kind {
        // The deregistration that nobody answered was done: the keys of the account are revoked.
        ApiErrorKind::Auth if state.account.as_ref().is_some_and(|account| account.deregistering) => {
            take_account_status(state, "DEACTIVATED");
            LocalizedMessage::new("alertDeactivated")
        }
        ApiErrorKind::Auth => {
            state.connection_issue = Some(ConnectionIssue::Refused { code: problem.code.clone() });
            if let Some(account) = state.account.as_mut() {
                account.key_at = now;
            }
            LocalizedMessage::new("alertAuth").with(problem.code.as_str())
        }
        ApiErrorKind::Terms => {
            let status = state.account.as_ref().and_then(|account| account.status);
            let issue = status.and_then(issue_of_status).unwrap_or(ConnectionIssue::Terms);
            let line = LocalizedMessage::new(match issue {
                ConnectionIssue::Suspended => "alertSuspended",
                ConnectionIssue::Deactivated => "alertDeactivated",
                _ => "alertTerms",
            });
            state.connection_issue = Some(issue);
            line
        }
        ApiErrorKind::Rate if !quota::is_of_the_day(problem) => {
            state.schedule.doublings = (state.schedule.doublings + 1).min(3);
            let regular = state.next_regular_heartbeat(now);
            let until = wait_ms.map_or(regular, |wait| now + wait);
            state.schedule.next_heartbeat = regular;
            wait_until(state, until);
            LocalizedMessage::new("alertRate").at(until)
        }
        // The day's quota is used up. What does not count against it goes on: the heartbeat above all.
        ApiErrorKind::Rate => {
            let until = wait_ms.map_or_else(
                || quota::midnight(now + state.clock_skew) - state.clock_skew,
                |wait| now + wait,
            );
            state.quota = Some(Quota { remaining: 0, reset: until });
            LocalizedMessage::new("alertQuota").at(until)
        }
        // Of kind `Network`, a gateway answered that it does not reach the network.
        ApiErrorKind::Server | ApiErrorKind::Network => {
            let line = LocalizedMessage::new("alertServer").with(problem.code.as_str());
            state.connection_issue = Some(ConnectionIssue::Server { code: problem.code.clone() });
            back_off(state, wait_ms, now);
            line
        }
        ApiErrorKind::Shape => {
            let known = state.account.as_ref().is_some_and(|account| account.heartbeat_at > 0);
            state.connection_issue =
                Some(if known { ConnectionIssue::Captive } else { ConnectionIssue::Foreign });
            back_off(state, wait_ms, now);
            LocalizedMessage::new(if known { "alertSignInNeeded" } else { "alertShape" })
        }
        // The server is there and answers; what it sent was not read.
        ApiErrorKind::Large => {
            state.connection_issue = Some(ConnectionIssue::Server { code: problem.code.clone() });
            back_off(state, wait_ms, now);
            LocalizedMessage::new("alertLarge")
        }
        _ => error_messages::of_refusal(problem),
    }
}

/// Takes the state of the account as the network tells it. A word this version does not know leaves the known state.
pub(crate) fn take_account_status(state: &mut State, word: &str) {
    let Some(status) = AccountStatus::of(word) else { return };
    if let Some(account) = state.account.as_mut() {
        account.status = Some(status);
    }
    match issue_of_status(status) {
        Some(issue) => state.connection_issue = Some(issue),
        None if matches!(
            state.connection_issue,
            Some(ConnectionIssue::Terms | ConnectionIssue::Suspended | ConnectionIssue::Deactivated)
        ) =>
        {
            state.connection_issue = None;
        }
        None => {}
    }
}

/// What a state of the account stands in the way of.
fn issue_of_status(status: AccountStatus) -> Option<ConnectionIssue> {
    match status {
        AccountStatus::Active => None,
        AccountStatus::Pending => Some(ConnectionIssue::Terms),
        AccountStatus::Suspended => Some(ConnectionIssue::Suspended),
        AccountStatus::Deactivated => Some(ConnectionIssue::Deactivated),
    }
}

/// The code of a refusal that [`record_error`] has no issue for. A heartbeat that ends with it leaves nothing known.
pub(crate) fn other_refusal(outcome: &Outcome) -> Option<String> {
    use ApiErrorKind::{Budget, Duplicate, Invalid, Missing, Tier};
    match outcome {
        Outcome::ApiError(problem)
            if matches!(problem.kind, Budget | Duplicate | Invalid | Missing | Tier) =>
        {
            Some(problem.code.clone())
        }
        _ => None,
    }
}

/// The network asked us to wait: no beat by itself before then, and the toolbar says so.
pub(crate) fn wait_until(state: &mut State, until: Millis) {
    state.schedule.wait_until = until;
    state.schedule.next_heartbeat = state.schedule.next_heartbeat.max(until);
    state.connection_issue = Some(ConnectionIssue::Limited { until });
}

/// Learns from silence what stands in the way, plans the next beat, and says it in a sentence.
pub(crate) fn record_no_response(state: &mut State, silence: NoResponse, now: Millis) -> LocalizedMessage {
    match silence {
        NoResponse::Unsent => state.connection_issue = Some(ConnectionIssue::Permission),
        NoResponse::Dropped => {
            state.connection_issue = Some(ConnectionIssue::Offline);
            back_off(state, None, now);
        }
        NoResponse::Timeout => {
            state.connection_issue = Some(ConnectionIssue::Server { code: "TIMEOUT".into() });
            back_off(state, None, now);
        }
    }
    error_messages::of_silence(silence, state.live.online)
}

fn back_off(state: &mut State, wait: Option<Millis>, now: Millis) {
    let step = usize::try_from(state.schedule.failures).unwrap_or(usize::MAX);
    state.schedule.failures = state.schedule.failures.saturating_add(1);
    let next = match (wait, BACKOFF.get(step)) {
        (Some(wait), _) => now + wait,
        (None, Some(seconds)) => now + seconds * 1000,
        (None, None) => state.next_regular_heartbeat(now),
    };
    // Who opens the panel now and then, while all that it reads fails, would put the beat off each time.
    let planned = state.schedule.next_heartbeat;
    let next = if planned > now { next.min(planned) } else { next };
    // A failure of something else does not end an earlier request to wait.
    let asked = state.schedule.wait_until.max(wait.map_or(0, |wait| now + wait));
    state.schedule.wait_until = asked;
    state.schedule.next_heartbeat = next.max(asked);
}
