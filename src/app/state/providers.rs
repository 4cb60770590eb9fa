use crate::domain::{Credential, Millis};

/// The provider keys that the network holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Providers {
    /// Descriptions of the keys, without the keys themselves.
    pub held: Vec<Credential>,
    /// When the list was fetched.
    pub at: Millis,
}
