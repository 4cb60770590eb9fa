//! What was learnt from labelled texts: how much each thing seen in a text speaks for each way of being weak.
//!
//! Things seen are [dense](dense) (counts of the whole text, the phrases of the tables and the overlap to what is
//! answered among them) and [sparse](sparse) (words, pairs of words, how sentences open and close). A softmax
//! regression gives each a weight for each family and for strong; `examples/fit.rs` fits the weights on
//! `tests/corpus` and writes `weights.hex` (docs/corpus.md).

mod dense_features;
mod sparse_features;
mod weight_table;

pub use sparse_features::SparseFeature;
pub use weight_table::{FAMILIES, NIBBLE, STRONG, Scores, WeightTable};

pub(super) use dense_features::{FeatureInputs, is_definition};

use super::draft::HintKind;
use super::token::TokenizedText;

/// All that is seen of a text, made ready for weighing.
pub struct FeatureVector {
    /// Which of the two tables weighs it.
    pub chinese: bool,
    /// How many words, or Chinese characters, it has.
    pub tokens: usize,
    /// Counts and shares of the whole text, always as many and in the same order.
    pub dense: Vec<f32>,
    /// Small things, each as often as it is met.
    pub sparse: Vec<SparseFeature>,
    /// It takes enough from another text for echoing to be possible.
    pub overlaps: bool,
}

impl FeatureVector {
    /// Looks at a text that has been tokenized and read.
    pub(super) fn new(tokenized: &TokenizedText, inputs: &FeatureInputs) -> Self {
        Self {
            chinese: inputs.features.chinese,
            tokens: tokenized.tokens.len(),
            dense: dense_features::of(tokenized, inputs),
            sparse: sparse_features::of(tokenized),
            overlaps: inputs.overlap.is_evidence(),
        }
    }

    /// What the table of its language says of it.
    pub(super) fn scores(&self) -> Scores {
        WeightTable::built_in(self.chinese).weigh(self)
    }

    /// The place of the sentence that speaks most for a family.
    pub(super) fn closest_sentence(&self, kind: HintKind) -> usize {
        WeightTable::built_in(self.chinese).closest_sentence(self, kind) as usize
    }
}
