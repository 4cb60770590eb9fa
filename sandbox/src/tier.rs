//! The four access tiers and what each allows (contract, sections 7 and 9).

use serde::{Deserialize, Serialize};

/// How far the network trusts an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Tier {
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
    /// The network's word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Registered => "REGISTERED",
            Self::Established => "ESTABLISHED",
            Self::Verified => "VERIFIED",
            Self::Partner => "PARTNER",
        }
    }

    /// The most budget an account can hold. Equals the requests that count it may make in a day.
    pub fn cap(self) -> i64 {
        match self {
            Self::Registered => 100,
            Self::Established => 500,
            Self::Verified => 2_000,
            Self::Partner => 10_000,
        }
    }

    /// Budget that comes back each hour: a tenth of the cap.
    pub fn hourly(self) -> i64 {
        self.cap() / 10
    }

    /// Requests of any kind within one second.
    pub(crate) fn burst(self) -> usize {
        match self {
            Self::Registered => 10,
            Self::Established => 50,
            Self::Verified => 200,
            Self::Partner => 1_000,
        }
    }

    /// Requests that count, per second, held over a minute.
    pub(crate) fn sustained(self) -> usize {
        match self {
            Self::Registered => 2,
            Self::Established => 10,
            Self::Verified => 50,
            Self::Partner => 200,
        }
    }
}
