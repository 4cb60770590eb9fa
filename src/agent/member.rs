use super::{Joining, KeyState, Pending, State, Trouble};
use crate::model::Line;

/// One account, as far as a list of them tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its number.
    pub number: u32,
    /// What the person calls it; empty for nothing.
    pub label: String,
    /// Its name on the network, once it is known.
    pub name: Option<String>,
    /// The last characters of its key, while it has one.
    pub key_tail: Option<String>,
    /// How its key stands.
    pub key: KeyState,
    /// Whether the network refuses its key.
    pub refused: bool,
    /// Unread notices.
    pub unread: u32,
    /// Drafts, whether plain or on their way.
    pub drafts: u32,
    /// Whether it is in front.
    pub current: bool,
}

impl Member {
    /// An account as it stands.
    pub(super) fn of(state: &State, label: &str, current: bool) -> Self {
        let account = state.account.as_ref();
        Self {
            number: state.number,
            label: label.to_owned(),
            name: account.and_then(|account| account.name.clone()),
            key_tail: account.map(|account| account.key_tail.clone()),
            key: state.live.key,
            refused: matches!(state.trouble, Some(Trouble::Refused { .. })),
            unread: state.unread(),
            drafts: state.drafts(),
            current,
        }
    }

    /// What it is called: by the person, or by the network, or not yet.
    pub fn called(&self) -> Line {
        match (&self.name, self.label.as_str()) {
            (Some(name), "") => Line::verbatim(name.clone()),
            (None, "") => Line::new("accountNew"),
            (_, label) => Line::verbatim(label),
        }
    }
}

impl State {
    /// Drafts, whether plain or on their way.
    pub fn drafts(&self) -> u32 {
        let plain = self.live.words.keys().filter(|draft| !self.slips.contains_key(*draft)).count();
        u32::try_from(self.slips.len() + plain).unwrap_or(u32::MAX)
    }

    /// Whether nothing would be missed of the account.
    pub(super) fn is_blank(&self) -> bool {
        let connecting = |pending: &Pending| matches!(pending, Pending::Connect { .. });
        self.account.is_none()
            // One that stands here without an account was kept, and what was saved beside it was damaged.
            && self.live.key == KeyState::None
            && !self.live.pending.values().any(connecting)
            && self.slips.is_empty()
            && self.live.words.is_empty()
            && self.receipts.is_empty()
            && self.undo.is_empty()
            && self.joining == Joining::default()
            && !self.live.newer
    }

    /// How much what stands in the way of the account matters: 0 the most (design, section 8).
    pub(super) fn urgency(&self) -> u32 {
        match (self.live.key, &self.trouble) {
            (KeyState::Locked, _) => 0,
            (KeyState::Lost, _) | (_, Some(Trouble::Refused { .. })) => 1,
            (_, Some(Trouble::Terms)) => 2,
            (_, Some(Trouble::Limited { .. } | Trouble::Server { .. })) => 4,
            (_, Some(_)) => 3,
            (_, None) => 5,
        }
    }
}
