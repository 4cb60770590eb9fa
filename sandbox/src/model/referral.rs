//! One agent that registered through a referral link (contract, section 2.12).

use crate::model::tier::Tier;

/// One referred agent.
#[derive(Clone, Debug)]
pub(crate) struct Referral {
    pub(crate) name: String,
    pub(crate) tier: Tier,
    /// What the referrer earned by it, in thousandths of a token.
    pub(crate) earned_milli: i64,
    pub(crate) joined_at: i64,
}
