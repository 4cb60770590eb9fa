use super::{Blank, Button};
use crate::agent::Phase;
use crate::model::{FieldMapping, Line, Millis};
use serde::{Deserialize, Serialize};

/// The tab *Drafts*.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Outbox {
    /// Unknown, refused, queued, sending: what needs the person first.
    pub outbox: Vec<Slip>,
    /// Drafts, newest first.
    pub drafts: Vec<Slip>,
    /// Posted, with receipts, newest first.
    pub posted: Vec<Slip>,
    /// What stands instead.
    pub blank: Option<Blank>,
}

/// One piece of writing and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Slip {
    /// `reply:<node>` or `seed:<number>`; for a posted one, the receipt's own id.
    pub id: String,
    /// Where it stands.
    pub phase: Phase,
    /// *in The lighthouse keeper's ledger*, *a seed, no title*.
    pub place: Line,
    /// The node it answers, or the node it became.
    pub node: Option<String>,
    /// The words, as much as a slip shows.
    pub text: String,
    /// When it was last written, sent or settled.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
    /// What happened, in bold.
    pub what: Option<Line>,
    /// What follows from it.
    pub then: Option<Line>,
    /// The network's code, shown small.
    pub code: Option<String>,
    /// What can be done. The surface adds nothing of its own.
    pub buttons: Vec<Button>,
    /// Told, paid, node, request: label and value, for a posted one.
    pub receipt: Vec<Fact>,
    /// Field names that were corrected.
    pub corrected: Vec<FieldMapping>,
}

/// A label and a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Fact {
    /// What it is.
    pub label: Line,
    /// How it is.
    pub value: Line,
}
