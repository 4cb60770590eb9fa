//! What a hint names: the evidence in this text, and the words that show it.

use super::analysis::{Analysis, ContentWeight};
use super::finding::Finding;
use crate::check::classifier::{FeatureVector, is_definition};
use crate::check::draft::{Evidence, HintKind};
use crate::check::lexicon::{Class, Lexicon, tag};
use crate::check::piece::Script;
use crate::check::token::{Sentence, Token};

/// Fewest tokens of a text that is weighed without a stock phrase in it: fewer say too little about themselves.
const FEWEST: usize = 3;

/// Most tokens of a text that is nothing but approval.
const MOST_APPROVAL: usize = 4;

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Analysis<'_> {
    /// What is weak about a message: the kind that most speaks for, or nothing. When that one is silenced, the next that has
    /// a stock phrase in the text.
    pub(super) fn findings(&self, silenced: &[String]) -> Vec<Finding> {
        let speaks = |kind: &HintKind| !silenced.iter().any(|code| code == kind.code());
        if self.is_bare_approval() {
            let kind = Some(HintKind::Agrees).filter(speaks);
            return kind.map(|kind| self.finding(kind, None)).into_iter().collect();
        }
        let phrased = |kind: &HintKind| self.evidence(*kind) >= 2;
        if !HintKind::ALL.iter().any(phrased) && (self.text.tokens.len() < FEWEST || self.is_elsewhere()) {
            return Vec::new();
        }
        let vector = self.feature_vector();
        let scores = vector.scores();
        if !scores.is_weak() {
            return Vec::new();
        }
        let top = scores.kind();
        let next = || {
            let others = HintKind::ALL.into_iter().filter(speaks).filter(phrased);
            let others = others.filter(|kind| scores.lead(*kind) > 0.0);
            others.max_by(|one, other| scores.lead(*one).total_cmp(&scores.lead(*other)))
        };
        let kind = Some(top).filter(speaks).or_else(next);
        kind.map(|kind| self.finding(kind, Some(&vector))).into_iter().collect()
    }

    /// Whether a text is a few words of approval, or a mark of it, and nothing else.
    fn is_bare_approval(&self) -> bool {
        let tags = |token: &Token| Lexicon::get().tags(token.id);
        let tokens = &self.text.tokens;
        if tokens.is_empty() {
            return self.text.marks.approving > 0;
        }
        let spare = |token: &Token| tags(token) & tag::PRAISE != 0 || token.class == Class::Function;
        let vote = self.text.marks.others == 1
            && tokens.len() == 1
            && tokens.iter().all(|token| token.end - token.start == 1 && token.script == Script::Number);
        let praised = tokens.iter().any(|token| tags(token) & tag::PRAISE != 0);
        let negated = tokens.iter().any(|token| tags(token) & tag::NEGATION != 0);
        let asks = self.features.asking > 0.0;
        vote || tokens.len() <= MOST_APPROVAL && praised && !negated && !asks && tokens.iter().all(spare)
    }

    /// Whether it is in a language that the weights do not know: Latin letters, and hardly an English function word.
    fn is_elsewhere(&self) -> bool {
        let count = |class: Class| self.text.tokens.iter().filter(|token| token.class == class).count();
        let tokens = self.text.tokens.len();
        !self.features.chinese && count(Class::Function) * 5 < tokens && count(Class::Unknown) * 2 > tokens
    }

    /// What shows a kind in this text. Without features only approval is named.
    fn finding(&self, kind: HintKind, vector: Option<&FeatureVector>) -> Finding {
        let found = match kind {
            HintKind::Echoes => self.taken(),
            HintKind::Summarises => self.taken().or_else(|| self.phrase(kind)).or_else(|| self.reporting()),
            HintKind::AsksMore | HintKind::Rhetorical => self.questions().or_else(|| self.phrase(kind)),
            HintKind::Agrees => self.praise().or_else(|| self.phrase(kind)),
            HintKind::Explains => {
                self.definition().or_else(|| self.no_person()).or_else(|| self.phrase(kind))
            }
            HintKind::Generic => self.phrase(kind).or_else(|| self.nothing_particular()),
        };
        let (evidence, marks) =
            found.unwrap_or_else(|| (Evidence::Wording, self.closest_sentence(kind, vector)));
        Finding { kind, evidence, marks }
    }

    /// The text from its first word to its end.
    pub(super) fn whole_text(&self) -> Vec<(u32, u32)> {
        let ends = self.text.sentences.first().zip(self.text.sentences.last());
        let span = ends.map(|(first, last)| (first.start, last.end));
        span.or(Some((0, self.text.end))).into_iter().collect()
    }

    /// The sentences that are wanted: one mark when they are all there are.
    pub(super) fn sentences(&self, wanted: impl Fn(usize, &Sentence) -> bool) -> Vec<(u32, u32)> {
        let places =
            self.text.sentences.iter().enumerate().filter(|(place, sentence)| wanted(*place, sentence));
        let marks: Vec<(u32, u32)> = places.map(|(_, sentence)| (sentence.start, sentence.end)).collect();
        if marks.len() == self.text.sentences.len() { self.whole_text() } else { marks }
    }

    fn tokens(&self, sentence: &Sentence) -> &[Token] {
        self.text.tokens.get(sentence.first..sentence.last).unwrap_or_default()
    }

    fn taken(&self) -> Option<(Evidence, Vec<(u32, u32)>)> {
        let overlap = &self.overlap;
        if !overlap.is_evidence() {
            return None;
        }
        let sentences = self.text.sentences.len();
        if sentences > 1 && !overlap.sentences.is_empty() {
            let evidence = Evidence::TakenSentences {
                taken: count(overlap.sentences.len()),
                sentences: count(sentences),
            };
            return Some((evidence, self.sentences(|place, _| overlap.sentences.contains(&place))));
        }
        let evidence = Evidence::TakenWords { taken: count(overlap.taken), words: count(overlap.units) };
        Some((evidence, self.whole_text()))
    }

    fn phrase(&self, kind: HintKind) -> Option<(Evidence, Vec<(u32, u32)>)> {
        let marks = self.phrase_marks(kind);
        (!marks.is_empty()).then_some((Evidence::Phrase, marks))
    }

    fn reporting(&self) -> Option<(Evidence, Vec<(u32, u32)>)> {
        let words = self.features.tagged.reporting;
        (words >= 2).then(|| (Evidence::Reporting { words: count(words) }, self.whole_text()))
    }

    fn questions(&self) -> Option<(Evidence, Vec<(u32, u32)>)> {
        let questions = self.text.sentences.iter().filter(|sentence| sentence.question).count();
        let evidence =
            Evidence::Questions { questions: count(questions), sentences: count(self.text.sentences.len()) };
        (questions > 0).then(|| (evidence, self.sentences(|_, sentence| sentence.question)))
    }

    /// Words that praise, and the phrases or else the sentences that they stand in.
    fn praise(&self) -> Option<(Evidence, Vec<(u32, u32)>)> {
        if self.text.tokens.is_empty() {
            return Some((Evidence::ApprovalMark, self.whole_text()));
        }
        let praises = |token: &Token| Lexicon::get().tags(token.id) & tag::PRAISE != 0;
        let praising = self.text.tokens.iter().filter(|token| praises(token)).count();
        if praising == 0 {
            return (self.text.marks.approving > 0).then(|| (Evidence::ApprovalMark, self.whole_text()));
        }
        let evidence = Evidence::Praise { praising: count(praising), words: count(self.text.tokens.len()) };
        let phrases = self.phrase_marks(HintKind::Agrees);
        let marks = if phrases.is_empty() {
            self.sentences(|_, sentence| self.tokens(sentence).iter().any(praises))
        } else {
            phrases
        };
        Some((evidence, marks))
    }

    fn definition(&self) -> Option<(Evidence, Vec<(u32, u32)>)> {
        is_definition(self.text).then(|| (Evidence::Definition, self.sentences(|place, _| place == 0)))
    }

    fn no_person(&self) -> Option<(Evidence, Vec<(u32, u32)>)> {
        (self.features.persons() == 0).then(|| (Evidence::NoPerson, self.whole_text()))
    }

    fn nothing_particular(&self) -> Option<(Evidence, Vec<(u32, u32)>)> {
        let content = |token: &&Token| token.weight > 0 && token.class != Class::Function;
        let words = self.text.tokens.iter().filter(content).count();
        let general = |token: &&Token| content(token) && ContentWeight::of(token).particular < 0.5;
        let general = self.text.tokens.iter().filter(general).count();
        let evidence = Evidence::NothingParticular { general: count(general), words: count(words) };
        (general * 2 >= words && words > 0).then(|| (evidence, self.whole_text()))
    }

    /// The sentence whose wording speaks most for a kind.
    fn closest_sentence(&self, kind: HintKind, vector: Option<&FeatureVector>) -> Vec<(u32, u32)> {
        let Some(closest) = vector.map(|vector| vector.closest_sentence(kind)) else {
            return self.whole_text();
        };
        self.sentences(|place, _| place == closest)
    }
}
