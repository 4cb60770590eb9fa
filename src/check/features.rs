//! What a text is made of, taken all together: the dense that need no stock phrase.
//!
//! Weak texts are full of words that fit anywhere and have nothing to see, count or name. They speak of the reply rather
//! than of the matter, ask for more, ask about everything at once, or tell nothing that happened; handbooks use formal words
//! and long sentences and speak of nobody. All of that can be told from counts. The weights were fitted by logistic
//! regression on the texts that are for tuning (docs/corpus.md), one set for each language, and rounded.

use super::lexicon::{Class, Hashed, Lexicon, tag};
use super::token::{Script, TokenizedText};

/// From here on a text fits any thread by its make-up alone.
const BARE: f32 = 1.2;

/// Below this it is too particular for any stock phrase to count.
const RICH: f32 = -0.8;

/// What each signal is worth. Positive speaks for weak. Where nothing else is said, a weight is for a text of nothing else.
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
    /// For three words or more about texts and talk: it speaks of the reply, not of the matter.
    talk: f32,
    /// For each word among five that asks to go on, that sweeps over everything, that tells what happened.
    further: f32,
    sweep: f32,
    told: f32,
    /// For four formal words or more, and two generalities or more.
    formal: f32,
    usually: f32,
    /// For a text of nothing but questions with three sweeping words or more.
    asked: f32,
    /// For each ten words of the mean sentence, up to forty.
    sentence: f32,
    /// For a text whose every word of meaning the thread has said already; less than none, for who answers takes words up.
    known: f32,
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
    talk: 2.1,
    further: 1.1,
    sweep: 0.0,
    told: -1.9,
    formal: 1.1,
    usually: 1.0,
    asked: 1.2,
    sentence: 0.7,
    known: -1.0,
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
    talk: 0.5,
    further: 0.9,
    sweep: 1.6,
    told: -0.5,
    formal: 2.3,
    usually: 0.0,
    asked: 0.9,
    sentence: 0.4,
    known: -1.1,
    bland: 1.9,
    particular: -2.7,
};

/// What the rules have found in a text, for weighing it.
#[derive(Clone, Copy)]
pub(super) struct Found {
    /// Evidence in the tables for any family.
    pub(super) turns: usize,
    /// The share of what carries meaning that fits anywhere.
    pub(super) blandness: f32,
    /// Particulars outside stock phrases, for each word of meaning.
    pub(super) particular: f32,
}

/// How many words of a text bear each tag.
#[derive(Default)]
pub(super) struct Marked {
    pub(super) persons: usize,
    pub(super) general: usize,
    pub(super) formal: usize,
    pub(super) talk: usize,
    pub(super) further: usize,
    pub(super) sweep: usize,
    pub(super) told: usize,
}

impl Marked {
    fn count(&mut self, marks: u16) {
        for (bit, count) in [
            (tag::PERSON, &mut self.persons),
            (tag::GENERAL, &mut self.general),
            (tag::FORMAL, &mut self.formal),
            (tag::WRITING, &mut self.talk),
            (tag::CONTINUATION, &mut self.further),
            (tag::UNIVERSAL, &mut self.sweep),
            (tag::PAST, &mut self.told),
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
    pub(super) marked: Marked,
    /// The share of its sentences that ask, and the tokens of the mean one.
    pub(super) asking: f32,
    pub(super) sentence: f32,
    /// The share of its words of meaning that the thread has said already.
    pub(super) known: f32,
    /// Letters of the mean Latin word; 0 without one.
    pub(super) letters: f32,
    pub(super) chinese: bool,
}

impl TextFeatures {
    /// Counts what there is; `said` has the roots of what it answers.
    pub(super) fn new(tokenized: &TokenizedText, said: &Hashed) -> Self {
        let lexicon = Lexicon::get();
        let (mut kinds, mut letters, mut latin) = ([0_u16; 4], 0_u32, 0_u32);
        let (mut marked, mut meaning, mut known) = (Marked::default(), 0, 0);
        for token in &tokenized.tokens {
            if token.script == Script::Word {
                latin += 1;
                letters += token.end - token.start;
            }
            let marks = lexicon.tags(token.id);
            if marks != 0 {
                marked.count(marks);
            }
            if token.class != Class::Function || token.script == Script::Han {
                meaning += 1;
                known += usize::from(said.contains_key(&token.root));
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
            marked,
            asking: share(
                tokenized.sentences.iter().filter(|sentence| sentence.question).count(),
                tokenized.sentences.len(),
            ),
            sentence: share(tokenized.tokens.len(), tokenized.sentences.len()),
            known: share(known, meaning),
            letters: small((letters * 10).checked_div(latin).unwrap_or(0) as usize) / 10.0,
            chinese: latin as usize * 2 < tokenized.tokens.len(),
        }
    }

    fn weights(&self) -> &'static Weights {
        if self.chinese { &CHINESE } else { &ENGLISH }
    }

    /// How many words speak of someone.
    pub(super) fn persons(&self) -> usize {
        self.marked.persons
    }

    /// How much speaks for weak. Around 0 is undecided.
    pub(super) fn score(&self, found: Found) -> f32 {
        let (weights, marked) = (self.weights(), &self.marked);
        let yes = |it: bool| if it { 1.0 } else { 0.0 };
        let among_five = |count: usize| share(count, self.tokens) * 5.0;
        let up_to = |count: usize, most: usize| share(count.min(most), most);
        weights.bias
            + weights.general * self.abstracts
            + weights.concrete * self.concrete
            + weights.persons * among_five(marked.persons)
            + weights.nobody * yes(marked.persons == 0)
            + weights.stock * up_to(found.turns, 4)
            + weights.empty * yes(self.concrete + self.unknown == 0.0)
            + weights.talk * up_to(marked.talk, 3)
            + weights.further * among_five(marked.further)
            + weights.sweep * among_five(marked.sweep)
            + weights.told * among_five(marked.told)
            + weights.formal * up_to(marked.formal, 4)
            + weights.usually * up_to(marked.general, 2)
            + weights.asked * self.asking * up_to(marked.sweep, 3)
            + weights.sentence * (self.sentence / 10.0).min(4.0)
            + weights.known * self.known
            + weights.bland * found.blandness
            + weights.particular * found.particular
    }

    /// Whether it would fit any thread, by all that it is made of.
    pub(super) fn is_bare(&self, found: Found) -> bool {
        self.score(found) >= BARE
    }

    /// Whether so much in it is particular that a stock phrase says nothing about it.
    pub(super) fn is_rich(&self, found: Found) -> bool {
        self.score(found) < RICH
    }

    /// Whether it reads like a page of a handbook: long words, generalities, the verbs of handbooks, and nobody in it.
    /// English only; in Chinese the turns of speech tell it well enough.
    pub(super) fn is_handbook(&self) -> bool {
        if self.chinese || self.marked.persons > 0 || self.tokens < 12 {
            return false;
        }
        let long = usize::from(self.letters >= 5.0) + usize::from(self.letters >= 5.4);
        long + self.marked.general.min(2) + self.marked.formal.min(2) + usize::from(self.abstracts >= 0.2)
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
