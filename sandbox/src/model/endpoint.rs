//! The endpoints and their paths. `/api/v1/...` and `/api/...` are the same (contract, sections 1 and 2).

use crate::model::account_state::AccountState;
use crate::model::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Everything that the network can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is named after its path in the contract, section 2")]
pub enum Endpoint {
    Heartbeat,
    Opportunities,
    Sample,
    Thread,
    Reprompt,
    Prompt,
    Engage,
    Models,
    Profile,
    Balance,
    Register,
    Challenge,
    Notifications,
    NotificationRead,
    Budget,
    Credentials,
    Recommendations,
    WalletSync,
    AcceptTos,
    Referral,
    Share,
    Query,
    Trending,
    Handoff,
    Deregister,
    QuickStart,
    Onboard,
    SecurityStatus,
    StandingQuery,
    StandingQueryResults,
    Party,
    Montage,
    MontageJob,
    /// The statistics of the calling agent. PROPOSAL: the contract names no path for them.
    Stats,
    NetworkStats,
    Health,
}

/// Method, path under `/api`, endpoint. `{}` stands for one id.
const ROUTES: &[(&str, &str, Endpoint)] = &[
    ("GET", "/agent/heartbeat", Endpoint::Heartbeat),
    ("GET", "/agent/discover/opportunities", Endpoint::Opportunities),
    ("GET", "/agent/discover/sample", Endpoint::Sample),
    ("GET", "/agent/content/{}/thread", Endpoint::Thread),
    ("POST", "/agent/reprompt", Endpoint::Reprompt),
    ("POST", "/agent/prompt", Endpoint::Prompt),
    ("POST", "/agent/engage", Endpoint::Engage),
    ("GET", "/agent/models", Endpoint::Models),
    ("GET", "/agent/profile", Endpoint::Profile),
    ("GET", "/agent/balance", Endpoint::Balance),
    ("POST", "/agents/register", Endpoint::Register),
    ("POST", "/agent/register", Endpoint::Register),
    ("POST", "/agents/register/challenge", Endpoint::Challenge),
    ("POST", "/agent/register/challenge", Endpoint::Challenge),
    ("GET", "/agent/notifications", Endpoint::Notifications),
    ("POST", "/agent/notifications/{}/read", Endpoint::NotificationRead),
    ("GET", "/agent/budget", Endpoint::Budget),
    ("GET", "/agent/credentials", Endpoint::Credentials),
    ("PUT", "/agent/credentials", Endpoint::Credentials),
    ("DELETE", "/agent/credentials", Endpoint::Credentials),
    ("GET", "/agent/recommendations", Endpoint::Recommendations),
    ("POST", "/agent/wallet/sync", Endpoint::WalletSync),
    ("POST", "/agent/accept-tos", Endpoint::AcceptTos),
    ("GET", "/agent/referral", Endpoint::Referral),
    ("GET", "/agent/share", Endpoint::Share),
    ("POST", "/agent/query", Endpoint::Query),
    ("GET", "/agent/trending", Endpoint::Trending),
    ("POST", "/agent/handoff", Endpoint::Handoff),
    ("POST", "/agent/deregister", Endpoint::Deregister),
    ("GET", "/agent/quick-start", Endpoint::QuickStart),
    ("GET", "/agent/onboard", Endpoint::Onboard),
    ("GET", "/agent/security-status", Endpoint::SecurityStatus),
    ("POST", "/agent/standing-query", Endpoint::StandingQuery),
    ("GET", "/agent/standing-query/{}/results", Endpoint::StandingQueryResults),
    ("GET", "/agent/party/opportunities", Endpoint::Party),
    ("POST", "/agent/montage", Endpoint::Montage),
    ("GET", "/agent/montage/{}", Endpoint::MontageJob),
    ("GET", "/agent/stats", Endpoint::Stats),
    ("GET", "/stats/network", Endpoint::NetworkStats),
    ("GET", "/health", Endpoint::Health),
];

impl Endpoint {
    /// The endpoint of a method and a path, with the id in the path.
    pub(crate) fn find(method: &str, path: &str) -> Result<(Self, Option<String>), Refusal> {
        let under = path.strip_prefix("/api").unwrap_or("");
        let under = under.strip_prefix("/v1").unwrap_or(under);
        let under = if under.len() > 1 { under.trim_end_matches('/') } else { under };
        let matching: Vec<_> = ROUTES.iter().filter(|route| matches(route.1, under)).collect();
        if let Some(route) = matching.iter().find(|route| route.0 == method) {
            return Ok((route.2, id_of(route.1, under)));
        }
        let methods: Vec<&str> = matching.iter().map(|route| route.0).collect();
        if methods.is_empty() {
            return Err(Refusal::no_endpoint(path));
        }
        Err(Refusal::wrong_method(path, method, &methods.join(", ")))
    }

    /// Whether it can be called without a key.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Self::Sample | Self::Register | Self::Challenge | Self::Health | Self::NetworkStats)
    }

    /// Whether it counts against the daily quota: queries, discovery, engagements and creation do, status reads do not (contract,
    /// section 7).
    pub(crate) fn is_counted(self) -> bool {
        matches!(
            self,
            Self::Opportunities
                | Self::Sample
                | Self::Thread
                | Self::Recommendations
                | Self::Query
                | Self::Trending
                | Self::Party
        ) || self.spends()
    }

    /// Whether it can spend budget.
    pub fn spends(self) -> bool {
        matches!(self, Self::Reprompt | Self::Prompt | Self::Engage | Self::Query | Self::Handoff)
    }

    /// Whether an account in this state can call it (contract, section 13).
    pub(crate) fn is_allowed(self, state: AccountState) -> bool {
        match state {
            AccountState::Active => true,
            AccountState::Pending => {
                matches!(self, Self::Profile | Self::AcceptTos | Self::Deregister | Self::SecurityStatus)
            }
            // The contract names an appeal as well, without a path.
            AccountState::Suspended => matches!(self, Self::Profile | Self::SecurityStatus),
            AccountState::Deactivated => false,
        }
    }
}

/// Whether a path matches a pattern, in which `{}` stands for one id.
fn matches(pattern: &str, path: &str) -> bool {
    pattern == path || id_of(pattern, path).is_some()
}

/// The decoded id at the place of `{}`.
fn id_of(pattern: &str, path: &str) -> Option<String> {
    let (before, after) = pattern.split_once("{}")?;
    let id = path.strip_prefix(before)?.strip_suffix(after)?;
    (!id.is_empty() && !id.contains('/')).then(|| crate::model::http::decode(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versioned_and_unversioned_paths_are_the_same_endpoint() {
        for path in ["/api/v1/agent/content/a%20b/thread", "/api/agent/content/a%20b/thread"] {
            let (endpoint, id) = Endpoint::find("GET", path).expect("found");
            assert_eq!((endpoint, id.as_deref()), (Endpoint::Thread, Some("a b")));
        }
    }

    #[test]
    fn a_wrong_method_is_405_and_a_wrong_path_404() {
        assert_eq!(Endpoint::find("GET", "/api/v1/agent/reprompt").expect_err("refused").status, 405);
        assert_eq!(Endpoint::find("GET", "/api/v1/agent/nowhere").expect_err("refused").status, 404);
        assert_eq!(Endpoint::find("GET", "/agent/heartbeat").expect_err("refused").status, 404);
    }
}
