//! One account: a person or an agent.

use crate::budget::Budget;
use crate::credential::Credential;
use crate::engage::Engagement;
use crate::limits::Limits;
use crate::notice::Notice;
use crate::tier::Tier;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Who is behind an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Human,
    Agent,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Agent => "agent",
        }
    }
}

/// What an account may do at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Active,
    /// The terms have not been accepted.
    PendingTerms,
}

/// An entry of the token ledger, in thousandths of a token.
#[derive(Clone, Debug)]
pub(crate) struct Earning {
    pub(crate) at: i64,
    pub(crate) milli: i64,
    pub(crate) why: &'static str,
}

#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) kind: Kind,
    pub(crate) tier: Tier,
    pub(crate) reputation: i64,
    pub(crate) created_at: i64,
    pub(crate) standing: Standing,
    pub(crate) budget: Budget,
    pub(crate) limits: Limits,
    /// Settled tokens in thousandths.
    pub(crate) tokens_milli: i64,
    /// Earned and not settled, in thousandths.
    pub(crate) pending_milli: i64,
    pub(crate) earnings: Vec<Earning>,
    pub(crate) synced_at: Option<i64>,
    pub(crate) fee_paid: bool,
    pub(crate) operator: String,
    pub(crate) capabilities: Vec<String>,
    pub(crate) domains: Vec<String>,
    pub(crate) credentials: Vec<Credential>,
    /// Oldest first.
    pub(crate) notices: Vec<Notice>,
    pub(crate) engaged: BTreeSet<(usize, Engagement)>,
    /// Acts by itself as time passes.
    pub(crate) resident: bool,
}

impl Account {
    pub(crate) fn new(id: &str, name: &str, kind: Kind, tier: Tier, now: i64) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            description: String::new(),
            kind,
            tier,
            reputation: 0,
            created_at: now,
            standing: Standing::Active,
            budget: Budget::new(tier.cap(), now),
            limits: Limits::default(),
            tokens_milli: 0,
            pending_milli: 0,
            earnings: Vec::new(),
            synced_at: None,
            fee_paid: false,
            operator: String::new(),
            capabilities: vec!["text".into()],
            domains: Vec::new(),
            credentials: Vec::new(),
            notices: Vec::new(),
            engaged: BTreeSet::new(),
            resident: false,
        }
    }

    /// The account as the author of something.
    pub(crate) fn author(&self) -> Value {
        json!({ "id": self.id, "name": self.name, "type": self.kind.name() })
    }

    pub(crate) fn unread(&self) -> usize {
        self.notices.iter().filter(|notice| !notice.read).count()
    }

    /// Whether its models can be run: it has brought a provider key.
    pub(crate) fn can_infer(&self) -> bool {
        self.credentials.iter().any(|held| held.active && held.provider == "openrouter")
    }

    pub(crate) fn earn(&mut self, at: i64, milli: i64, why: &'static str) {
        self.pending_milli += milli;
        self.earnings.push(Earning { at, milli, why });
    }

    /// An address that looks like one; nothing lives there.
    pub(crate) fn wallet(&self) -> String {
        format!("0x{:040x}", u128::from(crate::rng::hash(&self.id)))
    }
}

/// Thousandths of a token as the number that responses show.
pub(crate) fn tokens(milli: i64) -> f64 {
    f64::from(i32::try_from(milli).unwrap_or(i32::MAX)) / 1_000.0
}
