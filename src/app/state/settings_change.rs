use crate::app::state::{Appearance, NotificationRoute, QuietHours, Settings, ToolbarAction};
use crate::domain::{Millis, NotificationKind};
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

impl Settings {
    /// Applies a change, with every number limited to its range.
    pub fn apply(&mut self, change: &Change, now: Millis) {
        if let Some(pace) = change.pace {
            self.pace = pace.clamp(5, 1440);
        }
        if let Some(notification) = &change.notification {
            self.routes.insert(
                notification.kind,
                NotificationRoute { badge: notification.badge, desktop: notification.desktop },
            );
        }
        if let Some(quiet) = change.quiet {
            self.quiet = QuietHours { from: quiet.from % 1440, to: quiet.to % 1440, ..quiet };
        }
        if let Some(minutes) = change.mute_minutes {
            self.muted_until = if minutes == 0 { 0 } else { now + i64::from(minutes.min(1440)) * 60_000 };
        }
        if let Some(open_reads) = change.open_reads {
            self.open_reads = open_reads;
        }
        if let Some(hint) = &change.hint {
            if hint.on {
                self.silenced.remove(&hint.code);
            } else {
                self.silenced.insert(hint.code.clone());
            }
        }
        if let Some(appearance) = &change.appearance {
            self.appearance = appearance.clone();
        }
        if let Some(toolbar_action) = change.toolbar_action {
            self.toolbar_action = toolbar_action;
        }
        if let Some(trending) = change.trending {
            self.trending = trending;
        }
        if let Some(minutes) = change.lock_after {
            self.lock_after = minutes.clamp(1, 1440);
        }
    }
}
