use crate::*;
use impromptu::app::{AccountStatus, ConnectionIssue, Decay, Quota};
use impromptu::domain::{SecurityStatus, SecurityWarning};
use impromptu::view::You;

fn shown(change: impl FnOnce(&mut State)) -> Vec<String> {
    let lines = You::of(&with(change), NOW).health;
    lines
        .iter()
        .map(|one| {
            let value = one.value.as_ref().map(|value| format!(" {}", line(value))).unwrap_or_default();
            format!("{} {}{value}", one.state, line(&one.line))
        })
        .collect()
}

fn told(status: SecurityStatus) -> Vec<String> {
    shown(|state| state.cache.security = Some(status)).split_off(1)
}

#[test]
fn a_state_of_the_account_says_what_still_works() {
    for (status, lines) in [
        (None, vec!["ok accountActive(tierEstablished)"]),
        (Some(AccountStatus::Active), vec!["ok accountActive(tierEstablished)"]),
        (Some(AccountStatus::Pending), vec!["refuse healthTerms", "ok stillWorksPending"]),
        (Some(AccountStatus::Suspended), vec!["refuse healthSuspended", "ok stillWorksSuspended"]),
        (Some(AccountStatus::Deactivated), vec!["refuse healthDeactivated", "ok stillWorksDeactivated"]),
    ] {
        let account =
            |state: &mut State| state.account.iter_mut().for_each(|account| account.status = status);
        assert_eq!(shown(account), lines, "{status:?}");
    }
    assert!(You::of(&State::default(), NOW).health.is_empty());
    let unclaimed = shown(|state| {
        state.account.iter_mut().for_each(|account| {
            (account.status, account.tier) = (Some(AccountStatus::Pending), Some("Provisional".into()));
        });
    });
    assert_eq!(unclaimed, ["refuse healthTerms", "ok stillWorksPending", "wait claimAfterTerms"]);
}

#[test]
fn what_limits_now_is_said_with_its_end() {
    let lines = shown(|state| {
        state.connection_issue = Some(ConnectionIssue::Limited { until: NOW + MINUTE });
        state.quota = Some(Quota { remaining: 0, reset: NOW + HOUR });
        state.decay = Some(Decay { factor: 2.0, at: NOW });
    });
    assert_eq!(
        lines[1..],
        ["wait bannerLimited(at +1m)", "wait healthQuota#0(0, at +60m)", "wait priceRaised(20, at +60m)"]
    );
    let over = |state: &mut State| state.quota = Some(Quota { remaining: 5, reset: NOW });
    assert_eq!(shown(over).len(), 1, "yesterday's count says nothing");
}

#[test]
fn a_security_status_is_said_in_words() {
    let posture = |word: &str| SecurityStatus { posture: Some(word.into()), ..SecurityStatus::default() };
    for (word, said) in [
        ("clear", "ok securityClear"),
        ("MONITORED", "wait securityMonitored"),
        ("restricted", "refuse securityRestricted"),
        ("suspended", "refuse healthSuspended"),
        ("curious", "wait verbatim('curious')"),
    ] {
        assert_eq!(told(posture(word)), [said]);
    }
    let healthy = |well| SecurityStatus { account_healthy: Some(well), ..SecurityStatus::default() };
    assert_eq!(
        (told(healthy(true)), told(healthy(false))),
        (vec!["ok securityClear".into()], vec!["wait securityUnwell".into()])
    );
    let warning = |kind: &str, severity: &str| SecurityWarning {
        kind: Some(kind.into()),
        severity: Some(severity.into()),
        ..SecurityWarning::default()
    };
    let warned = |warning: SecurityWarning, days| {
        told(SecurityStatus { warnings: vec![warning], days_until_key_expiry: days, ..healthy(false) })
    };
    for (kind, severity, days, said) in [
        ("RATE_LIMIT_APPROACHING", "MEDIUM", None, "wait warnRate"),
        ("UNUSUAL_ACTIVITY", "CRITICAL", None, "refuse warnActivity"),
        ("BUDGET_LOW", "low", None, "wait warnBudget"),
        ("KEY_EXPIRY", "HIGH", Some(5.0), "refuse keyEnds#5(5)"),
        ("KEY_EXPIRY", "HIGH", None, "refuse warnKey"),
        ("MOON_PHASE", "LOW", None, "wait verbatim('MOON_PHASE')"),
    ] {
        assert_eq!(warned(warning(kind, severity), days), [said], "{kind}");
    }
    let flag = SecurityWarning {
        reason: Some("Many posts".into()),
        expires_at: Some(NOW + HOUR),
        ..SecurityWarning::default()
    };
    assert_eq!(
        warned(flag, Some(3.0)),
        ["wait verbatim('Many posts') warnUntil(at +60m)", "wait keyEnds#3(3)"]
    );
    assert_eq!(warned(SecurityWarning::default(), Some(90.0)), ["wait warnOther", "ok keyEnds#90(90)"]);
}
