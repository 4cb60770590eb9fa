//! What limits an account and what the network warns of, line by line: in the tab *You*, and in the health check.

use super::HealthLine;
use super::header::tier_line;
use super::options::health;
use crate::app::{AccountStatus, ConnectionIssue, HealthResult, SpendKind, State};
use crate::domain::{LocalizedMessage, Millis, SecurityStatus, SecurityWarning};

/// Days before its end in which a key needs attention.
const KEY_DAYS: f64 = 14.0;

fn line(state: &str, line: LocalizedMessage) -> HealthLine {
    HealthLine { state: state.to_owned(), line, value: None }
}

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
        lines.extend(health(&HealthResult::NotActive(issue)));
        lines.push(works);
    } else {
        let tier = account.tier.as_deref().map_or_else(|| LocalizedMessage::new("tierUnknown"), tier_line);
        lines.push(line("ok", LocalizedMessage::new("accountActive").with(tier)));
    }
    if let Some(ConnectionIssue::Limited { until }) = state.connection_issue {
        lines.push(line("wait", LocalizedMessage::new("bannerLimited").at(until)));
    }
    if let Some(quota) = state.quota.filter(|quota| quota.reset > now) {
        lines.extend(health(&HealthResult::Quota(quota)));
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

/// A security status.
pub(super) fn security(status: &SecurityStatus) -> Vec<HealthLine> {
    let posture = status.posture.as_deref().map(str::to_ascii_lowercase);
    let calm = status.warnings.is_empty();
    let head = match (posture.as_deref(), status.account_healthy) {
        (Some("clear"), _) | (None, Some(true)) => {
            calm.then(|| line("ok", LocalizedMessage::new("securityClear")))
        }
        (Some("monitored"), _) => Some(line("wait", LocalizedMessage::new("securityMonitored"))),
        (Some("restricted"), _) => Some(line("refuse", LocalizedMessage::new("securityRestricted"))),
        (Some("suspended"), _) => Some(line("refuse", LocalizedMessage::new("healthSuspended"))),
        (Some(_), _) => status.posture.as_deref().map(|word| line("wait", LocalizedMessage::verbatim(word))),
        (None, Some(false)) => calm.then(|| line("wait", LocalizedMessage::new("securityUnwell"))),
        (None, None) => None,
    };
    let days = status.days_until_key_expiry;
    let warned = status.warnings.iter().any(|warning| warning.kind.as_deref() == Some("KEY_EXPIRY"));
    let key = days.filter(|_| !warned).map(|days| {
        let tone = if days < KEY_DAYS { "wait" } else { "ok" };
        line(tone, key_line(days))
    });
    let warnings = status.warnings.iter().map(|one| warning(one, days));
    head.into_iter().chain(warnings).chain(key).collect()
}

fn key_line(days: f64) -> LocalizedMessage {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Held within the range of `u32`.
    let days = days.clamp(0.0, 100_000.0) as u32;
    LocalizedMessage::count("keyEnds", days)
}

fn warning(warning: &SecurityWarning, days: Option<f64>) -> HealthLine {
    let severe = |word: &str| word.eq_ignore_ascii_case("HIGH") || word.eq_ignore_ascii_case("CRITICAL");
    let tone = if warning.severity.as_deref().is_some_and(severe) { "refuse" } else { "wait" };
    let said = match warning.kind.as_deref() {
        Some("RATE_LIMIT_APPROACHING") => LocalizedMessage::new("warnRate"),
        Some("UNUSUAL_ACTIVITY") => LocalizedMessage::new("warnActivity"),
        Some("BUDGET_LOW") => LocalizedMessage::new("warnBudget"),
        Some("KEY_EXPIRY") => days.map_or_else(|| LocalizedMessage::new("warnKey"), key_line),
        kind => match warning.reason.as_deref().or(kind) {
            Some(words) => LocalizedMessage::verbatim(words),
            None => LocalizedMessage::new("warnOther"),
        },
    };
    let value = warning.expires_at.map(|at| LocalizedMessage::new("warnUntil").at(at));
    HealthLine { value, ..line(tone, said) }
}
