use crate::app::accounts::{AccountEntry, AccountList, Accounts};
use crate::app::state::draft_id::split_account_key;
use crate::app::state::{Cache, State, StoredDraft, VERSION};
use crate::domain::{Table, from_json};

/// The stored data of one account.
#[derive(Clone, Debug, Default)]
pub struct StoredData {
    /// The saved state.
    pub state: Option<String>,
    /// The saved cache.
    pub cache: Option<String>,
    /// Drafts as JSON, by draft id.
    pub drafts: Vec<(String, String)>,
}

/// Restores a state, and returns whether the stored state was unreadable and is to be moved aside.
///
/// Drafts are stored separately, each under its own key, so a damaged state loses settings and receipts but no draft. The state of a newer
/// version is used as far as it is understood and never overwritten.
pub fn restore(found: &StoredData) -> (State, bool) {
    let read = |text: &str| from_json(text).ok();
    let (mut state, damaged) = match found.state.as_deref().map(read) {
        None => (State::default(), false),
        Some(Some(state)) => (state, false),
        Some(None) => (State::default(), true),
    };
    state.live.newer = state.version > VERSION;
    if !state.live.newer {
        state.version = VERSION;
    }
    if state.seed_draft == 0 {
        state.seed_draft = 1;
    }
    state.cache = found.cache.as_deref().and_then(|text| from_json::<Cache>(text).ok()).unwrap_or_default();
    state.live.drafts = drafts(&found.drafts);
    let seeds = state
        .live
        .drafts
        .keys()
        .filter_map(|draft| split_account_key(draft).1.strip_prefix("seed:")?.parse::<u32>().ok());
    state.seed_draft = seeds.chain(std::iter::once(state.seed_draft)).max().unwrap_or(1);
    (state, damaged)
}

/// Restores all accounts, and returns the numbers of those whose state was unreadable.
///
/// An account with stored data that is missing in the list is added again, so a damaged list loses names but no draft.
pub fn restore_all(account_list: Option<&str>, found: &[(u32, StoredData)]) -> (Accounts, Vec<u32>) {
    let read = account_list.and_then(|text| from_json::<AccountList>(text).ok());
    let mut account_list = read.filter(|account_list| !account_list.accounts.is_empty()).unwrap_or_default();
    for (number, _) in found {
        if !account_list.accounts.iter().any(|entry| entry.number == *number) {
            account_list.accounts.push(AccountEntry { number: *number, label: String::new() });
        }
    }
    let mut damaged = Vec::new();
    let mut states = Vec::new();
    for entry in &account_list.accounts {
        let nothing = StoredData::default();
        let found = found.iter().find(|(number, _)| *number == entry.number);
        let (mut state, unreadable) = restore(found.map_or(&nothing, |(_, found)| found));
        state.number = entry.number;
        if unreadable {
            damaged.push(entry.number);
        }
        states.push(state);
    }
    let highest = states.iter().map(|state| state.number + 1).max().unwrap_or(1);
    account_list.next = account_list.next.max(highest);
    if !states.iter().any(|state| state.number == account_list.current) {
        account_list.current = states.first().map_or(0, |state| state.number);
    }
    (Accounts::new(account_list, states), damaged)
}

fn drafts(found: &[(String, String)]) -> Table<String, StoredDraft> {
    let read = |text: &str| StoredDraft::read(text).unwrap_or_default();
    found
        .iter()
        .map(|(draft, text)| (draft.clone(), read(text)))
        .filter(|(_, stored)| !stored.content.is_blank())
        .collect()
}
