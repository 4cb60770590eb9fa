//! From labelled texts to the bytes of a weight table (`src/check/classifier/weight_table.rs`).

use super::regression::{Row, Weights, descend, mean_and_spread};
use super::texts::Case;
use super::{CLASSES, number};
use impromptu::check::classifier::{NIBBLE, STRONG};
use std::collections::BTreeMap;

/// How much a sparse feature weighs beside a dense one before anything is fitted.
const WEIGHT: f64 = 2.0;

/// Rounds of descent: for choosing the sparse features, and for the weights that stay.
const ROUNDS: [usize; 2] = [120, 200];

/// What was fitted, still in full numbers.
struct Fitted {
    /// Mean and spread of each dense feature.
    scales: Vec<(f64, f64)>,
    /// Sparse features with how much one of them is worth, by how rare it is.
    sparse: Vec<(u32, f64)>,
    weights: Weights,
}

fn fit(cases: &[&Case], sparse: Vec<(u32, f64)>, rounds: usize) -> Fitted {
    let dense = cases[0].vector.dense.len();
    let scales: Vec<(f64, f64)> = (0..dense)
        .map(|at| {
            let values: Vec<f64> = cases.iter().map(|case| f64::from(case.vector.dense[at])).collect();
            mean_and_spread(&values)
        })
        .collect();
    let sum = |strong: bool| -> f64 {
        cases.iter().filter(|case| (case.class == STRONG) == strong).map(|case| case.counts).sum()
    };
    let balance = sum(false) / sum(true);
    let rows: Vec<Row> =
        cases
            .iter()
            .map(|case| {
                let tokens = number(case.vector.tokens.max(1)).sqrt();
                let mut columns = vec![(0, 1.0)];
                columns.extend(scales.iter().enumerate().map(|(at, (mean, spread))| {
                    (at + 1, (f64::from(case.vector.dense[at]) - mean) / spread)
                }));
                columns.extend(case.keys.iter().filter_map(|key| {
                    let at = sparse.binary_search_by_key(key, |(key, _)| *key).ok()?;
                    Some((dense + 1 + at, WEIGHT * sparse[at].1 / tokens))
                }));
                let counts = if case.class == STRONG { case.counts * balance } else { case.counts };
                Row { class: case.class, counts, columns }
            })
            .collect();
    let columns = 1 + dense + sparse.len();
    Fitted { scales, weights: descend(&rows, columns, rounds), sparse }
}

fn largest(weights: &[f64; CLASSES]) -> f64 {
    weights.iter().fold(0.0, |most, weight| most.max(weight.abs()))
}

/// Fits all sparse features that more than one text has, keeps those that matter most, and fits again.
pub(crate) fn table(cases: &[&Case], most: usize) -> Vec<u8> {
    let mut texts: BTreeMap<u32, usize> = BTreeMap::new();
    for key in cases.iter().flat_map(|case| &case.keys) {
        *texts.entry(*key).or_default() += 1;
    }
    let rarity = |count: usize| (number(cases.len()) / number(count)).ln() + 1.0;
    let all: Vec<(u32, f64)> =
        texts.iter().filter(|(_, count)| **count > 2).map(|(key, count)| (*key, rarity(*count))).collect();
    let first = fit(cases, all, ROUNDS[0]);
    let behind = 1 + first.scales.len();
    let mut worth: Vec<(f64, (u32, f64))> = first
        .sparse
        .iter()
        .enumerate()
        .map(|(at, it)| {
            let reach = number(texts[&it.0].min(20)).sqrt();
            (largest(&first.weights[behind + at]) * it.1 * reach, *it)
        })
        .collect();
    worth.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.0.cmp(&b.1.0)));
    let mut kept: Vec<(u32, f64)> = worth.into_iter().take(most).map(|(_, it)| it).collect();
    kept.sort_by_key(|(key, _)| *key);
    bytes(&fit(cases, kept, ROUNDS[1]))
}

#[expect(clippy::cast_possible_truncation, reason = "rounded and within the range before")]
fn rounded(weight: f64, unit: f64, most: i8) -> i8 {
    (weight / unit).round().clamp(-f64::from(most), f64::from(most)) as i8
}

#[expect(clippy::cast_possible_truncation, reason = "the tables hold short floats")]
fn push(bytes: &mut Vec<u8>, value: f64) {
    bytes.extend((value as f32).to_le_bytes());
}

/// The table with a limit of 0.
fn bytes(fitted: &Fitted) -> Vec<u8> {
    let dense = fitted.scales.len();
    let (head, sparse) = fitted.weights.split_at(1 + dense);
    let centred = |weights: &[f64; CLASSES], times: f64| {
        let mean = weights.iter().sum::<f64>() / number(CLASSES);
        weights.map(|weight| (weight - mean) * times)
    };
    let sparse: Vec<[f64; CLASSES]> = sparse
        .iter()
        .zip(&fitted.sparse)
        .map(|(weights, (_, worth))| centred(weights, WEIGHT * worth))
        .collect();
    let unit = sparse.iter().map(largest).fold(0.0, f64::max) / f64::from(NIBBLE);
    let mut bytes = vec![u8::try_from(dense).expect("few dense features")];
    push(&mut bytes, 0.0);
    push(&mut bytes, unit);
    let mut start = head[0];
    let mut packed = Vec::new();
    for (weights, (mean, spread)) in head[1..].iter().zip(&fitted.scales) {
        let weights = centred(weights, 1.0 / spread);
        let unit = (largest(&weights) / 127.0).max(1e-9);
        push(&mut packed, unit);
        for (class, weight) in weights.iter().enumerate() {
            let weight = rounded(*weight, unit, i8::MAX);
            start[class] -= f64::from(weight) * unit * mean;
            packed.push(weight.cast_unsigned());
        }
    }
    for start in start {
        push(&mut bytes, start);
    }
    bytes.extend(packed);
    bytes.extend(u16::try_from(sparse.len()).expect("few sparse features").to_le_bytes());
    let mut buckets = [0_u8; 256];
    for (key, _) in &fitted.sparse {
        buckets[(key >> 16) as usize] += 1;
    }
    bytes.extend(buckets);
    for (key, _) in &fitted.sparse {
        bytes.extend(&key.to_le_bytes()[..2]);
    }
    for weights in &sparse {
        for pair in weights.chunks(2) {
            let nibble = |weight: f64| rounded(weight, unit, NIBBLE).cast_unsigned() & 15;
            bytes.push(nibble(pair[0]) | pair.get(1).map_or(0, |weight| nibble(*weight)) << 4);
        }
    }
    bytes
}
