//! The models that fit what a composer looks for, read a page at a time.

use super::plan::{Fields, Plan};
use super::{Answer, Outcome, Pending, State, Surface};
use crate::model::{Engine, Engines, Output};
use crate::wire::{Endpoint, Reply};

/// How many models are asked for at once: as many as the network hands out (contract, section 10).
const PAGE: u32 = 50;

/// How many are kept. A network that hands out more than this is answered by looking for words.
const MOST: usize = 2_000;

/// The models that fit what is looked for, as far as they were read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelf {
    /// Words looked for; empty for all.
    pub search: String,
    /// Which kind.
    pub output: Output,
    /// What was read so far.
    pub engines: Vec<Engine>,
    /// Where the next page begins; nothing while a page is under way, at the end, and where the network tells no cursor.
    pub next: Option<String>,
}

/// Looks for models by words and kind.
pub(super) fn search(state: &mut State, token: u32, search: String, output: Output, plan: &mut Plan) {
    if state.ready() {
        // What was found before stays until the first page is here: an empty list would only flicker.
        let engines = std::mem::take(&mut state.live.shelf.engines);
        state.live.shelf = Shelf { search, output, engines, next: None };
        fetch(state, None, plan);
    }
    plan.answer(Some(token), Answer::default());
}

/// Reads on.
pub(super) fn more(state: &mut State, token: u32, plan: &mut Plan) {
    if state.ready()
        && let Some(cursor) = state.live.shelf.next.take()
    {
        fetch(state, Some(cursor), plan);
    }
    plan.answer(Some(token), Answer::default());
}

fn fetch(state: &mut State, cursor: Option<String>, plan: &mut Plan) {
    let Shelf { search, output, .. } = &state.live.shelf;
    let kind = if *output == Output::Image { "image" } else { "text" };
    let fields = Fields::default().text("search", search).text("output", kind).number("limit", PAGE);
    let fields = fields.text("cursor", cursor.as_deref().unwrap_or_default());
    let pending = Pending::Shelf { search: search.clone(), output: *output, cursor };
    plan.fetch(state, Endpoint::Models, &fields, pending);
}

/// Takes a page, unless something else is looked for by now.
pub(super) fn ended(
    state: &mut State,
    search: &str,
    output: Output,
    cursor: Option<String>,
    outcome: Outcome,
    plan: &mut Plan,
) {
    let shelf = &mut state.live.shelf;
    if shelf.search != search || shelf.output != output {
        return;
    }
    if let Outcome::Reply(reply) = outcome
        && let Reply::Engines(Engines { models, next_cursor, .. }) = *reply
    {
        if cursor.is_none() {
            shelf.engines.clear();
        }
        let before = shelf.engines.len();
        for engine in models {
            let known = shelf.engines.iter().any(|known| known.id == engine.id);
            if !known && engine.makes(output) && before < MOST {
                shelf.engines.push(engine);
            }
        }
        // A page that brings nothing new is the last: a network that goes round in circles is not followed.
        shelf.next = next_cursor.filter(|_| shelf.engines.len() > before);
    } else {
        // Scrolling asks again.
        shelf.next = cursor;
    }
    plan.show(Surface::Models);
}
