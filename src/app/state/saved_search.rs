use crate::app::state::Search;
use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// A search that is run here, over the opportunities that are read. The network is not asked for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SavedSearch {
    /// Words and filters.
    pub search: Search,
    /// When it last found something; 0 for never.
    pub found_at: Millis,
    /// How many opportunities it found then.
    pub found: u32,
}
