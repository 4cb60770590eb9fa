//! Dates in every form the network is known to use: ISO 8601 with or without fraction and offset, seconds or
//! milliseconds since the epoch, and the date of an HTTP header (contract, sections 7 and 12).

use crate::domain::Millis;
use std::time::UNIX_EPOCH;

/// Numbers below this are seconds, numbers from here on milliseconds. As milliseconds it is March 1973, as seconds the
/// year 5138: no date of this network is near either.
const SECONDS_END: f64 = 1e11;
/// The earliest date in range, in milliseconds. With [`SECONDS_END`] it makes reading our own output change nothing.
const EARLIEST: Millis = 100_000_000_000;
/// The last millisecond of the year 9999.
const LATEST: Millis = 253_402_300_799_999;

/// Reads seconds or milliseconds since the epoch. What is out of every reason (0 above all) is no date.
pub(super) fn from_number(number: f64) -> Option<Millis> {
    let millis = if number.abs() < SECONDS_END { number * 1000.0 } else { number };
    // The cast saturates and NaN becomes 0; both ends are out of the range.
    #[allow(clippy::cast_possible_truncation)]
    in_range(millis as Millis)
}

/// Reads ISO 8601, an HTTP date, or a number in text. A date without an offset is taken as UTC.
pub fn from_text(text: &str) -> Option<Millis> {
    let text = text.trim();
    if let Ok(number) = text.parse::<f64>() {
        return from_number(number);
    }
    iso(text).or_else(|| http(text)).and_then(in_range)
}

fn in_range(millis: Millis) -> Option<Millis> {
    (EARLIEST..=LATEST).contains(&millis).then_some(millis)
}

/// Reads digits and marks off the front of a text.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    /// A number of exactly `digits` digits.
    fn number(&mut self, digits: usize) -> Option<i64> {
        let (head, tail) = self.0.split_at_checked(digits)?;
        self.0 = tail;
        head.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
    }

    /// Whether one of these marks comes next; it is passed over.
    fn mark(&mut self, marks: &[u8]) -> Option<u8> {
        let (first, tail) = self.0.split_first()?;
        marks.contains(first).then(|| {
            self.0 = tail;
            *first
        })
    }

    /// The digits of a fraction, as milliseconds; finer ones are dropped.
    fn fraction(&mut self) -> Option<i64> {
        let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (head, tail) = self.0.split_at_checked(digits)?;
        self.0 = tail;
        (digits > 0)
            .then(|| (0..3).fold(0, |sum, i| sum * 10 + head.get(i).map_or(0, |b| i64::from(b - b'0'))))
    }
}

/// `2026-02-20`, `2026-02-20T09:00Z`, `2026-02-20 09:00:00.123456+01:00` and what lies between.
fn iso(text: &str) -> Option<Millis> {
    let mut at = Cursor(text.as_bytes());
    let year = at.number(4)?;
    at.mark(b"-")?;
    let month = at.number(2)?;
    at.mark(b"-")?;
    let day = days(year, month, at.number(2)?)?;
    if at.0.is_empty() {
        return Some(day * 86_400_000);
    }
    at.mark(b"Tt ")?;
    let hour = at.number(2)?;
    at.mark(b":")?;
    let minute = at.number(2)?;
    let second = if at.mark(b":").is_some() { at.number(2)? } else { 0 };
    let fraction = if at.mark(b".,").is_some() { at.fraction()? } else { 0 };
    let offset = offset(&mut at)?;
    (at.0.is_empty()).then_some(())?;
    Some(day * 86_400_000 + clock(hour, minute, second)? * 1000 + fraction - offset * 60_000)
}

/// Minutes east of UTC: nothing, `Z`, `+01:00`, `+0100` or `+01`.
fn offset(at: &mut Cursor<'_>) -> Option<i64> {
    at.mark(b" ");
    let sign = match at.mark(b"Zz+-") {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Some(0),
    };
    let hours = at.number(2)?;
    at.mark(b":");
    let minutes = if at.0.is_empty() { 0 } else { at.number(2)? };
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// The three forms of a date in an HTTP header (RFC 9110, section 5.6.7).
fn http(text: &str) -> Option<Millis> {
    let since_epoch = httpdate::parse_http_date(text).ok()?.duration_since(UNIX_EPOCH).ok()?;
    since_epoch.as_millis().try_into().ok()
}

/// Seconds into the day. Second 60 is a leap second and counts as the first of the next minute.
fn clock(hour: i64, minute: i64, second: i64) -> Option<i64> {
    (hour < 24 && minute < 60 && second <= 60).then_some((hour * 60 + minute) * 60 + second)
}

/// Days from 1970-01-01 to a day of the Gregorian calendar, if there is such a day.
///
/// Years are counted from March, so that the leap day is the last of its year and a month's first day is a linear
/// function of the month.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return None,
    };
    if !(1..=last).contains(&day) {
        return None;
    }
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leaps + (month * 153 + 2) / 5 + day - 1 - 719_468)
}

#[cfg(test)]
mod tests {
    use super::{from_number, from_text};
    use proptest::prelude::*;

    #[test]
    fn reads_every_known_form() {
        for (text, want) in [
            ("2026-02-20T09:00:00Z", 1_771_578_000_000),
            ("2026-02-20T09:00:00.123456789Z", 1_771_578_000_123),
            ("2026-02-20T09:00:00,5Z", 1_771_578_000_500),
            ("2026-02-20T10:30:00+01:30", 1_771_578_000_000),
            ("2026-02-20T10:30:00+0130", 1_771_578_000_000),
            ("2026-02-20T04:00:00-05", 1_771_578_000_000),
            ("2026-02-20 09:00:00", 1_771_578_000_000),
            ("2026-02-20 09:00:00 +00:00", 1_771_578_000_000),
            ("2026-02-20T09:00", 1_771_578_000_000),
            ("2026-02-20", 1_771_545_600_000),
            ("2024-02-29T00:00:00Z", 1_709_164_800_000),
            ("Fri, 20 Feb 2026 09:00:00 GMT", 1_771_578_000_000),
            ("Friday, 20-Feb-26 09:00:00 GMT", 1_771_578_000_000),
            ("Fri Feb 20 09:00:00 2026", 1_771_578_000_000),
            (" 1771578000 ", 1_771_578_000_000),
            ("1771578000000", 1_771_578_000_000),
        ] {
            assert_eq!(from_text(text), Some(want), "{text}");
        }
        assert_eq!(from_number(1_771_578_000.5), Some(1_771_578_000_500));
        assert_eq!(from_number(1_771_578_000_000.0), Some(1_771_578_000_000));
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "yesterday",
            "2026-02-30",
            "2023-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-02-20T24:00:00Z",
            "2026-02-20T09:00:00+99:00",
            "2026-02-20T09:00:00.Z",
            "2026-02-20T09:00:00Zebra",
            "2026-02-20T",
            "20. Feb 2026",
            "Fri, 20 Feb 2026 09:00:00 CET",
            "0",
            "0001-01-01T00:00:00Z",
            "1e300",
            "inf",
            "NaN",
        ] {
            assert_eq!(from_text(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            from_text(&text);
        }

        #[test]
        fn reading_our_own_number_changes_nothing(number in any::<f64>()) {
            if let Some(millis) = from_number(number) {
                #[allow(clippy::cast_precision_loss)]
                let again = from_number(millis as f64);
                prop_assert_eq!(again, Some(millis));
            }
        }

        #[test]
        fn a_day_later_is_a_day_more(year in 1974i64..9998, day in 0i64..365) {
            let first = from_text(&format!("{year:04}-01-01")).unwrap();
            let next = from_text(&format!("{:04}-01-01", year + 1)).unwrap();
            prop_assert!(next - first == 365 * 86_400_000 || next - first == 366 * 86_400_000);
            let hours = format!("{year:04}-01-01T{:02}:{:02}:00Z", day % 24, day % 60);
            prop_assert_eq!(from_text(&hours), Some(first + (day % 24) * 3_600_000 + (day % 60) * 60_000));
        }
    }
}
