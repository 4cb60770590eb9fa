use super::State;
use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// The number of days that are kept.
pub const DAYS: i64 = 90;

const DAY: Millis = 24 * 60 * 60_000;

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

impl State {
    /// The number of the local day of a time.
    pub fn day_of(&self, at: Millis) -> i64 {
        (at + Millis::from(self.live.zone_minutes) * 60_000).div_euclid(DAY)
    }

    /// When a local day began.
    pub fn start_of_day(&self, day: i64) -> Millis {
        day * DAY - Millis::from(self.live.zone_minutes) * 60_000
    }

    /// The record of a day that is changed. Days are in order; those of the last [`DAYS`] are kept.
    pub(crate) fn day_mut(&mut self, at: Millis) -> &mut Day {
        let day = self.day_of(at);
        // After a change of the clock, days of the future are not kept.
        self.days.retain(|known| known.day <= day && known.day > day - DAYS);
        if self.days.back().is_none_or(|known| known.day != day) {
            self.days.push_back(Day { day, ..Day::default() });
        }
        let last = self.days.len() - 1;
        &mut self.days[last]
    }
}
