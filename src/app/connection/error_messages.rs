//! What is said of an answer that is a refusal, and of none.

use crate::app::effect::NoResponse;
use crate::domain::{ApiError, LocalizedMessage, Millis};
use crate::protocol::Meta;

/// A refusal in the network's own words, with its hint and code. Every part of it is remote text.
pub(crate) fn of_refusal(problem: &ApiError) -> LocalizedMessage {
    LocalizedMessage::new("alertRefused").with(in_words(problem))
}

/// The network's own words for a problem, with its hint and code.
pub(crate) fn in_words(problem: &ApiError) -> String {
    let mut text = problem.message.trim().to_owned();
    if let Some(hint) =
        problem.hint.as_deref().map(str::trim).filter(|hint| !hint.is_empty() && *hint != text)
    {
        if !text.ends_with(['.', '!', '?', '。', '！', '？']) {
            text.push('.');
        }
        text.push(' ');
        text.push_str(hint);
    }
    format!("{text} ({})", problem.code)
}

/// Too many calls: until when to wait, where the network said so.
pub(crate) fn of_haste(problem: &ApiError, meta: &Meta, now: Millis) -> LocalizedMessage {
    match wait(problem, meta, now) {
        Some(wait) => LocalizedMessage::new("alertRate").at(now + wait),
        None => LocalizedMessage::new("alertRateSoon"),
    }
}

/// How long the network asks to wait, in milliseconds: a day at most, whatever it says.
pub(crate) fn wait(problem: &ApiError, meta: &Meta, now: Millis) -> Option<Millis> {
    let stated = problem.retry_after_seconds.or(meta.retry_after_seconds);
    let seconds = stated.or_else(|| meta.seconds_to_wait(now))?;
    Some(Millis::try_from(seconds.min(86_400)).unwrap_or(0) * 1000)
}

/// No answer, and why.
pub(crate) fn of_silence(silence: NoResponse, online: bool) -> LocalizedMessage {
    LocalizedMessage::new(match silence {
        NoResponse::Unsent => "alertPermission",
        NoResponse::Timeout => "alertTimeout",
        NoResponse::Dropped if online => "alertUnreachable",
        NoResponse::Dropped => "alertOffline",
    })
}
