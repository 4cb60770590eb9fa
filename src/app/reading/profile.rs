use crate::app::connection::connection_issue;
use crate::app::effect::Outcome;
use crate::app::effect::{EffectBuilder, RequestFields, ViewKey};
use crate::app::reading::{details, models};
use crate::app::state::{Pending, State};
use crate::domain::Millis;
use crate::protocol::{Endpoint, Reply};

/// Handles the reply with the costs.
pub(crate) fn handle_budget_details(
    state: &mut State,
    outcome: Outcome,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let Some(budget_details) = models::reply(outcome, |reply| match reply {
        Reply::Budget(budget_details) => Some(budget_details),
        _ => None,
    }) else {
        return;
    };
    if let Some(account) = state.account.as_mut() {
        let budget = &mut account.budget;
        if budget_details.balance.is_some() {
            budget.balance = budget_details.balance;
            account.budget_at = now + state.clock_skew;
        }
        budget.max_balance = budget_details.max_balance.or(budget.max_balance);
        budget.regeneration_rate = budget_details.regeneration_rate.or(budget.regeneration_rate);
        budget.next_regen_at = budget_details.next_regen_at.or(budget.next_regen_at);
    }
    state.cache.budget_details = Some(budget_details);
    state.cache.budget_details_at = now;
    effects.save = true;
    effects.save_cache = true;
    effects.show_all(state);
}

/// Fetches what the tab *You* shows, which is free.
pub(crate) fn you(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    if state.ready() {
        effects.fetch(state, Endpoint::Profile, &RequestFields::default(), Pending::Profile);
        effects.fetch(state, Endpoint::Balance, &RequestFields::default(), Pending::Tokens);
        details::fetch(state, Endpoint::Security, None, now, effects);
        if state.is_new_account() {
            details::fetch(state, Endpoint::Onboard, None, now, effects);
        }
    }
}

/// Handles the reply with the profile.
pub(crate) fn handle_profile(state: &mut State, outcome: Outcome, effects: &mut EffectBuilder) {
    if let Some(profile) = models::reply(outcome, |reply| match reply {
        Reply::Profile(profile) => Some(profile),
        _ => None,
    }) {
        if let Some(word) = &profile.account_status {
            connection_issue::take_account_status(state, word);
            effects.save = true;
            effects.show_all(state);
        }
        state.cache.profile = Some(profile);
        effects.save_cache = true;
        effects.show(ViewKey::You);
    }
}

/// Handles the reply with the tokens.
pub(crate) fn handle_tokens(state: &mut State, outcome: Outcome, effects: &mut EffectBuilder) {
    if let Some(tokens) = models::reply(outcome, |reply| match reply {
        Reply::Balance(tokens) => Some(tokens),
        _ => None,
    }) {
        state.cache.tokens = Some(tokens);
        effects.save_cache = true;
        effects.show(ViewKey::You);
    }
}
