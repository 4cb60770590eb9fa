use crate::app::state::{DAYS, Day, State};
use crate::domain::Millis;

const DAY: Millis = 24 * 60 * 60_000;

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
