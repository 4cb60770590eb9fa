//! A draft, analysed: what it is made of, which stock phrases it uses, what it takes from other texts.

use crate::check::classifier::{FeatureInputs, FeatureVector};
use crate::check::draft::HintKind;
use crate::check::features::{PhraseEvidence, TextFeatures};
use crate::check::lexicon::Class;
use crate::check::overlap::Overlap;
use crate::check::phrases::{self, Match};
use crate::check::piece::Script;
use crate::check::token::{Token, TokenizedText};

/// Fewest tokens of a marked phrase; of a shorter one the whole sentence is marked.
const SHORTEST_MARK: usize = 3;

/// A text and all that is known of it.
pub(super) struct Analysis<'a> {
    pub(super) text: &'a TokenizedText,
    pub(super) matches: Vec<Match>,
    /// The whole text, and what is left of it outside stock phrases.
    pub(super) whole: ContentWeight,
    pub(super) rest: ContentWeight,
    pub(super) features: TextFeatures,
    pub(super) found: PhraseEvidence,
    pub(super) overlap: Overlap,
}

/// How much of a text carries meaning, and of what sort. In words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ContentWeight {
    pub(super) words: f32,
    pub(super) particular: f32,
    pub(super) generic: f32,
}

impl ContentWeight {
    /// How many words a token counts for, how particular it is, how generic.
    pub(super) fn of(token: &Token) -> Self {
        if token.weight == 0 {
            return Self::default();
        }
        let han = token.script == Script::Han;
        let (words, particular, generic) = match token.class {
            Class::Function => (0.0, 0.0, 0.0),
            _ if token.name => (1.0, 1.0, 0.0),
            Class::Concrete => (1.0, 1.0, 0.0),
            Class::Plain => (1.0, 0.0, 0.0),
            Class::Abstract => (1.0, 0.0, 1.0),
            Class::Unknown if han => (0.4, 0.26, 0.0),
            Class::Unknown => (1.0, 0.55, 0.0),
        };
        Self { words, particular, generic }
    }

    fn add(&mut self, other: Self) {
        self.words += other.words;
        self.particular += other.particular;
        self.generic += other.generic;
    }

    /// The share of the content words that fit anywhere.
    pub(super) fn blandness(self) -> f32 {
        if self.words > 0.0 { self.generic / self.words } else { 0.0 }
    }
}

/// Evidence in the tables for a kind: 2 for a stock phrase, 1 for a weak one.
fn evidence(matches: &[Match], kind: HintKind) -> usize {
    let mut evidence = 0;
    let mut past = 0;
    for found in matches.iter().filter(|found| found.kind == kind) {
        if found.first >= past {
            evidence += if found.weak { 1 } else { 2 };
            past = found.last;
        }
    }
    evidence
}

/// The stock phrases of a text that are its own and whole.
fn own_phrases(text: &TokenizedText) -> Vec<Match> {
    let mut matches = phrases::matches(text);
    // A stock phrase in quotation marks is somebody else's, unless the whole text stands in them.
    if text.tokens.iter().filter(|token| token.quoted).count() * 2 < text.tokens.len() {
        let quoted = |found: &Match| {
            text.tokens
                .get(found.first..found.last)
                .is_some_and(|tokens| tokens.iter().any(|token| token.quoted))
        };
        matches.retain(|found| !quoted(found));
    }
    // A phrase ends where words end: a Chinese character in the midst of a word is none.
    let inside = |at: usize| text.tokens.get(at).is_some_and(|token| token.weight == 0);
    matches.retain(|found| !inside(found.first) && !inside(found.last));
    // A rhetorical phrase counts in a question, or right after one.
    let asks = |nth: usize| text.sentences.get(nth).is_some_and(|sentence| sentence.question);
    matches.retain(|found| {
        found.kind != HintKind::Rhetorical
            || asks(found.sentence)
            || found.sentence > 0 && asks(found.sentence - 1)
    });
    matches
}

impl<'a> Analysis<'a> {
    /// Analyses a text beside the texts around it.
    pub(super) fn new(text: &'a TokenizedText, others: &[TokenizedText]) -> Self {
        let matches = own_phrases(text);
        let mut stock = vec![false; text.tokens.len()];
        for found in &matches {
            stock.iter_mut().take(found.last).skip(found.first).for_each(|token| *token = true);
        }
        let (mut whole, mut rest) = (ContentWeight::default(), ContentWeight::default());
        for (token, stock) in text.tokens.iter().zip(&stock) {
            let weight = ContentWeight::of(token);
            whole.add(weight);
            if !stock {
                rest.add(weight);
            }
        }
        let found = PhraseEvidence {
            phrases: HintKind::ALL.into_iter().map(|kind| evidence(&matches, kind)).sum(),
            blandness: whole.blandness(),
            particular: rest.particular / whole.words.max(1.0),
        };
        let overlap = Overlap::with_any(text, others);
        Self { text, matches, whole, rest, features: TextFeatures::new(text), found, overlap }
    }

    /// The features that the classifier weighs.
    pub(super) fn feature_vector(&self) -> FeatureVector {
        let inputs = FeatureInputs {
            features: &self.features,
            found: self.found,
            evidence: HintKind::ALL.map(|kind| self.evidence(kind)),
            overlap: &self.overlap,
            weights: [self.whole.words, self.whole.particular, self.whole.generic, self.rest.particular],
        };
        FeatureVector::new(self.text, &inputs)
    }

    /// See [`evidence`].
    pub(super) fn evidence(&self, kind: HintKind) -> usize {
        evidence(&self.matches, kind)
    }

    /// The words of the stock phrases of a kind, overlaps joined; of weak ones none. A very short phrase marks its sentence. In
    /// Chinese a mark is the whole clause, because a phrase there may be a part of a longer word.
    pub(super) fn phrase_marks(&self, kind: HintKind) -> Vec<(u32, u32)> {
        let tokens = &self.text.tokens;
        let mut marks: Vec<(u32, u32)> = Vec::new();
        for found in self.matches.iter().filter(|found| found.kind == kind && !found.weak) {
            let (first, last) = self.clause(found);
            let span = if last < first + SHORTEST_MARK {
                self.text.sentences.get(found.sentence).map(|sentence| (sentence.start, sentence.end))
            } else {
                tokens.get(first).zip(tokens.get(last - 1)).map(|(first, last)| (first.start, last.end))
            };
            let Some(span) = span else { continue };
            match marks.last_mut() {
                Some((start, end)) if span.0 <= *end => {
                    *start = span.0.min(*start);
                    *end = span.1.max(*end);
                }
                _ => marks.push(span),
            }
        }
        marks
    }

    /// The tokens of a match; in Chinese all that no mark or space parts from it.
    fn clause(&self, found: &Match) -> (usize, usize) {
        let (mut first, mut last) = (found.first, found.last);
        let joined = |one: usize, next: usize| {
            let two = self.text.tokens.get(one).zip(self.text.tokens.get(next));
            two.is_some_and(|(one, next)| one.end == next.start)
        };
        while first > 0 && joined(first - 1, first) {
            first -= 1;
        }
        while last > 0 && joined(last - 1, last) {
            last += 1;
        }
        (first, last)
    }
}
