//! Moments as text. All of them are milliseconds since 1970 in UTC; nothing here reads a clock.

pub(crate) const SECOND: i64 = 1_000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// Year, month (1 to 12) and day (1 to 31) of a day counted from 1970.
fn civil(day: i64) -> (i64, i64, i64) {
    // Counting years from March puts the leap day last, which makes the month a straight line.
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day_of_month = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_month)
}

/// ISO 8601 with milliseconds, as JavaScript writes it.
pub(crate) fn iso(moment: i64) -> String {
    let (year, month, day) = civil(moment.div_euclid(DAY));
    let rest = moment.rem_euclid(DAY);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
        rest / HOUR,
        rest % HOUR / MINUTE,
        rest % MINUTE / SECOND,
        rest % SECOND
    )
}

/// The form of the `Date` and `Retry-After` headers.
pub(crate) fn http_date(moment: i64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let days = moment.div_euclid(DAY);
    let (year, month, day) = civil(days);
    let rest = moment.rem_euclid(DAY);
    let nth = |index: i64| usize::try_from(index).unwrap_or(0);
    format!(
        "{}, {day:02} {} {year:04} {:02}:{:02}:{:02} GMT",
        DAYS[nth(days.rem_euclid(7))],
        MONTHS[nth(month - 1)],
        rest / HOUR,
        rest % HOUR / MINUTE,
        rest % MINUTE / SECOND
    )
}

/// The next midnight in UTC, when daily quotas start again (contract, section 7).
pub(crate) fn next_midnight(moment: i64) -> i64 {
    (moment.div_euclid(DAY) + 1) * DAY
}

/// Whole seconds from `now` to `then`, rounded up, never less than 1: what `Retry-After` says.
pub(crate) fn seconds_until(then: i64, now: i64) -> i64 {
    (then - now).max(1).saturating_add(SECOND - 1) / SECOND
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_moment_is_written_in_both_forms() {
        assert_eq!(iso(1_771_578_000_000), "2026-02-20T09:00:00.000Z");
        assert_eq!(http_date(1_771_578_000_000), "Fri, 20 Feb 2026 09:00:00 GMT");
        assert_eq!(iso(951_782_400_001), "2000-02-29T00:00:00.001Z");
    }

    #[test]
    fn waiting_is_rounded_up_to_a_second_that_is_really_over() {
        assert_eq!(seconds_until(1_001, 0), 2);
        assert_eq!(seconds_until(0, 5_000), 1);
    }
}
