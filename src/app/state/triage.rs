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
    /// Out of sight until its time, then unread again. It is kept with that time in `State::snoozed`, never as a state that was set, because
    /// older versions do not know it.
    #[serde(skip_deserializing)]
    Snoozed,
}
