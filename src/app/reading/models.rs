use crate::app::effect::Outcome;
use crate::app::effect::{EffectBuilder, Fields, ViewKey};
use crate::app::state::{DraftContent, Pending, State};
use crate::domain::{AiModel, AiModels, Millis, Output};
use crate::protocol::{Endpoint, Reply};

/// How many models are kept to be offered without looking for them.
const OFFERED: usize = 100;

/// Asks for the models the network recommends, once a day at most.
pub(crate) fn recommended(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    if state.ready() && now - state.cache.models_at > 86_400_000 {
        state.cache.models_at = now;
        let fields = Fields::default().flag("recommended", true).number("limit", 50);
        effects.fetch(state, Endpoint::Models, &fields, Pending::AiModels);
    }
}

/// Takes the models that the network recommends.
pub(crate) fn models_ended(state: &mut State, outcome: Outcome, now: Millis, effects: &mut EffectBuilder) {
    let Some(AiModels { models, .. }) = reply(outcome, |reply| match reply {
        Reply::AiModels(models) => Some(models),
        _ => None,
    }) else {
        // The composer offers the network's own choice meanwhile; tried again when a thread is opened.
        state.cache.models_at = 0;
        return;
    };
    for model in models {
        offer(state, model);
    }
    state.cache.models_at = now;
    effects.save_cache = true;
    show(state, effects);
}

/// Remembers with which model a post of this kind is made, so that the next composer begins with it.
pub(crate) fn remember(state: &mut State, content: &DraftContent, effects: &mut EffectBuilder) {
    if content.model.is_empty() {
        return;
    }
    match content.output {
        Output::Text => state.last_text.clone_from(&content.model),
        Output::Image => state.last_image.clone_from(&content.model),
    }
    if let Some(model) =
        state.live.model_search.models.iter().find(|model| model.id == content.model).cloned()
    {
        offer(state, model);
        effects.save_cache = true;
    }
}

/// Adds a model to those that every composer offers.
fn offer(state: &mut State, model: AiModel) {
    let known = &mut state.cache.models;
    if known.len() < OFFERED && !known.iter().any(|one| one.id == model.id) {
        known.push(model);
    }
}

fn show(state: &State, effects: &mut EffectBuilder) {
    effects.show(ViewKey::Seed);
    for cached_thread in &state.live.threads {
        effects.show(ViewKey::Thread(cached_thread.node.clone()));
    }
}

pub(super) fn reply<T>(outcome: Outcome, pick: impl FnOnce(Reply) -> Option<T>) -> Option<T> {
    match outcome {
        Outcome::Reply(reply) => pick(*reply),
        Outcome::ApiError(_) | Outcome::NoResponse(_) => None,
    }
}
