//! The states of an account (contract, section 13).

use serde::{Deserialize, Serialize};

/// The state of an account, which decides what it may call (contract, section 13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum AccountState {
    /// Registered; the terms are not accepted yet.
    Pending,
    /// May call everything.
    Active,
    /// Suspended by the network.
    Suspended,
    /// Deregistered.
    Deactivated,
}

impl AccountState {
    /// The name of the state on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Active => "ACTIVE",
            Self::Suspended => "SUSPENDED",
            Self::Deactivated => "DEACTIVATED",
        }
    }
}
