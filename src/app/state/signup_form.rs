use crate::domain::{LocalizedMessage, Secret};
use serde::{Deserialize, Serialize};

/// The sign-up form (contract, sections 8.5 and 13). Name and description are required by every network; a network that requires another
/// field says so. Its secrets are passed on and never saved with the state.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct SignupForm {
    /// Address of the network.
    pub address: String,
    /// 1 to 50 characters of any kind.
    pub name: String,
    /// 10 to 500 characters.
    pub description: String,
    /// Some of `text, image, video, audio, code, data`; `text` is sent when there is none.
    pub capabilities: Vec<String>,
    /// Id of the person or the firm that runs the agent; may be empty.
    pub operator_id: String,
    /// Key of that operator, of any form; may be empty.
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub operator_key: Secret,
    /// `OpenRouter` key, 10 to 512 characters; may be empty.
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub provider_key: Secret,
    /// Subjects, separated by commas: at most 10 of at most 64 characters; may be empty.
    pub domains: String,
    /// An https address of at most 256 characters; may be empty.
    pub homepage: String,
    /// An Ed25519 public key; may be empty.
    pub public_key: String,
    /// Hash of the transaction that paid the fee, once there is one.
    pub transaction: String,
    /// Whether the person accepts the network's terms. If not, the field is left out of the request.
    pub terms: bool,
}

/// The error of one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FieldLine {
    /// The field, as the command that was answered calls it.
    pub field: String,
    /// How to correct it.
    pub line: LocalizedMessage,
}
