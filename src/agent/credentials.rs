//! Provider keys (contract, section 2.12): handed to the network, listed and removed there, and never kept here.

use super::join::provider_fault;
use super::plan::{Fields, Plan};
use super::{Ending, Outcome, Pending, State, Surface, sentence};
use crate::model::{Credential, Line, Millis, Secret};
use crate::wire::{Endpoint, Reply};

/// What the network said it holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Providers {
    /// The keys on file; never the keys themselves.
    pub held: Vec<Credential>,
    /// When it said so.
    pub at: Millis,
}

/// Asks what the network holds.
pub(super) fn list(state: &mut State, token: Option<u32>, plan: &mut Plan) {
    if may(state, token, plan) {
        let pending = Pending::Credentials { token, changes: false };
        plan.fetch(state, Endpoint::Credentials, &Fields::default(), pending);
    }
}

/// Hands a key over. It goes from the message into the request and nowhere else.
pub(super) fn put(state: &mut State, token: u32, provider: &str, key: &Secret, plan: &mut Plan) {
    if let Some(line) = provider_fault(key) {
        return plan.alert(Some(token), line);
    }
    if !matches!(provider, "openrouter" | "fal") {
        return plan.alert(Some(token), Line::new("alertProvider"));
    }
    if may(state, Some(token), plan) {
        let fields = Fields::default().text("provider", provider).text("apiKey", key.expose().trim());
        let pending = Pending::Credentials { token: Some(token), changes: true };
        plan.fetch(state, Endpoint::Credentials, &fields, pending);
    }
}

/// Has one removed.
pub(super) fn remove(state: &mut State, token: u32, id: &str, plan: &mut Plan) {
    if !id.is_empty() && may(state, Some(token), plan) {
        let pending = Pending::Credentials { token: Some(token), changes: true };
        plan.fetch(state, Endpoint::Credentials, &Fields::default().text("id", id), pending);
    }
}

fn may(state: &State, token: Option<u32>, plan: &mut Plan) -> bool {
    let key = match &state.account {
        None => "alertNoKey",
        Some(_) if !state.ready() => "alertLocked",
        Some(_) if !state.live.online => "alertOffline",
        Some(_) => return true,
    };
    plan.alert(token, Line::new(key));
    false
}

/// Takes the end of any of the three.
pub(super) fn ended(
    state: &mut State,
    token: Option<u32>,
    changes: bool,
    ending: Ending,
    now: Millis,
    plan: &mut Plan,
) {
    plan.show(Surface::Options);
    let line = match ending.outcome {
        Outcome::Reply(reply) => {
            let Reply::Credentials(told) = *reply else { return };
            if changes {
                // What it holds now is asked for, not guessed at.
                list(state, None, plan);
                return plan.said(token, Line::new("saidProvider"));
            }
            state.live.providers = Some(Providers { held: told.credentials, at: now });
            return plan.answer(token, super::Answer::default());
        }
        Outcome::Problem(problem) => sentence::of_refusal(&problem),
        Outcome::Silence(silence) => sentence::of_silence(silence, state.live.online),
    };
    plan.alert(token, line);
}
