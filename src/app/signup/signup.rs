//! The sign-up, one step per click.
//!
//! Each click on *Solve and register* does the next step: it requests a puzzle, or sends the registration when the puzzle is solved. A step
//! that the network requires is shown, and nothing is sent again automatically. The state is saved before a registration is sent. A
//! registration without a reply is *lost* and never repeated automatically.

use crate::app::effect::{Answer, Effect, EffectBuilder, RequestFields, ViewKey};
use crate::app::schedule::heartbeat;
use crate::app::signup::form::faults;
use crate::app::state::origin::origin;
use crate::app::state::{
    Account, CreatedAccount, KeyState, Measure, Pending, ProofOfWork, SentForm, SignupForm, SignupStage,
    SignupState, State,
};
use crate::domain::{LocalizedMessage, Millis};
use crate::protocol::Endpoint;

/// Does the next step with this form.
pub(crate) fn advance(
    state: &mut State,
    token: u32,
    form: SignupForm,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let who = Some(token);
    effects.show(ViewKey::Signup);
    if let Some(line) = blocking_message(state) {
        return effects.alert(who, line);
    }
    let Some(origin) = origin(&form.address) else {
        return effects.answer(who, Answer::invalid(faults(&form, &[])));
    };
    let asked: &[String] = if state.signup.origin == origin { &state.signup.asked } else { &[] };
    let fields = faults(&form, asked);
    if !fields.is_empty() {
        return effects.answer(who, Answer::invalid(fields));
    }
    if state.signup.origin != origin {
        state.signup = SignupState { origin, ..SignupState::default() };
    }
    form.name.trim().clone_into(&mut state.signup.name);
    effects.save = true;
    drop_expired_puzzle(state, now);
    match &state.signup.puzzle {
        None if is_tried_first(state.signup.proof_of_work, &form) => {
            register(state, token, &form, now, effects);
        }
        Some(puzzle) if puzzle.solution().is_some() => register(state, token, &form, now, effects),
        Some(_) => {
            state.signup.stage = SignupStage::Puzzle;
            effects.answer(who, Answer::default());
        }
        None => {
            state.signup.stage = SignupStage::Asking;
            let origin = state.signup.origin.clone();
            let pending = Pending::Challenge { token, form: Box::new(form) };
            effects.fetch_from(state, &origin, Endpoint::Challenge, &RequestFields::default(), pending);
        }
    }
}

/// Whether a registration is sent without a puzzle. A form without an operator is sent to see what the network asks for: the newer document
/// asks for neither, and by the original one a puzzle costs minutes and is used up by a refusal (contract, sections 8.1, 11 and 13).
fn is_tried_first(proof_of_work: ProofOfWork, form: &SignupForm) -> bool {
    match proof_of_work {
        ProofOfWork::Absent => true,
        ProofOfWork::Required => false,
        ProofOfWork::Unknown => form.operator_id.trim().is_empty(),
    }
}

/// Why nothing can be sent now, if that is so.
fn blocking_message(state: &State) -> Option<LocalizedMessage> {
    let line = match &state.signup.stage {
        SignupStage::Asking | SignupStage::Registering { .. } => LocalizedMessage::new("alertSignupBusy"),
        SignupStage::Lost { .. } => LocalizedMessage::new("alertSignupLost"),
        SignupStage::Created(_) => LocalizedMessage::new("alertKeyFirst"),
        _ if state.account.is_some() => LocalizedMessage::new("alertHasAccount"),
        _ if state.live.newer => LocalizedMessage::new("alertNewer"),
        _ if !state.live.online => LocalizedMessage::new("alertOffline"),
        _ => return None,
    };
    Some(line)
}

/// Removes an expired puzzle.
fn drop_expired_puzzle(state: &mut State, now: Millis) {
    let clock_skew = state.clock_skew;
    state.signup.puzzle = state.signup.puzzle.take().filter(|puzzle| puzzle.ends_at(clock_skew) > now);
}

/// Sends the registration, once, after the state is saved.
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
        .and_then(|puzzle| puzzle.solution().map(|nonces| (puzzle.challenge.chain_id.clone(), nonces)));
    let fields = form.fields(proof.as_ref().map(|(chain, nonces)| (chain.as_str(), nonces.clone())));
    state.signup.stage = SignupStage::Registering { sent: now };
    effects.save = true;
    effects.show(ViewKey::Signup);
    let origin = state.signup.origin.clone();
    let empty = form.empty_fields();
    let sent = SentForm { proof: proof.is_some(), paid: !empty.contains(&"transaction"), empty };
    let pending = Pending::Register { token, sent };
    effects.fetch_from(state, &origin, Endpoint::Register, &fields, pending);
}

/// Takes the measurement of a worker, from which the number of workers and the expected time follow.
pub(crate) fn puzzle_measured(state: &mut State, token: u32, measure: Measure, effects: &mut EffectBuilder) {
    if state.signup.puzzle.as_ref().is_some_and(|puzzle| puzzle.challenge.chain_id == measure.chain) {
        state.live.measure = Some(measure);
        effects.show(ViewKey::Signup);
    }
    effects.answer(Some(token), Answer::default());
}

/// Saves the progress of a puzzle.
pub(crate) fn puzzle_progress(
    state: &mut State,
    token: u32,
    chain: &str,
    nonces: &[Option<u64>],
    from: &[u64],
    effects: &mut EffectBuilder,
) {
    if let Some(puzzle) = state.signup.puzzle.as_mut().filter(|puzzle| puzzle.challenge.chain_id == chain) {
        puzzle.merge_progress(nonces, from);
        effects.save = true;
        effects.show(ViewKey::Signup);
    }
    effects.answer(Some(token), Answer::default());
}

/// Returns to the form. A valid puzzle stays with its progress, unless another one is requested.
pub(crate) fn back(state: &mut State, token: u32, another: bool, now: Millis, effects: &mut EffectBuilder) {
    effects.show(ViewKey::Signup);
    if matches!(state.signup.stage, SignupStage::Registering { .. } | SignupStage::Created(_)) {
        return effects.alert(Some(token), LocalizedMessage::new("alertSignupBusy"));
    }
    // A pending request for a puzzle spends nothing; its reply is ignored.
    state.live.pending.retain(|_, pending| !matches!(pending, Pending::Challenge { .. }));
    drop_expired_puzzle(state, now);
    if another || matches!(state.signup.stage, SignupStage::Lost { .. }) {
        state.signup.puzzle = None;
        state.live.measure = None;
    }
    state.signup.stage = SignupStage::Form;
    effects.save = true;
    effects.answer(Some(token), Answer::default());
}

/// The person confirms that the key is saved: it is not shown again, and the first heartbeat is sent.
pub(crate) fn key_saved(state: &mut State, token: u32, now: Millis, effects: &mut EffectBuilder) {
    let SignupStage::Created(made) = &state.signup.stage else {
        return effects.answer(Some(token), Answer::default());
    };
    let said = LocalizedMessage::new("saidConnected").with(made.name.as_str());
    state.signup = SignupState::default();
    effects.save = true;
    effects.show_all(state);
    effects.said(Some(token), said);
    heartbeat::send(state, None, now, effects);
}

/// The worker stopped during a sign-up. A sent registration is lost; a puzzle has to be requested again by a click.
pub(crate) fn interrupted(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    match state.signup.stage {
        // The key is stored before the state is saved, so a key without an account came with the lost reply.
        SignupStage::Registering { .. } if state.account.is_none() && state.live.key == KeyState::Ready => {
            let SignupState { origin, name, .. } = state.signup.clone();
            state.account = Some(Account {
                origin,
                name: Some(name.clone()),
                key_at: now,
                key_stored_at: now,
                ..Account::default()
            });
            let made = CreatedAccount { name, stored: Some(true), ..CreatedAccount::default() };
            state.signup.stage = SignupStage::Created(Box::new(made));
            state.signup.puzzle = None;
        }
        SignupStage::Registering { sent } => {
            state.signup.stage = SignupStage::Lost { sent };
            state.signup.puzzle = None;
        }
        // The stored key shows whether sealing succeeded.
        SignupStage::Created(ref mut made) if made.stored.is_none() => {
            made.stored = Some(state.live.key == KeyState::Ready);
        }
        SignupStage::Asking => state.signup.stage = SignupStage::Form,
        _ => return,
    }
    effects.save = true;
    effects.show(ViewKey::Signup);
}

/// Whether the new key may be shown: after it was stored or storing failed, until the person confirms that it is saved.
pub fn shows_key(state: &State) -> bool {
    matches!(&state.signup.stage, SignupStage::Created(made) if made.stored.is_some())
}

/// Seals and stores the key of a new account, and removes the form.
pub(super) fn store_new_key(effects: &mut EffectBuilder, key: crate::domain::Secret, origin: String) {
    effects.key(Effect::StoreNewKey { key, origin });
}
