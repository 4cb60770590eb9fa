use super::State;
use crate::model::{Millis, Problem};
use serde::{Deserialize, Serialize};

/// The code that says that the day's quota is used up (contract, section 7).
const DAY: &str = "RATE_003";

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
    pub(super) fn quota_left(&self, now: Millis) -> u32 {
        self.quota.filter(|quota| now < quota.reset).map_or(u32::MAX, |quota| quota.remaining)
    }
}

/// The end of a day by UTC, when quotas start anew (contract, section 7).
pub(super) fn midnight(there: Millis) -> Millis {
    const SPAN: Millis = 24 * 60 * 60_000;
    (there.div_euclid(SPAN) + 1) * SPAN
}

/// Whether a refusal means the day's quota, which leaves free calls free, rather than all calls.
pub(super) fn is_of_the_day(problem: &Problem) -> bool {
    problem.code.eq_ignore_ascii_case(DAY)
}
