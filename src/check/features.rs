//! Counts over a whole text that need no stock phrase, and a score by them.
//!
//! Weak texts are full of words that fit anywhere and have nothing to see, count or name. They speak of the reply rather
//! than of the matter, ask for more, ask about everything at once, or tell nothing that happened; handbooks use formal words
//! and long sentences and speak of nobody. The score weighs these counts. Its weights are a logistic regression on the first texts of
//! the corpus, one set for each language, rounded. It judges system prompts alone, and is one feature of messages.

use super::lexicon::{Class, Lexicon, tag};
use super::piece::Script;
use super::token::TokenizedText;

/// From this score on a text fits any thread.
const GENERIC_FROM: f32 = 1.2;

/// Below this it is too particular for any stock phrase to count.
const PARTICULAR_BELOW: f32 = -0.8;

/// The weight of each feature. Positive speaks for weak. Where nothing else is said, a weight is for a text of nothing else.
struct Weights {
    bias: f32,
    /// Abstractions, and things to see, among the words of meaning.
    general: f32,
    concrete: f32,
    /// For each person among five words, and for nobody at all.
    persons: f32,
    nobody: f32,
    /// For two stock phrases or more.
    stock: f32,
    /// For nothing concrete and no rare word at all.
    empty: f32,
    /// For three words or more about texts and writing: it speaks of the reply, not of the matter.
    writing: f32,
    /// For each word among five that asks to go on, that sweeps over everything, that tells what happened.
    continuation: f32,
    universal: f32,
    past: f32,
    /// For four formal words or more, and two generalities or more.
    formal: f32,
    usually: f32,
    /// For a text of nothing but questions with three sweeping words or more.
    asked: f32,
    /// For each ten words of the mean sentence, up to forty.
    sentence: f32,
    /// For its blandness as the rules weigh it, and for its particulars outside stock phrases.
    bland: f32,
    particular: f32,
}

const ENGLISH: Weights = Weights {
    bias: -1.9,
    general: 0.9,
    concrete: -2.7,
    persons: 0.0,
    nobody: 1.5,
    stock: 3.0,
    empty: 1.8,
    writing: 2.1,
    continuation: 1.1,
    universal: 0.0,
    past: -1.9,
    formal: 1.1,
    usually: 1.0,
    asked: 1.2,
    sentence: 0.7,
    bland: 0.9,
    particular: -2.5,
};

const CHINESE: Weights = Weights {
    bias: -2.6,
    general: 1.5,
    concrete: -2.7,
    persons: -0.5,
    nobody: 1.6,
    stock: 3.0,
    empty: 0.0,
    writing: 0.5,
    continuation: 0.9,
    universal: 1.6,
    past: -0.5,
    formal: 2.3,
    usually: 0.0,
    asked: 0.9,
    sentence: 0.4,
    bland: 1.9,
    particular: -2.7,
};

/// What the rules have found in a text, for weighing it.
#[derive(Clone, Copy)]
pub(super) struct PhraseEvidence {
    /// Evidence in the tables for any kind.
    pub(super) phrases: usize,
    /// The share of what carries meaning that fits anywhere.
    pub(super) blandness: f32,
    /// Particulars outside stock phrases, for each word of meaning.
    pub(super) particular: f32,
}

/// How many words of a text bear each tag.
#[derive(Default)]
pub(super) struct TagCounts {
    pub(super) persons: usize,
    pub(super) general: usize,
    pub(super) formal: usize,
    pub(super) writing: usize,
    pub(super) continuation: usize,
    pub(super) universal: usize,
    pub(super) past: usize,
    pub(super) praise: usize,
    pub(super) reporting: usize,
}

impl TagCounts {
    fn count(&mut self, marks: u16) {
        for (bit, count) in [
            (tag::PERSON, &mut self.persons),
            (tag::GENERAL, &mut self.general),
            (tag::FORMAL, &mut self.formal),
            (tag::WRITING, &mut self.writing),
            (tag::CONTINUATION, &mut self.continuation),
            (tag::UNIVERSAL, &mut self.universal),
            (tag::PAST, &mut self.past),
            (tag::PRAISE, &mut self.praise),
            (tag::REPORTING, &mut self.reporting),
        ] {
            *count += usize::from(marks & bit != 0);
        }
    }
}

/// What a text is made of.
pub(super) struct TextFeatures {
    /// Words that are not in lists of function words: how many, and how they are shared out, 0 to 1.
    pub(super) abstracts: f32,
    pub(super) concrete: f32,
    pub(super) unknown: f32,
    /// Tokens of any kind, and of them those with a tag.
    tokens: usize,
    pub(super) tagged: TagCounts,
    /// The share of its sentences that ask, and the tokens of the mean one.
    pub(super) asking: f32,
    pub(super) sentence: f32,
    /// Letters of the mean Latin word; 0 without one.
    pub(super) letters: f32,
    pub(super) chinese: bool,
}

impl TextFeatures {
    /// Counts what there is.
    pub(super) fn new(tokenized: &TokenizedText) -> Self {
        let lexicon = Lexicon::get();
        let (mut kinds, mut letters, mut latin) = ([0_u16; 4], 0_u32, 0_u32);
        let mut tagged = TagCounts::default();
        for token in &tokenized.tokens {
            if token.script == Script::Word {
                latin += 1;
                letters += token.end - token.start;
            }
            let marks = lexicon.tags(token.id);
            if marks != 0 {
                tagged.count(marks);
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
            tokens: tokenized.tokens.len(),
            tagged,
            asking: share(
                tokenized.sentences.iter().filter(|sentence| sentence.question).count(),
                tokenized.sentences.len(),
            ),
            sentence: share(tokenized.tokens.len(), tokenized.sentences.len()),
            letters: small((letters * 10).checked_div(latin).unwrap_or(0) as usize) / 10.0,
            chinese: latin as usize * 2 < tokenized.tokens.len(),
        }
    }

    fn weights(&self) -> &'static Weights {
        if self.chinese { &CHINESE } else { &ENGLISH }
    }

    /// How many words speak of someone.
    pub(super) fn persons(&self) -> usize {
        self.tagged.persons
    }

    /// How much speaks for weak. Around 0 is undecided.
    pub(super) fn score(&self, found: PhraseEvidence) -> f32 {
        let (weights, tagged) = (self.weights(), &self.tagged);
        let yes = |it: bool| if it { 1.0 } else { 0.0 };
        let among_five = |count: usize| share(count, self.tokens) * 5.0;
        let up_to = |count: usize, most: usize| share(count.min(most), most);
        weights.bias
            + weights.general * self.abstracts
            + weights.concrete * self.concrete
            + weights.persons * among_five(tagged.persons)
            + weights.nobody * yes(tagged.persons == 0)
            + weights.stock * up_to(found.phrases, 4)
            + weights.empty * yes(self.concrete + self.unknown == 0.0)
            + weights.writing * up_to(tagged.writing, 3)
            + weights.continuation * among_five(tagged.continuation)
            + weights.universal * among_five(tagged.universal)
            + weights.past * among_five(tagged.past)
            + weights.formal * up_to(tagged.formal, 4)
            + weights.usually * up_to(tagged.general, 2)
            + weights.asked * self.asking * up_to(tagged.universal, 3)
            + weights.sentence * (self.sentence / 10.0).min(4.0)
            + weights.bland * found.blandness
            + weights.particular * found.particular
    }

    /// Whether it would fit any thread, by all that it is made of.
    pub(super) fn is_generic(&self, found: PhraseEvidence) -> bool {
        self.score(found) >= GENERIC_FROM
    }

    /// Whether so much in it is particular that a stock phrase says nothing about it.
    pub(super) fn is_particular(&self, found: PhraseEvidence) -> bool {
        self.score(found) < PARTICULAR_BELOW
    }

    /// Whether it reads like a page of a handbook: long words, generalities, the verbs of handbooks, and nobody in it.
    /// English only; in Chinese the turns of speech tell it well enough.
    pub(super) fn is_handbook(&self) -> bool {
        if self.chinese || self.tagged.persons > 0 || self.tokens < 12 {
            return false;
        }
        let long = usize::from(self.letters >= 5.0) + usize::from(self.letters >= 5.4);
        long + self.tagged.general.min(2) + self.tagged.formal.min(2) + usize::from(self.abstracts >= 0.2)
            >= 4
            && long > 0
    }
}

/// A share of a whole; of nothing, 0.
pub(super) fn share(part: usize, whole: usize) -> f32 {
    small(part) / small(whole.max(1))
}

/// A count as a number to reckon with; what is beyond 65,535 makes no difference.
pub(super) fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
