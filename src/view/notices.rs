use super::Blank;
use crate::agent::Triage;
use crate::model::{Author, Line, Millis, NoticeKind};
use serde::{Deserialize, Serialize};

/// The tab *Notifications*.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct NoticeList {
    /// Newest first, all states together; the surface filters.
    pub rows: Vec<NoticeRow>,
    /// Unread in `rows`.
    pub unread: u32,
    /// What stands instead of rows.
    pub blank: Option<Blank>,
    /// *Quiet until 07:00. 3 collected, none shown.*
    pub quiet: Option<Line>,
    /// Whether the network has older ones.
    pub more: bool,
}

/// One notice, or several of one kind on one node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NoticeRow {
    /// Ids of the notices in it; pass all of them to commands.
    pub ids: Vec<String>,
    /// Sort of notice, for the icon.
    pub kind: NoticeKind,
    /// Who caused it.
    pub from: Author,
    /// *reprompted you*, *and 2 others liked your reprompt*: what follows the name, in our words.
    pub line: Line,
    /// Their words, when there are any; remote text.
    pub words: Option<String>,
    /// Where: title and level, when known.
    pub place: Option<Line>,
    /// The node it leads to.
    pub node: Option<String>,
    /// When.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub at: Option<Millis>,
    /// Unread, read, archived.
    pub triage: Triage,
}
