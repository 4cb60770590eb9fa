use crate::app::state::{ConnectionIssue, KeyState, Pending, SignupState, State};
use crate::domain::LocalizedMessage;

/// The summary of an account for the list of accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSummary {
    /// Its number.
    pub number: u32,
    /// The label that the person gave it; empty for none.
    pub label: String,
    /// Its name on the network, once it is known.
    pub name: Option<String>,
    /// The last characters of its key, while it has one.
    pub key_tail: Option<String>,
    /// The state of its key.
    pub key: KeyState,
    /// Whether the network refuses its key.
    pub refused: bool,
    /// The count of unread notifications.
    pub unread: u32,
    /// The number of drafts and submissions.
    pub drafts: u32,
    /// Whether it is the current account.
    pub current: bool,
}

impl AccountSummary {
    /// The summary of an account.
    pub(crate) fn of(state: &State, label: &str, current: bool) -> Self {
        let account = state.account.as_ref();
        Self {
            number: state.number,
            label: label.to_owned(),
            name: account.and_then(|account| account.name.clone()),
            key_tail: account.map(|account| account.key_tail.clone()),
            key: state.live.key,
            refused: matches!(state.connection_issue, Some(ConnectionIssue::Refused { .. })),
            unread: state.unread(),
            drafts: state.drafts(),
            current,
        }
    }

    /// The name to show: the label, else the name on the network, else *new account*.
    pub fn called(&self) -> LocalizedMessage {
        match (&self.name, self.label.as_str()) {
            (Some(name), "") => LocalizedMessage::verbatim(name.clone()),
            (None, "") => LocalizedMessage::new("accountNew"),
            (_, label) => LocalizedMessage::verbatim(label),
        }
    }
}

impl State {
    /// The number of drafts and submissions.
    pub fn drafts(&self) -> u32 {
        let plain = self.live.drafts.keys().filter(|draft| !self.submissions.contains_key(*draft)).count();
        u32::try_from(self.submissions.len() + plain).unwrap_or(u32::MAX)
    }

    /// Whether the account holds no data.
    pub(crate) fn is_blank(&self) -> bool {
        let connecting = |pending: &Pending| matches!(pending, Pending::Connect { .. });
        self.account.is_none()
            // A key without an account means that the saved state was damaged.
            && self.live.key == KeyState::None
            && !self.live.pending.values().any(connecting)
            && self.submissions.is_empty()
            && self.live.drafts.is_empty()
            && self.receipts.is_empty()
            && self.undo.is_empty()
            && self.signup == SignupState::default()
            && !self.live.newer
    }
}
