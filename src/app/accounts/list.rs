use serde::{Deserialize, Serialize};

/// Which accounts there are: what is saved beside them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AccountList {
    /// The accounts, oldest first.
    pub accounts: Vec<Entry>,
    /// The number of the one in front.
    pub current: u32,
    /// The number of the one whose unread the badge counts; all together when absent.
    pub counted: Option<u32>,
    /// Whether preferences travel by the browser's own sync. Off unless the person says so.
    pub synced: bool,
    /// The number of the next one. A number is never given twice, for drafts bear it.
    pub next: u32,
}

/// One account in the roll.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// Its number.
    pub number: u32,
    /// What the person calls it; empty for the name it has on the network.
    pub label: String,
}

impl Default for AccountList {
    fn default() -> Self {
        Self { accounts: vec![Entry::default()], current: 0, counted: None, synced: false, next: 1 }
    }
}

impl AccountList {
    /// What the person calls an account; empty for nothing.
    pub(crate) fn label(&self, number: u32) -> &str {
        let entry = self.accounts.iter().find(|entry| entry.number == number);
        entry.map_or("", |entry| entry.label.as_str())
    }
}
