//! The names of the response shapes.

use serde::Serialize;
use std::str::FromStr;

/// The shape of the responses. Each shape is documented or left open by the contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// A flat heartbeat, buckets at the top level, and the names that the contract proposes.
    #[default]
    Flat,
    /// Everything under `data`, buckets under `opportunities`, the nested heartbeat, nested costs.
    Nested,
    /// Other names and other types: bare arrays, signals as numbers, numbers as text, ids as `id` or `repromptId`, `action`
    /// as text, `replies` and `ancestors` (nearest first), lower-case notification types, mappings as a list, refusals as text.
    Loose,
}

impl FromStr for Dialect {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "flat" => Ok(Self::Flat),
            "nested" => Ok(Self::Nested),
            "loose" => Ok(Self::Loose),
            _ => Err(format!("There is no dialect {name:?}; use nested, flat or loose.")),
        }
    }
}
