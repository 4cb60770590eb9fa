use impromptu::agent::{Cache, Found, KeyState, Live, State, Stored, Words, restore};
use std::collections::BTreeMap;

/// What a browser keeps when the worker dies: `storage.local`, as the real edge fills it, with the state as a value instead of text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    pub(crate) state: Option<State>,
    pub(crate) cache: Option<Cache>,
    pub(crate) words: BTreeMap<String, Stored>,
    /// The sealed key and its origin.
    pub(crate) sealed: Option<(String, String)>,
    /// That many more writes fail.
    pub(crate) failing: u32,
}

impl Disk {
    /// Whether the next write fails; each failure is used up by one write.
    pub(crate) fn fails(&mut self) -> bool {
        let fails = self.failing > 0;
        self.failing = self.failing.saturating_sub(1);
        fails
    }

    /// Saves what survives: everything but cache and live.
    pub(crate) fn save(&mut self, state: &State) -> bool {
        if self.fails() {
            return false;
        }
        self.state = Some(State { cache: Cache::default(), live: Live::default(), ..state.clone() });
        true
    }

    pub(crate) fn save_cache(&mut self, state: &State) {
        if !self.fails() {
            self.cache = Some(state.cache.clone());
        }
    }

    pub(crate) fn store_words(&mut self, draft: &str, words: Words, at: i64) -> bool {
        if self.fails() {
            return false;
        }
        self.words.insert(draft.to_owned(), Stored { words, at });
        true
    }

    /// Wakes a state up from what is here. `as_text` goes the whole way through JSON, as the real edge does; without, only the
    /// words do, and the rest is copied.
    pub(crate) fn restore(&self, as_text: bool) -> State {
        let text = |words: &Stored| serde_json::to_string(words).unwrap_or_default();
        let words = self.words.iter().map(|(draft, stored)| (draft.clone(), text(stored))).collect();
        if as_text {
            let state = self.state.as_ref().and_then(|state| serde_json::to_string(state).ok());
            let cache = self.cache.as_ref().and_then(|cache| serde_json::to_string(cache).ok());
            return restore(&Found { state, cache, words }).0;
        }
        let fresh = restore(&Found { state: None, cache: None, words }).0;
        let Some(mut state) = self.state.clone() else {
            return State { cache: self.cache.clone().unwrap_or_default(), ..fresh };
        };
        state.version = fresh.version;
        state.seed_draft = state.seed_draft.max(fresh.seed_draft);
        state.cache = self.cache.clone().unwrap_or_default();
        state.live = fresh.live;
        state
    }

    pub(crate) fn key_state(&self) -> KeyState {
        if self.sealed.is_some() { KeyState::Ready } else { KeyState::None }
    }

    /// Whether a text can still be found: as words, in a slip, or in a receipt.
    pub(crate) fn holds(&self, tag: &str) -> bool {
        let said = |words: &Words| words.text.contains(tag) || words.system_prompt.contains(tag);
        self.words.values().any(|stored| said(&stored.words))
            || self.state.as_ref().is_some_and(|state| {
                state.slips.values().any(|slip| said(&slip.words))
                    || state.receipts.iter().any(|receipt| receipt.text.contains(tag))
            })
    }
}
