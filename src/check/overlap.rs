//! What a draft takes from another text: the content units both have, beyond what any two texts share by chance.
//!
//! A content unit is a word without its inflection or, in Chinese, two neighbouring characters. Only units of the draft
//! count, so words added to the other text change nothing unless the draft has them too.

use super::features::{share, small};
use super::lexicon::{Class, Hashed, Lexicon, tag};
use super::piece::Script;
use super::token::{Token, TokenizedText};

/// The weighted share of the draft's content units that must be taken before any of them is evidence, in percent.
const LEAST_SHARE: usize = 30;

/// How many particular units must be taken.
const LEAST_UNITS: usize = 3;

/// From this weight on a unit is particular: everyday words weigh less.
const PARTICULAR: u32 = 8;

/// A sentence counts as taken from this share of its units on, in percent.
const SENTENCE_SHARE: usize = 60;

/// What a draft takes from one other text. The default is nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Overlap {
    /// Different content units of the draft that the other text has, and all of the draft.
    pub(super) taken: usize,
    pub(super) units: usize,
    /// The weighted share of them, 0 to 1.
    pub(super) share: f32,
    /// The most content units in a row that the other text has in a row too.
    pub(super) run: usize,
    /// The draft negates something.
    pub(super) negates: bool,
    /// The places of the draft's sentences that are taken.
    pub(super) sentences: Vec<usize>,
}

impl Overlap {
    /// The overlap with the text that the draft takes most from; nothing when no text gives evidence.
    pub(super) fn with_any(draft: &TokenizedText, others: &[TokenizedText]) -> Self {
        let units = units(draft);
        let mut most = Self::default();
        for other in others {
            let overlap = with(draft, &units, other);
            if overlap.taken > most.taken {
                most = overlap;
            }
        }
        most
    }

    /// Whether the draft takes enough for echoing or summarising to be possible.
    pub(super) fn is_evidence(&self) -> bool {
        self.taken > 0
    }

    /// Appends the dense features of an overlap: all 0 when there is none.
    pub(super) fn features(&self, features: &mut Vec<f32>) {
        let yes = |it: bool| f32::from(u8::from(it));
        let evidence = yes(self.is_evidence());
        features.extend([
            evidence,
            self.share,
            (self.share - 0.5).max(0.0) * 2.0,
            (self.share - 0.75).max(0.0) * 4.0,
            small(self.run.min(6)) / 6.0,
            small((self.units - self.taken).min(6)) / 6.0,
            yes(self.taken >= 6),
            yes(self.negates) * evidence,
        ]);
    }
}

/// A content unit of a text: its hash, its weight in tenths, and the token it starts at.
struct Unit {
    hash: u64,
    weight: u32,
    token: usize,
}

/// The overlap with one other text; nothing below the thresholds.
fn with(draft: &TokenizedText, units: &[Unit], other: &TokenizedText) -> Overlap {
    let other = self::units(other);
    let known: Hashed = other.iter().map(|unit| (unit.hash, unit.weight)).collect();
    let (mut met, mut weight, mut weight_taken) = (Hashed::default(), 0, 0);
    let (mut taken, mut particular) = (0, 0);
    for unit in units {
        if met.insert(unit.hash, 0).is_some() {
            continue;
        }
        weight += unit.weight as usize;
        if known.contains_key(&unit.hash) {
            taken += 1;
            weight_taken += unit.weight as usize;
            particular += usize::from(unit.weight >= PARTICULAR);
        }
    }
    if particular < LEAST_UNITS || weight_taken * 100 < weight * LEAST_SHARE {
        return Overlap::default();
    }
    let lexicon = Lexicon::get();
    let sentences = draft.sentences.iter().enumerate().filter(|(_, sentence)| {
        let at = |token: usize| units.partition_point(|unit| unit.token < token);
        let inside = units.get(at(sentence.first)..at(sentence.last)).unwrap_or_default();
        let shared = inside.iter().filter(|unit| known.contains_key(&unit.hash)).count();
        shared > 0 && shared * 100 >= inside.len() * SENTENCE_SHARE
    });
    Overlap {
        taken,
        units: met.len(),
        share: share(weight_taken, weight),
        run: longest_run(units, &other),
        negates: draft.tokens.iter().any(|token| lexicon.tags(token.id) & tag::NEGATION != 0),
        sentences: sentences.map(|(place, _)| place).collect(),
    }
}

/// The content units of a text, in order.
fn units(text: &TokenizedText) -> Vec<Unit> {
    let weight = |token: &Token| match token.class {
        Class::Function => 0,
        Class::Plain => 4,
        Class::Abstract => 8,
        Class::Concrete | Class::Unknown => 10,
    };
    let next = |at: usize| text.tokens.get(at + 1).filter(|next| next.script == Script::Han);
    let mut units = Vec::new();
    for (at, token) in text.tokens.iter().enumerate() {
        let (hash, weight) = if token.script == Script::Han {
            let Some(next) = next(at).filter(|next| next.start == token.end) else { continue };
            (token.root.rotate_left(23) ^ next.root, weight(token).max(weight(next)))
        } else {
            (token.root, weight(token))
        };
        if weight > 0 {
            units.push(Unit { hash, weight, token: at });
        }
    }
    units
}

/// The most units in a row that the other text has in a row too, found by pairs.
fn longest_run(draft: &[Unit], other: &[Unit]) -> usize {
    let pair = |two: &[Unit]| match two {
        [one, next] => one.hash.rotate_left(29) ^ next.hash,
        _ => 0,
    };
    let pairs: Hashed = other.windows(2).map(|two| (pair(two), 0)).collect();
    let (mut run, mut longest) = (0, 0);
    for two in draft.windows(2) {
        run = if pairs.contains_key(&pair(two)) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlap(draft: &str, other: &str) -> Overlap {
        Overlap::with_any(&TokenizedText::new(draft), &[TokenizedText::new(other)])
    }

    #[test]
    fn what_a_draft_takes_is_counted_in_different_content_units() {
        for (draft, other, taken, units, run) in [
            ("salt kettle lighthouse", "The kettle, the salt, the lighthouse.", 3, 3, 0),
            ("salt kettle lighthouse", "salt kettle lighthouse", 3, 3, 2),
            ("salted kettles and lighthouses", "salt kettle lighthouse", 3, 3, 2),
            ("salt salt kettle lighthouse", "salt kettle lighthouse", 3, 3, 2),
            // Two particular words are chance.
            ("salt kettle", "salt kettle", 0, 0, 0),
            // Everyday words are chance too.
            ("we look at the day and make time", "we look at the day and make time", 0, 0, 0),
            // Three of eleven are less than three in ten.
            (
                "salt kettle lighthouse moth anchor ferry candle spoon widow gravel violin",
                "salt kettle lighthouse",
                0,
                0,
                0,
            ),
            ("水龙头生锈", "水龙头生锈了", 4, 4, 3),
            ("水，龙，头", "水龙头", 0, 0, 0),
        ] {
            let found = overlap(draft, other);
            assert_eq!((found.taken, found.units, found.run), (taken, units, run), "{draft} | {other}");
            assert_eq!(found.is_evidence(), taken > 0, "{draft} | {other}");
        }
    }

    #[test]
    fn the_sentences_that_are_taken_are_told_apart() {
        let found = overlap("Salt kettle lighthouse. Moth anchor ferry.", "salt kettle lighthouse gravel");
        assert_eq!(found.sentences, [0]);
        assert_eq!((found.taken, found.units), (3, 6));
    }

    #[test]
    fn the_text_that_most_is_taken_from_counts() {
        let draft = TokenizedText::new("salt kettle lighthouse moth");
        let others =
            ["salt kettle lighthouse", "gravel", "moth lighthouse kettle salt"].map(TokenizedText::new);
        assert_eq!(Overlap::with_any(&draft, &others).taken, 4);
        assert_eq!(Overlap::with_any(&draft, &[]), Overlap::default());
    }
}
