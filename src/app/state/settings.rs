use crate::domain::{Millis, NotificationKind, Set, Table, from_json};
use serde::de::IntoDeserializer;
use serde::{Deserialize, Deserializer, Serialize};

/// Appearance and keyboard shortcuts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Appearance {
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// `small`, `medium` or `large`.
    pub text: String,
    /// Whether single letters are keyboard shortcuts.
    pub keys: bool,
}

impl Default for Appearance {
    fn default() -> Self {
        Self { theme: "system".into(), text: "medium".into(), keys: true }
    }
}

impl Appearance {
    /// The appearance from an exported text: what names neither a theme nor a size is the default.
    fn imported(self) -> Self {
        let Self { theme, text, .. } = Self::default();
        let known = |value: String, values: [&str; 3], default| {
            if values.contains(&value.as_str()) { value } else { default }
        };
        Self {
            theme: known(self.theme, ["system", "light", "dark"], theme),
            text: known(self.text, ["small", "medium", "large"], text),
            keys: self.keys,
        }
    }
}

/// Hours without desktop notifications, in minutes after local midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct QuietHours {
    /// Whether they are on.
    pub on: bool,
    /// 0 to 1439.
    pub from: u32,
    /// 0 to 1439; a value before `from` is on the next day.
    pub to: u32,
}

impl Default for QuietHours {
    fn default() -> Self {
        Self { on: false, from: 22 * 60, to: 7 * 60 }
    }
}

impl QuietHours {
    /// Whether a minute of the local day is quiet. Equal `from` and `to` mean no quiet hours.
    pub fn holds(self, minute: u32) -> bool {
        self.on
            && if self.from <= self.to {
                (self.from..self.to).contains(&minute)
            } else {
                minute >= self.from || minute < self.to
            }
    }
}

/// How one kind of notification is announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationRoute {
    /// Counts in the badge.
    pub badge: bool,
    /// Shows on the desktop.
    pub desktop: bool,
}

/// What a click on the toolbar button opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum ToolbarAction {
    /// The panel beside the page.
    Docked,
    /// The panel in the page.
    Page,
    /// The popup; also the meaning of a value of another version.
    #[default]
    #[serde(other)]
    Popup,
}

/// The settings. They can be exported and hold no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Minutes between heartbeats, 5 to 1440.
    pub pace: u32,
    /// How each kind of notification is announced; a missing kind has the default of [`Settings::route`].
    #[serde(deserialize_with = "known_routes")]
    pub routes: Table<NotificationKind, NotificationRoute>,
    /// Hours without desktop notifications.
    pub quiet: QuietHours,
    /// Opening a notification marks it read.
    pub open_reads: bool,
    /// Codes of the kinds of hints that are not shown.
    pub silenced: Set<String>,
    /// Appearance and keyboard shortcuts.
    pub appearance: Appearance,
    /// What a click on the toolbar button opens.
    pub toolbar_action: ToolbarAction,
    /// Minutes without use until a key with a passphrase is locked, 1 to 1440.
    pub lock_after: u32,
    /// Whether trending nodes are shown with the opportunities.
    pub trending: bool,
    /// There are no desktop notifications before this time.
    pub muted_until: Millis,
}

/// The routes of the kinds that this version knows. Another browser of the person may have a newer version with more kinds.
fn known_routes<'de, D: Deserializer<'de>>(
    routes: D,
) -> Result<Table<NotificationKind, NotificationRoute>, D::Error> {
    let known = |(kind, route): (String, NotificationRoute)| {
        let kind: Result<NotificationKind, serde::de::value::Error> =
            NotificationKind::deserialize(kind.into_deserializer());
        kind.ok().map(|kind| (kind, route))
    };
    Ok(Table::<String, NotificationRoute>::deserialize(routes)?.into_iter().filter_map(known).collect())
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            pace: 30,
            routes: Table::new(),
            quiet: QuietHours::default(),
            open_reads: false,
            silenced: Set::default(),
            appearance: Appearance::default(),
            toolbar_action: ToolbarAction::default(),
            lock_after: 30,
            trending: true,
            muted_until: 0,
        }
    }
}

/// Most codes of hints that are imported. There are far fewer kinds; a newer version may have more than this one knows.
const MOST_SILENCED: usize = 64;

/// Longest code of a kind of hint, in bytes.
const LONGEST_CODE: usize = 32;

/// The intervals between heartbeats that the options offer, in minutes.
pub const PACES: [u32; 7] = [5, 10, 15, 30, 60, 120, 240];

impl Settings {
    /// How a kind of notification is announced. By default, messages to the account count in the badge and show on the desktop, and likes
    /// and what a saved search found only count.
    pub fn route(&self, kind: NotificationKind) -> NotificationRoute {
        self.routes.get(&kind).copied().unwrap_or(match kind {
            NotificationKind::Reprompt
            | NotificationKind::Mention
            | NotificationKind::Message
            | NotificationKind::Tier => NotificationRoute { badge: true, desktop: true },
            NotificationKind::Like | NotificationKind::Hit | NotificationKind::Other => {
                NotificationRoute { badge: true, desktop: false }
            }
            NotificationKind::Follow | NotificationKind::Arrival => {
                NotificationRoute { badge: false, desktop: false }
            }
        })
    }

    /// The settings from an exported text; `None` when the text holds no settings. Somebody else may have written it: every number is limited
    /// to its range, every text to what it can be, every list to a length. The mute is not imported.
    pub(crate) fn imported(&self, text: &str) -> Option<Self> {
        let read: Self = from_json(text).ok()?;
        let QuietHours { on, from, to } = read.quiet;
        Some(Self {
            pace: read.pace.clamp(5, 1440),
            quiet: QuietHours { on, from: from % 1440, to: to % 1440 },
            lock_after: read.lock_after.clamp(1, 1440),
            silenced: read
                .silenced
                .into_iter()
                .filter(|code| code.len() <= LONGEST_CODE)
                .take(MOST_SILENCED)
                .collect(),
            appearance: read.appearance.imported(),
            muted_until: self.muted_until,
            ..read
        })
    }

    /// The settings as JSON for other browsers, without the mute.
    pub fn portable(&self) -> String {
        // Plain data with text keys always has a JSON form.
        serde_json::to_string(&Self { muted_until: 0, ..self.clone() }).unwrap_or_default()
    }
}
