use crate::app::effect::Outcome;
use crate::app::effect::{EffectBuilder, RequestFields, ViewKey};
use crate::app::state::{DraftContent, Pending, State};
use crate::domain::{AiModel, AiModels, Millis, Output};
use crate::protocol::{Endpoint, Reply};

/// The number of models that every composer offers.
const OFFERED: usize = 100;

/// Requests the recommended models, once a day at most.
pub(crate) fn recommended(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    if state.ready() && now - state.cache.models_at > 86_400_000 {
        state.cache.models_at = now;
        let fields = RequestFields::default().flag("recommended", true).number("limit", 50);
        effects.fetch(state, Endpoint::Models, &fields, Pending::AiModels);
    }
}

/// Handles the reply with the recommended models.
pub(crate) fn handle_models(state: &mut State, outcome: Outcome, now: Millis, effects: &mut EffectBuilder) {
    let Some(AiModels { models, .. }) = reply(outcome, |reply| match reply {
        Reply::AiModels(models) => Some(models),
        _ => None,
    }) else {
        // They are requested again when a thread is opened. Until then the composer offers the choice of the network.
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

/// Keeps the model of a post as the default for the next one of its kind, and none when any model was to answer.
pub(crate) fn remember(state: &mut State, content: &DraftContent, effects: &mut EffectBuilder) {
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

/// Adds a model to those that every composer offers, up to a limit.
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
