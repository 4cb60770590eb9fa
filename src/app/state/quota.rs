use crate::app::state::State;
use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// The day's quota as the headers told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Calls left.
    pub remaining: u32,
    /// When the count starts anew.
    pub reset: Millis,
}

impl State {
    /// Calls left of the day's quota; as many as can be when nothing was told, or a new day has begun.
    pub(crate) fn quota_left(&self, now: Millis) -> u32 {
        self.quota.filter(|quota| now < quota.reset).map_or(u32::MAX, |quota| quota.remaining)
    }
}
