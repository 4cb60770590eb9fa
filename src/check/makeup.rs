//! What a text is made of, taken all together: the signals that need no stock phrase.
//!
//! Weak texts are full of words that fit anywhere and have nothing to see, count or name; handbooks use long words and
//! speak of nobody. Both can be told from counts. The weights were fitted by logistic regression on the half of the corpus
//! that is for tuning (docs/corpus.md), one set for each language, and rounded.

use super::lexicon::{Class, Lexicon, mark};
use super::token::{Cut, Script};

/// Up to this many words (or Chinese characters) a text is short.
const SHORT: usize = 8;

/// Above this share of words that can be seen, counted or named, a text is never judged by its make-up alone.
const MOST_TO_SEE: f32 = 0.15;

/// What each signal is worth. Positive speaks for weak.
struct Weights {
    bias: f32,
    /// For a text of nothing but abstractions, of nothing but things to see, of nothing but rare words.
    general: f32,
    concrete: f32,
    unknown: f32,
    /// For a text of nothing but persons; for speaking for everybody twice.
    persons: f32,
    we: f32,
    /// For each letter that the mean word is longer than an everyday one.
    letter: f32,
    /// For two stock phrases or more.
    stock: f32,
    short: f32,
    /// For nothing concrete and no rare word at all.
    empty: f32,
    /// From here on a text fits any thread; below the last it is too particular for any stock phrase to count.
    bare: f32,
    rich: f32,
}

const ENGLISH: Weights = Weights {
    bias: -2.0,
    general: 2.8,
    concrete: -3.0,
    unknown: 0.0,
    persons: -1.1,
    we: 0.4,
    letter: 0.8,
    stock: 4.2,
    short: 1.6,
    empty: 2.0,
    bare: 0.4,
    rich: -1.6,
};

const CHINESE: Weights = Weights {
    bias: -2.1,
    general: 3.9,
    concrete: -3.0,
    unknown: -0.75,
    persons: -0.3,
    we: 0.0,
    letter: 0.0,
    stock: 4.8,
    short: 1.0,
    empty: 0.7,
    bare: 2.0,
    rich: 0.0,
};

/// The mean word of everyday English, in letters.
const EVERYDAY: f32 = 4.3;

/// What a text is made of.
pub(super) struct Makeup {
    /// Words that are not in lists of function words: how many, and how they are shared out, 0 to 1.
    abstracts: f32,
    concrete: f32,
    unknown: f32,
    /// Tokens of any kind, and of them those that speak of someone.
    tokens: usize,
    pub(super) persons: usize,
    we: usize,
    general: usize,
    formal: usize,
    /// Letters of the mean Latin word; 0 without one.
    letters: f32,
    chinese: bool,
}

impl Makeup {
    /// Counts what there is.
    pub(super) fn new(cut: &Cut) -> Self {
        let lexicon = Lexicon::get();
        let (mut kinds, mut letters, mut latin) = ([0_u16; 4], 0_u32, 0_u32);
        let (mut persons, mut we, mut general, mut formal) = (0, 0, 0, 0);
        for token in &cut.tokens {
            if token.script == Script::Word {
                latin += 1;
                letters += token.end - token.start;
            }
            let marks = lexicon.marks(token.id);
            if marks != 0 {
                persons += usize::from(marks & mark::PERSON != 0);
                we += usize::from(marks & mark::WE != 0);
                general += usize::from(marks & mark::GENERAL != 0);
                formal += usize::from(marks & mark::FORMAL != 0);
            }
            if token.weight == 0 {
                continue;
            }
            let kind = match token.class {
                _ if token.name => 2,
                Class::Function => continue,
                Class::Plain => 0,
                Class::Abstract => 1,
                Class::Concrete => 2,
                Class::Unknown => 3,
            };
            if let Some(count) = kinds.get_mut(kind) {
                *count = count.saturating_add(1);
            }
        }
        let [plain, abstracts, concrete, unknown] = kinds.map(f32::from);
        let words = (plain + abstracts + concrete + unknown).max(1.0);
        Self {
            abstracts: abstracts / words,
            concrete: concrete / words,
            unknown: unknown / words,
            tokens: cut.tokens.len(),
            persons,
            we,
            general,
            formal,
            letters: small((letters * 10).checked_div(latin).unwrap_or(0) as usize) / 10.0,
            chinese: latin as usize * 2 < cut.tokens.len(),
        }
    }

    fn weights(&self) -> &'static Weights {
        if self.chinese { &CHINESE } else { &ENGLISH }
    }

    /// How much speaks for weak, with so much evidence in the tables. Around 0 is undecided.
    fn score(&self, evidence: usize) -> f32 {
        let weights = self.weights();
        let yes = |it: bool| if it { 1.0 } else { 0.0 };
        weights.bias
            + weights.general * self.abstracts
            + weights.concrete * self.concrete
            + weights.unknown * self.unknown
            + weights.persons * small(self.persons) / small(self.tokens.max(1))
            + weights.we * small(self.we.min(2)) / 2.0
            + weights.letter * (self.letters - EVERYDAY)
            + weights.stock * small(evidence.min(4)) / 4.0
            + weights.short * yes(self.tokens <= SHORT)
            + weights.empty * yes(self.concrete + self.unknown == 0.0)
    }

    /// Whether it would fit any thread, by all that it is made of.
    pub(super) fn is_bare(&self, evidence: usize) -> bool {
        self.concrete <= MOST_TO_SEE && self.score(evidence) >= self.weights().bare
    }

    /// Whether so much in it is particular that a stock phrase says nothing about it.
    pub(super) fn is_rich(&self, evidence: usize) -> bool {
        self.tokens > SHORT && self.score(evidence) < self.weights().rich
    }

    /// Whether it reads like a page of a handbook: long words, generalities, the verbs of handbooks, and nobody in it.
    /// English only; in Chinese the turns of speech tell it well enough.
    pub(super) fn is_handbook(&self) -> bool {
        if self.chinese || self.persons > 0 || self.tokens < 12 {
            return false;
        }
        let long = usize::from(self.letters >= 5.0) + usize::from(self.letters >= 5.4);
        long + self.general.min(2) + self.formal.min(2) + usize::from(self.abstracts >= 0.2) >= 4 && long > 0
    }
}

/// A count as a number to reckon with; what is beyond 65,535 makes no difference.
fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
