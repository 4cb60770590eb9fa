//! Signing up: the network leads, and one press takes one step.
//!
//! Each press of *Solve and register* does the next thing that can be done: ask for a puzzle, or send the registration once there is
//! nothing left to solve. Whatever the network names as the next step is shown; nothing is sent again because of it, so nothing can loop.
//! A registration spends: it is saved before it leaves, and one without an answer is *lost*, told in words and never repeated by itself.

mod ended;
mod form;
mod pace;
mod stage;

pub(super) use ended::{challenge_ended, kept, register_ended};
pub(crate) use form::provider_fault;
pub use form::{FieldLine, JoinForm, faults};
pub use pace::{Estimate, Measure, Outlook, crew, estimate};
pub use stage::{Held, Joining, Made, Stage, Told};

use super::plan::{Fields, Plan};
use super::{Account, Answer, Effect, KeyState, Pending, State, Surface, beat, origin};
use crate::model::{Line, Millis};
use crate::wire::Endpoint;

/// The next thing that can be done with this form.
pub(super) fn join(state: &mut State, token: u32, form: JoinForm, now: Millis, plan: &mut Plan) {
    let who = Some(token);
    plan.show(Surface::Joining);
    if let Some(line) = obstacle(state) {
        return plan.alert(who, line);
    }
    let fields = faults(&form);
    if !fields.is_empty() {
        let alert = Some(Line::count("alertForm", u32::try_from(fields.len()).unwrap_or(u32::MAX)));
        return plan.answer(who, Answer { alert, fields, ..Answer::default() });
    }
    let Some(origin) = origin(&form.address) else {
        return plan.alert(who, Line::new("alertAddress"));
    };
    if state.joining.origin != origin {
        state.joining = Joining { origin, ..Joining::default() };
    }
    form.name.trim().clone_into(&mut state.joining.name);
    plan.save = true;
    drop_dead(state, now);
    match &state.joining.puzzle {
        None if state.joining.no_puzzle => register(state, token, &form, now, plan),
        Some(held) if held.solution().is_some() => register(state, token, &form, now, plan),
        Some(_) => {
            state.joining.stage = Stage::Puzzle;
            plan.answer(who, Answer::default());
        }
        None => {
            state.joining.stage = Stage::Asking;
            let origin = state.joining.origin.clone();
            let pending = Pending::Challenge { token, form: Box::new(form) };
            plan.fetch_from(state, &origin, Endpoint::Challenge, &Fields::default(), pending);
        }
    }
}

/// Why nothing can be sent now, if so.
fn obstacle(state: &State) -> Option<Line> {
    let line = match &state.joining.stage {
        Stage::Asking | Stage::Registering { .. } => Line::new("alertJoinBusy"),
        Stage::Lost { .. } => Line::new("alertJoinLost"),
        Stage::Made(_) => Line::new("alertKeyFirst"),
        _ if state.account.is_some() => Line::new("alertHasAccount"),
        _ if state.live.newer => Line::new("alertNewer"),
        _ if !state.live.online => Line::new("alertOffline"),
        _ => return None,
    };
    Some(line)
}

/// Forgets a puzzle whose time is over.
fn drop_dead(state: &mut State, now: Millis) {
    let skew = state.skew;
    state.joining.puzzle = state.joining.puzzle.take().filter(|held| held.ends_at(skew) > now);
}

/// Sends the registration: saved first, sent once.
fn register(state: &mut State, token: u32, form: &JoinForm, now: Millis, plan: &mut Plan) {
    let proof = state
        .joining
        .puzzle
        .as_ref()
        .and_then(|held| held.solution().map(|nonces| (held.challenge.chain_id.clone(), nonces)));
    let fields = form.fields(proof.as_ref().map(|(chain, nonces)| (chain.as_str(), nonces.clone())));
    state.joining.stage = Stage::Registering { sent: now };
    plan.save = true;
    plan.show(Surface::Joining);
    let origin = state.joining.origin.clone();
    let pending =
        Pending::Register { token, proof: proof.is_some(), paid: !form.transaction.trim().is_empty() };
    plan.fetch_from(state, &origin, Endpoint::Register, &fields, pending);
}

/// Takes what a worker measured, from which follows how many there may be and whether it can end in time.
pub(super) fn measured(state: &mut State, token: u32, measure: Measure, plan: &mut Plan) {
    if state.joining.puzzle.as_ref().is_some_and(|held| held.challenge.chain_id == measure.chain) {
        state.live.measure = Some(measure);
        plan.show(Surface::Joining);
    }
    plan.answer(Some(token), Answer::default());
}

/// Keeps what was found of a solution.
pub(super) fn found(
    state: &mut State,
    token: u32,
    chain: &str,
    nonces: &[Option<u64>],
    from: &[u64],
    plan: &mut Plan,
) {
    if let Some(held) = state.joining.puzzle.as_mut().filter(|held| held.challenge.chain_id == chain) {
        held.learn(nonces, from);
        plan.save = true;
        plan.show(Surface::Joining);
    }
    plan.answer(Some(token), Answer::default());
}

/// Back to the form. A puzzle that lives is kept, with what is found of it, unless another one is wanted.
pub(super) fn back(state: &mut State, token: u32, another: bool, now: Millis, plan: &mut Plan) {
    plan.show(Surface::Joining);
    if matches!(state.joining.stage, Stage::Registering { .. } | Stage::Made(_)) {
        return plan.alert(Some(token), Line::new("alertJoinBusy"));
    }
    // A request for a puzzle that is on its way spends nothing; its answer finds nobody waiting.
    state.live.pending.retain(|_, pending| !matches!(pending, Pending::Challenge { .. }));
    drop_dead(state, now);
    if another || matches!(state.joining.stage, Stage::Lost { .. }) {
        state.joining.puzzle = None;
        state.live.measure = None;
    }
    state.joining.stage = Stage::Form;
    plan.save = true;
    plan.answer(Some(token), Answer::default());
}

/// The person says that the key is saved: it is not shown again, and the first beat is sent.
pub(super) fn saved(state: &mut State, token: u32, now: Millis, plan: &mut Plan) {
    let Stage::Made(made) = &state.joining.stage else {
        return plan.answer(Some(token), Answer::default());
    };
    let said = Line::new("saidConnected").with(made.name.as_str());
    state.joining = Joining::default();
    plan.save = true;
    plan.show_all(state);
    plan.said(Some(token), said);
    beat::beat(state, None, now, plan);
}

/// The worker died over a sign-up: what was sent has no answer any more, what was only asked is asked again by hand.
pub(super) fn interrupted(state: &mut State, now: Millis, plan: &mut Plan) {
    match state.joining.stage {
        // The key is kept before the state is saved: one that lies there without an account came with the lost answer.
        Stage::Registering { .. } if state.account.is_none() && state.live.key == KeyState::Ready => {
            let Joining { origin, name, .. } = state.joining.clone();
            state.account = Some(Account {
                origin,
                name: Some(name.clone()),
                key_at: now,
                kept_at: now,
                ..Account::default()
            });
            let made = Made { name, stored: Some(true), ..Made::default() };
            state.joining.stage = Stage::Made(Box::new(made));
            state.joining.puzzle = None;
        }
        Stage::Registering { sent } => {
            state.joining.stage = Stage::Lost { sent };
            state.joining.puzzle = None;
        }
        // Sealing ends in the worker that began it: whether it did is seen by the key that is there.
        Stage::Made(ref mut made) if made.stored.is_none() => {
            made.stored = Some(state.live.key == KeyState::Ready);
        }
        Stage::Asking => state.joining.stage = Stage::Form,
        _ => return,
    }
    plan.save = true;
    plan.show(Surface::Joining);
}

/// Whether the key may be shown: once there is one, it is stored or could not be, and nobody has said that it is saved.
pub fn shows_key(state: &State) -> bool {
    matches!(&state.joining.stage, Stage::Made(made) if made.stored.is_some())
}

/// Seals and keeps the key of a fresh account, and forgets what was typed for it.
fn keep(plan: &mut Plan, key: crate::model::Secret, origin: String) {
    plan.key(Effect::KeepFresh { key, origin });
}
