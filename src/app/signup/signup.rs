//! Signing up: the network leads, and one press takes one step.
//!
//! Each press of *Solve and register* does the next thing that can be done: ask for a puzzle, or send the registration once there is
//! nothing left to solve. Whatever the network names as the next step is shown; nothing is sent again because of it, so nothing can loop.
//! A registration spends: it is saved before it leaves, and one without an answer is *lost*, told in words and never repeated by itself.

use crate::app::effect::{Answer, Effect, EffectBuilder, Fields, ViewKey};
use crate::app::schedule::heartbeat;
use crate::app::signup::form::faults;
use crate::app::state::origin::origin;
use crate::app::state::{Account, KeyState, Made, Measure, Pending, SignupForm, SignupState, Stage, State};
use crate::domain::{LocalizedMessage, Millis};
use crate::protocol::Endpoint;

/// The next thing that can be done with this form.
pub(crate) fn advance(
    state: &mut State,
    token: u32,
    form: SignupForm,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let who = Some(token);
    effects.show(ViewKey::Signup);
    if let Some(line) = obstacle(state) {
        return effects.alert(who, line);
    }
    let fields = faults(&form);
    if !fields.is_empty() {
        return effects.answer(who, Answer::invalid(fields));
    }
    let Some(origin) = origin(&form.address) else {
        return effects.alert(who, LocalizedMessage::new("alertAddress"));
    };
    if state.signup.origin != origin {
        state.signup = SignupState { origin, ..SignupState::default() };
    }
    form.name.trim().clone_into(&mut state.signup.name);
    effects.save = true;
    drop_dead(state, now);
    match &state.signup.puzzle {
        None if state.signup.no_puzzle => register(state, token, &form, now, effects),
        Some(held) if held.solution().is_some() => register(state, token, &form, now, effects),
        Some(_) => {
            state.signup.stage = Stage::Puzzle;
            effects.answer(who, Answer::default());
        }
        None => {
            state.signup.stage = Stage::Asking;
            let origin = state.signup.origin.clone();
            let pending = Pending::Challenge { token, form: Box::new(form) };
            effects.fetch_from(state, &origin, Endpoint::Challenge, &Fields::default(), pending);
        }
    }
}

/// Why nothing can be sent now, if so.
fn obstacle(state: &State) -> Option<LocalizedMessage> {
    let line = match &state.signup.stage {
        Stage::Asking | Stage::Registering { .. } => LocalizedMessage::new("alertSignupBusy"),
        Stage::Lost { .. } => LocalizedMessage::new("alertSignupLost"),
        Stage::Made(_) => LocalizedMessage::new("alertKeyFirst"),
        _ if state.account.is_some() => LocalizedMessage::new("alertHasAccount"),
        _ if state.live.newer => LocalizedMessage::new("alertNewer"),
        _ if !state.live.online => LocalizedMessage::new("alertOffline"),
        _ => return None,
    };
    Some(line)
}

/// Forgets a puzzle whose time is over.
fn drop_dead(state: &mut State, now: Millis) {
    let clock_skew = state.clock_skew;
    state.signup.puzzle = state.signup.puzzle.take().filter(|held| held.ends_at(clock_skew) > now);
}

/// Sends the registration: saved first, sent once.
pub(super) fn register(
    state: &mut State,
    token: u32,
    form: &SignupForm,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let proof = state
        .signup
        .puzzle
        .as_ref()
        .and_then(|held| held.solution().map(|nonces| (held.challenge.chain_id.clone(), nonces)));
    let fields = form.fields(proof.as_ref().map(|(chain, nonces)| (chain.as_str(), nonces.clone())));
    state.signup.stage = Stage::Registering { sent: now };
    effects.save = true;
    effects.show(ViewKey::Signup);
    let origin = state.signup.origin.clone();
    let pending =
        Pending::Register { token, proof: proof.is_some(), paid: !form.transaction.trim().is_empty() };
    effects.fetch_from(state, &origin, Endpoint::Register, &fields, pending);
}

/// Takes what a worker measured, from which follows how many there may be and whether it can end in time.
pub(crate) fn puzzle_measured(state: &mut State, token: u32, measure: Measure, effects: &mut EffectBuilder) {
    if state.signup.puzzle.as_ref().is_some_and(|held| held.challenge.chain_id == measure.chain) {
        state.live.measure = Some(measure);
        effects.show(ViewKey::Signup);
    }
    effects.answer(Some(token), Answer::default());
}

/// Keeps what was found of a solution.
pub(crate) fn puzzle_progress(
    state: &mut State,
    token: u32,
    chain: &str,
    nonces: &[Option<u64>],
    from: &[u64],
    effects: &mut EffectBuilder,
) {
    if let Some(held) = state.signup.puzzle.as_mut().filter(|held| held.challenge.chain_id == chain) {
        held.learn(nonces, from);
        effects.save = true;
        effects.show(ViewKey::Signup);
    }
    effects.answer(Some(token), Answer::default());
}

/// Back to the form. A puzzle that lives is kept, with what is found of it, unless another one is wanted.
pub(crate) fn back(state: &mut State, token: u32, another: bool, now: Millis, effects: &mut EffectBuilder) {
    effects.show(ViewKey::Signup);
    if matches!(state.signup.stage, Stage::Registering { .. } | Stage::Made(_)) {
        return effects.alert(Some(token), LocalizedMessage::new("alertSignupBusy"));
    }
    // A request for a puzzle that is on its way spends nothing; its answer finds nobody waiting.
    state.live.pending.retain(|_, pending| !matches!(pending, Pending::Challenge { .. }));
    drop_dead(state, now);
    if another || matches!(state.signup.stage, Stage::Lost { .. }) {
        state.signup.puzzle = None;
        state.live.measure = None;
    }
    state.signup.stage = Stage::Form;
    effects.save = true;
    effects.answer(Some(token), Answer::default());
}

/// The person says that the key is saved: it is not shown again, and the first beat is sent.
pub(crate) fn key_saved(state: &mut State, token: u32, now: Millis, effects: &mut EffectBuilder) {
    let Stage::Made(made) = &state.signup.stage else {
        return effects.answer(Some(token), Answer::default());
    };
    let said = LocalizedMessage::new("saidConnected").with(made.name.as_str());
    state.signup = SignupState::default();
    effects.save = true;
    effects.show_all(state);
    effects.said(Some(token), said);
    heartbeat::send(state, None, now, effects);
}

/// The worker died over a sign-up: what was sent has no answer any more, what was only asked is asked again by hand.
pub(crate) fn interrupted(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    match state.signup.stage {
        // The key is kept before the state is saved: one that lies there without an account came with the lost answer.
        Stage::Registering { .. } if state.account.is_none() && state.live.key == KeyState::Ready => {
            let SignupState { origin, name, .. } = state.signup.clone();
            state.account = Some(Account {
                origin,
                name: Some(name.clone()),
                key_at: now,
                kept_at: now,
                ..Account::default()
            });
            let made = Made { name, stored: Some(true), ..Made::default() };
            state.signup.stage = Stage::Made(Box::new(made));
            state.signup.puzzle = None;
        }
        Stage::Registering { sent } => {
            state.signup.stage = Stage::Lost { sent };
            state.signup.puzzle = None;
        }
        // Sealing ends in the worker that began it: whether it did is seen by the key that is there.
        Stage::Made(ref mut made) if made.stored.is_none() => {
            made.stored = Some(state.live.key == KeyState::Ready);
        }
        Stage::Asking => state.signup.stage = Stage::Form,
        _ => return,
    }
    effects.save = true;
    effects.show(ViewKey::Signup);
}

/// Whether the key may be shown: once there is one, it is stored or could not be, and nobody has said that it is saved.
pub fn shows_key(state: &State) -> bool {
    matches!(&state.signup.stage, Stage::Made(made) if made.stored.is_some())
}

/// Seals and keeps the key of a fresh account, and forgets what was typed for it.
pub(super) fn store_new_key(effects: &mut EffectBuilder, key: crate::domain::Secret, origin: String) {
    effects.key(Effect::StoreNewKey { key, origin });
}
