use serde::{Deserialize, Serialize};

/// The first steps of a new account, as the network lists them (contract, sections 2.12 and 13).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Checklist {
    /// The steps, in the network's order.
    pub steps: Vec<ChecklistStep>,
}

/// One step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ChecklistStep {
    /// What it is, in the network's words. Untrusted.
    pub title: String,
    /// Whether it is done.
    pub done: bool,
}
