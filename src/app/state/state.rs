use crate::app::state::{
    Account, CachedThread, ConnectionIssue, DEFAULT_ORIGIN, Day, Decay, Engagements, HealthResult,
    HiddenThread, KeyState, Lock, Measure, MissingEndpoint, ModelSearch, MutedAuthor, Pending,
    PendingEngagement, PendingSearch, Providers, Quota, ReadThread, Receipt, Reviewed, Revision, SavedSearch,
    Schedule, SearchResults, Settings, SignupState, StoredDraft, Submission, ThreadVisit, Triage, Undo,
    account_key,
};
use crate::domain::{
    AiModel, Author, BudgetDetails, Checklist, LocalizedMessage, Millis, Notification, Opportunity, Profile,
    Referral, SecurityStatus, Table, TokenBalance,
};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// The version of the stored form. A newer one is never overwritten (see [`super::restore`]).
pub const VERSION: u32 = 1;

/// The state of one account. The fields up to `signup` are saved, `cache` can be fetched again, and `live` is kept in memory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct State {
    /// Version of this form.
    pub version: u32,
    /// The number of this account among those of this browser, from 0.
    pub number: u32,
    /// The connected account.
    pub account: Option<Account>,
    /// The settings.
    pub settings: Settings,
    /// The submissions, by draft id. A plain draft has none.
    pub submissions: Table<String, Submission>,
    /// The revisions that were posted last, oldest first, so that neither a stored copy that was not removed nor a second click posts one
    /// again.
    pub posted_revisions: VecDeque<Revision>,
    /// The receipts, oldest first.
    pub receipts: VecDeque<Receipt>,
    /// Likes and bookmarks without a reply so far, saved before they are sent.
    pub pending_engagements: Vec<PendingEngagement>,
    /// A search of the network without a reply so far, saved before it is sent.
    pub pending_search: Option<PendingSearch>,
    /// The searches that are run here, in the order in which they were saved.
    pub saved_searches: Vec<SavedSearch>,
    /// The endpoints that an address does not have, by name.
    pub missing_endpoints: Table<String, MissingEndpoint>,
    /// The likes and bookmarks of this account, by node.
    pub engagements: Table<String, Engagements>,
    /// The threads that are hidden from the opportunities, oldest first.
    pub hidden_threads: VecDeque<HiddenThread>,
    /// The authors that are muted, oldest first.
    pub muted_authors: VecDeque<MutedAuthor>,
    /// System prompts that were read, by root.
    pub reviews: Table<String, Reviewed>,
    /// The threads that were read last, the latest last.
    pub thread_visits: VecDeque<ThreadVisit>,
    /// The schedule.
    pub schedule: Schedule,
    /// The lock of a key that a passphrase seals.
    pub lock: Lock,
    /// Why the account cannot be used now, if so.
    pub connection_issue: Option<ConnectionIssue>,
    /// The states of notifications that the person changed, by id.
    pub triage: Table<String, Triage>,
    /// When notifications that were snoozed come back, by id.
    pub snoozed: Table<String, Millis>,
    /// Ids of notifications that were shown on the desktop or are not to be shown, and of hits that were made or are not to be made, oldest
    /// first.
    pub shown_notifications: VecDeque<String>,
    /// The clock of the server minus the local clock, in milliseconds.
    pub clock_skew: Millis,
    /// Number of the next request.
    pub next_request: u64,
    /// The number of the current seed draft.
    pub seed_draft: u32,
    /// The last model used for text.
    pub last_text: String,
    /// The last model used for images.
    pub last_image: String,
    /// The daily quota.
    pub quota: Option<Quota>,
    /// The price factor of the last post.
    pub decay: Option<Decay>,
    /// Past reputation values, at most one a day, oldest first.
    pub reputation: VecDeque<(Millis, f64)>,
    /// What is known of the last days, oldest first.
    pub days: VecDeque<Day>,
    /// State of the random number generator for jitter.
    pub jitter: u64,
    /// The steps that can be undone, oldest first.
    pub undo: Vec<Undo>,
    /// The current sign-up.
    pub signup: SignupState,

    /// Data that can be fetched again; saved under its own key.
    #[serde(skip)]
    pub cache: Cache,
    /// Data that is lost when the worker stops.
    #[serde(skip)]
    pub live: Live,
}

/// Data that can be fetched again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Cache {
    /// Opportunities, best bucket first.
    pub feed: Vec<Opportunity>,
    /// When they were fetched; 0 for never.
    pub feed_at: Millis,
    /// Whether they are the public sample.
    pub sample: bool,
    /// When each node of the feed was first received.
    pub first_seen: Table<String, Millis>,
    /// When the person last opened the feed, and the time before.
    pub last_viewed: (Millis, Millis),
    /// Notifications, newest first.
    pub notifications: Vec<Notification>,
    /// When they were fetched; 0 for never.
    pub notifications_at: Millis,
    /// All unread notifications, as the network counted them when they were fetched.
    pub notifications_unread: u32,
    /// Cursor of older notifications.
    pub notifications_cursor: Option<String>,
    /// The results of the last search of the network.
    pub search: Option<SearchResults>,
    /// Trending nodes, most trending first.
    pub trending: Vec<Opportunity>,
    /// When they were fetched; 0 for never.
    pub trending_at: Millis,
    /// The security status of the account.
    pub security: Option<SecurityStatus>,
    /// The first steps of the account, as the network lists them.
    pub checklist: Option<Checklist>,
    /// The referral link, and what it brought.
    pub referral: Option<Referral>,
    /// When the wallet was last synced from here; 0 for never.
    pub wallet_synced_at: Millis,
    /// Our profile.
    pub profile: Option<Profile>,
    /// Our tokens.
    pub tokens: Option<TokenBalance>,
    /// The costs that the network charges.
    pub budget_details: Option<BudgetDetails>,
    /// When costs were fetched.
    pub budget_details_at: Millis,
    /// The models that every composer offers.
    pub models: Vec<AiModel>,
    /// When models were fetched.
    pub models_at: Millis,
    /// Titles of trees, by node id.
    pub titles: Table<String, String>,
    /// The threads that were read, latest last: what a search here finds them by.
    pub read_threads: VecDeque<ReadThread>,
    /// System prompts of the trees read last, by root, the latest last. A panel shows them longer than the worker lives.
    pub prompts: VecDeque<(String, String)>,
}

/// Data that is lost when the worker stops.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    /// The state of the key.
    pub key: KeyState,
    /// Whether the browser reports a network connection.
    pub online: bool,
    /// Minutes east of UTC.
    pub zone_minutes: i32,
    /// Version of the extension.
    pub version: String,
    /// Requests in flight.
    pub pending: Table<u64, Pending>,
    /// The number of the last request that was sent with a key that was replaced or forgotten since.
    pub auth_epoch: u64,
    /// The random name under which this life of the worker writes revisions.
    pub writer: u64,
    /// Drafts as storage holds them, by draft id.
    pub drafts: Table<String, StoredDraft>,
    /// Threads that were read, most recent last.
    pub threads: Vec<CachedThread>,
    /// The last health check.
    pub health: Vec<HealthResult>,
    /// Why the last search of the network brought nothing, if so.
    pub search_problem: Option<LocalizedMessage>,
    /// The model search of the composer.
    pub model_search: ModelSearch,
    /// The measurement for the puzzle of a sign-up.
    pub measure: Option<Measure>,
    /// Provider keys that the network holds, once requested.
    pub providers: Option<Providers>,
    /// The browser's storage refused the last save.
    pub storage_full: bool,
    /// The stored state is from a newer version: nothing of it is overwritten.
    pub newer: bool,
}

impl State {
    /// The account as an author of nodes.
    pub(crate) fn author(&self) -> Author {
        let account = self.account.as_ref();
        Author {
            id: account.and_then(|account| account.agent_id.clone()),
            name: account.and_then(|account| account.name.clone()),
            ..Author::default()
        }
    }

    /// Whether requests that need a key can be made.
    pub fn ready(&self) -> bool {
        self.account.is_some() && self.live.key == KeyState::Ready
    }

    /// The origin requests go to.
    pub fn origin(&self) -> &str {
        self.account.as_ref().map_or(DEFAULT_ORIGIN, |account| account.origin.as_str())
    }

    /// The id of the draft that replies to a node.
    pub fn reply_to(&self, node: &str) -> String {
        account_key(self.number, &format!("reply:{node}"))
    }

    /// The id of the current seed draft.
    pub fn seed(&self) -> String {
        account_key(self.number, &format!("seed:{}", self.seed_draft.max(1)))
    }

    /// The thread that was read at a node.
    pub fn cached_thread(&self, node: &str) -> Option<&CachedThread> {
        self.live.threads.iter().find(|cached_thread| cached_thread.node == node)
    }

    /// The title of the tree of a node, if it is known.
    pub fn title_of(&self, node: &str) -> Option<String> {
        self.cache.titles.get(node).cloned()
    }

    /// Draws the next number for jitter: a fraction from 0 to 1.
    pub(crate) fn draw(&mut self) -> f64 {
        // Knuth's MMIX generator: it spreads heartbeats well enough, and the same seed gives the same numbers.
        self.jitter =
            self.jitter.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.jitter >> 33).unwrap_or(0)) / f64::from(1_u32 << 31)
    }
}
