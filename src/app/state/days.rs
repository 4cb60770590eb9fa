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
        // A clock or a time zone that is set back makes no day unknown: only the number of days decides what goes.
        let mut place = self.days.partition_point(|known| known.day < day);
        if self.days.get(place).is_none_or(|known| known.day != day) {
            self.days.insert(place, Day { day, ..Day::default() });
        }
        if self.days.len() > usize::try_from(DAYS).unwrap_or(usize::MAX) {
            // The oldest goes, unless it is the very one that is changed.
            self.days.remove(usize::from(place == 0));
            place = place.saturating_sub(1);
        }
        &mut self.days[place]
    }
}
