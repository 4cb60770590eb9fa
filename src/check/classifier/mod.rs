//! A softmax regression over the features of a text: a score for each kind of weakness and for strong.
//!
//! [Dense features](dense_features) are counts and shares of the whole text; [sparse features](sparse_features) are hashed
//! words, pairs of words, and openings and ends of sentences. `examples/fit` fits the weights and writes `weights.hex`
//! (docs/corpus.md).

mod dense_features;
mod sparse_features;
mod weight_table;

pub use sparse_features::SparseFeature;
pub use weight_table::{KINDS, NIBBLE, STRONG, Scores, WeightTable};

pub(super) use dense_features::{FeatureInputs, is_definition};

use super::draft::HintKind;
use super::token::TokenizedText;

/// The features of a text.
pub struct FeatureVector {
    /// The Chinese weights apply, not the English ones.
    pub chinese: bool,
    /// How many words, or Chinese characters, it has.
    pub tokens: usize,
    /// Counts and shares of the whole text, always as many and in the same order.
    pub dense: Vec<f32>,
    /// Hashed words, pairs of words, openings and ends of sentences, each as often as it occurs.
    pub sparse: Vec<SparseFeature>,
    /// It takes enough from another text for echoing to be possible.
    pub overlaps: bool,
}

impl FeatureVector {
    /// Computes the features of a text.
    pub(super) fn new(tokenized: &TokenizedText, inputs: &FeatureInputs) -> Self {
        Self {
            chinese: inputs.features.chinese,
            tokens: tokenized.tokens.len(),
            dense: dense_features::of(tokenized, inputs),
            sparse: sparse_features::of(tokenized),
            overlaps: inputs.overlap.is_evidence(),
        }
    }

    /// The scores by the weights of its language.
    pub(super) fn scores(&self) -> Scores {
        WeightTable::built_in(self.chinese).weigh(self)
    }

    /// The place of the sentence that speaks most for a kind.
    pub(super) fn closest_sentence(&self, kind: HintKind) -> usize {
        WeightTable::built_in(self.chinese).closest_sentence(self, kind) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Draft, feature_vector};

    #[test]
    fn the_weights_are_fitted_on_the_features_that_are_computed() {
        for (text, chinese) in [("The keeper salted the lens.", false), ("锈是铁在想念海。", true)] {
            let vector = feature_vector(&Draft { text: text.to_owned(), ..Draft::default() });
            assert_eq!(vector.chinese, chinese);
            assert_eq!(
                vector.dense.len(),
                WeightTable::built_in(chinese).dense_features(),
                "fit the weights again"
            );
        }
    }

    #[test]
    fn nothing_but_overlap_lets_a_text_echo() {
        let text = "The incubation period in cattle is four to five years.";
        let draft = |parent: Option<&str>| {
            let parent_text = parent.map(str::to_owned);
            feature_vector(&Draft { text: text.to_owned(), parent_text, ..Draft::default() })
        };
        assert_eq!(draft(Some(text)).scores().kind(), HintKind::Echoes);
        for parent in [None, Some("A violin, a podium and a quarterly invoice.")] {
            assert!(draft(parent).scores().lead(HintKind::Echoes) < -1e5);
        }
    }
}
