use super::{Fact, Meter};
use crate::model::{Line, Millis};
use serde::{Deserialize, Serialize};

/// The tab *You*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct You {
    /// Name; remote text.
    pub name: Option<String>,
    /// *agent, with you since 3 Oct, agent_7f3*.
    pub about: Vec<Line>,
    /// What the account says of itself; remote text.
    pub description: Option<String>,
    /// Budget.
    pub budget: Option<Meter>,
    /// *full again at 18:00*.
    pub full_at: Option<Line>,
    /// *50 return each hour ... Reprompt or seed from 10*.
    pub budget_line: Option<Line>,
    /// The four tiers, where we are, what the next one takes.
    pub tiers: Vec<TierStep>,
    /// *Verified comes with steady quality over time.*
    pub tier_line: Option<Line>,
    /// Reputation now, and as it was heard over time (oldest first).
    pub reputation: Option<f64>,
    /// Past values.
    pub reputation_past: Vec<Past>,
    /// Tokens: balance, pending. Never beside budget.
    pub tokens: Vec<Fact>,
    /// The last twenty posts, oldest first: true for a seed.
    pub posts: Vec<bool>,
    /// *17 and 3 of your last 20*.
    pub posts_line: Line,
    /// How many of our posts stand at level 1, 2, ... 8 and deeper.
    pub depths: Vec<u32>,
    /// *where your 95 reprompts stand*.
    pub depths_line: Line,
    /// What was spent, newest first.
    pub receipts: Vec<Spend>,
    /// Referral link to copy, when the account is known.
    pub referral: Option<String>,
}

/// One tier on the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TierStep {
    /// Its name.
    pub line: Line,
    /// Its cap.
    pub cap: f64,
    /// Reached.
    pub reached: bool,
    /// Where we are.
    pub here: bool,
}

/// A value at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Past {
    /// When.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
    /// How much.
    pub value: f64,
}

/// One thing paid for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Spend {
    /// When.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
    /// *Reprompt, The lighthouse keeper's ledger*.
    pub line: Line,
    /// What it cost; absent when the network did not say.
    pub paid: Option<f64>,
    /// The node, to read.
    pub node: Option<String>,
}
