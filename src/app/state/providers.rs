use crate::domain::{Credential, Millis};

/// What the network said it holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Providers {
    /// The keys on file; never the keys themselves.
    pub held: Vec<Credential>,
    /// When it said so.
    pub at: Millis,
}
