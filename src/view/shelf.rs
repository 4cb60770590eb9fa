//! The models a composer looks through.

use super::composer::{Choice, choice};
use crate::agent::State;
use crate::model::Output;
use serde::Serialize;

/// The models that fit what is looked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ModelShelf {
    /// The words they were looked for by; empty for all.
    pub search: String,
    /// The kind of answer they make.
    pub output: Output,
    /// What was read so far, in the network's order.
    pub choices: Vec<Choice>,
    /// Whether there is more to read.
    pub more: bool,
}

impl ModelShelf {
    /// What was found so far.
    pub fn of(state: &State) -> Self {
        let shelf = &state.live.shelf;
        Self {
            search: shelf.search.clone(),
            output: shelf.output,
            choices: shelf.engines.iter().map(|engine| choice(state, engine)).collect(),
            more: shelf.next.is_some(),
        }
    }
}
