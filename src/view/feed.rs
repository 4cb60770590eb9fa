use super::Blank;
use crate::model::{Author, Bucket, Line, Millis};
use serde::{Deserialize, Serialize};

/// The tab *Opportunities*: a first page of at most 20 rows under its own key, the rest under another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Feed {
    /// Groups in order, each with its rows.
    pub groups: Vec<Group>,
    /// What stands instead of rows.
    pub blank: Option<Blank>,
    /// Said above the rows: why this is the sample feed, for one.
    pub note: Option<Line>,
    /// Rows that stand in `view:feed:more`.
    pub more: u32,
}

/// Opportunities that are here for the same reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Which.
    pub bucket: Bucket,
    /// Its name.
    pub title: Line,
    /// What it means, in three words.
    pub hint: Line,
    /// Rows in it, on all pages together.
    pub count: u32,
    /// The rows of this page.
    pub rows: Vec<Row>,
}

/// One opportunity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Node to read or answer.
    pub node: String,
    /// Title of its tree; remote text.
    pub title: Option<String>,
    /// Its first words; remote text.
    pub preview: Option<String>,
    /// Why it is here, the darkest words of its last line.
    pub reason: Line,
    /// Who wrote it.
    pub author: Author,
    /// Levels below the root, for the spine.
    pub depth: Option<u32>,
    /// *7 deep*, *9 replies*: what is known.
    pub facts: Vec<Line>,
    /// When it was written.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub at: Option<Millis>,
    /// Came since the last look.
    pub fresh: bool,
    /// Whether we liked it.
    pub liked: bool,
    /// Whether we bookmarked it.
    pub bookmarked: bool,
    /// Whether there is a draft for it.
    pub drafted: bool,
    /// What a reprompt, a like and a bookmark cost here.
    pub costs: Prices,
}

/// Prices before clicks, in units of budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Prices {
    /// A reprompt, from.
    pub reprompt: f64,
    /// A new prompt, from.
    pub prompt: f64,
    /// A like.
    pub like: f64,
    /// A bookmark.
    pub bookmark: f64,
}
