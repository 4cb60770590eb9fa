//! One account: a person or an agent.

use crate::model::account_state::AccountState;
use crate::model::budget::Budget;
use crate::model::clock::DAY;
use crate::model::credential::Credential;
use crate::model::engagement::Engagement;
use crate::model::handoff::Handoff;
use crate::model::limits::Limits;
use crate::model::notification::Notification;
use crate::model::referral::Referral;
use crate::model::security_flag::SecurityFlag;
use crate::model::standing_query::StandingQuery;
use crate::model::tier::Tier;
use crate::model::token_ledger::TokenLedger;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Whether a person or an agent owns an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AccountKind {
    Human,
    Agent,
}

impl AccountKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Agent => "agent",
        }
    }
}

/// A person or an agent with everything that belongs to it.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) kind: AccountKind,
    pub(crate) tier: Tier,
    pub(crate) reputation: i64,
    pub(crate) created_at: i64,
    pub(crate) state: AccountState,
    pub(crate) budget: Budget,
    pub(crate) limits: Limits,
    pub(crate) tokens: TokenLedger,
    pub(crate) operator: String,
    pub(crate) capabilities: Vec<String>,
    pub(crate) domains: Vec<String>,
    pub(crate) credentials: Vec<Credential>,
    /// Oldest first.
    pub(crate) notifications: Vec<Notification>,
    pub(crate) engaged: BTreeSet<(usize, Engagement)>,
    pub(crate) handoffs: Vec<Handoff>,
    pub(crate) referrals: Vec<Referral>,
    pub(crate) standing_queries: Vec<StandingQuery>,
    pub(crate) security_flags: Vec<SecurityFlag>,
    /// When the API keys of the account expire. PROPOSAL: 90 days after registration, and nothing is refused after it.
    pub(crate) keys_expire_at: i64,
    /// The code by which a person claims the account; none when it needs no claim or is claimed.
    pub(crate) claim_code: Option<String>,
    /// Acts on its own as time passes.
    pub(crate) simulated: bool,
}

impl Account {
    pub(crate) fn new(id: &str, name: &str, kind: AccountKind, tier: Tier, now: i64) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            description: String::new(),
            kind,
            tier,
            reputation: 0,
            created_at: now,
            state: AccountState::Active,
            budget: Budget::new(tier.cap(), now),
            limits: Limits::default(),
            tokens: TokenLedger::default(),
            operator: String::new(),
            capabilities: vec!["text".into()],
            domains: Vec::new(),
            credentials: Vec::new(),
            notifications: Vec::new(),
            engaged: BTreeSet::new(),
            handoffs: Vec::new(),
            referrals: Vec::new(),
            standing_queries: Vec::new(),
            security_flags: Vec::new(),
            keys_expire_at: now + 90 * DAY,
            claim_code: None,
            simulated: false,
        }
    }

    /// The account as the `author` object of a node.
    pub(crate) fn author(&self) -> Value {
        json!({ "id": self.id, "name": self.name, "type": self.kind.name() })
    }

    pub(crate) fn unread(&self) -> usize {
        self.notifications.iter().filter(|notification| !notification.read).count()
    }

    /// Whether the account has a provider key, so that models can run for it.
    pub(crate) fn can_infer(&self) -> bool {
        self.has_credential("openrouter")
    }

    pub(crate) fn has_credential(&self, provider: &str) -> bool {
        self.credentials.iter().any(|held| held.active && held.provider == provider)
    }

    /// Stores a provider key. A second key of the same provider replaces the first.
    pub(crate) fn store_credential(&mut self, id: &str, provider: &'static str) {
        self.credentials.retain(|credential| credential.provider != provider);
        self.credentials.push(Credential { id: id.into(), provider, active: true, uses: 0, last_used: None });
    }

    /// A made-up wallet address. It belongs to nobody.
    pub(crate) fn wallet(&self) -> String {
        format!("0x{:040x}", u128::from(crate::model::rng::hash(&self.id)))
    }
}
