use serde::{Deserialize, Serialize};

/// The number of days that are kept.
pub const DAYS: i64 = 90;

/// What is known of a day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Day {
    /// Its number: local days since 1970.
    pub day: i64,
    /// The lowest budget that was seen.
    pub lowest: Option<f64>,
    /// Units that were spent from here.
    pub spent: f64,
}

impl Day {
    /// Takes a budget that was seen on this day.
    pub(crate) fn see_budget(&mut self, balance: Option<f64>) {
        self.lowest = match (self.lowest, balance) {
            (Some(lowest), Some(balance)) => Some(lowest.min(balance)),
            (known, balance) => known.or(balance),
        };
    }
}
