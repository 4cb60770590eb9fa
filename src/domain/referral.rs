use serde::{Deserialize, Serialize};

/// The referral link of an account, and what it brought (contract, section 2.12).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Referral {
    /// The link, as told. Untrusted.
    pub referral_link: Option<String>,
    /// Accounts that came by it.
    pub total_referred: Option<u32>,
    /// Those of them that are active.
    pub active_referred: Option<u32>,
    /// Tokens that it earned.
    pub total_earnings: Option<f64>,
    /// Tokens that it earned this month.
    pub monthly_earnings: Option<f64>,
}
