//! Fits the weights of the craft hints on `tests/corpus` and writes `src/check/classifier/weights.hex`; `docs/corpus.md` tells how and why.
//!
//! `cargo run --release --example fit` also leaves one set, so one blind author, out at a time and prints what the weights fitted on all
//! the others make of its texts. There is no chance in it: the same texts give the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use impromptu::check::classifier::{FeatureVector, NIBBLE, STRONG, WeightTable};
use impromptu::check::{Draft, HintKind, feature_vector};

const CLASSES: usize = STRONG + 1;

/// How little large weights are held back: the larger, the closer to the texts.
const LOOSENESS: f64 = 0.05;

/// How much a trait weighs beside a signal before anything is fitted.
const WEIGHT: f64 = 2.0;

/// How many sparse keep a weight in English and in Chinese.
const TRAITS: [usize; 2] = [1_500, 500];

/// At most so many of a thousand strong texts of sets that were left out are hinted.
const ALARMS: usize = 33;

/// A labelled text.
struct Case {
    set: String,
    label: String,
    class: usize,
    seen: FeatureVector,
    keys: Vec<u32>,
}

/// A row to fit on: its class, what it counts for, and its columns.
struct Row {
    class: usize,
    counts: f64,
    columns: Vec<(usize, f64)>,
}

type Weights = Vec<[f64; CLASSES]>;

fn cases(language: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a corpus").map(|file| file.expect("a file").path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let Some(set) = name.strip_suffix(&format!("{language}.tsv")) else { continue };
        for line in fs::read_to_string(&file).expect("a table").lines() {
            let mut columns = line.split('\t');
            let (label, text) = (columns.next().expect("a label"), columns.next().expect("a text"));
            let family = HintKind::ALL.iter().position(|kind| kind.code() == label);
            let Some(class) = family.or_else(|| (label == "strong").then_some(STRONG)) else { continue };
            let draft = Draft {
                text: text.to_owned(),
                parent_text: columns.next().map(str::to_owned),
                ..Draft::default()
            };
            let seen = feature_vector(&draft);
            let mut keys: Vec<u32> = seen.sparse.iter().map(|it| it.key).collect();
            keys.sort_unstable();
            keys.dedup();
            cases.push(Case {
                set: if set.is_empty() { "first" } else { set.trim_end_matches('.') }.to_owned(),
                label: label.to_owned(),
                class,
                seen,
                keys,
            });
        }
    }
    cases
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn number(count: usize) -> f64 {
    count as f64
}

fn softmax(scores: &[f64; CLASSES]) -> [f64; CLASSES] {
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers = scores.map(|score| (score - most).exp());
    let sum: f64 = powers.iter().sum();
    powers.map(|power| power / sum)
}

/// Softmax regression with squared weights held back, but for the start in column 0; accelerated descent with restarts.
fn descend(rows: &[Row], columns: usize) -> Weights {
    let mut direction = vec![1.0; columns];
    let mut size = 1.0;
    for _ in 0..30 {
        let mut next = vec![0.0; columns];
        for row in rows {
            let along: f64 = row.columns.iter().map(|(at, value)| direction[*at] * value).sum();
            row.columns.iter().for_each(|(at, value)| next[*at] += row.counts * along * value);
        }
        size = next.iter().map(|value| value * value).sum::<f64>().sqrt();
        direction = next.iter().map(|value| value / size).collect();
    }
    let step = 1.0 / (LOOSENESS * 0.5 * size * 1.05 + 1.0);
    let mut weights: Weights = vec![[0.0; CLASSES]; columns];
    let (mut ahead, mut momentum) = (weights.clone(), 1.0_f64);
    for _ in 0..400 {
        let mut slope: Weights = ahead.clone();
        slope[0] = [0.0; CLASSES];
        for row in rows {
            let mut scores = [0.0; CLASSES];
            for (at, value) in &row.columns {
                (0..CLASSES).for_each(|class| scores[class] += ahead[*at][class] * value);
            }
            let mut error = softmax(&scores);
            error[row.class] -= 1.0;
            let error = error.map(|error| error * row.counts * LOOSENESS);
            for (at, value) in &row.columns {
                (0..CLASSES).for_each(|class| slope[*at][class] += error[class] * value);
            }
        }
        let next_momentum = f64::midpoint(1.0, (1.0 + 4.0 * momentum * momentum).sqrt());
        let mut uphill = 0.0;
        let mut next = weights.clone();
        for at in 0..columns {
            for class in 0..CLASSES {
                next[at][class] = ahead[at][class] - step * slope[at][class];
                uphill += slope[at][class] * (next[at][class] - weights[at][class]);
            }
        }
        let push = if uphill > 0.0 { 0.0 } else { (momentum - 1.0) / next_momentum };
        momentum = if uphill > 0.0 { 1.0 } else { next_momentum };
        for at in 0..columns {
            for class in 0..CLASSES {
                ahead[at][class] = next[at][class] + push * (next[at][class] - weights[at][class]);
            }
        }
        weights = next;
    }
    weights
}

/// What was fitted, still in full numbers.
struct Fitted {
    /// Mean and spread of each signal.
    scales: Vec<(f64, f64)>,
    /// Traits with how much one of them is worth, by how rare it is.
    sparse: Vec<(u32, f64)>,
    weights: Weights,
}

fn fit(cases: &[&Case], sparse: Vec<(u32, f64)>) -> Fitted {
    let dense = cases[0].seen.dense.len();
    let scales: Vec<(f64, f64)> = (0..dense)
        .map(|at| {
            let values = || cases.iter().map(|case| f64::from(case.seen.dense[at]));
            let mean = values().sum::<f64>() / number(cases.len());
            let spread = values().map(|value| (value - mean).powi(2)).sum::<f64>() / number(cases.len());
            (mean, spread.sqrt() + 1e-3)
        })
        .collect();
    let strong = number(cases.iter().filter(|case| case.class == STRONG).count());
    let weak = number(cases.len()) - strong;
    let rows: Vec<Row> = cases
        .iter()
        .map(|case| {
            let tokens = number(case.seen.tokens.max(1)).sqrt();
            let mut columns = vec![(0, 1.0)];
            columns.extend(
                scales
                    .iter()
                    .enumerate()
                    .map(|(at, (mean, spread))| (at + 1, (f64::from(case.seen.dense[at]) - mean) / spread)),
            );
            columns.extend(case.keys.iter().filter_map(|key| {
                let at = sparse.binary_search_by_key(key, |(key, _)| *key).ok()?;
                Some((dense + 1 + at, WEIGHT * sparse[at].1 / tokens))
            }));
            Row { class: case.class, counts: if case.class == STRONG { weak / strong } else { 1.0 }, columns }
        })
        .collect();
    let columns = 1 + dense + sparse.len();
    Fitted { scales, weights: descend(&rows, columns), sparse }
}

fn largest(weights: &[f64; CLASSES]) -> f64 {
    weights.iter().fold(0.0, |most, weight| most.max(weight.abs()))
}

/// Fits all sparse that more than one text has, keeps those that matter most, and fits again.
fn table(cases: &[&Case], most: usize) -> Vec<u8> {
    let mut texts: BTreeMap<u32, usize> = BTreeMap::new();
    for key in cases.iter().flat_map(|case| &case.keys) {
        *texts.entry(*key).or_default() += 1;
    }
    let rarity = |count: usize| (number(cases.len()) / number(count)).ln() + 1.0;
    let all: Vec<(u32, f64)> =
        texts.iter().filter(|(_, count)| **count > 1).map(|(key, count)| (*key, rarity(*count))).collect();
    let first = fit(cases, all);
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
    bytes(&fit(cases, kept), 0.0)
}

#[expect(clippy::cast_possible_truncation, reason = "rounded and within the range before")]
fn rounded(weight: f64, unit: f64, most: i8) -> i8 {
    (weight / unit).round().clamp(-f64::from(most), f64::from(most)) as i8
}

#[expect(clippy::cast_possible_truncation, reason = "the tables hold short floats")]
fn push(bytes: &mut Vec<u8>, value: f64) {
    bytes.extend((value as f32).to_le_bytes());
}

/// See `src/check/classifier/table.rs`.
fn bytes(fitted: &Fitted, limit: f64) -> Vec<u8> {
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
    let mut bytes = vec![u8::try_from(dense).expect("few dense")];
    push(&mut bytes, limit);
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
    bytes.extend(u16::try_from(sparse.len()).expect("few sparse").to_le_bytes());
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
            bytes.push(nibble(pair[0]) | nibble(pair[1]) << 4);
        }
    }
    bytes
}

/// What was made of a text by weights that had not seen its set: set, label, how weak, and whether the family is right.
type Judged<'a> = (&'a str, &'a str, f32, bool);

/// The set that only teaches: no text of it is ever left out, so it measures nothing.
const TAUGHT: &str = "taught";

fn left_out(cases: &[Case], most: usize) -> Vec<Judged<'_>> {
    let sets: BTreeSet<&str> = cases.iter().map(|case| case.set.as_str()).collect();
    let mut judged = Vec::new();
    for left in sets.into_iter().filter(|set| *set != TAUGHT) {
        let (those, others): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| case.set == left);
        let table = table(&others, most);
        let table = WeightTable::read(&mut table.as_slice()).expect("a table");
        for case in those {
            let verdict = table.weigh(&case.seen);
            let right = verdict.family().code() == case.label;
            judged.push((left, case.label.as_str(), verdict.weak(), right));
        }
    }
    judged
}

/// The limit that raises so many false alarms and no more.
fn limit(judged: &[Judged], of_thousand: usize) -> f32 {
    let mut strong: Vec<f32> = judged.iter().filter(|it| it.1 == "strong").map(|it| it.2).collect();
    strong.sort_by(|a, b| b.total_cmp(a));
    strong[strong.len() * of_thousand / 1_000] + 1e-4
}

fn tell(language: &str, judged: &[Judged], limit: f32) {
    let mut rows: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    for (set, label, weak, right) in judged {
        let hinted = usize::from(*weak >= limit);
        let group = if set.starts_with("blind") { "blind, all" } else { "house, all" };
        for key in [(*set, *label), (group, *label), (*set, "weak"), (group, "weak")] {
            if key.1 == "weak" && *label == "strong" {
                continue;
            }
            let row = rows.entry(key).or_default();
            let more = [1, hinted, hinted * usize::from(*right)];
            row.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        }
    }
    for ((set, label), [texts, hinted, right]) in rows {
        println!(
            "{language} {set:<10} {label:<10} {hinted:3} of {texts:3} hinted, {right:3} by the right name"
        );
    }
}

fn main() {
    let mut all = Vec::new();
    for (language, most) in ["en", "zh"].into_iter().zip(TRAITS) {
        let cases = cases(language);
        let judged = left_out(&cases, most);
        let blind: Vec<Judged> = judged.iter().filter(|it| it.0.starts_with("blind")).copied().collect();
        for (who, judged) in [("all", &judged), ("blind", &blind)] {
            for alarms in [20, 30, 50] {
                let limit = limit(judged, alarms);
                let weak: Vec<&Judged> = judged.iter().filter(|it| it.1 != "strong").collect();
                let found = weak.iter().filter(|it| it.2 >= limit).count();
                println!(
                    "{language}, {who}: {found} of {} found at {alarms} false alarms in a thousand (limit {limit:.2})",
                    weak.len()
                );
            }
        }
        let limit = limit(&judged, ALARMS);
        tell(language, &judged, limit);
        let mut table = table(&cases.iter().collect::<Vec<_>>(), most);
        table[1..5].copy_from_slice(&limit.to_le_bytes());
        println!("{language}: {} texts, {} bytes", cases.len(), table.len());
        all.extend(table);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/classifier/weights.hex");
    let lines = all
        .chunks(64)
        .map(|line| line.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}")) + "\n");
    fs::write(path, lines.collect::<String>()).expect("the weights can be written");
}
