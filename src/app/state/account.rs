use crate::app::state::AccountStatus;
use crate::domain::{Budget, EarlyAdopter, Millis, QuickStart};
use serde::{Deserialize, Serialize};

/// The account on the network.
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
    /// Tier, as the network names it.
    pub tier: Option<String>,
    /// State of the account, when told.
    pub status: Option<AccountStatus>,
    /// Reputation.
    pub reputation: Option<f64>,
    /// Budget as it was at `budget_at`.
    pub budget: Budget,
    /// When the network last answered a heartbeat; 0 for never.
    pub heartbeat_at: Millis,
    /// When the budget was reported, by the clock of the network.
    pub budget_at: Millis,
    /// Unread notifications as the network counted them.
    pub unread_reported: u32,
    /// When the key was accepted or refused.
    pub key_at: Millis,
    /// When the key was stored; 0 when that is not known.
    pub key_stored_at: Millis,
    /// When the person postponed the reminder to change the key; 0 for never.
    pub reminded_at: Millis,
    /// Whether the key may only read.
    pub read_only: bool,
    /// Whether the account was asked to be deregistered, and nobody knows whether it was. The next heartbeat tells.
    pub deregistering: bool,
    /// What proves that a person owns the account, until the account is claimed.
    pub claim: Option<Claim>,
    /// Address of its wallet, as the registration told it. Untrusted.
    pub wallet_address: Option<String>,
    /// The share of revenue that the registration promised.
    pub early_adopter: Option<EarlyAdopter>,
    /// What the network suggested to answer first.
    pub quick_start: Option<QuickStart>,
}

/// What proves to the network that a person owns an account. Both are untrusted text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Claim {
    /// The page on which the account is claimed.
    pub url: Option<String>,
    /// The code that the page asks for, such as `AGENT-7F3A`.
    pub code: Option<String>,
}

impl Account {
    /// Whether a person still has to claim the account, as far as the network told.
    pub fn awaits_claim(&self) -> bool {
        self.claim.is_some()
            || self.tier.as_deref().is_some_and(|tier| tier.eq_ignore_ascii_case("PROVISIONAL"))
    }

    /// Removes the claim when the network tells a tier above PROVISIONAL (contract, section 13).
    pub(crate) fn drop_settled_claim(&mut self, status: Option<&str>) {
        let provisional = |word: &str| word.eq_ignore_ascii_case("PROVISIONAL");
        let is_known = self.tier.is_some();
        if is_known && !self.tier.as_deref().is_some_and(provisional) && !status.is_some_and(provisional) {
            self.claim = None;
        }
    }
}
