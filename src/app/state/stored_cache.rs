//! How much of the cache is stored. The browser gives 10 MB to everything: words, receipts and keys must find room there, whatever a network
//! sends.

use crate::app::state::Cache;
use crate::domain::{Millis, Notification, Table};

/// Bytes of JSON that the stored caches of all accounts may have together. More than half of the browser's 10 MB is for what cannot be fetched
/// again.
pub const ALL_CACHES: usize = 4 << 20;

/// Bytes of JSON that the stored cache of one account may have.
pub const ONE_CACHE: usize = 1 << 20;

/// What is left out of a cache that is too large, step by step: first what is only nice to have.
const STEPS: [fn(&mut Cache, &Snoozed); 10] = [
    |cache, _| cache.prompts.clear(),
    |cache, _| cache.read_threads.clear(),
    |cache, _| (cache.titles, cache.trending) = Default::default(),
    |cache, snoozed| cache.keep_notifications(100, snoozed, |_| true),
    |cache, _| cache.feed.truncate(100),
    |cache, _| cache.models.truncate(100),
    |cache, snoozed| {
        cache.keep_notifications(20, snoozed, |_| true);
        cache.feed.truncate(20);
        cache.first_seen.clear();
    },
    |cache, _| (cache.profile, cache.tokens, cache.budget_details) = (None, None, None),
    |cache, _| cache.search = None,
    |cache, snoozed| {
        cache.keep_notifications(0, snoozed, |_| true);
        *cache = Cache { notifications: std::mem::take(&mut cache.notifications), ..Cache::default() };
    },
];

/// When notifications that were snoozed come back, by id.
type Snoozed = Table<String, Millis>;

impl Cache {
    /// The stored form of the cache of one of so many accounts, without what makes it larger than its share.
    pub fn to_store(&self, accounts: usize, snoozed: &Snoozed) -> String {
        let most = ONE_CACHE.min(ALL_CACHES / accounts.max(1));
        let json = |cache: &Self| serde_json::to_string(cache).unwrap_or_default();
        let whole = json(self);
        if whole.len() <= most {
            return whole;
        }
        let mut smaller = self.clone();
        for leave_out in STEPS {
            leave_out(&mut smaller, snoozed);
            let text = json(&smaller);
            if text.len() <= most {
                return text;
            }
        }
        String::new()
    }

    /// Keeps so many notifications, and those that are snoozed: each has to be there when its time comes.
    pub(crate) fn keep_notifications(
        &mut self,
        most: usize,
        snoozed: &Snoozed,
        counts: fn(&Notification) -> bool,
    ) {
        let mut room = most;
        self.notifications.retain(|notification| {
            let fits = !counts(notification) || room > 0;
            room = room.saturating_sub(usize::from(counts(notification)));
            fits || snoozed.contains_key(&notification.id)
        });
    }

    /// Forgets what can be fetched again for nothing. The results of a search stay, because they were paid for, and so do notifications: that
    /// one is archived is kept only as long as it is.
    pub(crate) fn forget(&mut self) {
        *self = Self {
            notifications: std::mem::take(&mut self.notifications),
            notifications_at: self.notifications_at,
            notifications_unread: self.notifications_unread,
            notifications_cursor: self.notifications_cursor.take(),
            last_viewed: self.last_viewed,
            search: self.search.take(),
            ..Self::default()
        };
    }
}
