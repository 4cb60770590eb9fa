use crate::domain::{Millis, Opportunity, Output};
use serde::{Deserialize, Serialize};

/// The words and filters of a search of the network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Search {
    /// Words to look for by meaning; empty for filters alone.
    pub words: String,
    /// Only what people engaged with.
    pub human: bool,
    /// Only what this account neither wrote nor answered nor engaged with.
    pub unexplored: bool,
    /// Only answers of this kind.
    pub output: Option<Output>,
    /// Only what was written within so many days.
    pub days: Option<u32>,
}

/// A search without a reply so far, saved before it is sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PendingSearch {
    /// What was searched for.
    pub search: Search,
    /// Where its page begins; absent for the first.
    pub cursor: Option<String>,
    /// When it was sent.
    pub at: Millis,
    /// The estimated cost.
    pub estimated_cost: f64,
}

/// The results of the last search. They were paid for, so they are kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SearchResults {
    /// What was searched for.
    pub search: Search,
    /// The nodes that match, best first.
    pub results: Vec<Opportunity>,
    /// How many match in all, when told.
    pub total: Option<u32>,
    /// Where the next page begins, when there is one.
    pub next_cursor: Option<String>,
    /// When they arrived.
    pub at: Millis,
}
