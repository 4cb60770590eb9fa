use serde::{Deserialize, Serialize};

/// The state of a notification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Triage {
    /// Not read.
    #[default]
    Unread,
    /// Read.
    Read,
    /// Archived; returns to the list on new activity.
    Archived,
}
