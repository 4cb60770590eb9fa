use super::{Badge, BadgeText, KeyState, Mark, State, Triage, Trouble};
use crate::model::Line;

const INK: &str = "#0b5c4f";
const BRICK: &str = "#a3201a";
const OCHRE: &str = "#7a4a00";
const GREY: &str = "#4a5350";

/// The badge as a pure function of the state (design, section 8). What matters most is said first: a locked key, a refused
/// key, terms, no network, a limit, and only then the count.
pub fn badge(state: &State) -> Badge {
    let word = |key: &str, colour, title: &str, mark| Badge {
        text: Some(BadgeText::Word(Line::new(key))),
        colour,
        title: Line::new(title),
        mark,
    };
    match state.live.key {
        KeyState::Locked => return word("badgeWordLocked", GREY, "badgeLocked", Mark::Locked),
        KeyState::Lost => return word("badgeWordRefused", BRICK, "badgeLost", Mark::Grey),
        KeyState::None | KeyState::Ready => {}
    }
    match &state.trouble {
        Some(Trouble::Refused { .. }) => return word("badgeWordRefused", BRICK, "badgeRefused", Mark::Grey),
        Some(Trouble::Terms) => return word("badgeWordTerms", OCHRE, "badgeTerms", Mark::Plain),
        // Whatever else went wrong: while the browser itself says that there is no network, that is it.
        _ if state.account.is_some() && !state.live.online => {
            return word("badgeWordOffline", GREY, "badgeOffline", Mark::Grey);
        }
        Some(Trouble::Permission) => return word("badgeWordOffline", GREY, "badgePermission", Mark::Grey),
        Some(Trouble::Offline) => return word("badgeWordOffline", GREY, "badgeUnreachable", Mark::Grey),
        Some(Trouble::Captive) => return word("badgeWordOffline", GREY, "badgeCaptive", Mark::Grey),
        Some(Trouble::Foreign) => return word("badgeWordOffline", GREY, "badgeForeign", Mark::Grey),
        Some(Trouble::Limited { until }) => {
            return Badge {
                title: Line::new("badgeLimited").at(*until),
                ..word("badgeWordLimited", OCHRE, "badgeLimited", Mark::Plain)
            };
        }
        Some(Trouble::Server { .. }) => return word("badgeWordLimited", OCHRE, "badgeServer", Mark::Plain),
        None => {}
    }
    if state.account.is_none() {
        return Badge { text: None, colour: GREY, title: Line::new("badgeNoKey"), mark: Mark::Grey };
    }
    let unread = state.unread();
    if unread == 0 {
        Badge { text: None, colour: INK, title: Line::new("appName"), mark: Mark::Plain }
    } else {
        counting(unread)
    }
}

/// The badge of so many unread.
pub(super) fn counting(unread: u32) -> Badge {
    Badge {
        text: Some(BadgeText::Count(unread)),
        colour: INK,
        title: Line::count("badgeUnread", unread),
        mark: Mark::Plain,
    }
}

impl State {
    /// Unread notices that count: of kinds the person lets count, and not read here. Before the list was ever fetched, the
    /// network's own number.
    pub fn unread(&self) -> u32 {
        if self.cache.notices_at == 0 {
            return self.account.as_ref().map_or(0, |account| account.unread_told);
        }
        let count = self
            .cache
            .notices
            .iter()
            .filter(|notice| {
                self.triage_of(notice) == Triage::Unread && self.settings.route(notice.kind).badge
            })
            .count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Where a notice stands: what was chosen here, else what the network says.
    pub fn triage_of(&self, notice: &crate::model::Notice) -> Triage {
        self.triage.get(&notice.id).copied().unwrap_or(if notice.read {
            Triage::Read
        } else {
            Triage::Unread
        })
    }
}
