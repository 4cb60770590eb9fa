//! The model search of the composer, which reads one page at a time.

use crate::app::effect::Outcome;
use crate::app::effect::{Answer, EffectBuilder, RequestFields, ViewKey};
use crate::app::state::{ModelSearch, Pending, State};
use crate::domain::{AiModels, Output};
use crate::protocol::{Endpoint, Reply};

/// The number of models on a page, the most that the network allows (contract, section 10).
const PAGE: u32 = 50;

/// The number of models that are kept. Beyond it the person has to refine the search.
const LIMIT: usize = 2_000;

/// Searches for models by text and kind of output.
pub(crate) fn search(
    state: &mut State,
    token: u32,
    search: String,
    output: Output,
    effects: &mut EffectBuilder,
) {
    if state.ready() {
        // The previous results stay until the first page arrives, so that the list does not flicker.
        let models = std::mem::take(&mut state.live.model_search.models);
        state.live.model_search = ModelSearch { search, output, models, next: None };
        fetch(state, None, effects);
    }
    effects.answer(Some(token), Answer::default());
}

/// Requests the next page.
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
    let fields = RequestFields::default().text("search", search).text("output", kind).number("limit", PAGE);
    let fields = fields.text("cursor", cursor.as_deref().unwrap_or_default());
    let pending = Pending::ModelSearch { search: search.clone(), output: *output, cursor };
    effects.fetch(state, Endpoint::Models, &fields, pending);
}

/// Handles a page of results, unless the search has changed since.
pub(crate) fn handle_page(
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
            if !known && model.makes(output) && before < LIMIT {
                model_search.models.push(model);
            }
        }
        // A page without new models is the last one, so that a cursor that repeats itself is not followed forever.
        model_search.next = next_cursor.filter(|_| model_search.models.len() > before);
    } else {
        // Scrolling requests the page again.
        model_search.next = cursor;
    }
    effects.show(ViewKey::Models);
}
