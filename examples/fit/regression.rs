//! Softmax regression over sparse rows.

use super::{CLASSES, number};

/// The inverse of the penalty on squared weights: the larger, the closer to the texts.
const LOOSENESS: f64 = 0.05;

/// A row to fit on: its class, what it counts for, and its columns with their values.
pub(crate) struct Row {
    pub(crate) class: usize,
    pub(crate) counts: f64,
    pub(crate) columns: Vec<(usize, f64)>,
}

/// For each column a weight for each class.
pub(crate) type Weights = Vec<[f64; CLASSES]>;

fn softmax(scores: &[f64; CLASSES]) -> [f64; CLASSES] {
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers = scores.map(|score| (score - most).exp());
    let sum: f64 = powers.iter().sum();
    powers.map(|power| power / sum)
}

/// The largest step that cannot overshoot, by the largest singular value of the rows.
fn step(rows: &[Row], columns: usize) -> f64 {
    let mut direction = vec![1.0; columns];
    let mut size = 1.0;
    for _ in 0..20 {
        let mut next = vec![0.0; columns];
        for row in rows {
            let along: f64 = row.columns.iter().map(|(at, value)| direction[*at] * value).sum();
            row.columns.iter().for_each(|(at, value)| next[*at] += row.counts * along * value);
        }
        size = next.iter().map(|value| value * value).sum::<f64>().sqrt();
        direction = next.iter().map(|value| value / size).collect();
    }
    1.0 / (LOOSENESS * 0.5 * size * 1.05 + 1.0)
}

/// The slope of the loss at some weights; the start in column 0 is not penalized.
fn slope(rows: &[Row], weights: &Weights) -> Weights {
    let mut slope = weights.clone();
    slope[0] = [0.0; CLASSES];
    for row in rows {
        let mut scores = [0.0; CLASSES];
        for (at, value) in &row.columns {
            (0..CLASSES).for_each(|class| scores[class] += weights[*at][class] * value);
        }
        let mut error = softmax(&scores);
        error[row.class] -= 1.0;
        let error = error.map(|error| error * row.counts * LOOSENESS);
        for (at, value) in &row.columns {
            (0..CLASSES).for_each(|class| slope[*at][class] += error[class] * value);
        }
    }
    slope
}

/// Accelerated gradient descent with restarts.
pub(crate) fn descend(rows: &[Row], columns: usize, rounds: usize) -> Weights {
    let step = step(rows, columns);
    let mut weights: Weights = vec![[0.0; CLASSES]; columns];
    let (mut ahead, mut momentum) = (weights.clone(), 1.0_f64);
    for _ in 0..rounds {
        let slope = slope(rows, &ahead);
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

/// Mean and spread of values.
pub(crate) fn mean_and_spread(values: &[f64]) -> (f64, f64) {
    let mean = values.iter().sum::<f64>() / number(values.len());
    let spread = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / number(values.len());
    (mean, spread.sqrt() + 1e-3)
}
