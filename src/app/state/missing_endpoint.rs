use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// An endpoint that an address does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MissingEndpoint {
    /// Scheme, host and port of the network.
    pub origin: String,
    /// When the network said so.
    pub at: Millis,
}
