//! Saying again what is being answered: the same words, in whatever order and inflection.

use super::lexicon::{Class, Hashed};
use super::token::{Cut, Script};

/// Fewest different words of meaning before likeness means anything.
const FEWEST: usize = 4;

/// Words that turn a sentence against what it repeats.
const TURNS: [&str; 12] = [
    "not", "never", "no", "nobody", "none", "without", "but", "except", "instead", "don't", "doesn't",
    "isn't",
];

/// Whether a draft says over again what another text said, and little else.
pub(super) fn echoes(draft: &Cut, other: &Cut) -> bool {
    let theirs = words(other);
    let ours = words(draft);
    if ours.len() < FEWEST || theirs.is_empty() || turned(draft) && !turned(other) {
        return false;
    }
    let shared = ours.keys().filter(|word| theirs.contains_key(word)).count();
    // Nearly all of the draft is theirs, and it is not just a few of their words put to another use.
    shared * 100 >= ours.len() * 72 && (shared * 100 >= theirs.len() * 55 || longest_run(draft, other) >= 5)
}

/// Words of meaning; for Chinese, characters and the pairs they form.
fn words(cut: &Cut) -> Hashed {
    cut.tokens
        .iter()
        .filter(|token| token.class != Class::Function || token.script == Script::Han && token.weight > 1)
        .map(|token| (token.root, 0))
        .collect()
}

fn turned(cut: &Cut) -> bool {
    let lexicon = super::lexicon::Lexicon::get();
    TURNS
        .iter()
        .map(|word| lexicon.id(word))
        .any(|turn| turn != 0 && cut.tokens.iter().any(|token| token.id == turn))
}

/// The most words of meaning in a row that the other text has in a row too, found by pairs.
fn longest_run(draft: &Cut, other: &Cut) -> usize {
    let pair = |(one, next): (u64, u64)| one.rotate_left(23) ^ next;
    let pairs: Hashed = meaning(other).zip(meaning(other).skip(1)).map(|words| (pair(words), 0)).collect();
    let (mut run, mut longest) = (0, 0);
    for words in meaning(draft).zip(meaning(draft).skip(1)) {
        run = if pairs.contains_key(&pair(words)) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

fn meaning(cut: &Cut) -> impl Iterator<Item = u64> {
    cut.tokens.iter().filter(|token| token.class != Class::Function).map(|token| token.root)
}
