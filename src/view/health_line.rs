//! What was found of an account or its network, a line for each fact.

use super::header::tier_line;
use crate::app::{ConnectionIssue, HealthResult, State};
use crate::domain::{LocalizedMessage, MessageArg, SecurityStatus, SecurityWarning};
use serde::Serialize;

/// One line of a health check.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HealthLine {
    /// `ok`, `wait`, `refuse`.
    pub state: String,
    /// What was found.
    pub line: LocalizedMessage,
    /// A duration or a difference, shown at the right.
    pub value: Option<LocalizedMessage>,
}

/// Days before its end in which a key needs attention.
const KEY_DAYS: f64 = 14.0;

/// A line without a value.
pub(super) fn line(state: &str, line: LocalizedMessage) -> HealthLine {
    HealthLine { state: state.to_owned(), line, value: None }
}

/// The lines of one result.
pub(super) fn health(state: &State, fact: &HealthResult) -> Vec<HealthLine> {
    if let HealthResult::Security(status) = fact {
        return security(status);
    }
    vec![result(state, fact)]
}

fn result(app: &State, fact: &HealthResult) -> HealthLine {
    let say = |state: &str, line: LocalizedMessage, value: Option<LocalizedMessage>| HealthLine {
        state: state.to_owned(),
        line,
        value,
    };
    let value = |duration_ms: u32| Some(LocalizedMessage::new("valueMs").with(duration_ms));
    match fact {
        HealthResult::Answers(ms) => say("ok", LocalizedMessage::new("healthAnswers"), value(*ms)),
        HealthResult::AnswersOddly(code) => {
            say("wait", LocalizedMessage::new("healthOddly").with(code.as_str()), None)
        }
        HealthResult::Silent => say("refuse", LocalizedMessage::new("healthSilent"), None),
        HealthResult::Key(name, tier, ms) => {
            let name = name.clone().map_or_else(|| LocalizedMessage::new("unnamed").into(), MessageArg::Text);
            let tier = tier.as_deref().map_or_else(|| LocalizedMessage::new("tierUnknown"), tier_line);
            say("ok", LocalizedMessage::new("healthKey").with(name).with(tier), value(*ms))
        }
        HealthResult::NoKey => say("wait", LocalizedMessage::new("healthNoKey"), None),
        HealthResult::KeyRefused(code) => {
            say("refuse", LocalizedMessage::new("healthKeyRefused").with(code.as_str()), None)
        }
        HealthResult::NotActive(issue) => {
            let line = match issue {
                ConnectionIssue::Suspended => "healthSuspended",
                ConnectionIssue::Deactivated => "healthDeactivated",
                _ => "healthTerms",
            };
            say("refuse", LocalizedMessage::new(line), None)
        }
        HealthResult::HeartbeatRefused(code) => {
            say("refuse", LocalizedMessage::new("heartbeatRefused").with(code.as_str()), None)
        }
        HealthResult::Clock(clock_skew) => {
            let conflict = u32::try_from(clock_skew.abs() / 1000).unwrap_or(u32::MAX);
            let value = Some(
                LocalizedMessage::new("valueApart").with(MessageArg::Span { seconds: u64::from(conflict) }),
            );
            // `Date` has whole seconds, so a difference of two seconds counts as none.
            if conflict <= 2 {
                say("ok", LocalizedMessage::new("healthClock"), value)
            } else {
                say("wait", LocalizedMessage::new("healthClockApart"), value)
            }
        }
        HealthResult::Budget(balance, max) => {
            let line = match max {
                Some(max) => LocalizedMessage::new("budgetLabel")
                    .with(LocalizedMessage::new("amountOfTotal").with(*balance).with(*max)),
                None => LocalizedMessage::new("budgetLabel").with(*balance),
            };
            say("ok", line, None)
        }
        HealthResult::Unread => say("ok", LocalizedMessage::count("healthUnread", app.unread()), None),
        // [`health`] shows it as several lines.
        HealthResult::Security(_) => say("ok", LocalizedMessage::new("securityClear"), None),
        HealthResult::NoSecurity(until) => {
            say("wait", LocalizedMessage::new("healthNoSecurity").at(*until), None)
        }
        HealthResult::Quota(quota) => {
            let state = if quota.remaining == 0 { "wait" } else { "ok" };
            say(state, LocalizedMessage::count("healthQuota", quota.remaining).at(quota.reset), None)
        }
        HealthResult::Version(version) => {
            say("ok", LocalizedMessage::new("healthVersion").with(version.as_str()), None)
        }
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
