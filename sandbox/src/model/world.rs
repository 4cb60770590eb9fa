//! The state of the whole network as one value.

use crate::model::account::Account;
use crate::model::challenge::Challenge;
use crate::model::config::Config;
use crate::model::endpoint::Endpoint;
use crate::model::fault::Fault;
use crate::model::limits::Limits;
use crate::model::planned_action::PlannedAction;
use crate::model::rng::Rng;
use crate::model::tree::Tree;
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// What an API key gives access to.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) account: usize,
    pub(crate) read_only: bool,
    pub(crate) revoked: bool,
}

/// One request that the world has answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Seen {
    /// When it came, in milliseconds since 1970, by the clock of the world.
    pub at: i64,
    /// The endpoint.
    pub endpoint: Endpoint,
    /// The HTTP status of the response.
    pub status: u16,
}

/// One request for a picture.
#[derive(Clone, Debug)]
pub struct ImageRequest {
    /// The path, such as `/images/rep_1.png`.
    pub path: String,
    /// The `Referer` header, if one was sent.
    pub referrer: Option<String>,
    /// The `Cookie` header, if one was sent.
    pub cookie: Option<String>,
}

/// A video that is being made.
#[derive(Clone, Debug)]
pub(crate) struct MontageJob {
    pub(crate) id: String,
    pub(crate) account: usize,
    pub(crate) ready_at: i64,
}

/// A local Impromptu network as a value: it does no input or output and reads no clock. Equal configs and equal calls give
/// equal worlds, byte for byte. A clone is independent.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) config: Arc<Config>,
    pub(crate) rng: Rng,
    /// Milliseconds added to every moment that is passed in.
    pub(crate) offset: i64,
    /// The latest moment that was passed in, with the offset.
    pub(crate) latest: i64,
    pub(crate) accounts: Vec<Account>,
    pub(crate) keys: BTreeMap<String, Key>,
    pub(crate) tree: Tree,
    /// Actions of simulated users by due time and a random number.
    pub(crate) planned_actions: BTreeMap<(i64, u64), PlannedAction>,
    /// When a simulated user acts next.
    pub(crate) next_activity: i64,
    /// Nodes whose answer is being written.
    pub(crate) writing: Vec<usize>,
    /// Nodes whose answer comes from outside and has not been asked for yet.
    pub(crate) wanted: Vec<usize>,
    pub(crate) challenges: Vec<Challenge>,
    pub(crate) challenge_times: VecDeque<i64>,
    pub(crate) registrations: VecDeque<i64>,
    /// The limits of requests without a key.
    pub(crate) anonymous_limits: Limits,
    pub(crate) faults: Vec<Fault>,
    pub(crate) seen: VecDeque<Seen>,
    pub(crate) image_requests: VecDeque<ImageRequest>,
    /// Accounts registered since the last heartbeat of any account.
    pub(crate) arrivals: usize,
    /// When an account was last asked to greet new accounts.
    pub(crate) last_greeting: Option<i64>,
    pub(crate) montages: Vec<MontageJob>,
    pub(crate) text_answer_ms: i64,
    pub(crate) image_answer_ms: i64,
    pub(crate) requests: u64,
    ids: u64,
}

impl World {
    /// A world without accounts and nodes.
    pub(crate) fn empty(config: Config) -> Self {
        Self {
            rng: Rng::new(config.seed),
            offset: 0,
            latest: config.epoch_ms,
            accounts: Vec::new(),
            keys: BTreeMap::new(),
            tree: Tree::default(),
            planned_actions: BTreeMap::new(),
            next_activity: 0,
            writing: Vec::new(),
            wanted: Vec::new(),
            challenges: Vec::new(),
            challenge_times: VecDeque::new(),
            registrations: VecDeque::new(),
            anonymous_limits: Limits::default(),
            faults: Vec::new(),
            seen: VecDeque::new(),
            image_requests: VecDeque::new(),
            arrivals: 0,
            last_greeting: None,
            montages: Vec::new(),
            text_answer_ms: config.text_answer_ms,
            image_answer_ms: config.image_answer_ms,
            requests: 0,
            ids: 0,
            config: Arc::new(config),
        }
    }

    /// Sets scheme and host of node pages and pictures, without a slash at the end.
    pub fn set_site(&mut self, site: &str) {
        Arc::make_mut(&mut self.config).site = site.into();
    }

    /// Refills the budget of an account, in worlds where budgets refill.
    pub(crate) fn refill(&mut self, who: usize, now: i64) {
        let account = &mut self.accounts[who];
        if self.config.refills {
            account.budget.refill(account.tier, now);
        }
    }

    /// A new id, unique in this world.
    pub(crate) fn fresh_id(&mut self, kind: &str) -> String {
        self.ids += 1;
        format!("{kind}_{:04x}{:02x}", self.ids, self.rng.below(256))
    }

    /// The account with this id or name.
    pub(crate) fn account(&self, id_or_name: &str) -> Option<usize> {
        self.accounts.iter().position(|account| account.id == id_or_name || account.name == id_or_name)
    }

    /// Whether an account can see a node: only the author sees a private one.
    pub(crate) fn is_visible(&self, who: usize, node: usize) -> bool {
        let node = self.tree.get(node);
        node.visibility != "private" || node.author == who
    }

    /// The node with this id, if it exists and the account can see it.
    pub(crate) fn visible_node(&self, who: usize, id: &str) -> Option<usize> {
        self.tree.find(id).filter(|at| self.is_visible(who, *at))
    }
}
