use serde::{Deserialize, Serialize};

/// The list of accounts, which is saved separately from their states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AccountList {
    /// The accounts, oldest first.
    pub accounts: Vec<AccountEntry>,
    /// The number of the current account.
    pub current: u32,
    /// The number of the account whose unread notifications the badge counts; absent for all accounts.
    pub badge_account: Option<u32>,
    /// Whether the settings are synced between browsers. Off by default.
    pub synced: bool,
    /// The number of the next account. Numbers are not reused, because the keys of drafts contain them.
    pub next: u32,
}

/// One account in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountEntry {
    /// Its number.
    pub number: u32,
    /// The label that the person gave it; empty for its name on the network.
    pub label: String,
}

impl Default for AccountList {
    fn default() -> Self {
        Self {
            accounts: vec![AccountEntry::default()],
            current: 0,
            badge_account: None,
            synced: false,
            next: 1,
        }
    }
}

impl AccountList {
    /// The label of an account; empty for none.
    pub(crate) fn label(&self, number: u32) -> &str {
        let entry = self.accounts.iter().find(|entry| entry.number == number);
        entry.map_or("", |entry| entry.label.as_str())
    }
}
