//! The hints of a system prompt that is being written, by rules alone: the classifier knows messages only. Stock phrases are
//! the suspicion, want of anything particular is the proof.

use super::analysis::{Analysis, ContentWeight};
use super::finding::Finding;
use crate::check::draft::{Evidence, HintKind};
use crate::check::token::Sentence;

/// What the rules find. The other kinds are about answering.
pub(super) fn findings(analysis: &Analysis) -> Vec<Finding> {
    // Nothing is written yet.
    if analysis.text.tokens.is_empty() {
        return Vec::new();
    }
    let explains = analysis.explains().map(|(evidence, marks)| (HintKind::Explains, evidence, marks));
    let generic = analysis.generic().map(|(evidence, marks)| (HintKind::Generic, evidence, marks));
    let found = [explains, generic].into_iter().flatten();
    found.map(|(kind, evidence, marks)| Finding { kind, evidence, marks }).collect()
}

impl Analysis<'_> {
    /// Whether what is left outside the phrases is too particular to be filler.
    fn is_particular(&self, base: f32, share: f32) -> bool {
        self.rest.particular > base + share * self.whole.words || self.features.is_particular(self.found)
    }

    /// An encyclopaedia is full of particulars, so they do not speak against it; a person in the text does.
    fn explains(&self) -> Option<(Evidence, Vec<(u32, u32)>)> {
        if self.features.is_particular(self.found) {
            return None;
        }
        let needed = 2 + self.features.persons();
        let phrases = self.phrase_marks(HintKind::Explains);
        if self.evidence(HintKind::Explains) >= needed && self.whole.words >= 4.0 && !phrases.is_empty() {
            return Some((Evidence::Phrase, phrases));
        }
        self.features
            .is_handbook()
            .then(|| (Evidence::NoPerson, self.abstract_sentences(1.0)))
            .filter(|(_, marks)| !marks.is_empty())
    }

    /// Stock phrases with nothing particular around them, or sentence upon sentence of abstractions.
    fn generic(&self) -> Option<(Evidence, Vec<(u32, u32)>)> {
        let phrases = self.phrase_marks(HintKind::Generic);
        if self.evidence(HintKind::Generic) >= 2 && !self.is_particular(0.6, 0.05) && !phrases.is_empty() {
            return Some((Evidence::Phrase, phrases));
        }
        let bland = self.whole.words >= 3.0
            && self.whole.blandness() >= 0.5
            && self.whole.particular <= 0.6 + 0.06 * self.whole.words;
        let least = if bland {
            2.0
        } else if self.features.is_generic(self.found) {
            0.0
        } else {
            return None;
        };
        let marks = self.abstract_sentences(least);
        (!marks.is_empty()).then_some((Evidence::Wording, marks))
    }

    /// The sentences with so many abstractions or more.
    fn abstract_sentences(&self, least: f32) -> Vec<(u32, u32)> {
        let generic = |sentence: &Sentence| {
            let tokens = self.text.tokens.get(sentence.first..sentence.last).unwrap_or_default();
            tokens.iter().map(|token| ContentWeight::of(token).generic).sum::<f32>()
        };
        self.sentences(|_, sentence| generic(sentence) >= least)
    }
}
