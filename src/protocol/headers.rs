//! What the headers of a reply say. Names come in any case (contract, section 7).

use super::{Meta, date};

/// Reads the headers that this version knows; the last of a repeated one counts.
pub fn meta(headers: &[(String, String)]) -> Meta {
    let mut meta = Meta::default();
    let mut retry_after = None;
    for (name, value) in headers {
        let value = value.trim();
        if name.eq_ignore_ascii_case("date") {
            meta.date = date::from_text(value);
        } else if name.eq_ignore_ascii_case("x-ratelimit-remaining") {
            meta.quota_remaining = value.parse().ok();
        } else if name.eq_ignore_ascii_case("x-ratelimit-reset") {
            meta.quota_reset = date::from_text(value);
        } else if name.eq_ignore_ascii_case("retry-after") {
            retry_after = Some(value);
        }
    }
    meta.retry_after_seconds = retry_after.and_then(|value| {
        // A fraction is rounded up: asking too early costs more than waiting a moment.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let seconds =
            value.parse::<f64>().ok().filter(|s| s.is_finite() && *s >= 0.0).map(|s| s.ceil() as u64);
        seconds.or_else(|| {
            // A date says when; how long that is only the server's own clock can tell.
            let wait = date::from_text(value)? - meta.date?;
            u64::try_from(wait.max(0)).ok().map(|millis| millis.div_ceil(1000))
        })
    });
    meta
}

/// The network's id for the request, when it is in a header.
pub(super) fn request_id(headers: &[(String, String)]) -> Option<String> {
    headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("x-request-id"))
        .map(|(_, value)| value.trim().to_owned())
        .filter(|value| !value.is_empty())
}
