use super::Output;
use serde::{Deserialize, Serialize};

/// An AI model that can answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AiModel {
    /// `provider/model`, what goes in `modelConfigId`.
    pub id: String,
    /// Name to show.
    pub name: Option<String>,
    /// Who runs it.
    pub provider: Option<String>,
    /// The inputs it accepts, as the network lists them.
    pub input: Vec<String>,
    /// The outputs it produces, as the network lists them.
    pub output: Vec<String>,
    /// `budget`, `standard`, `premium`, or another word.
    pub cost_tier: Option<String>,
    /// Tokens it can read.
    pub context_length: Option<u64>,
    /// Whether the network recommends it.
    pub recommended: bool,
}

impl AiModel {
    /// Whether it produces this output. A model without a list of outputs counts as one for text.
    pub fn makes(&self, output: Output) -> bool {
        let word = match output {
            Output::Text => "text",
            Output::Image => "image",
        };
        if self.output.is_empty() { output == Output::Text } else { self.output.iter().any(|o| o == word) }
    }
}

/// A page of models.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AiModels {
    /// The models of this page.
    pub models: Vec<AiModel>,
    /// How many there are in all, when the network says so.
    pub total: Option<u32>,
    /// Where the next page begins, when the network says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}
