use impromptu::app::{
    AccountList, Accounts, Cache, DraftContent, KeyState, Live, State, StoredData, StoredDraft, restore_all,
    split_account_key,
};
use std::collections::BTreeMap;

/// A write that the disk had no room for.
pub(crate) struct Full;

/// What a browser keeps when the worker dies: `storage.local`, as the real edge fills it, with states as values instead of text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    /// Which accounts there are; absent until the first is added to.
    pub(crate) account_list: Option<AccountList>,
    /// What belongs to one account alone, by its number.
    pub(crate) kept: BTreeMap<u32, Kept>,
    /// Words by draft, of all accounts: their names tell whose.
    pub(crate) content: BTreeMap<String, StoredDraft>,
    /// That many more writes fail.
    pub(crate) failing: u32,
}

/// What is kept of one account.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    pub(crate) state: Option<State>,
    pub(crate) cache: Option<Cache>,
    /// The sealed key and its origin.
    pub(crate) sealed: Option<(String, String)>,
}

impl Disk {
    /// Whether the next write fails; each failure is used up by one write.
    pub(crate) fn fails(&mut self) -> bool {
        let fails = self.failing > 0;
        self.failing = self.failing.saturating_sub(1);
        fails
    }

    /// What is kept of an account, to be changed.
    pub(crate) fn of(&mut self, account: u32) -> &mut Kept {
        self.kept.entry(account).or_default()
    }

    /// The saved state of an account.
    pub(crate) fn state(&self, account: u32) -> Option<&State> {
        self.kept.get(&account)?.state.as_ref()
    }

    /// The sealed key of an account and its origin.
    pub(crate) fn sealed(&self, account: u32) -> Option<&(String, String)> {
        self.kept.get(&account)?.sealed.as_ref()
    }

    /// The same, to be changed.
    pub(crate) fn sealed_mut(&mut self, account: u32) -> Option<&mut (String, String)> {
        self.kept.get_mut(&account)?.sealed.as_mut()
    }

    /// Forgets the key of an account.
    pub(crate) fn drop_key(&mut self, account: u32) {
        if let Some(kept) = self.kept.get_mut(&account) {
            kept.sealed = None;
        }
        self.forget_empty();
    }

    /// Saves what survives of an account: everything but cache and live.
    pub(crate) fn save(&mut self, state: &State) -> bool {
        if self.fails() {
            return false;
        }
        let saved = State { cache: Cache::default(), live: Live::default(), ..state.clone() };
        self.of(state.number).state = Some(saved);
        true
    }

    pub(crate) fn save_cache(&mut self, state: &State) {
        if !self.fails() {
            self.of(state.number).cache = Some(state.cache.clone());
        }
    }

    /// Saves which accounts there are.
    pub(crate) fn save_roll(&mut self, account_list: &AccountList) -> bool {
        if self.fails() {
            return false;
        }
        self.account_list = Some(account_list.clone());
        true
    }

    /// Removes what was saved of an account that held nothing; a sealed key would stay, as it does in the real edge.
    pub(crate) fn drop_account(&mut self, account: u32) {
        if let Some(kept) = self.kept.get_mut(&account) {
            (kept.state, kept.cache) = (None, None);
        }
        self.forget_empty();
    }

    /// An account of which nothing is kept is not found at the next start.
    fn forget_empty(&mut self) {
        self.kept.retain(|_, kept| kept.state.is_some() || kept.cache.is_some() || kept.sealed.is_some());
    }

    /// Stores a draft and returns what storage held before; an error when the write failed.
    pub(crate) fn store_draft(
        &mut self,
        draft: &str,
        stored: StoredDraft,
    ) -> Result<Option<StoredDraft>, Full> {
        if self.fails() { Err(Full) } else { Ok(self.content.insert(draft.to_owned(), stored)) }
    }

    /// Wakes the accounts up from what is here. `as_text` goes the whole way through JSON, as the real edge does; without, only the
    /// roll and the words do, and the rest is copied.
    pub(crate) fn restore(&self, as_text: bool) -> Accounts {
        let mut found: BTreeMap<u32, StoredData> = BTreeMap::new();
        for (draft, stored) in &self.content {
            let text = serde_json::to_string(stored).unwrap_or_default();
            found.entry(split_account_key(draft).0).or_default().drafts.push((draft.clone(), text));
        }
        for (account, kept) in &self.kept {
            let found = found.entry(*account).or_default();
            if as_text {
                found.state = kept.state.as_ref().and_then(|state| serde_json::to_string(state).ok());
                found.cache = kept.cache.as_ref().and_then(|cache| serde_json::to_string(cache).ok());
            }
        }
        let account_list =
            self.account_list.as_ref().and_then(|account_list| serde_json::to_string(account_list).ok());
        let fresh = restore_all(account_list.as_deref(), &found.into_iter().collect::<Vec<_>>()).0;
        if as_text {
            return fresh;
        }
        let states = fresh.numbers().into_iter().filter_map(|account| fresh.state(account));
        let states = states.map(|fresh| self.copied(fresh)).collect();
        Accounts::new(fresh.account_list.clone(), states)
    }

    /// A state that knows nothing but its words, with the rest of what is kept of it.
    fn copied(&self, fresh: &State) -> State {
        let kept = self.kept.get(&fresh.number);
        let cache = kept.and_then(|kept| kept.cache.clone()).unwrap_or_default();
        let Some(mut state) = kept.and_then(|kept| kept.state.clone()) else {
            return State { cache, ..fresh.clone() };
        };
        (state.number, state.version) = (fresh.number, fresh.version);
        state.seed_draft = state.seed_draft.max(fresh.seed_draft);
        state.cache = cache;
        state.live = fresh.live.clone();
        state
    }

    pub(crate) fn key_state(&self, account: u32) -> KeyState {
        if self.sealed(account).is_some() { KeyState::Ready } else { KeyState::None }
    }

    /// Whether a text of an account can still be found: as its words, in one of its submissions, or in one of its receipts.
    pub(crate) fn holds(&self, account: u32, tag: &str) -> bool {
        let said = |content: &DraftContent| content.text.contains(tag) || content.system_prompt.contains(tag);
        self.content
            .iter()
            .any(|(draft, stored)| split_account_key(draft).0 == account && said(&stored.content))
            || self.state(account).is_some_and(|state| {
                state.submissions.values().any(|submission| said(&submission.content))
                    || state.receipts.iter().any(|receipt| receipt.text.contains(tag))
            })
    }
}
