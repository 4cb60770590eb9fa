use serde::{Deserialize, Serialize};

/// State of an account on the network (contract, section 13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AccountStatus {
    /// The terms are not accepted: the profile and the security status can be read, terms accepted, the account deregistered.
    Pending,
    /// Everything is allowed.
    Active,
    /// The profile and the security status can be read.
    Suspended,
    /// Nothing is allowed.
    Deactivated,
}

impl AccountStatus {
    /// The state that a word of the network stands for. Words of a sign-up count too: `PROVISIONAL` is active.
    pub(crate) fn of(word: &str) -> Option<Self> {
        match word.trim().to_ascii_uppercase().as_str() {
            "PENDING" | "PENDING_TOS" => Some(Self::Pending),
            "ACTIVE" | "PROVISIONAL" => Some(Self::Active),
            "SUSPENDED" => Some(Self::Suspended),
            "DEACTIVATED" => Some(Self::Deactivated),
            _ => None,
        }
    }
}
