use super::shelf::Shelf;
use super::{KeyState, Lock, Pending, Phase, Settings, Triage, Undo, Words};
use crate::model::Table;
use crate::model::{
    Author, Budget, BudgetSheet, Engine, FieldMapping, Millis, Notice, Opportunity, Problem, Profile, Thread,
    TokenBalance, Verb,
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
    pub slips: Table<String, Slip>,
    /// The words that drafts last ended with, by draft id, so that neither a stored copy that outlived its post nor a second
    /// press of the button sends them again.
    pub ended: Table<String, Ended>,
    /// What was spent, oldest first.
    pub receipts: VecDeque<Receipt>,
    /// Likes and bookmarks on their way, saved before they are sent.
    pub engaging: Vec<Engaging>,
    /// What we liked and bookmarked, by node.
    pub engaged: Table<String, Marks>,
    /// System prompts that were read, by root.
    pub reviews: Table<String, Reviewed>,
    /// When to do what.
    pub schedule: Schedule,
    /// What stands before a key that a passphrase seals.
    pub lock: Lock,
    /// What stands in the way, if anything.
    pub trouble: Option<Trouble>,
    /// Where notices stand, by id.
    pub triage: Table<String, Triage>,
    /// Ids of notices that were shown on the desktop or need not be, oldest first.
    pub ledger: VecDeque<String>,
    /// Server clock less ours, in milliseconds.
    pub skew: Millis,
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
    pub joining: super::Joining,

    /// What can be fetched again; saved apart.
    #[serde(skip)]
    pub cache: Cache,
    /// What lives as long as the worker.
    #[serde(skip)]
    pub live: Live,
}

/// Who we are on the network.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Account {
    /// Scheme, host and port the key belongs to.
    pub origin: String,
    /// Last four characters of the key.
    pub key_tail: String,
    /// Whether a passphrase seals the key.
    pub passphrase: bool,
    /// Account id.
    pub agent_id: Option<String>,
    /// Display name.
    pub name: Option<String>,
    /// Tier as told.
    pub tier: Option<String>,
    /// Reputation.
    pub reputation: Option<f64>,
    /// Budget as it was at `heard_at`.
    pub budget: Budget,
    /// When the network last answered a beat; 0 for never.
    pub heard_at: Millis,
    /// When the budget was told; later than `heard_at` after a post.
    pub budget_at: Millis,
    /// Unread notifications as the network counted them.
    pub unread_told: u32,
    /// When the key was accepted or refused.
    pub key_at: Millis,
    /// When the key was stored; 0 when that was before this was noted.
    pub kept_at: Millis,
    /// When the person put the reminder to change the key aside; 0 for never.
    pub reminded_at: Millis,
    /// A key that may only read.
    pub read_only: bool,
}

/// A piece of writing on its way (design, section 7).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Slip {
    /// The words as sent, or as refused.
    pub words: Words,
    /// Where they stand.
    pub phase: Phase,
    /// Title of the tree they go into.
    pub title: Option<String>,
    /// When they were sent; 0 for not yet.
    pub sent_at: Millis,
    /// The same moment by the network's clock, as far as it was known then. Our own may be set while we wait.
    pub sent_there: Millis,
    /// As whom they were sent: what becomes of them is found out even when another key is here by then, or none.
    pub by: Author,
    /// Other words were typed while these were on their way: the draft is no longer about these.
    pub apart: bool,
    /// When this last changed.
    pub at: Millis,
    /// What we told it would cost.
    pub told: f64,
    /// Why it was refused.
    pub problem: Option<Problem>,
    /// When it will be affordable, for a lack of budget.
    pub affordable_at: Option<Millis>,
    /// What reading the thread found.
    pub verdict: Option<Verdict>,
    /// Ids of our nodes with these very words that were there before.
    pub before: Vec<String>,
    /// Field names that were corrected on the way out.
    pub corrected: Vec<FieldMapping>,
}

/// What reading the thread found about an unknown post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// Not there, and late enough to be sure.
    Absent(Millis),
    /// Not there, but it may still arrive.
    NotYet(Millis),
    /// The node it answers is gone.
    Gone(Millis),
    /// The thread could not be read.
    Unread(Millis),
}

/// The words that a draft ended with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Ended {
    /// The words as they were posted.
    pub words: Words,
    /// When.
    pub at: Millis,
    /// Whether the stored copy is known to be gone: the same words after that were written anew.
    pub removed: bool,
}

/// One spend, told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Receipt {
    /// Our own number for it.
    pub id: String,
    /// When.
    pub at: Millis,
    /// What.
    pub act: Act,
    /// The node that was answered, liked or bookmarked; absent for a seed.
    pub parent: Option<String>,
    /// The node that came to be.
    pub node: Option<String>,
    /// Its level, for a reprompt.
    pub level: Option<u32>,
    /// Title of the tree.
    pub title: Option<String>,
    /// The words.
    pub text: String,
    /// Cost as told before.
    pub told: f64,
    /// Cost as paid; absent when the network did not say.
    pub paid: Option<f64>,
    /// Units left afterwards.
    pub left: Option<f64>,
    /// The network's id for the request.
    pub request_id: Option<String>,
    /// Whether it was found by reading the thread.
    pub found: bool,
    /// Whether no reply came, for a like or bookmark: it may or may not count.
    pub unsure: bool,
    /// Whether the answer is still being written.
    pub pending: bool,
    /// Field names corrected by us or by the network.
    pub corrected: Vec<FieldMapping>,
}

/// What was paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// A reprompt.
    #[default]
    Reprompt,
    /// A new prompt.
    Seed,
    /// A like.
    Like,
    /// A bookmark.
    Bookmark,
}

/// A like or bookmark on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Engaging {
    /// Node.
    pub node: String,
    /// Like or bookmark.
    pub verb: Verb,
    /// When it was sent.
    pub at: Millis,
    /// What we told it would cost.
    pub told: f64,
}

/// What we did to a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// Liked.
    pub liked: bool,
    /// Bookmarked.
    pub bookmarked: bool,
}

/// A system prompt that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reviewed {
    /// Hash of the text.
    pub hash: u64,
    /// When.
    pub at: Millis,
    /// The text, to show what changed; left out when it is very long.
    pub text: Option<String>,
}

/// When to do what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Schedule {
    /// The next heartbeat; 0 for as soon as possible.
    pub next_beat: Millis,
    /// No beat before then, because the network asked.
    pub wait_until: Millis,
    /// Failures of the server in a row.
    pub failures: u32,
    /// How often the pace was doubled.
    pub doublings: u32,
    /// When to read threads for unknown posts and unfinished answers; 0 for never.
    pub settle_at: Millis,
    /// How often an unfinished answer was looked for.
    pub looks: u32,
    /// The latest time seen, to notice a clock that was set back.
    pub seen: Millis,
}

/// What stands between us and the network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Trouble {
    /// The key was refused.
    Refused {
        /// The network's code.
        code: String,
    },
    /// Terms are not accepted.
    Terms,
    /// No network.
    Offline,
    /// Something else answers in the network's place: a sign-in page of a Wi-Fi, most often.
    Captive,
    /// What answers at the address never was an Impromptu network.
    Foreign,
    /// The network asked us to wait.
    Limited {
        /// Until when.
        until: Millis,
    },
    /// The network fails or does not answer.
    Server {
        /// Its code.
        code: String,
    },
    /// The browser does not let us reach the address.
    Permission,
}

/// The day's quota as the headers told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Calls left.
    pub remaining: u32,
    /// When the count starts anew.
    pub reset: Millis,
}

/// How much dearer rapid posting made the last post.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decay {
    /// 1.0 to 4.0.
    pub factor: f64,
    /// When it was told.
    pub at: Millis,
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
    pub came: Table<String, Millis>,
    /// When the person last began to look, and the time before.
    pub looked: (Millis, Millis),
    /// Notices, newest first.
    pub notices: Vec<Notice>,
    /// When they were fetched; 0 for never.
    pub notices_at: Millis,
    /// Unread in all, as counted when they were fetched.
    pub notices_unread: u32,
    /// Where older ones begin.
    pub notices_cursor: Option<String>,
    /// Our profile.
    pub profile: Option<Profile>,
    /// Our tokens.
    pub tokens: Option<TokenBalance>,
    /// Costs as told.
    pub sheet: Option<BudgetSheet>,
    /// When costs were fetched.
    pub sheet_at: Millis,
    /// Models known.
    pub engines: Vec<Engine>,
    /// When models were fetched.
    pub engines_at: Millis,
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
    pub earlier: u64,
    /// Words as stored by the surfaces, by draft id.
    pub words: Table<String, Stored>,
    /// Threads that were read, most recent last.
    pub threads: Vec<Opened>,
    /// The badge as last set.
    pub badge: Option<super::Badge>,
    /// The last health check.
    pub health: Vec<super::HealthFact>,
    /// The models a composer looks through.
    pub shelf: Shelf,
    /// What was measured for the puzzle of a sign-up.
    pub measure: Option<super::Measure>,
    /// Provider keys that the network holds, once asked for.
    pub providers: Option<super::Providers>,
    /// The browser's storage refused the last save.
    pub storage_full: bool,
    /// The stored state is from a newer version: nothing of it is overwritten.
    pub newer: bool,
}

/// Words as a surface stored them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stored {
    /// The words.
    pub words: Words,
    /// When.
    pub at: Millis,
}

/// A thread that was read, or that could not be.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The node it was asked for at.
    pub node: String,
    /// When it was read.
    pub at: Millis,
    /// What came.
    pub thread: Result<Box<Thread>, Problem>,
}

impl State {
    /// Who we are, as a node would say it.
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
        self.account.as_ref().map_or(super::DEFAULT_ORIGIN, |account| account.origin.as_str())
    }

    /// The thread that was read at a node.
    pub fn opened(&self, node: &str) -> Option<&Opened> {
        self.live.threads.iter().find(|opened| opened.node == node)
    }

    /// Title of the tree a node stands in, if we ever saw it.
    pub fn title_of(&self, node: &str) -> Option<String> {
        self.cache.titles.get(node).cloned()
    }

    /// Draws the next number for jitter: a fraction from 0 to 1.
    pub(super) fn draw(&mut self) -> f64 {
        // Knuth's MMIX generator; good enough to spread beats, and the same for the same seed.
        self.jitter =
            self.jitter.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.jitter >> 33).unwrap_or(0)) / f64::from(1_u32 << 31)
    }
}
