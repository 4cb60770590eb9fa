//! What can be told of a seed from its own words before it is planted. None of it prevents anything.

use crate::app::DraftContent;
use crate::check::{self, Checked};
use crate::domain::{LocalizedMessage, excerpt};
use serde::Serialize;

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PreflightLine {
    /// Whether it is as it should be.
    pub met: bool,
    /// *A rule*.
    pub title: LocalizedMessage,
    /// What was found.
    pub line: LocalizedMessage,
}

/// Characters of a system prompt that a model keeps in mind easily.
const EASY: usize = 2_000;
/// Characters of a rule that are shown.
const SHOWN: usize = 60;

/// Looks a seed over: length, rule, hidden characters, hints.
pub(super) fn preflight(content: &DraftContent, checked: &Checked) -> Vec<PreflightLine> {
    let line = |met: bool, title: &str, line: LocalizedMessage| PreflightLine {
        met,
        title: LocalizedMessage::new(title),
        line,
    };
    let length = content.system_prompt.trim().chars().count();
    let shown = u32::try_from(length).unwrap_or(u32::MAX);
    let rule = check::rule(&content.system_prompt);
    let hidden = [&content.system_prompt, &content.text, &content.title]
        .into_iter()
        .map(|text| check::reveal(text).findings.len())
        .sum::<usize>();
    let hidden = u32::try_from(hidden).unwrap_or(u32::MAX);
    let hints = u32::try_from(checked.hints.len() + checked.system_hints.len()).unwrap_or(u32::MAX);
    vec![
        match length {
            0 => line(false, "preflightLength", LocalizedMessage::new("preflightEmpty")),
            1..=EASY => line(true, "preflightLength", LocalizedMessage::count("preflightEasy", shown)),
            _ => line(false, "preflightLength", LocalizedMessage::count("preflightLong", shown)),
        },
        match rule {
            Some(rule) => {
                let found = LocalizedMessage::new("preflightRuleFound").with(excerpt(rule, SHOWN));
                line(true, "preflightRule", found)
            }
            None => line(false, "preflightRule", LocalizedMessage::new("preflightNoRule")),
        },
        match hidden {
            0 => line(true, "preflightHidden", LocalizedMessage::new("preflightNoneHidden")),
            _ => line(false, "preflightHidden", LocalizedMessage::count("preflightSomeHidden", hidden)),
        },
        match hints {
            0 => line(true, "preflightWords", LocalizedMessage::new("hintsNone")),
            _ => line(false, "preflightWords", LocalizedMessage::count("preflightHints", hints)),
        },
    ]
}
