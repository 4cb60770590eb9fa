//! The hints of a mind that is being written, by rules alone: stock phrases are the suspicion, want of anything particular
//! is the proof. The learnt weights know messages only.

use super::{Analysis, Marks, weigh};
use crate::check::draft::HintKind;
use crate::check::token::Sentence;

/// What can be said of a mind that is being written: the other families are about answering.
pub(super) const FAMILIES: [HintKind; 2] = [HintKind::Explains, HintKind::Generic];

/// What can be said of a mind by the rules alone: the weights were learnt from messages.
pub(super) fn weak(analysis: &Analysis) -> Marks {
    vec![(HintKind::Explains, analysis.explains()), (HintKind::Generic, analysis.generic())]
}

impl Analysis<'_> {
    /// Whether what is left outside the phrases is too particular to be filler.
    fn particular(&self, base: f32, share: f32) -> bool {
        self.rest.particular > base + share * self.whole.words || self.features.is_rich(self.found)
    }

    fn phrased(&self, kind: HintKind, base: f32, share: f32) -> Vec<(u32, u32)> {
        if self.evidence(kind) < 2 || self.particular(base, share) {
            return Vec::new();
        }
        self.spans(|found| found.kind == kind)
    }

    /// An encyclopaedia is full of particulars, so they do not speak against it; a person in the text does.
    fn explains(&self) -> Vec<(u32, u32)> {
        if self.features.is_rich(self.found) {
            return Vec::new();
        }
        let needed = 2 + self.features.persons();
        if self.evidence(HintKind::Explains) >= needed && self.whole.words >= 4.0 {
            return self.spans(|found| found.kind == HintKind::Explains);
        }
        if self.features.is_handbook() { self.sentences(1.0) } else { Vec::new() }
    }

    /// Stock phrases with nothing particular around them, or sentence upon sentence of abstractions.
    fn generic(&self) -> Vec<(u32, u32)> {
        let phrased = self.phrased(HintKind::Generic, 0.6, 0.05);
        if !phrased.is_empty() {
            return phrased;
        }
        let bland = self.whole.words >= 3.0
            && self.whole.blandness() >= 0.5
            && self.whole.particular <= 0.6 + 0.06 * self.whole.words;
        if bland {
            let blandest = self.sentences(2.0);
            if !blandest.is_empty() {
                return blandest;
            }
        }
        if self.features.is_bare(self.found) { self.sentences(0.0) } else { Vec::new() }
    }

    /// The sentences with so many abstractions or more.
    fn sentences(&self, least: f32) -> Vec<(u32, u32)> {
        let enough = |sentence: &&Sentence| {
            let tokens = self.tokenized.tokens.get(sentence.first..sentence.last).unwrap_or_default();
            tokens.iter().map(|token| weigh(token).2).sum::<f32>() >= least
        };
        self.tokenized
            .sentences
            .iter()
            .filter(enough)
            .map(|sentence| (sentence.start, sentence.end))
            .collect()
    }
}
