use crate::app::State;
use crate::domain::{AiModel, Output};
use serde::Serialize;

/// A model in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// `provider/model`.
    pub id: String,
    /// Name to show.
    pub name: String,
    /// What it produces.
    pub makes: Vec<Output>,
    /// Whether the network recommends it.
    pub recommended: bool,
    /// Whether it was used last for its output.
    pub last: bool,
}

/// A model as a row of a list.
pub(super) fn choice(state: &State, model: &AiModel) -> Choice {
    let short = model.id.rsplit('/').next().unwrap_or(&model.id);
    Choice {
        id: model.id.clone(),
        name: model.name.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| short.to_owned()),
        makes: [Output::Text, Output::Image].into_iter().filter(|output| model.makes(*output)).collect(),
        recommended: model.recommended,
        last: model.id == state.last_text || model.id == state.last_image,
    }
}
