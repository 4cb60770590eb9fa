use crate::app::{AccountSummary, Accounts, KeyState};
use crate::domain::LocalizedMessage;
use serde::Serialize;

/// The accounts of this browser.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AccountsView {
    /// One row for each, oldest first.
    pub rows: Vec<AccountRow>,
    /// The number of the one whose unread the badge counts; absent for all together.
    pub badge_account: Option<u32>,
    /// Whether preferences travel by the browser's own sync.
    pub synced: bool,
}

/// One account in the list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AccountRow {
    /// Its number.
    pub number: u32,
    /// What it is called.
    pub name: LocalizedMessage,
    /// What the person calls it; empty for nothing.
    pub label: String,
    /// Its status: *locked*, *3 unread*, *no key yet*.
    pub standing: LocalizedMessage,
    /// The last characters of its key, while it has one.
    pub key_tail: Option<String>,
    /// How many drafts it has.
    pub drafts: u32,
    /// Whether it is in front.
    pub current: bool,
}

impl AccountsView {
    /// The accounts of this browser.
    pub fn of(accounts: &Accounts) -> Self {
        Self {
            rows: accounts.summaries().into_iter().map(AccountRow::of).collect(),
            badge_account: accounts.account_list.badge_account,
            synced: accounts.account_list.synced,
        }
    }
}

impl AccountRow {
    fn of(member: AccountSummary) -> Self {
        let standing = match (&member.key_tail, member.key) {
            (None, _) => LocalizedMessage::new("statusNoKey"),
            (Some(_), KeyState::Locked) => LocalizedMessage::new("statusLocked"),
            (Some(_), KeyState::Lost) => LocalizedMessage::new("statusKeyMissing"),
            (Some(_), _) if member.refused => LocalizedMessage::new("statusKeyRefused"),
            (Some(_), _) => LocalizedMessage::count("accountUnread", member.unread),
        };
        Self {
            number: member.number,
            name: member.called(),
            label: member.label,
            standing,
            key_tail: member.key_tail,
            drafts: member.drafts,
            current: member.current,
        }
    }
}
