use crate::app::state::{Appearance, QuietHours, ToolbarAction};
use crate::domain::NotificationKind;
use serde::{Deserialize, Serialize};

/// A change of settings. Absent fields stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase", default)]
pub struct Change {
    /// Minutes between heartbeats, 5 to 1440.
    pub pace: Option<u32>,
    /// How one kind of notification is announced.
    pub notification: Option<NotificationChange>,
    /// Hours without desktop notifications.
    pub quiet: Option<QuietHours>,
    /// Minutes to mute from now; 0 ends it.
    pub mute_minutes: Option<u32>,
    /// Opening a notification marks it read.
    pub open_reads: Option<bool>,
    /// One kind of hint.
    pub hint: Option<HintChange>,
    /// Appearance and keyboard shortcuts.
    pub appearance: Option<Appearance>,
    /// What a click on the toolbar button opens.
    pub toolbar_action: Option<ToolbarAction>,
    /// Trending nodes are shown with the opportunities.
    pub trending: Option<bool>,
    /// Minutes without use until the key is locked.
    pub lock_after: Option<u32>,
}

/// How one kind of notification is announced from now on.
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

/// Whether a kind of hint is shown from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HintChange {
    /// Its code.
    pub code: String,
    /// Whether it is shown.
    pub on: bool,
}
