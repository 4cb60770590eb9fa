//! One badge for all accounts.

use crate::app::accounts::Accounts;
use crate::app::effect::{Badge, BadgeText};
use crate::app::notifications::badge;
use crate::app::state::{ConnectionIssue, KeyState, State};

impl Accounts {
    /// The badge of all: what matters most of what stands in the way of any, or else the count.
    pub fn badge(&self) -> Badge {
        if let Some(state) = self.account_list.counted.and_then(|number| self.state(number)) {
            return badge::badge(state);
        }
        // An account that waits for its first key says nothing while others have theirs.
        let some = self.states.iter().any(|state| state.account.is_some());
        let heard: Vec<&State> =
            self.states.iter().filter(|state| !some || state.account.is_some()).collect();
        let word = |state: &&&State| matches!(badge::badge(state).text, Some(BadgeText::Word(_)));
        if let Some(state) = heard.iter().filter(word).min_by_key(|state| state.urgency()) {
            return badge::badge(state);
        }
        let unread = heard.iter().map(|state| state.unread()).fold(0, u32::saturating_add);
        let plain = badge::badge(heard.first().copied().unwrap_or_else(|| self.current()));
        if unread == 0 { plain } else { badge::counting(unread) }
    }
}

impl State {
    /// How much what stands in the way of the account matters: 0 the most.
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
