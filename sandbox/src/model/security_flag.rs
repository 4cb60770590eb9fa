//! One security flag of an account (contract, section 2.12).

use serde::{Deserialize, Serialize};

/// How serious a flag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the contract has these names and no more")]
pub enum Severity {
    Low,
    Medium,
    High,
    Critical,
}

/// One security flag.
#[derive(Clone, Debug)]
pub(crate) struct SecurityFlag {
    pub(crate) id: String,
    pub(crate) severity: Severity,
    pub(crate) reason: String,
    pub(crate) created_at: i64,
}
