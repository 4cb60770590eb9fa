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
