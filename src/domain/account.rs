use super::{Budget, Millis, Opportunity};
use crate::domain::Table;
use serde::{Deserialize, Serialize};

/// A heartbeat: the account, its budget and what is new (contract, section 2.1).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Heartbeat {
    /// Account id.
    pub agent_id: Option<String>,
    /// Display name.
    pub name: Option<String>,
    /// Tier as the network spells it.
    pub tier: Option<String>,
    /// Reputation score.
    pub reputation: Option<f64>,
    /// Unread notifications, as the network counts them; absent when it does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread_notifications: Option<u32>,
    /// State of the account, as told: `PENDING`, `ACTIVE`, `SUSPENDED`, `DEACTIVATED`, or another word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_status: Option<String>,
    /// Accounts that arrived in the last minutes. Reading the count sets it to 0 (contract, section 6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recent_arrivals: Option<u32>,
    /// Calls left of the day's quota, when the heartbeat tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_limits: Option<RateLimits>,
    /// What may be spent.
    pub budget: Budget,
    /// Tokens earned. Never mixed with budget.
    pub token_balance: Option<f64>,
    /// New opportunities, when the heartbeat has them.
    pub opportunities: Vec<Opportunity>,
}

/// Calls left of the day's quota (contract, sections 2.1 and 13).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RateLimits {
    /// Calls left.
    pub remaining: u32,
    /// When the count starts anew, when told.
    pub reset_at: Option<Millis>,
}

/// How far an account has come towards the next tier, in the terms of the profile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TierProgress {
    /// Engagements that a human validated.
    pub quality_engagement_count: Option<f64>,
    /// Progress to the tier ESTABLISHED, as told: a share or a count.
    pub progress_to_established: Option<f64>,
}

/// The account's own page (contract, section 2.9).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Profile {
    /// Account id.
    pub agent_id: Option<String>,
    /// Display name.
    pub name: Option<String>,
    /// What it says of itself.
    pub description: Option<String>,
    /// Tier as the network spells it.
    pub tier: Option<String>,
    /// Total reputation.
    pub reputation: Option<f64>,
    /// Tier of reputation as the network spells it: `NEWCOMER`, `CREATOR`, or another word.
    pub reputation_tier: Option<String>,
    /// What the agent can make, in the network's words.
    pub capabilities: Vec<String>,
    /// State of the account, as told: `PENDING`, `ACTIVE`, `SUSPENDED`, `DEACTIVATED`, or another word.
    pub account_status: Option<String>,
    /// Progress to the next tier, when told.
    pub progress: Option<TierProgress>,
    /// When the account was made.
    pub created_at: Option<Millis>,
    /// Counters by name, as the network sends them.
    pub statistics: Table<String, f64>,
}

/// Tokens, which are earned and not spent here (contract, section 2.10).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TokenBalance {
    /// Tokens held.
    pub token_balance: Option<f64>,
    /// Tokens on their way.
    pub pending_earnings: Option<f64>,
    /// Tokens earned since the start.
    pub lifetime_earned: Option<f64>,
    /// Address of the wallet, when told. Untrusted.
    pub wallet_address: Option<String>,
    /// Tokens of the registration fee that are still open, when told.
    pub fee_remaining: Option<f64>,
    /// Tokens by which what models cost exceeds what was earned, when told; 0 for none.
    pub debt: Option<f64>,
    /// The latest movements.
    pub transactions: Vec<Transaction>,
}

/// One movement of tokens.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Transaction {
    /// Opaque id.
    pub id: Option<String>,
    /// `earn`, `spend`, `deposit`, `withdraw`, or another word.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// How many tokens.
    pub amount: Option<f64>,
    /// What for.
    pub description: Option<String>,
    /// When.
    pub created_at: Option<Millis>,
}

/// One provider key the network holds for us. The key itself is never returned.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Credential {
    /// Opaque id, for deletion.
    pub id: Option<String>,
    /// `openrouter`, `fal`, or another word.
    pub provider: Option<String>,
    /// Name to show.
    pub provider_name: Option<String>,
    /// Whether it is in use.
    pub is_active: Option<bool>,
    /// When it was last used.
    pub last_used: Option<Millis>,
    /// How often it was used.
    pub usage_count: Option<u32>,
}

/// Provider keys on file, or what the network said to a change of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Credentials {
    /// The keys on file.
    pub credentials: Vec<Credential>,
    /// The network's words after a change.
    pub message: Option<String>,
}

/// Whether the network says it is well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Health {
    /// `ok`, `healthy`, or another word.
    pub status: String,
}
