use crate::app::state::State;
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

impl State {
    /// Calls left of the daily quota; `u32::MAX` when it is not known or a new day has begun.
    pub(crate) fn quota_left(&self, now: Millis) -> u32 {
        self.quota.filter(|quota| now < quota.reset).map_or(u32::MAX, |quota| quota.remaining)
    }
}
