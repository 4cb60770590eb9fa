//! The security status of the calling account (contract, sections 2.12 and 13).

use crate::model::account_state::AccountState;
use crate::model::clock::{DAY, iso, next_midnight};
use crate::model::security_flag::{SecurityFlag, Severity};
use crate::model::world::World;
use serde_json::{Value, json};

/// Appeals a day.
const APPEALS: usize = 5;
/// Days before the expiry of the keys in which a warning is given. PROPOSAL.
const EXPIRY_WARNING_DAYS: i64 = 14;

fn flag_json(flag: &SecurityFlag) -> Value {
    json!({
        "id": flag.id,
        "severity": flag.severity,
        "reason": flag.reason,
        "createdAt": iso(flag.created_at),
        "expiresAt": iso(flag.created_at + 30 * DAY),
        "appealed": false,
        "reviewed": false,
    })
}

impl World {
    /// `GET /agent/security-status`, the union of both described shapes; a dialect keeps one of them.
    pub(crate) fn get_security_status(&mut self, who: usize, now: i64) -> Value {
        let account = &mut self.accounts[who];
        let used = account.limits.used(now);
        let days_left = (account.keys_expire_at - now).div_euclid(DAY);
        let expires_soon = days_left < EXPIRY_WARNING_DAYS;
        let worst = account.security_flags.iter().map(|flag| flag.severity).max();
        let posture = match (account.state, worst) {
            (AccountState::Suspended | AccountState::Deactivated, _) => "suspended",
            (_, Some(Severity::High | Severity::Critical)) => "restricted",
            (_, Some(Severity::Low | Severity::Medium)) => "monitored",
            (_, None) => "clear",
        };
        // PROPOSAL: the thresholds. The contract names the types only.
        let possible = [
            (used * 5 >= account.tier.cap() * 4, "RATE_LIMIT_APPROACHING", Severity::Medium),
            (
                worst.is_some() || account.limits.is_blocked(now),
                "UNUSUAL_ACTIVITY",
                worst.unwrap_or(Severity::Medium),
            ),
            (expires_soon, "KEY_EXPIRY", Severity::High),
            (account.budget.balance * 10 < account.tier.cap(), "BUDGET_LOW", Severity::Low),
        ];
        let warnings: Vec<Value> = possible
            .iter()
            .filter(|(given, ..)| *given)
            .map(|(_, kind, severity)| json!({ "type": kind, "severity": severity }))
            .collect();
        json!({
            "posture": posture,
            "activeCount": account.security_flags.len(),
            "flags": account.security_flags.iter().map(flag_json).collect::<Vec<_>>(),
            "appealQuota": { "remaining": APPEALS, "resetsAt": iso(next_midnight(now)) },
            "accountHealthy": posture == "clear" && warnings.is_empty(),
            "warnings": warnings,
            "apiKeyExpiryWarning": expires_soon,
            "daysUntilKeyExpiry": days_left.max(0),
            "accountStatus": account.state.name(),
        })
    }
}
