use crate::app::connection::connection_issue;
use crate::app::effect::{EffectBuilder, RequestFields, ViewKey};
use crate::app::effect::{Outcome, RequestResult};
use crate::app::schedule::heartbeat;
use crate::app::state::{ConnectionIssue, HealthResult, Pending, State};
use crate::domain::{ApiErrorKind, LocalizedMessage, Millis};
use crate::protocol::{Endpoint, Reply};

/// Runs the health check: address, key, account, tier, budget, unread, versions.
pub(crate) fn health(state: &mut State, token: u32, effects: &mut EffectBuilder) {
    state.live.health.clear();
    effects.fetch(state, Endpoint::Health, &RequestFields::default(), Pending::HealthAddress(token));
}

/// Takes the answer of the address.
pub(crate) fn health_address(
    state: &mut State,
    token: u32,
    result: &RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let fact = match &result.outcome {
        Outcome::Reply(_) => HealthResult::Answers(result.duration_ms),
        Outcome::ApiError(problem) => HealthResult::AnswersOddly(problem.code.clone()),
        Outcome::NoResponse(_) => HealthResult::Silent,
    };
    let silent = fact == HealthResult::Silent;
    state.live.health.push(fact);
    if let Some(date) = result.meta.date {
        state.live.health.push(HealthResult::Clock(date - now));
    }
    effects.show(ViewKey::Options);
    if silent || !state.ready() {
        if !state.ready() {
            state.live.health.push(HealthResult::NoKey);
        }
        health_done(state, token, effects);
    } else {
        effects.fetch(state, Endpoint::Heartbeat, &RequestFields::default(), Pending::HealthAccount(token));
    }
}

/// Takes the answer of the account.
pub(crate) fn health_account(
    state: &mut State,
    token: u32,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let refused = connection_issue::other_refusal(&result.outcome);
    match result.outcome {
        Outcome::Reply(reply) => {
            if let Reply::Heartbeat(heartbeat) = *reply {
                let (name, tier) = (heartbeat.name.clone(), heartbeat.tier.clone());
                heartbeat::apply_heartbeat(state, heartbeat, now, effects);
                state.live.health.push(HealthResult::Key(name, tier, result.duration_ms));
                if let Some(balance) = state.balance(now) {
                    let max = state.account.as_ref().and_then(|account| account.budget.max_balance);
                    state.live.health.push(HealthResult::Budget(balance, max));
                }
                state.live.health.push(HealthResult::Unread);
                effects.save = true;
            }
        }
        Outcome::ApiError(problem) => {
            connection_issue::record_error(state, &problem, result.meta, now);
            if let Some(code) = refused {
                state.connection_issue = Some(ConnectionIssue::HeartbeatRefused { code });
            }
            let issue = state.connection_issue.clone();
            state.live.health.push(match (problem.kind, issue) {
                (ApiErrorKind::Auth, _) => HealthResult::KeyRefused(problem.code),
                (ApiErrorKind::Terms, Some(issue)) => HealthResult::NotActive(issue),
                (ApiErrorKind::Shape, _) => HealthResult::AnswersOddly(problem.code),
                _ => HealthResult::HeartbeatRefused(problem.code),
            });
            effects.save = true;
        }
        Outcome::NoResponse(silence) => {
            connection_issue::record_no_response(state, silence, now);
            state.live.health.push(HealthResult::Silent);
        }
    }
    let answered = !state
        .live
        .health
        .iter()
        .any(|fact| matches!(fact, HealthResult::KeyRefused(_) | HealthResult::Silent));
    if answered && state.missing_until(Endpoint::Security, now).is_none() {
        effects.fetch(state, Endpoint::Security, &RequestFields::default(), Pending::HealthSecurity(token));
    } else {
        limits(state, now);
        health_done(state, token, effects);
    }
}

/// Takes the security status.
pub(crate) fn health_security(
    state: &mut State,
    token: u32,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    match result.outcome {
        Outcome::Reply(reply) => {
            if let Reply::Security(status) = *reply {
                state.live.health.push(HealthResult::Security(status.clone()));
                state.cache.security = Some(status);
                effects.save_cache = true;
                effects.show(ViewKey::You);
            }
        }
        Outcome::ApiError(problem) if connection_issue::is_missing_endpoint(&problem) => {
            state.remember_missing(Endpoint::Security, now);
            effects.save = true;
            let until = state.missing_until(Endpoint::Security, now).unwrap_or(now);
            state.live.health.push(HealthResult::NoSecurity(until));
        }
        // The account is what the check is about; its security status is told where it is there.
        Outcome::ApiError(_) | Outcome::NoResponse(_) => {}
    }
    limits(state, now);
    health_done(state, token, effects);
}

/// What limits the account now.
fn limits(state: &mut State, now: Millis) {
    if let Some(quota) = state.quota.filter(|quota| quota.reset > now) {
        state.live.health.push(HealthResult::Quota(quota));
    }
}

fn health_done(state: &mut State, token: u32, effects: &mut EffectBuilder) {
    state.live.health.push(HealthResult::Version(state.live.version.clone()));
    effects.show(ViewKey::Options);
    effects.show(ViewKey::Header);
    effects.said(Some(token), LocalizedMessage::new("saidHealth"));
}
