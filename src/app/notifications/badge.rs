use crate::app::effect::{Badge, BadgeText, ToolbarIcon};
use crate::app::state::{ConnectionIssue, KeyState, State, Triage};
use crate::domain::LocalizedMessage;

const INK: &str = "#0b5c4f";

const BRICK: &str = "#a3201a";

const OCHRE: &str = "#7a4a00";

const GREY: &str = "#4a5350";

/// The badge as a pure function of the state. What matters most is said first: a locked key, a refused
/// key, terms, no network, a limit, and only then the count.
pub fn badge(state: &State) -> Badge {
    let word = |key: &str, colour, title: &str, mark| Badge {
        text: Some(BadgeText::Word(LocalizedMessage::new(key))),
        colour,
        title: LocalizedMessage::new(title),
        mark,
    };
    match state.live.key {
        KeyState::Locked => return word("badgeWordLocked", GREY, "badgeLocked", ToolbarIcon::Locked),
        KeyState::Lost => return word("badgeWordRefused", BRICK, "badgeLost", ToolbarIcon::Grey),
        KeyState::None | KeyState::Ready => {}
    }
    match &state.connection_issue {
        Some(ConnectionIssue::Refused { .. }) => {
            return word("badgeWordRefused", BRICK, "badgeRefused", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Terms) => {
            return word("badgeWordTerms", OCHRE, "badgeTerms", ToolbarIcon::Plain);
        }
        Some(ConnectionIssue::Suspended) => {
            return word("badgeWordRefused", BRICK, "badgeSuspended", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Deactivated) => {
            return word("badgeWordRefused", BRICK, "badgeDeactivated", ToolbarIcon::Grey);
        }
        // Whatever else went wrong: while the browser itself says that there is no network, that is it.
        _ if state.account.is_some() && !state.live.online => {
            return word("badgeWordOffline", GREY, "badgeOffline", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Permission) => {
            return word("badgeWordOffline", GREY, "badgePermission", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Offline) => {
            return word("badgeWordOffline", GREY, "badgeUnreachable", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Captive) => {
            return word("badgeWordOffline", GREY, "badgeSignInNeeded", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Foreign) => {
            return word("badgeWordOffline", GREY, "badgeWrongServer", ToolbarIcon::Grey);
        }
        Some(ConnectionIssue::Limited { until }) => {
            return Badge {
                title: LocalizedMessage::new("badgeLimited").at(*until),
                ..word("badgeWordLimited", OCHRE, "badgeLimited", ToolbarIcon::Plain)
            };
        }
        Some(ConnectionIssue::Server { .. }) => {
            return word("badgeWordLimited", OCHRE, "badgeServer", ToolbarIcon::Plain);
        }
        Some(ConnectionIssue::HeartbeatRefused { .. }) => {
            return word("badgeWordLimited", OCHRE, "badgeHeartbeatRefused", ToolbarIcon::Plain);
        }
        None => {}
    }
    if state.account.is_none() {
        return Badge {
            text: None,
            colour: GREY,
            title: LocalizedMessage::new("badgeNoKey"),
            mark: ToolbarIcon::Grey,
        };
    }
    let unread = state.unread();
    if unread == 0 {
        Badge { text: None, colour: INK, title: LocalizedMessage::new("appName"), mark: ToolbarIcon::Plain }
    } else {
        counting(unread)
    }
}

/// The badge of so many unread.
pub(crate) fn counting(unread: u32) -> Badge {
    Badge {
        text: Some(BadgeText::Count(unread)),
        colour: INK,
        title: LocalizedMessage::count("badgeUnread", unread),
        mark: ToolbarIcon::Plain,
    }
}

impl State {
    /// Unread notices that count: of kinds the person lets count, and not read here. Before the list was ever fetched, the
    /// network's own number.
    pub fn unread(&self) -> u32 {
        if self.cache.notifications_at == 0 {
            return self.account.as_ref().map_or(0, |account| account.unread_reported);
        }
        let count = self
            .cache
            .notifications
            .iter()
            .filter(|notification| {
                self.triage_of(notification) == Triage::Unread && self.settings.route(notification.kind).badge
            })
            .count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Where a notice stands: what was chosen here, else what the network says.
    pub fn triage_of(&self, notification: &crate::domain::Notification) -> Triage {
        self.triage.get(&notification.id).copied().unwrap_or(if notification.read {
            Triage::Read
        } else {
            Triage::Unread
        })
    }
}
