//! Accepting the terms of the network, and leaving the network for good. Each is sent once, at a click.

use crate::app::account::connect;
use crate::app::connection::connection_issue;
use crate::app::effect::{EffectBuilder, NoResponse, Outcome, RequestFields, RequestResult};
use crate::app::schedule::heartbeat;
use crate::app::state::{Pending, State};
use crate::domain::{LocalizedMessage, Millis};
use crate::protocol::{Endpoint, Reply};

/// Accepts the terms.
pub(crate) fn accept(state: &mut State, token: u32, now: Millis, effects: &mut EffectBuilder) {
    send(state, Endpoint::Terms, Pending::Terms(token), now, effects);
}

/// Deregisters the account, once its name was typed.
pub(crate) fn deregister(
    state: &mut State,
    token: u32,
    name: &str,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let word = state.account.as_ref().and_then(|account| account.deregister_word());
    if word.is_none_or(|word| word != name.trim()) {
        return effects.alert(Some(token), LocalizedMessage::new("alertDeregisterName"));
    }
    send(state, Endpoint::Deregister, Pending::Deregister(token), now, effects);
}

fn send(state: &mut State, endpoint: Endpoint, pending: Pending, now: Millis, effects: &mut EffectBuilder) {
    let who = pending.waiter();
    if !state.ready() {
        return effects.alert(who, LocalizedMessage::new("alertLocked"));
    }
    if let Some(until) = state.missing_until(endpoint, now) {
        return effects.alert(who, LocalizedMessage::new(missing(endpoint)).at(until));
    }
    // A key that is being verified may replace the one that this is sent with.
    let busy = |other: &Pending| {
        matches!(other, Pending::Terms(_) | Pending::Deregister(_) | Pending::Connect { .. })
    };
    if state.live.pending.values().any(busy) {
        return effects.alert(who, LocalizedMessage::new("alertSending"));
    }
    effects.fetch(state, endpoint, &RequestFields::default(), pending);
}

fn missing(endpoint: Endpoint) -> &'static str {
    if endpoint == Endpoint::Terms { "termsMissing" } else { "deregisterMissing" }
}

/// Handles the reply to either.
pub(crate) fn handle_reply(
    state: &mut State,
    endpoint: Endpoint,
    token: u32,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let who = Some(token);
    effects.save = true;
    match result.outcome {
        Outcome::Reply(reply) => {
            let Reply::Confirmed(confirmed) = *reply else { return };
            state.missing_endpoints.remove(endpoint.name());
            if endpoint == Endpoint::Terms {
                let word = confirmed.account_status.as_deref().unwrap_or("ACTIVE");
                connection_issue::take_account_status(state, word);
                effects.said(who, LocalizedMessage::new("saidTermsAccepted"));
                heartbeat::send(state, None, now, effects);
            } else {
                // Its keys are revoked: with the next heartbeat the network would refuse them.
                connect::remove(state, now, effects);
                effects.said(who, LocalizedMessage::new("saidDeregistered"));
            }
        }
        Outcome::ApiError(problem) if connection_issue::is_missing_endpoint(&problem) => {
            state.remember_missing(endpoint, now);
            let until = state.missing_until(endpoint, now).unwrap_or(now);
            effects.alert(who, LocalizedMessage::new(missing(endpoint)).at(until));
        }
        // The account may be gone already. The next heartbeat tells.
        Outcome::NoResponse(NoResponse::Dropped | NoResponse::Timeout)
            if endpoint == Endpoint::Deregister =>
        {
            if let Some(account) = state.account.as_mut() {
                account.deregistering = true;
            }
            effects.alert(who, LocalizedMessage::new("alertDeregisterUnknown"));
        }
        Outcome::ApiError(problem) => {
            let line = connection_issue::record_error(state, &problem, result.meta, now);
            effects.alert(who, line);
        }
        Outcome::NoResponse(silence) => {
            let line = connection_issue::record_no_response(state, silence, now);
            effects.alert(who, line);
        }
    }
    effects.show_all(state);
}
