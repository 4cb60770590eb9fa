//! The models that fit what a composer looks for, read a page at a time.

use crate::app::effect::Outcome;
use crate::app::effect::{Answer, EffectBuilder, Fields, ViewKey};
use crate::app::state::{ModelSearch, Pending, State};
use crate::domain::{AiModels, Output};
use crate::protocol::{Endpoint, Reply};

/// How many models are asked for at once: as many as the network hands out (contract, section 10).
const PAGE: u32 = 50;

/// How many are kept. A network that hands out more than this is answered by looking for words.
const MOST: usize = 2_000;

/// Appearance for models by words and kind.
pub(crate) fn search(
    state: &mut State,
    token: u32,
    search: String,
    output: Output,
    effects: &mut EffectBuilder,
) {
    if state.ready() {
        // What was found before stays until the first page is here: an empty list would only flicker.
        let models = std::mem::take(&mut state.live.model_search.models);
        state.live.model_search = ModelSearch { search, output, models, next: None };
        fetch(state, None, effects);
    }
    effects.answer(Some(token), Answer::default());
}

/// Reads on.
pub(crate) fn more(state: &mut State, token: u32, effects: &mut EffectBuilder) {
    if state.ready()
        && let Some(cursor) = state.live.model_search.next.take()
    {
        fetch(state, Some(cursor), effects);
    }
    effects.answer(Some(token), Answer::default());
}

fn fetch(state: &mut State, cursor: Option<String>, effects: &mut EffectBuilder) {
    let ModelSearch { search, output, .. } = &state.live.model_search;
    let kind = if *output == Output::Image { "image" } else { "text" };
    let fields = Fields::default().text("search", search).text("output", kind).number("limit", PAGE);
    let fields = fields.text("cursor", cursor.as_deref().unwrap_or_default());
    let pending = Pending::ModelSearch { search: search.clone(), output: *output, cursor };
    effects.fetch(state, Endpoint::Models, &fields, pending);
}

/// Takes a page, unless something else is looked for by now.
pub(crate) fn ended(
    state: &mut State,
    search: &str,
    output: Output,
    cursor: Option<String>,
    outcome: Outcome,
    effects: &mut EffectBuilder,
) {
    let model_search = &mut state.live.model_search;
    if model_search.search != search || model_search.output != output {
        return;
    }
    if let Outcome::Reply(reply) = outcome
        && let Reply::AiModels(AiModels { models, next_cursor, .. }) = *reply
    {
        if cursor.is_none() {
            model_search.models.clear();
        }
        let before = model_search.models.len();
        for model in models {
            let known = model_search.models.iter().any(|known| known.id == model.id);
            if !known && model.makes(output) && before < MOST {
                model_search.models.push(model);
            }
        }
        // A page that brings nothing new is the last: a network that goes round in circles is not followed.
        model_search.next = next_cursor.filter(|_| model_search.models.len() > before);
    } else {
        // Scrolling asks again.
        model_search.next = cursor;
    }
    effects.show(ViewKey::Models);
}
