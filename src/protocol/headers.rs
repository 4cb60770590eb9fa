//! What the headers of a reply say. Names come in any case (contract, section 7).

use super::date;
use crate::domain::Millis;

/// What the headers of a reply tell, whatever the body says (contract, section 7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The server's clock, from `Date`.
    pub date: Option<Millis>,
    /// Calls left today, from `X-RateLimit-Remaining`.
    pub quota_remaining: Option<u32>,
    /// When the daily quota starts anew, from `X-RateLimit-Reset`.
    pub quota_reset: Option<Millis>,
    /// Seconds to wait, from `Retry-After`: as told, or the time from `Date` to the date that it is.
    pub retry_after_seconds: Option<u64>,
    /// The moment that `Retry-After` names, when it is a date. Without `Date`, our own clock tells how long that is.
    pub retry_at: Option<Millis>,
}

impl Meta {
    /// Whole seconds from `now` to the date that `Retry-After` names; 0 when it has passed.
    pub fn seconds_to_wait(&self, now: Millis) -> Option<u64> {
        let wait = (self.retry_at? - now).max(0);
        u64::try_from(wait).ok().map(|millis| millis.div_ceil(1000))
    }
}

/// Reads the headers that this version knows; the last of a repeated one counts.
///
/// A header that a server and a proxy both set arrives as one list. The most cautious entry of a list counts.
pub fn meta(headers: &[(String, String)]) -> Meta {
    let mut meta = Meta::default();
    let mut retry_after = None;
    for (name, value) in headers {
        let value = value.trim();
        if name.eq_ignore_ascii_case("date") {
            meta.date = dates(value).max();
        } else if name.eq_ignore_ascii_case("x-ratelimit-remaining") {
            meta.quota_remaining =
                numbers(value, |entry| entry.parse().ok()).and_then(|all| all.into_iter().min());
        } else if name.eq_ignore_ascii_case("x-ratelimit-reset") {
            meta.quota_reset = numbers(value, date::from_text).and_then(|all| all.into_iter().max());
        } else if name.eq_ignore_ascii_case("retry-after") {
            retry_after = Some(value);
        }
    }
    let Some(value) = retry_after else { return meta };
    if let Some(all) = numbers(value, seconds) {
        meta.retry_after_seconds = all.into_iter().max();
    } else {
        meta.retry_at = dates(value).max();
        meta.retry_after_seconds = meta.date.and_then(|date| meta.seconds_to_wait(date));
    }
    meta
}

/// Seconds, rounded up: asking too early costs more than waiting a moment.
fn seconds(entry: &str) -> Option<u64> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    entry.parse::<f64>().ok().filter(|s| s.is_finite() && *s >= 0.0).map(|s| s.ceil() as u64)
}

/// The entries of a list, or nothing when there are none or one of them cannot be read.
fn numbers<T>(value: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let entries = value.split(',').map(str::trim).filter(|entry| !entry.is_empty());
    entries.map(read).collect::<Option<Vec<T>>>().filter(|all| !all.is_empty())
}

/// The dates of a list. A date of HTTP holds a comma itself and ends in `GMT`.
fn dates(value: &str) -> impl Iterator<Item = Millis> {
    let entries = value.split_inclusive("GMT").map(|entry| entry.trim_start_matches([',', ' ']));
    entries.filter_map(date::from_text)
}

/// The network's id for the request, when it is in a header.
pub(super) fn request_id(headers: &[(String, String)]) -> Option<String> {
    headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("x-request-id"))
        .map(|(_, value)| value.trim().to_owned())
        .filter(|value| !value.is_empty())
}
