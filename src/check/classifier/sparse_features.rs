//! Hashed features of a text: a word, two in a row, the opening and the end of a sentence.

use super::super::lexicon::Class;
use super::super::piece::Script;
use super::super::token::{Token, TokenizedText};

/// One hashed feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SparseFeature {
    /// 24 bits of its hash.
    pub key: u32,
    /// The sentence it is in, counted from 0.
    pub sentence: u32,
}

/// Tokens beyond this many are ignored.
const MOST: usize = 1_500;

/// Stand-ins for names, numbers and words of a class, which are not features by themselves.
mod shape {
    pub(super) const TEXT: u64 = 1;
    pub(super) const ABSTRACT: u64 = 2;
    pub(super) const CONCRETE: u64 = 3;
    pub(super) const UNKNOWN: u64 = 4;
    pub(super) const NAME: u64 = 5;
    pub(super) const NUMBER: u64 = 6;
}

/// The word itself; all names are one word.
fn word(token: &Token) -> u64 {
    if token.name { shape::NAME } else { token.root }
}

/// An everyday word itself, any other word as its class.
fn sort(token: &Token) -> u64 {
    if token.name {
        return shape::NAME;
    }
    match (token.script, token.class) {
        (Script::Number, _) => shape::NUMBER,
        (_, Class::Function | Class::Plain) => token.root,
        (_, Class::Abstract) => shape::ABSTRACT,
        (_, Class::Concrete) => shape::CONCRETE,
        (_, Class::Unknown) => shape::UNKNOWN,
    }
}

/// Twenty-four bits for a sort of feature and its parts.
fn key(kind: u64, parts: impl Iterator<Item = u64>) -> u32 {
    let mut hash = 0x9e37_79b9_7f4a_7c15_u64 ^ kind.wrapping_mul(0xff51_afd7_ed55_8ccd);
    for part in parts {
        hash = (hash.rotate_left(23) ^ part).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    }
    u32::try_from(hash >> 40).unwrap_or(0)
}

/// The sparse features of a text.
pub(super) fn of(tokenized: &TokenizedText) -> Vec<SparseFeature> {
    let mut sparse = Vec::with_capacity(tokenized.tokens.len().min(MOST) * 3);
    let last_sentence = tokenized.sentences.len().saturating_sub(1);
    for (nth, sentence) in tokenized.sentences.iter().enumerate() {
        if sentence.first >= MOST {
            break;
        }
        let tokens = tokenized.tokens.get(sentence.first..sentence.last).unwrap_or_default();
        let mut put = |kind: u64, seen: &[Token], of: fn(&Token) -> u64| {
            sparse.push(SparseFeature {
                key: key(kind, seen.iter().map(of)),
                sentence: u32::try_from(nth).unwrap_or(0),
            });
        };
        let asks = u64::from(sentence.question);
        for one in tokens.chunks(1) {
            put(1, one, word);
            if sentence.question {
                put(3, one, word);
            }
        }
        for two in tokens.windows(2) {
            put(2, two, word);
        }
        let opening = |most: usize| tokens.get(..most.min(tokens.len())).unwrap_or_default();
        let closing = |most: usize| tokens.get(tokens.len().saturating_sub(most)..).unwrap_or_default();
        put(4 + asks, opening(1), sort);
        put(6 + asks, opening(2), sort);
        put(8 + asks, closing(1), sort);
        put(10 + asks, closing(2), sort);
        if nth == 0 {
            put(12, opening(1), word);
            put(13, opening(2), word);
            put(14, opening(3), sort);
        }
        if nth == last_sentence {
            put(15, closing(1), sort);
            put(16 + asks, opening(1), |_| shape::TEXT);
        }
    }
    sparse
}
