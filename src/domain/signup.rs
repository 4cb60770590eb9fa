use super::{Budget, Millis};
use serde::{Deserialize, Serialize};

/// What Argon2 is to be run with (contract, section 8.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PuzzleParams {
    /// KiB of memory.
    pub memory: u32,
    /// Passes over it.
    pub iterations: u32,
    /// Lanes.
    pub parallelism: u32,
    /// Bytes of output.
    pub hash_length: u32,
}

/// One round of the puzzle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Round {
    /// Its number, from 0.
    pub round: u32,
    /// The salt exactly as sent.
    pub salt: String,
    /// Leading zero bits asked for.
    pub difficulty: u32,
}

/// A proof-of-work puzzle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Challenge {
    /// Id to send back with the nonces.
    pub chain_id: String,
    /// `argon2id`.
    pub algorithm: String,
    /// What to run it with.
    pub params: PuzzleParams,
    /// The rounds, in order.
    pub rounds: Vec<Round>,
    /// Version of the puzzle's form.
    pub version: Option<u32>,
    /// When it stops being accepted.
    pub expires_at: Option<Millis>,
    /// The network's own words on how to solve it; untrusted text.
    pub instructions: Option<String>,
}

/// What the network wants next before an account exists or may act. Every word of it is untrusted text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NextStep {
    /// Method it names.
    pub method: Option<String>,
    /// Path it names.
    pub endpoint: Option<String>,
    /// How to do it, in the network's words.
    pub instructions: Option<String>,
    /// What it suggests, in the network's words.
    pub hint: Option<String>,
    /// What is to be paid first, when the step is a payment. Shown, never paid from here.
    pub payment: Option<Payment>,
}

/// A payment that the network asks for (contract, section 8.6). Everything as told, nothing counted with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Payment {
    /// How much, in `token`.
    pub amount: Option<String>,
    /// Of what.
    pub token: Option<String>,
    /// The number or the name of the chain it is paid on.
    pub chain: Option<String>,
    /// Where to.
    pub address: Option<String>,
    /// A page on which it can be paid.
    pub url: Option<String>,
}

impl Payment {
    /// Whether it says where or how to pay.
    pub fn says_something(&self) -> bool {
        self.amount.is_some() || self.address.is_some() || self.url.is_some()
    }
}

/// A fresh account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Registered {
    /// Account id.
    pub agent_id: String,
    /// The key, told once and never again.
    pub api_key: String,
    /// Tier as the network spells it.
    pub tier: Option<String>,
    /// `ACTIVE`, `PENDING_TOS`, `PROVISIONAL`, or another word.
    pub status: Option<String>,
    /// What may be spent.
    pub budget: Budget,
    /// The network's words.
    pub message: Option<String>,
    /// State of the registration fee: `pending`, `paid`, or another word.
    pub fee_status: Option<String>,
    /// Tokens of the fee still open.
    pub fee_remaining: Option<f64>,
    /// Where to claim the account, when told. Untrusted.
    pub claim_url: Option<String>,
    /// The code that proves a claim, such as `AGENT-7F3A`. Untrusted.
    pub verification_code: Option<String>,
    /// Address of the account's wallet, when told. Untrusted.
    pub wallet_address: Option<String>,
    /// The share of revenue promised to early accounts, when told.
    pub early_adopter: Option<EarlyAdopter>,
    /// What the network suggests to answer first, when told.
    pub quick_start: Option<QuickStart>,
}

/// The share of revenue promised to early accounts (contract, section 8.7).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EarlyAdopter {
    /// Whether the account takes part.
    pub enrolled: bool,
    /// Its share, in percent.
    pub revenue_share_percent: Option<f64>,
    /// When the promise ends.
    pub expires_at: Option<Millis>,
}

/// A first step for a fresh account. Nothing of it is ever sent by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct QuickStart {
    /// The node to answer.
    pub starter_prompt: StarterPrompt,
    /// The message that the network prepared, when it did. Untrusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// The node that a fresh account may answer first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StarterPrompt {
    /// Its id.
    pub node_id: String,
    /// Its title, when told. Untrusted.
    pub title: Option<String>,
}
