use crate::app::effect::{Badge, BadgeText, ToolbarIcon};
use crate::app::state::{ConnectionIssue, KeyState, State, Triage};
use crate::domain::{LocalizedMessage, NotificationKind};

const UNREAD_COLOUR: &str = "#0b5c4f";

const ERROR_COLOUR: &str = "#a3201a";

const WARNING_COLOUR: &str = "#7a4a00";

const INACTIVE_COLOUR: &str = "#4a5350";

/// The badge of a state. In order of importance: a locked key, a refused key, terms, no network connection, a limit, and the count.
pub fn badge(state: &State) -> Badge {
    let word = |key: &str, colour, title: &str, mark| Badge {
        text: Some(BadgeText::Word(LocalizedMessage::new(key))),
        colour,
        title: LocalizedMessage::new(title),
        mark,
    };
    match state.live.key {
        KeyState::Locked => {
            return word("badgeWordLocked", INACTIVE_COLOUR, "badgeLocked", ToolbarIcon::Locked);
        }
        KeyState::Lost => return word("badgeWordRefused", ERROR_COLOUR, "badgeLost", ToolbarIcon::Grey),
        KeyState::None | KeyState::Ready => {}
    }
    match &state.connection_issue {
        Some(ConnectionIssue::Refused { .. }) => {
            return word("badgeWordRefused", ERROR_COLOUR, "badgeRefused", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Terms) => {
            return word("badgeWordTerms", WARNING_COLOUR, "badgeTerms", ToolbarIcon::Plain);
        }
        Some(ConnectionIssue::Suspended) => {
            return word("badgeWordRefused", ERROR_COLOUR, "badgeSuspended", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Deactivated) => {
            return word("badgeWordRefused", ERROR_COLOUR, "badgeDeactivated", ToolbarIcon::Grey);
        }
        // The browser's report that there is no network connection comes before the other issues.
        _ if state.account.is_some() && !state.live.online => {
            return word("badgeWordOffline", INACTIVE_COLOUR, "badgeOffline", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Permission) => {
            return word("badgeWordOffline", INACTIVE_COLOUR, "badgePermission", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Offline) => {
            return word("badgeWordOffline", INACTIVE_COLOUR, "badgeUnreachable", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Captive) => {
            return word("badgeWordOffline", INACTIVE_COLOUR, "badgeSignInNeeded", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Foreign) => {
            return word("badgeWordOffline", INACTIVE_COLOUR, "badgeWrongServer", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Limited { until }) => {
            return Badge {
                title: LocalizedMessage::new("badgeLimited").at(*until),
                ..word("badgeWordLimited", WARNING_COLOUR, "badgeLimited", ToolbarIcon::Plain)
            };
        }
        Some(ConnectionIssue::Server { .. }) => {
            return word("badgeWordLimited", WARNING_COLOUR, "badgeServer", ToolbarIcon::Plain);
        }
        Some(ConnectionIssue::HeartbeatRefused { .. }) => {
            return word("badgeWordLimited", WARNING_COLOUR, "badgeHeartbeatRefused", ToolbarIcon::Plain);
        }
        None => {}
    }
    if state.account.is_none() {
        return Badge {
            text: None,
            colour: INACTIVE_COLOUR,
            title: LocalizedMessage::new("badgeNoKey"),
            mark: ToolbarIcon::Grey,
        };
    }
    let unread = state.unread();
    if unread == 0 {
        Badge {
            text: None,
            colour: UNREAD_COLOUR,
            title: LocalizedMessage::new("appName"),
            mark: ToolbarIcon::Plain,
        }
    } else {
        unread_badge(unread)
    }
}

/// The badge with the count of unread notifications.
pub(crate) fn unread_badge(unread: u32) -> Badge {
    Badge {
        text: Some(BadgeText::Count(unread)),
        colour: UNREAD_COLOUR,
        title: LocalizedMessage::count("badgeUnread", unread),
        mark: ToolbarIcon::Plain,
    }
}

impl State {
    /// The unread notifications of the kinds that the badge counts. Before the list is fetched, the number that the network reports.
    pub fn unread(&self) -> u32 {
        if self.cache.notifications_at == 0 {
            return self.account.as_ref().map_or(0, |account| account.unread_reported);
        }
        let count = self
            .unmuted_notifications()
            .filter(|notification| self.counts(notification.kind, self.triage_of(notification)))
            .count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Whether notifications of this kind, in this state, are counted as unread.
    pub fn counts(&self, kind: NotificationKind, triage: Triage) -> bool {
        triage == Triage::Unread && self.settings.route(kind).badge
    }

    /// The state of a notification: snoozed, or the one that the person set here, else that of the network.
    pub fn triage_of(&self, notification: &crate::domain::Notification) -> Triage {
        if self.snoozed.contains_key(&notification.id) {
            return Triage::Snoozed;
        }
        self.triage.get(&notification.id).copied().unwrap_or(if notification.read {
            Triage::Read
        } else {
            Triage::Unread
        })
    }
}
