use super::plan::{Fields, Plan};
use super::{Outcome, Pending, State, Surface, Words};
use crate::model::{Engine, Engines, Millis, Output};
use crate::wire::{Endpoint, Reply};

/// How many models are kept to be offered without looking for them.
const OFFERED: usize = 100;

/// Asks for the models the network recommends, once a day at most.
pub(super) fn recommended(state: &mut State, now: Millis, plan: &mut Plan) {
    if state.ready() && now - state.cache.engines_at > 86_400_000 {
        state.cache.engines_at = now;
        let fields = Fields::default().flag("recommended", true).number("limit", 50);
        plan.fetch(state, Endpoint::Models, &fields, Pending::Engines);
    }
}

/// Takes the models that the network recommends.
pub(super) fn engines_ended(state: &mut State, outcome: Outcome, now: Millis, plan: &mut Plan) {
    let Some(Engines { models, .. }) = reply(outcome, |reply| match reply {
        Reply::Engines(engines) => Some(engines),
        _ => None,
    }) else {
        // The composer offers the network's own choice meanwhile; tried again when a thread is opened.
        state.cache.engines_at = 0;
        return;
    };
    for engine in models {
        offer(state, engine);
    }
    state.cache.engines_at = now;
    plan.save_cache = true;
    show(state, plan);
}

/// Remembers with which model a post of this kind is made, so that the next composer begins with it.
pub(super) fn remember(state: &mut State, words: &Words, plan: &mut Plan) {
    if words.model.is_empty() {
        return;
    }
    match words.output {
        Output::Text => state.last_text.clone_from(&words.model),
        Output::Image => state.last_image.clone_from(&words.model),
    }
    if let Some(engine) = state.live.shelf.engines.iter().find(|engine| engine.id == words.model).cloned() {
        offer(state, engine);
        plan.save_cache = true;
    }
}

/// Adds a model to those that every composer offers.
fn offer(state: &mut State, engine: Engine) {
    let known = &mut state.cache.engines;
    if known.len() < OFFERED && !known.iter().any(|one| one.id == engine.id) {
        known.push(engine);
    }
}

fn show(state: &State, plan: &mut Plan) {
    plan.show(Surface::Seed);
    for opened in &state.live.threads {
        plan.show(Surface::Thread(opened.node.clone()));
    }
}

/// Takes the network's table of costs.
pub(super) fn sheet_ended(state: &mut State, outcome: Outcome, now: Millis, plan: &mut Plan) {
    let Some(sheet) = reply(outcome, |reply| match reply {
        Reply::Budget(sheet) => Some(sheet),
        _ => None,
    }) else {
        return;
    };
    if let Some(account) = state.account.as_mut() {
        let budget = &mut account.budget;
        if sheet.balance.is_some() {
            budget.balance = sheet.balance;
            account.budget_at = now + state.skew;
        }
        budget.max_balance = sheet.max_balance.or(budget.max_balance);
        budget.regeneration_rate = sheet.regeneration_rate.or(budget.regeneration_rate);
        budget.next_regen_at = sheet.next_regen_at.or(budget.next_regen_at);
    }
    state.cache.sheet = Some(sheet);
    state.cache.sheet_at = now;
    plan.save = true;
    plan.save_cache = true;
    plan.show_all(state);
}

/// The tab *You* is looked at: profile and tokens are fetched, which is free.
pub(super) fn you(state: &mut State, plan: &mut Plan) {
    if state.ready() {
        plan.fetch(state, Endpoint::Profile, &Fields::default(), Pending::Profile);
        plan.fetch(state, Endpoint::Balance, &Fields::default(), Pending::Tokens);
    }
}

/// Takes our profile.
pub(super) fn profile_ended(state: &mut State, outcome: Outcome, plan: &mut Plan) {
    if let Some(profile) = reply(outcome, |reply| match reply {
        Reply::Profile(profile) => Some(profile),
        _ => None,
    }) {
        state.cache.profile = Some(profile);
        plan.save_cache = true;
        plan.show(Surface::You);
    }
}

/// Takes our tokens.
pub(super) fn tokens_ended(state: &mut State, outcome: Outcome, plan: &mut Plan) {
    if let Some(tokens) = reply(outcome, |reply| match reply {
        Reply::Balance(tokens) => Some(tokens),
        _ => None,
    }) {
        state.cache.tokens = Some(tokens);
        plan.save_cache = true;
        plan.show(Surface::You);
    }
}

fn reply<T>(outcome: Outcome, pick: impl FnOnce(Reply) -> Option<T>) -> Option<T> {
    match outcome {
        Outcome::Reply(reply) => pick(*reply),
        Outcome::Problem(_) | Outcome::Silence(_) => None,
    }
}
