//! The weights of `weights.hex`, two hexadecimal digits a byte, and the scores they give.
//!
//! A table is: the number of dense features (one byte); the limit, the unit of a nibble and a start for each class (floats); for
//! each dense feature a unit (float) and a weight for each class (signed bytes); the number of sparse features (two bytes), how many of them
//! have each first byte (256 bytes), the other two bytes of each in order, and their weights, a nibble for each class.
//! Numbers have their low byte first. English comes first, Chinese after it.

use super::FeatureVector;
use crate::check::HintKind;

/// How many kinds of weakness there are, in the order of [`HintKind::ALL`].
pub const KINDS: usize = HintKind::ALL.len();

/// The place of strong among the classes: after the kinds.
pub const STRONG: usize = KINDS;

/// Kinds and strong.
const CLASSES: usize = KINDS + 1;

/// The place of echoing: impossible for a text that takes nothing from another.
const ECHOES: usize = {
    let mut place = 0;
    while !matches!(HintKind::ALL[place], HintKind::Echoes) {
        place += 1;
    }
    place
};

/// The score of an impossible kind.
const IMPOSSIBLE: f32 = -1e6;

/// The largest weight that fits a nibble, as the smallest is its negative.
pub const NIBBLE: i8 = 7;

/// Bytes of the weights of a sparse feature.
const PACKED: usize = CLASSES.div_ceil(2);

/// As text, so that a change of them can be read as one; made bytes while the core is compiled.
const DIGITS: &[u8] = include_bytes!("weights.hex");
static TABLES: [u8; count()] = bytes();

/// How many bytes the digits make; lines that start with `#` say where they come from.
const fn count() -> usize {
    let (mut digits, mut at, mut comment) = (0, 0, false);
    while at < DIGITS.len() {
        let digit = DIGITS[at];
        comment = digit == b'#' || comment && digit != b'\n';
        digits += (!comment && digit != b'\n') as usize;
        at += 1;
    }
    digits / 2
}

#[expect(clippy::large_stack_arrays, reason = "evaluated while the core is compiled")]
const fn bytes() -> [u8; count()] {
    let mut bytes = [0; count()];
    let (mut digits, mut at, mut comment) = (0, 0, false);
    while at < DIGITS.len() {
        let digit = DIGITS[at];
        comment = digit == b'#' || comment && digit != b'\n';
        if !comment && digit != b'\n' {
            bytes[digits / 2] =
                bytes[digits / 2] << 4 | if digit <= b'9' { digit - b'0' } else { digit - b'a' + 10 };
            digits += 1;
        }
        at += 1;
    }
    bytes
}

/// What is learnt of one language, as bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct WeightTable<'a> {
    limit: f32,
    unit: f32,
    start: [f32; CLASSES],
    dense: &'a [u8],
    buckets: &'a [u8],
    keys: &'a [u8],
    nibbles: &'a [u8],
}

/// What a table says of a text.
#[derive(Clone, Copy, Debug)]
pub struct Scores {
    /// The score of each kind, and at [`STRONG`] of strong.
    pub scores: [f32; CLASSES],
    /// The least weakness that is hinted.
    pub limit: f32,
}

impl Scores {
    /// The weakness: the log-odds of any kind against strong.
    pub fn weak(&self) -> f32 {
        let [kinds @ .., strong] = &self.scores;
        let most = kinds.iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = kinds.iter().map(|score| (score - most).exp()).sum();
        most + sum.ln() - strong
    }

    /// Whether it is weak enough to say so.
    pub fn is_weak(&self) -> bool {
        self.weak() >= self.limit
    }

    /// How far the score of a kind is above the score of strong.
    pub fn lead(&self, kind: HintKind) -> f32 {
        let place = HintKind::ALL.iter().position(|other| *other == kind).unwrap_or(STRONG);
        self.scores.get(place).map_or(0.0, |score| score - self.scores[STRONG])
    }

    /// The kind with the highest score.
    pub fn kind(&self) -> HintKind {
        let lead = |kind: &HintKind| self.lead(*kind);
        HintKind::ALL.into_iter().max_by(|a, b| lead(a).total_cmp(&lead(b))).unwrap_or(HintKind::Generic)
    }
}

/// Takes bytes off the front; none when there are too few.
fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (head, tail) = bytes.split_at_checked(count)?;
    *bytes = tail;
    Some(head)
}

fn float(bytes: &mut &[u8]) -> Option<f32> {
    take(bytes, 4)?.try_into().ok().map(f32::from_le_bytes)
}

impl<'a> WeightTable<'a> {
    /// The built-in table of Chinese, or of English.
    pub fn built_in(chinese: bool) -> WeightTable<'static> {
        let mut bytes = TABLES.as_slice();
        let english = WeightTable::read(&mut bytes).unwrap_or_default();
        if chinese { WeightTable::read(&mut bytes).unwrap_or_default() } else { english }
    }

    /// For how many dense features it has weights.
    pub fn dense_features(&self) -> usize {
        self.dense.len() / (4 + CLASSES)
    }

    /// Reads a table off the front of bytes.
    pub fn read(bytes: &mut &'a [u8]) -> Option<Self> {
        let dense = usize::from(*take(bytes, 1)?.first()?);
        let (limit, unit) = (float(bytes)?, float(bytes)?);
        let mut start = [0.0; CLASSES];
        for class in &mut start {
            *class = float(bytes)?;
        }
        let dense = take(bytes, dense * (4 + CLASSES))?;
        let sparse = usize::from(u16::from_le_bytes(take(bytes, 2)?.try_into().ok()?));
        Some(Self {
            limit,
            unit,
            start,
            dense,
            buckets: take(bytes, 256)?,
            keys: take(bytes, sparse * 2)?,
            nibbles: take(bytes, sparse * PACKED)?,
        })
    }

    /// Where the sparse with each first byte begin.
    fn begins(&self) -> [u16; 257] {
        let mut begins = [0; 257];
        let mut sum = 0;
        for (at, count) in self.buckets.iter().enumerate().take(256) {
            sum += u16::from(*count);
            begins[at + 1] = sum;
        }
        begins
    }

    /// The place of a sparse feature that has weights.
    fn place(&self, begins: &[u16; 257], key: u32) -> Option<usize> {
        let [low, high, first, _] = key.to_le_bytes();
        let bucket = usize::from(first);
        let (from, to) = (usize::from(begins[bucket]), usize::from(begins[bucket + 1]));
        let keys = self.keys.get(from * 2..to * 2)?;
        keys.chunks_exact(2).position(|key| key == [low, high]).map(|at| from + at)
    }

    /// The weights of a sparse feature, by its place.
    fn weights(&self, place: usize) -> [i32; CLASSES] {
        let mut weights = [0; CLASSES];
        let packed = self.nibbles.get(place * PACKED..(place + 1) * PACKED).unwrap_or_default();
        let nibbles =
            packed.iter().flat_map(|byte| [(byte << 4).cast_signed() >> 4, byte.cast_signed() >> 4]);
        for (weight, nibble) in weights.iter_mut().zip(nibbles) {
            *weight = i32::from(nibble);
        }
        weights
    }

    /// The scores of a text: each dense feature counts by its value, each sparse feature once.
    pub fn weigh(&self, vector: &FeatureVector) -> Scores {
        let mut scores = self.start;
        for (value, weights) in vector.dense.iter().zip(self.dense.chunks_exact(4 + CLASSES)) {
            let (mut unit, weights) = weights.split_at(4);
            let worth = float(&mut unit).unwrap_or(0.0) * value;
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += worth * f32::from(weight.cast_signed());
            }
        }
        let begins = self.begins();
        let mut met = vec![false; self.keys.len() / 2];
        let mut sums = [0_i32; CLASSES];
        for place in vector.sparse.iter().filter_map(|it| self.place(&begins, it.key)) {
            if let Some(met) = met.get_mut(place).filter(|met| !**met) {
                *met = true;
                for (sum, weight) in sums.iter_mut().zip(self.weights(place)) {
                    *sum += weight;
                }
            }
        }
        let unit = self.unit / tokens(vector).sqrt();
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score += unit * i16::try_from(sum).map_or(0.0, f32::from);
        }
        if !vector.overlaps {
            scores[ECHOES] = IMPOSSIBLE;
        }
        Scores { scores, limit: self.limit }
    }

    /// The sentence whose sparse features speak most for a kind.
    pub fn closest_sentence(&self, vector: &FeatureVector, kind: HintKind) -> u32 {
        let class = HintKind::ALL.iter().position(|other| *other == kind).unwrap_or(STRONG);
        let begins = self.begins();
        let (mut best, mut most) = (0, i32::MIN);
        let mut sparse = vector.sparse.as_slice();
        while let Some(first) = sparse.first() {
            let here = sparse.partition_point(|it| it.sentence <= first.sentence);
            let (sentence, rest) = sparse.split_at(here);
            sparse = rest;
            let worth = sentence.iter().filter_map(|it| self.place(&begins, it.key)).map(|place| {
                let weights = self.weights(place);
                weights.get(class).map_or(0, |weight| weight - weights[STRONG])
            });
            let sum = worth.sum();
            if sum > most {
                (best, most) = (first.sentence, sum);
            }
        }
        best
    }
}

/// How many tokens a text has, at least one.
pub(super) fn tokens(vector: &FeatureVector) -> f32 {
    f32::from(u16::try_from(vector.tokens).unwrap_or(u16::MAX)).max(1.0)
}
