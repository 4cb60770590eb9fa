//! What is said of an answer that is a refusal, and of none.

use super::Silence;
use crate::model::{Line, Millis, Problem};
use crate::wire::Meta;

/// A refusal in the network's own words, with its hint and code. Every part of it is remote text.
pub(super) fn of_refusal(problem: &Problem) -> Line {
    Line::new("alertRefused").with(in_words(problem))
}

/// The network's own words for a problem, with its hint and code.
pub(super) fn in_words(problem: &Problem) -> String {
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
pub(super) fn of_haste(problem: &Problem, meta: &Meta, now: Millis) -> Line {
    match wait(problem, meta) {
        Some(wait) => Line::new("alertRate").at(now + wait),
        None => Line::new("alertRateSoon"),
    }
}

/// How long the network asks to wait, in milliseconds: a day at most, whatever it says.
pub(super) fn wait(problem: &Problem, meta: &Meta) -> Option<Millis> {
    let seconds = problem.retry_after_seconds.or(meta.retry_after_seconds)?;
    Some(Millis::try_from(seconds.min(86_400)).unwrap_or(0) * 1000)
}

/// No answer, and why.
pub(super) fn of_silence(silence: Silence, online: bool) -> Line {
    Line::new(match silence {
        Silence::Unsent => "alertPermission",
        Silence::Timeout => "alertTimeout",
        Silence::Dropped if online => "alertUnreachable",
        Silence::Dropped => "alertOffline",
    })
}
