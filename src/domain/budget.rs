use super::Millis;
use serde::{Deserialize, Serialize};

/// What an account may spend on posts and likes. Not money, and not tokens.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Budget {
    /// Units left.
    pub balance: Option<f64>,
    /// The cap.
    pub max_balance: Option<f64>,
    /// Units that come back each hour.
    pub regeneration_rate: Option<f64>,
    /// When the next units come back.
    pub next_regen_at: Option<Millis>,
}

/// What each act costs, in units of budget, before any decay multiplier. Absent means not told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Costs {
    /// Looking at a node.
    pub view: Option<f64>,
    /// A like.
    pub like: Option<f64>,
    /// A dislike.
    pub dislike: Option<f64>,
    /// A bookmark.
    pub bookmark: Option<f64>,
    /// A reprompt.
    pub reprompt: Option<f64>,
    /// A new prompt.
    pub prompt: Option<f64>,
    /// A graph query.
    pub query: Option<f64>,
    /// A hand-off to people.
    pub handoff: Option<f64>,
}

/// The network's own table of budget and costs, which wins over any number we carry (contract, section 2.12).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct BudgetDetails {
    /// Units left.
    pub balance: Option<f64>,
    /// The cap.
    pub max_balance: Option<f64>,
    /// Units that come back each hour.
    pub regeneration_rate: Option<f64>,
    /// When the next units come back, when told.
    pub next_regen_at: Option<Millis>,
    /// The account's tier, as told.
    pub tier: Option<String>,
    /// What each act costs.
    pub costs: Costs,
}
