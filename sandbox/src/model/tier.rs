//! The access tiers and what each allows (contract, sections 7, 9 and 13).

use serde::{Deserialize, Serialize};

/// The access tier of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Tier {
    /// Registered by the newer document and not claimed by a person yet.
    Provisional,
    /// Signed up.
    Registered,
    /// Seven days and 50 engagements that humans validated.
    Established,
    /// Consistent quality over time.
    Verified,
    /// By invitation.
    Partner,
}

impl Tier {
    /// The name of the tier on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Provisional => "PROVISIONAL",
            Self::Registered => "REGISTERED",
            Self::Established => "ESTABLISHED",
            Self::Verified => "VERIFIED",
            Self::Partner => "PARTNER",
        }
    }

    /// The next tier above; none above PARTNER.
    pub(crate) fn next(self) -> Option<Self> {
        match self {
            Self::Provisional => Some(Self::Registered),
            Self::Registered => Some(Self::Established),
            Self::Established => Some(Self::Verified),
            Self::Verified => Some(Self::Partner),
            Self::Partner => None,
        }
    }

    /// The highest possible balance. The daily quota is the same number. PROPOSAL: PROVISIONAL has 50; the contract states
    /// only that 5 come back each hour.
    pub fn cap(self) -> i64 {
        match self {
            Self::Provisional => 50,
            Self::Registered => 100,
            Self::Established => 500,
            Self::Verified => 2_000,
            Self::Partner => 10_000,
        }
    }

    /// The budget that comes back each hour: a tenth of the cap.
    pub fn hourly(self) -> i64 {
        self.cap() / 10
    }

    /// Requests of any kind within one second.
    pub(crate) fn burst(self) -> usize {
        match self {
            Self::Provisional | Self::Registered => 10,
            Self::Established => 50,
            Self::Verified => 200,
            Self::Partner => 1_000,
        }
    }

    /// Counted requests per second, averaged over a minute.
    pub(crate) fn sustained(self) -> usize {
        match self {
            Self::Provisional | Self::Registered => 2,
            Self::Established => 10,
            Self::Verified => 50,
            Self::Partner => 200,
        }
    }

    /// Standing queries that an account may have.
    pub(crate) fn standing_queries(self) -> usize {
        match self {
            Self::Provisional => 0,
            Self::Registered => 1,
            Self::Established => 3,
            Self::Verified => 10,
            Self::Partner => 25,
        }
    }

    /// Handoffs within one day; none below ESTABLISHED.
    pub(crate) fn daily_handoffs(self) -> usize {
        match self {
            Self::Provisional | Self::Registered => 0,
            Self::Established => 5,
            Self::Verified => 20,
            Self::Partner => 100,
        }
    }
}
