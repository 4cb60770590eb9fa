use crate::app::state::{DraftContent, Revision};
use crate::domain::{Millis, from_json};
use crate::protocol;
use serde::{Deserialize, Serialize};

/// A draft as storage holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct StoredDraft {
    /// The content.
    pub content: DraftContent,
    /// The name of this content.
    pub revision: Revision,
    /// The revision that the writer knew to be stored; absent for none.
    pub base: Option<Revision>,
    /// The returned words that this content goes on from, by the revision they came back with; absent for none.
    pub continues: Option<Revision>,
    /// When it was stored.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
}

impl StoredDraft {
    /// What was stored, as JSON. Half an emoji becomes U+FFFD: Firefox hands it back as it was typed, and no text here can hold it.
    pub fn read(json: &str) -> Option<Self> {
        let read = |json: &str| from_json(json).ok();
        read(json).or_else(|| read(&protocol::well_formed(json)?))
    }
}
