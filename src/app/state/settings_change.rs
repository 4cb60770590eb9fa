use crate::app::state::{Appearance, QuietHours, ToolbarAction};
use crate::domain::NotificationKind;
use serde::{Deserialize, Serialize};

/// A change of settings; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase", default)]
pub struct Change {
    /// Minutes between beats, 5 to 1440.
    pub pace: Option<u32>,
    /// What one kind of notice does.
    pub notification: Option<NotificationChange>,
    /// Hours without desktop notices.
    pub quiet: Option<QuietHours>,
    /// Minutes to mute from now; 0 ends it.
    pub mute_minutes: Option<u32>,
    /// Opening a notification marks it read.
    pub open_reads: Option<bool>,
    /// One family of hints.
    pub hint: Option<HintChange>,
    /// Look and keys.
    pub appearance: Option<Appearance>,
    /// What a click on the toolbar button opens.
    pub toolbar_action: Option<ToolbarAction>,
    /// Minutes without use until it locks.
    pub lock_after: Option<u32>,
}

/// What one kind of notice does from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NotificationChange {
    /// The kind.
    pub kind: NotificationKind,
    /// Counts in the badge.
    pub badge: bool,
    /// Shows on the desktop.
    pub desktop: bool,
}

/// Whether a family of hints speaks from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HintChange {
    /// Its code.
    pub code: String,
    /// Whether it speaks.
    pub on: bool,
}
