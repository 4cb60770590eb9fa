//! The system prompt of a tree, with hidden characters made visible.

use super::reveal::{Finding, Stretch, changes, finding, stretches};
use crate::app::{ReviewStatus, State, digest, root_id};
use crate::check;
use crate::domain::{LocalizedMessage, Thread};
use serde::Serialize;

/// Whether the person has read a system prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Review {
    /// The present text was reviewed.
    Reviewed,
    /// It was never reviewed.
    Open,
    /// It was reviewed and has changed since.
    Changed,
}

/// The system prompt of a tree, shown whole and as text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SystemPrompt {
    /// Id under which the review is remembered.
    pub root: String,
    /// The digest of the text. A review, and a post under it, name it.
    pub digest: String,
    /// The whole text, hidden things made visible in place and blank runs folded.
    pub text: Vec<Stretch>,
    /// Its first words, for the folded line.
    pub brief: String,
    /// Whether it was read.
    pub review: Review,
    /// *reviewed 14 Nov*.
    pub review_line: LocalizedMessage,
    /// *248 characters, nothing hidden.*
    pub size: LocalizedMessage,
    /// The hidden characters in it: chip, name, place.
    pub findings: Vec<Finding>,
    /// *By Odile Marsh, 14 Nov*.
    pub by: Option<LocalizedMessage>,
    /// The text that was read before, when it changed.
    pub before: Option<Vec<Stretch>>,
}

impl SystemPrompt {
    /// The system prompt of a tree, if it has one.
    pub(super) fn of(state: &State, thread: &Thread) -> Option<Self> {
        let text = thread.root.system_prompt.as_deref().filter(|text| !text.trim().is_empty())?;
        let by = thread.root.author.name.as_deref().map(|name| LocalizedMessage::new("by").with(name));
        Some(Self { by, ..Self::at(state, root_id(thread), text, state.review(thread)) })
    }

    /// A system prompt with the status of its review, which is stored under `root`.
    pub(super) fn at(state: &State, root: &str, text: &str, standing: ReviewStatus) -> Self {
        let read = state.reviews.get(root);
        let (review, review_line) = match (standing, read) {
            (ReviewStatus::Fine, Some(read)) => {
                (Review::Reviewed, LocalizedMessage::new("reviewedAt").at(read.at))
            }
            (ReviewStatus::Fine, None) => (Review::Reviewed, LocalizedMessage::new("reviewOwn")),
            (ReviewStatus::Open, _) => (Review::Open, LocalizedMessage::new("reviewOpen")),
            (ReviewStatus::Changed, _) => (Review::Changed, LocalizedMessage::new("reviewChanged")),
        };
        let revealed = check::reveal(text);
        let before =
            (review == Review::Changed).then(|| read.and_then(|read| read.text.as_deref())).flatten();
        let (text_shown, before) = match before {
            None => (stretches(text, &revealed), None),
            Some(before) => {
                let (now, before) = changes(text, before);
                (now, Some(before))
            }
        };
        let size = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let hidden = u32::try_from(revealed.findings.len()).unwrap_or(u32::MAX);
        Self {
            root: root.to_owned(),
            digest: digest(text),
            text: text_shown,
            brief: text.split_whitespace().take(40).collect::<Vec<_>>().join(" "),
            review,
            review_line,
            size: match hidden {
                0 => LocalizedMessage::count("sizeClean", size),
                _ => LocalizedMessage::count("sizeHidden", hidden).with(size),
            },
            findings: revealed.findings.iter().map(finding).collect(),
            by: None,
            before,
        }
    }
}
