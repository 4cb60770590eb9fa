//! Saying again what is being answered: the same words, in whatever order and inflection.

use super::features::share;
use super::lexicon::{Class, Hashed, Lexicon, tag};
use super::token::{Script, Token, TokenizedText};

/// Fewest different words of meaning before overlap means anything.
const FEWEST: usize = 4;

/// How like a draft is to another text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Overlap {
    /// The share of what the draft says that the other has said, everyday words counted for less.
    pub(super) said: f32,
    /// The share of the other's words that the draft has.
    pub(super) shared: f32,
    /// The most words of meaning in a row that both have.
    pub(super) run: usize,
    /// Whether the draft says over again what the other said, and little else.
    pub(super) over: bool,
}

impl Overlap {
    /// The most of two likenesses, each number by itself.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            said: self.said.max(other.said),
            shared: self.shared.max(other.shared),
            run: self.run.max(other.run),
            over: self.over || other.over,
        }
    }
}

/// What a draft says, made ready for holding against other texts.
pub(super) struct Echo<'a> {
    draft: &'a TokenizedText,
    /// Its words of meaning, each with what it would add if it were new, in tenths.
    words: Hashed,
    turned: bool,
}

impl<'a> Echo<'a> {
    /// Reads a draft.
    pub(super) fn new(draft: &'a TokenizedText) -> Self {
        Self { draft, words: words(draft), turned: turned(draft) }
    }

    /// How like the draft is to another text.
    pub(super) fn overlap(&self, other: &TokenizedText) -> Overlap {
        let theirs = words(other);
        let (mut shared, mut said, mut all) = (0, 0, 0_usize);
        for (word, adds) in &self.words {
            all += *adds as usize;
            if theirs.contains_key(word) {
                shared += 1;
                said += *adds as usize;
            }
        }
        let run = longest_run(self.draft, other);
        let comparable = self.words.len() >= FEWEST && (!self.turned || turned(other));
        // Nearly all that the draft says is theirs, and it is not just a few of their words put to another use.
        let over = comparable
            && shared > 0
            && said * 100 >= all * 72
            && (shared * 100 >= theirs.len() * 50 || run >= 5);
        Overlap { said: share(said, all), shared: share(shared, theirs.len()), run, over }
    }
}

/// Words of meaning; for Chinese, characters. Everyday words add less than those that carry an image.
fn words(tokenized: &TokenizedText) -> Hashed {
    let adds = |token: &Token| match token.class {
        Class::Function => 3,
        Class::Plain => 4,
        Class::Abstract => 8,
        Class::Concrete | Class::Unknown => 10,
    };
    tokenized
        .tokens
        .iter()
        .filter(|token| token.class != Class::Function || token.script == Script::Han && token.weight > 1)
        .map(|token| (token.root, adds(token)))
        .collect()
}

/// Whether a text turns against something: "not", "never", "but".
fn turned(tokenized: &TokenizedText) -> bool {
    let lexicon = Lexicon::get();
    tokenized.tokens.iter().any(|token| lexicon.tags(token.id) & tag::NEGATION != 0)
}

/// The most words of meaning in a row that the other text has in a row too, found by pairs.
fn longest_run(draft: &TokenizedText, other: &TokenizedText) -> usize {
    let pair = |(one, next): (u64, u64)| one.rotate_left(23) ^ next;
    let pairs: Hashed = meaning(other).zip(meaning(other).skip(1)).map(|words| (pair(words), 0)).collect();
    let (mut run, mut longest) = (0, 0);
    for words in meaning(draft).zip(meaning(draft).skip(1)) {
        run = if pairs.contains_key(&pair(words)) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

fn meaning(tokenized: &TokenizedText) -> impl Iterator<Item = u64> {
    tokenized.tokens.iter().filter(|token| token.class != Class::Function).map(|token| token.root)
}
