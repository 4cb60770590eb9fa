use serde::{Deserialize, Serialize};

/// Where a notice stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Triage {
    /// Not read.
    #[default]
    Unread,
    /// Read.
    Read,
    /// Put away; comes back on new activity.
    Archived,
}
