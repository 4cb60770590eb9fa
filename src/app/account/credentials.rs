//! Provider keys (contract, section 2.12): sent to the network, listed and removed there, and never stored here.

use crate::app::connection::error_messages;
use crate::app::effect::{Answer, EffectBuilder, RequestFields, ViewKey};
use crate::app::effect::{Outcome, RequestResult};
use crate::app::signup::form::provider_fault;
use crate::app::state::{Pending, Providers, State};
use crate::domain::{LocalizedMessage, Millis, Secret};
use crate::protocol::{Endpoint, Reply};

/// Requests the list of provider keys.
pub(crate) fn list(state: &mut State, token: Option<u32>, effects: &mut EffectBuilder) {
    if is_allowed(state, token, effects) {
        let pending = Pending::Credentials { token, changes: false };
        effects.fetch(state, Endpoint::Credentials, &RequestFields::default(), pending);
    }
}

/// Sends a provider key to the network. It is copied from the message to the request and nowhere else.
pub(crate) fn put(state: &mut State, token: u32, provider: &str, key: &Secret, effects: &mut EffectBuilder) {
    if let Some(line) = provider_fault(key) {
        return effects.alert(Some(token), line);
    }
    if !matches!(provider, "openrouter" | "fal") {
        return effects.alert(Some(token), LocalizedMessage::new("alertProvider"));
    }
    if is_allowed(state, Some(token), effects) {
        let fields = RequestFields::default().text("provider", provider).text("apiKey", key.expose().trim());
        let pending = Pending::Credentials { token: Some(token), changes: true };
        effects.fetch(state, Endpoint::Credentials, &fields, pending);
    }
}

/// Removes a provider key from the network.
pub(crate) fn remove(state: &mut State, token: u32, id: &str, effects: &mut EffectBuilder) {
    if !id.is_empty() && is_allowed(state, Some(token), effects) {
        let pending = Pending::Credentials { token: Some(token), changes: true };
        effects.fetch(state, Endpoint::Credentials, &RequestFields::default().text("id", id), pending);
    }
}

fn is_allowed(state: &State, token: Option<u32>, effects: &mut EffectBuilder) -> bool {
    let key = match &state.account {
        None => "alertNoKey",
        Some(_) if !state.ready() => "alertLocked",
        Some(_) if !state.live.online => "alertOffline",
        Some(_) => return true,
    };
    effects.alert(token, LocalizedMessage::new(key));
    false
}

/// Handles the reply to any of the three requests.
pub(crate) fn handle_reply(
    state: &mut State,
    token: Option<u32>,
    changes: bool,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    effects.show(ViewKey::Options);
    let line = match result.outcome {
        Outcome::Reply(reply) => {
            let Reply::Credentials(reported) = *reply else { return };
            if changes {
                // The list is requested again after a change.
                list(state, None, effects);
                return effects.said(token, LocalizedMessage::new("saidProvider"));
            }
            state.live.providers = Some(Providers { held: reported.credentials, at: now });
            return effects.answer(token, Answer::default());
        }
        Outcome::ApiError(problem) => error_messages::of_refusal(&problem),
        Outcome::NoResponse(silence) => error_messages::of_silence(silence, state.live.online),
    };
    effects.alert(token, line);
}
