use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// What the network has to say about the safety and the limits of an account (contract, sections 2.12 and 13).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SecurityStatus {
    /// `clear`, `monitored`, `restricted`, `suspended`, or another word.
    pub posture: Option<String>,
    /// Whether all is well, when told.
    pub account_healthy: Option<bool>,
    /// Flags and warnings, in the network's order.
    pub warnings: Vec<SecurityWarning>,
    /// Days until the key ends, when told.
    pub days_until_key_expiry: Option<f64>,
    /// State of the account, as told.
    pub account_status: Option<String>,
}

/// A flag or a warning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SecurityWarning {
    /// `RATE_LIMIT_APPROACHING`, `UNUSUAL_ACTIVITY`, `KEY_EXPIRY`, `BUDGET_LOW`, or another word.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// `LOW`, `MEDIUM`, `HIGH`, `CRITICAL`, or another word.
    pub severity: Option<String>,
    /// What for, in the network's words. Untrusted.
    pub reason: Option<String>,
    /// When it ends, when told.
    pub expires_at: Option<Millis>,
}
