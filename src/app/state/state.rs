use crate::app::state::{
    Account, CachedThread, ConnectionIssue, Decay, HealthResult, KeyState, Lock, Marks, Measure, ModelSearch,
    Pending, PendingEngagement, PostedDraft, Providers, Quota, Receipt, Reviewed, Schedule, Settings,
    SignupState, StoredDraft, Submission, Triage, Undo,
};
use crate::domain::{
    AiModel, BudgetDetails, Millis, Notification, Opportunity, Profile, Table, TokenBalance,
};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// The version of the stored form. A newer one is never overwritten (see [`super::restore`]).
pub const VERSION: u32 = 1;

/// Everything the decisions rest on. The first half is saved, the second can be fetched again, the third lives in memory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct State {
    /// Version of this form.
    pub version: u32,
    /// The number of this account among those of this browser, from 0.
    pub number: u32,
    /// Who we are, once connected.
    pub account: Option<Account>,
    /// What the person chose.
    pub settings: Settings,
    /// Writing that is more than a plain draft, by draft id.
    pub submissions: Table<String, Submission>,
    /// The words that drafts last ended with, by draft id, so that neither a stored copy that outlived its post nor a second
    /// press of the button sends them again.
    pub ended: Table<String, PostedDraft>,
    /// What was spent, oldest first.
    pub receipts: VecDeque<Receipt>,
    /// Likes and bookmarks on their way, saved before they are sent.
    pub engaging: Vec<PendingEngagement>,
    /// What we liked and bookmarked, by node.
    pub engaged: Table<String, Marks>,
    /// System prompts that were read, by root.
    pub reviews: Table<String, Reviewed>,
    /// When to do what.
    pub schedule: Schedule,
    /// What stands before a key that a passphrase seals.
    pub lock: Lock,
    /// What stands in the way, if anything.
    pub connection_issue: Option<ConnectionIssue>,
    /// Where notices stand, by id.
    pub triage: Table<String, Triage>,
    /// Ids of notices that were shown on the desktop or need not be, oldest first.
    pub shown_notifications: VecDeque<String>,
    /// Server clock less ours, in milliseconds.
    pub clock_skew: Millis,
    /// Number of the next request.
    pub next_request: u64,
    /// Number of the seed being written.
    pub seed_draft: u32,
    /// The last model used for text and for images.
    pub last_text: String,
    /// The last model used for images.
    pub last_image: String,
    /// Calls left today, and when the count starts anew.
    pub quota: Option<Quota>,
    /// How much dearer the last post was, and when.
    pub decay: Option<Decay>,
    /// Reputation as it was heard, at most one value a day, oldest first.
    pub reputation: VecDeque<(Millis, f64)>,
    /// Source of jitter.
    pub jitter: u64,
    /// What can be undone, oldest first.
    pub undo: Vec<Undo>,
    /// A sign-up under way.
    pub signup: SignupState,

    /// What can be fetched again; saved apart.
    #[serde(skip)]
    pub cache: Cache,
    /// What lives as long as the worker.
    #[serde(skip)]
    pub live: Live,
}

/// What can be fetched again. Lost without harm.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Cache {
    /// Opportunities, best bucket first.
    pub feed: Vec<Opportunity>,
    /// When they were fetched; 0 for never.
    pub feed_at: Millis,
    /// Whether they are the sample anyone may read.
    pub sample: bool,
    /// When each node of the feed first came.
    pub first_seen: Table<String, Millis>,
    /// When the person last began to look, and the time before.
    pub last_viewed: (Millis, Millis),
    /// Notifications, newest first.
    pub notifications: Vec<Notification>,
    /// When they were fetched; 0 for never.
    pub notifications_at: Millis,
    /// Unread in all, as counted when they were fetched.
    pub notifications_unread: u32,
    /// Where older ones begin.
    pub notifications_cursor: Option<String>,
    /// Our profile.
    pub profile: Option<Profile>,
    /// Our tokens.
    pub tokens: Option<TokenBalance>,
    /// Costs as told.
    pub budget_details: Option<BudgetDetails>,
    /// When costs were fetched.
    pub budget_details_at: Millis,
    /// Models known.
    pub models: Vec<AiModel>,
    /// When models were fetched.
    pub models_at: Millis,
    /// Titles of trees, by node seen in them.
    pub titles: Table<String, String>,
    /// System prompts of the trees read last, by root, the latest last: what a panel shows outlives the worker that read it.
    pub prompts: VecDeque<(String, String)>,
}

/// What lives as long as the worker.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    /// How the key stands.
    pub key: KeyState,
    /// Whether the browser says there is a network.
    pub online: bool,
    /// Minutes east of UTC.
    pub zone_minutes: i32,
    /// Version of the extension.
    pub version: String,
    /// Requests in flight.
    pub pending: Table<u64, Pending>,
    /// The last request that was sent with a key which was replaced or forgotten since.
    pub auth_epoch: u64,
    /// Words as stored by the surfaces, by draft id.
    pub drafts: Table<String, StoredDraft>,
    /// Threads that were read, most recent last.
    pub threads: Vec<CachedThread>,
    /// The last health check.
    pub health: Vec<HealthResult>,
    /// The models a composer looks through.
    pub model_search: ModelSearch,
    /// What was measured for the puzzle of a sign-up.
    pub measure: Option<Measure>,
    /// Provider keys that the network holds, once asked for.
    pub providers: Option<Providers>,
    /// The browser's storage refused the last save.
    pub storage_full: bool,
    /// The stored state is from a newer version: nothing of it is overwritten.
    pub newer: bool,
}

impl State {
    /// The thread that was read at a node.
    pub fn cached_thread(&self, node: &str) -> Option<&CachedThread> {
        self.live.threads.iter().find(|cached_thread| cached_thread.node == node)
    }

    /// Title of the tree a node stands in, if we ever saw it.
    pub fn title_of(&self, node: &str) -> Option<String> {
        self.cache.titles.get(node).cloned()
    }

    /// Draws the next number for jitter: a fraction from 0 to 1.
    pub(crate) fn draw(&mut self) -> f64 {
        // Knuth's MMIX generator; good enough to spread beats, and the same for the same seed.
        self.jitter =
            self.jitter.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.jitter >> 33).unwrap_or(0)) / f64::from(1_u32 << 31)
    }
}
