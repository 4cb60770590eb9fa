use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// The daily quota, from the headers of the last reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Calls left.
    pub remaining: u32,
    /// When the quota starts again.
    pub reset: Millis,
}
