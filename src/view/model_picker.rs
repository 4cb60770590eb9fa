//! The models that a composer searches.

use super::choice::{Choice, choice};
use crate::app::State;
use crate::domain::Output;
use serde::Serialize;

/// The models that match a search.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ModelPicker {
    /// The search text; empty for all.
    pub search: String,
    /// The output that they produce.
    pub output: Output,
    /// What was read so far, in the network's order.
    pub choices: Vec<Choice>,
    /// Whether there is more to read.
    pub more: bool,
}

impl ModelPicker {
    /// The matches so far.
    pub fn of(state: &State) -> Self {
        let model_search = &state.live.model_search;
        Self {
            search: model_search.search.clone(),
            output: model_search.output,
            choices: model_search.models.iter().map(|model| choice(state, model)).collect(),
            more: model_search.next.is_some(),
        }
    }
}
