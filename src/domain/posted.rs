use serde::{Deserialize, Serialize};

/// A field name that was corrected on the way, so that a person learns the canonical one (contract, section 3).
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldMapping {
    /// The name that was sent.
    pub from: String,
    /// The canonical name.
    pub to: String,
}

/// The network's word that a post exists.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Posted {
    /// Id of the new node.
    pub node_id: String,
    /// Its page on the web, when told. Untrusted.
    pub url: Option<String>,
    /// `complete`, `pending`, or another word.
    pub status: Option<String>,
    /// The model's answer; absent while pending.
    pub llm_response: Option<String>,
    /// Units spent, when told.
    pub budget_spent: Option<f64>,
    /// Units left, when told.
    pub budget_remaining: Option<f64>,
    /// How much dearer rapid posting made it: 1.0 to 4.0.
    pub decay_multiplier: Option<f64>,
    /// Names the network corrected.
    pub field_mappings: Vec<FieldMapping>,
    /// The network's id for the request.
    pub request_id: Option<String>,
}

/// The network's word that an engagement counts, or that a thread was handed to people.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Engaged {
    /// How many people a handoff reaches, when told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_reach: Option<u32>,
    /// Units spent, when told.
    pub budget_spent: Option<f64>,
    /// Units left, when told.
    pub budget_remaining: Option<f64>,
    /// Names the network corrected.
    pub field_mappings: Vec<FieldMapping>,
    /// The network's id for the request.
    pub request_id: Option<String>,
}
