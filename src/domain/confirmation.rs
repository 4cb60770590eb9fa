use serde::{Deserialize, Serialize};

/// The network's word that something was done that brings nothing back: terms accepted, an account deregistered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Confirmation {
    /// State of the account afterwards, when told.
    pub account_status: Option<String>,
    /// The network's words, when told. Untrusted.
    pub message: Option<String>,
}
