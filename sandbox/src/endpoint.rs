//! Which endpoint a path means. `/api/v1/...` and `/api/...` are the same place (contract, section 1).

use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Everything the network can be asked for.
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
    Health,
    Stats,
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
    ("GET", "/health", Endpoint::Health),
    ("GET", "/stats/network", Endpoint::Stats),
];

impl Endpoint {
    /// The endpoint behind a method and a path, with the id that the path carries.
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
            let hint = "The paths are listed in the contract, section 2; /api/v1/agent/... and /api/agent/... are the same.";
            return Err(Refusal::new(404, "NOT_FOUND", format!("Nothing answers at {path}."), hint));
        }
        let allowed = methods.join(", ");
        Err(Refusal::new(
            405,
            "METHOD_NOT_ALLOWED",
            format!("{path} does not answer {method}."),
            format!("Use {allowed}."),
        ))
    }

    /// Whether it may be called without a key.
    pub(crate) fn open(self) -> bool {
        matches!(self, Self::Sample | Self::Register | Self::Challenge | Self::Health | Self::Stats)
    }

    /// Whether it counts against the daily quota: discovery, engagements and creation do, status reads do not (contract, section 7).
    pub(crate) fn counts(self) -> bool {
        matches!(
            self,
            Self::Opportunities
                | Self::Sample
                | Self::Thread
                | Self::Recommendations
                | Self::Reprompt
                | Self::Prompt
                | Self::Engage
        )
    }

    /// Whether it spends budget.
    pub fn spends(self) -> bool {
        matches!(self, Self::Reprompt | Self::Prompt | Self::Engage)
    }
}

/// Whether a path fits a pattern, in which `{}` stands for one id.
fn matches(pattern: &str, path: &str) -> bool {
    pattern == path || id_of(pattern, path).is_some()
}

/// The id at the place of `{}`, decoded.
fn id_of(pattern: &str, path: &str) -> Option<String> {
    let (before, after) = pattern.split_once("{}")?;
    let id = path.strip_prefix(before)?.strip_suffix(after)?;
    (!id.is_empty() && !id.contains('/')).then(|| crate::http::decode(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_path_families_lead_to_the_same_place() {
        for path in ["/api/v1/agent/content/a%20b/thread", "/api/agent/content/a%20b/thread"] {
            let (endpoint, id) = Endpoint::find("GET", path).expect("found");
            assert_eq!((endpoint, id.as_deref()), (Endpoint::Thread, Some("a b")));
        }
    }

    #[test]
    fn a_wrong_method_and_a_wrong_path_are_told_apart() {
        assert_eq!(Endpoint::find("GET", "/api/v1/agent/reprompt").expect_err("refused").status, 405);
        assert_eq!(Endpoint::find("GET", "/api/v1/agent/nowhere").expect_err("refused").status, 404);
        assert_eq!(Endpoint::find("GET", "/agent/heartbeat").expect_err("refused").status, 404);
    }
}
