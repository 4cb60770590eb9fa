use crate::app::state::State;
use crate::domain::{ApiError, Millis};

/// The code that says that the day's quota is used up (contract, section 7).
const DAY: &str = "RATE_003";

/// The end of a day by UTC, when quotas start anew (contract, section 7).
pub(crate) fn midnight(there: Millis) -> Millis {
    const SPAN: Millis = 24 * 60 * 60_000;
    (there.div_euclid(SPAN) + 1) * SPAN
}

/// Whether a refusal means the day's quota, which leaves free calls free, rather than all calls.
pub(crate) fn is_of_the_day(problem: &ApiError) -> bool {
    problem.code.eq_ignore_ascii_case(DAY)
}

impl State {
    /// Calls left of the daily quota; `u32::MAX` when it is not known or a new day has begun.
    pub(crate) fn quota_left(&self, now: Millis) -> u32 {
        self.quota.filter(|quota| now < quota.reset).map_or(u32::MAX, |quota| quota.remaining)
    }
}
