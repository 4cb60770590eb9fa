//! Repeated measurements of one thing.

use std::fmt;

/// What was measured, in milliseconds unless the row says otherwise.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sample(Vec<f64>);

impl Sample {
    /// Takes one more.
    pub(crate) fn push(&mut self, value: f64) {
        self.0.push(value);
    }

    /// The middle one, or the mean of the two in the middle.
    pub(crate) fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let half = sorted.len() / 2;
        match sorted.len() {
            0 => f64::NAN,
            len if len % 2 == 1 => sorted[half],
            _ => f64::midpoint(sorted[half - 1], sorted[half]),
        }
    }
}

impl FromIterator<f64> for Sample {
    fn from_iter<T: IntoIterator<Item = f64>>(values: T) -> Self {
        Self(values.into_iter().collect())
    }
}

/// `12.5 (9.9..16.9)`.
impl fmt::Display for Sample {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let least = self.0.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.0.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let digits = if self.median() < 10.0 { 2 } else { 1 };
        write!(out, "{:.digits$} ({least:.digits$}..{most:.digits$})", self.median())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one_whatever_the_order() {
        let odd: Sample = [30.0, 10.0, 20.0].into_iter().collect();
        assert!((odd.median() - 20.0).abs() < f64::EPSILON);
        let even: Sample = [40.0, 10.0, 20.0, 30.0].into_iter().collect();
        assert!((even.median() - 25.0).abs() < f64::EPSILON);
        assert!(Sample::default().median().is_nan());
        assert_eq!(odd.to_string(), "20.0 (10.0..30.0)");
    }
}
