//! What limits an account and what the network warns of, line by line: in the tab *You*, and in the health check.

use super::header::tier_line;
use super::health_line::{HealthLine, health, line, security};
use crate::app::{AccountStatus, ConnectionIssue, HealthResult, SpendKind, State};
use crate::domain::{LocalizedMessage, Millis};

/// The health of the account, as it is known without asking.
pub(super) fn lines(state: &State, now: Millis) -> Vec<HealthLine> {
    let Some(account) = &state.account else { return Vec::new() };
    let issue = match account.status {
        Some(AccountStatus::Pending) => Some(ConnectionIssue::Terms),
        Some(AccountStatus::Suspended) => Some(ConnectionIssue::Suspended),
        Some(AccountStatus::Deactivated) => Some(ConnectionIssue::Deactivated),
        Some(AccountStatus::Active) | None => None,
    };
    let mut lines = Vec::new();
    if let Some(issue) = issue {
        // What still works is said beside what does not.
        let works = line("ok", LocalizedMessage::new(still_works(&issue)));
        lines.extend(health(state, &HealthResult::NotActive(issue)));
        lines.push(works);
        if account.status == Some(AccountStatus::Pending) && account.awaits_claim() {
            lines.push(line("wait", LocalizedMessage::new("claimAfterTerms")));
        }
    } else {
        let tier = account.tier.as_deref().map_or_else(|| LocalizedMessage::new("tierUnknown"), tier_line);
        lines.push(line("ok", LocalizedMessage::new("accountActive").with(tier)));
    }
    if let Some(ConnectionIssue::Limited { until }) = state.connection_issue {
        lines.push(line("wait", LocalizedMessage::new("bannerLimited").at(until)));
    }
    if let Some(quota) = state.quota.filter(|quota| quota.reset > now) {
        lines.extend(health(state, &HealthResult::Quota(quota)));
    }
    let price = state.price(SpendKind::Reprompt, now);
    if let Some(until) = price.usual_at {
        lines.push(line("wait", LocalizedMessage::new("priceRaised").with(price.units).at(until)));
    }
    lines.extend(state.cache.security.as_ref().map(security).unwrap_or_default());
    lines
}

fn still_works(issue: &ConnectionIssue) -> &'static str {
    match issue {
        ConnectionIssue::Terms => "stillWorksPending",
        ConnectionIssue::Suspended => "stillWorksSuspended",
        _ => "stillWorksDeactivated",
    }
}
