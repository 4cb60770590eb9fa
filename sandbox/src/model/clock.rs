//! Moments and their text forms. A moment is a number of milliseconds since 1970 in UTC. Nothing here reads a clock.

pub(crate) const SECOND: i64 = 1_000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// Year, month (1 to 12) and day (1 to 31) of a day counted from 1970.
fn civil(day: i64) -> (i64, i64, i64) {
    // A year that starts in March ends with the leap day, so that the month follows from the day by a linear formula.
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

/// The form of the `Date` header (RFC 9110, IMF-fixdate).
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

/// The moment of an ISO 8601 date, with or without a time, fraction and offset (UTC without one); none for other text.
pub(crate) fn parse_iso(text: &str) -> Option<i64> {
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00:00Z"));
    let numbers = |text: &str, separator: char| -> Option<Vec<i64>> {
        text.split(separator).map(|part| part.parse().ok()).collect()
    };
    let date = numbers(date, '-')?;
    let [year, month, day] = date.as_slice() else { return None };
    let day = (0..=30)
        .map(|more| first_day_of(*year, *month) + more)
        .find(|at| civil(*at) == (*year, *month, *day))?;
    let offset_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, offset) = time.split_at(offset_at);
    let offset = match offset.split_at_checked(1) {
        None | Some(("Z" | "z", _)) => 0,
        Some((sign, rest)) => {
            let parts = numbers(rest, ':')?;
            let [hours, minutes] = parts.as_slice() else { return None };
            (hours * HOUR + minutes * MINUTE) * if sign == "-" { -1 } else { 1 }
        }
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let millis: i64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    let parts = numbers(time, ':')?;
    let (hours, minutes, seconds) = match parts.as_slice() {
        [hours, minutes] => (*hours, *minutes, 0),
        [hours, minutes, seconds] => (*hours, *minutes, *seconds),
        _ => return None,
    };
    let valid = (0..24).contains(&hours) && (0..60).contains(&minutes) && (0..=60).contains(&seconds);
    valid.then(|| day * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND + millis - offset)
}

/// The first day of a month as a day counted from 1970.
fn first_day_of(year: i64, month: i64) -> i64 {
    let shifted = if month > 2 { year } else { year - 1 };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468
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
    fn dates_are_read_in_the_forms_that_clients_send() {
        for text in ["2026-02-20T09:00:00.000Z", "2026-02-20T09:00:00Z", "2026-02-20T10:30:00+01:30"] {
            assert_eq!(parse_iso(text), Some(1_771_578_000_000), "{text}");
        }
        assert_eq!(parse_iso("2000-02-29"), Some(951_782_400_000));
        assert_eq!(parse_iso("2024-12-31T23:59:59.5Z"), Some(1_735_689_599_500));
        for text in ["", "soon", "2026-02-30", "2026-13-01", "2026-02-20T25:00:00Z", "2026"] {
            assert_eq!(parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn waiting_is_rounded_up_to_whole_seconds() {
        assert_eq!(seconds_until(1_001, 0), 2);
        assert_eq!(seconds_until(0, 5_000), 1);
    }
}
