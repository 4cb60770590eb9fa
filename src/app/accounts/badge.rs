//! The badge of all accounts.

use crate::app::accounts::Accounts;
use crate::app::effect::{Badge, BadgeText};
use crate::app::notifications::badge;
use crate::app::state::{ConnectionIssue, KeyState, State};

impl Accounts {
    /// The badge: the most important issue of any account, else the count of unread notifications.
    pub fn badge(&self) -> Badge {
        if let Some(state) = self.account_list.badge_account.and_then(|number| self.state(number)) {
            return badge::badge(state);
        }
        // An account without a key is left out while others have one.
        let some = self.states.iter().any(|state| state.account.is_some());
        let connected: Vec<&State> =
            self.states.iter().filter(|state| !some || state.account.is_some()).collect();
        let word = |state: &&&State| matches!(badge::badge(state).text, Some(BadgeText::Word(_)));
        if let Some(state) = connected.iter().filter(word).min_by_key(|state| state.urgency()) {
            return badge::badge(state);
        }
        let unread = connected.iter().map(|state| state.unread()).fold(0, u32::saturating_add);
        let plain = badge::badge(connected.first().copied().unwrap_or_else(|| self.current()));
        if unread == 0 { plain } else { badge::unread_badge(unread) }
    }
}

impl State {
    /// The rank of the account's issue; 0 is the most important.
    fn urgency(&self) -> u32 {
        match (self.live.key, &self.connection_issue) {
            (KeyState::Locked, _) => 0,
            (KeyState::Lost, _)
            | (
                _,
                Some(
                    ConnectionIssue::Refused { .. }
                    | ConnectionIssue::Suspended
                    | ConnectionIssue::Deactivated,
                ),
            ) => 1,
            (_, Some(ConnectionIssue::Terms)) => 2,
            (
                _,
                Some(
                    ConnectionIssue::Limited { .. }
                    | ConnectionIssue::Server { .. }
                    | ConnectionIssue::HeartbeatRefused { .. },
                ),
            ) => 4,
            (_, Some(_)) => 3,
            (_, None) => 5,
        }
    }
}
