//! What was learnt from labelled texts: how much each thing seen in a text speaks for each way of being weak.
//!
//! Things seen are [signals](signals) (counts of the whole text, the phrases of the tables and the likeness to what is
//! answered among them) and [traits](traits) (words, pairs of words, how sentences open and close). A softmax
//! regression gives each a weight for each family and for strong; `examples/fit.rs` fits the weights on
//! `tests/corpus` and writes `weights.hex` (docs/corpus.md).

mod signals;
mod table;
mod traits;

pub use table::{FAMILIES, NIBBLE, STRONG, Table, Verdict};
pub use traits::Trait;

pub(super) use signals::Sources;

use super::draft::Craft;
use super::token::Cut;

/// All that is seen of a text, made ready for weighing.
pub struct Seen {
    /// Which of the two tables weighs it.
    pub chinese: bool,
    /// How many words, or Chinese characters, it has.
    pub tokens: usize,
    /// Counts and shares of the whole text, always as many and in the same order.
    pub signals: Vec<f32>,
    /// Small things, each as often as it is met.
    pub traits: Vec<Trait>,
}

impl Seen {
    /// Looks at a text that has been cut and read.
    pub(super) fn new(cut: &Cut, sources: &Sources) -> Self {
        Self {
            chinese: sources.makeup.chinese,
            tokens: cut.tokens.len(),
            signals: signals::of(cut, sources),
            traits: traits::of(cut),
        }
    }

    /// What the table of its language says of it.
    pub(super) fn verdict(&self) -> Verdict {
        Table::built_in(self.chinese).weigh(self)
    }

    /// The place of the sentence that speaks most for a family.
    pub(super) fn weakest(&self, craft: Craft) -> usize {
        Table::built_in(self.chinese).weakest(self, craft) as usize
    }
}
