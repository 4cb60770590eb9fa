//! The security status of an account, in both shapes that the contract describes (contract, sections 2.12 and 13).

use super::body;
use super::scalar::Scalar;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::{ApiError, Millis, SecurityStatus, SecurityWarning};

#[derive(Default)]
struct Draft {
    status: SecurityStatus,
    /// A field of a security status was there.
    known: bool,
    key_expires: bool,
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        if matches!(name, "data" | "result" | "securityStatus" | "security") {
            return value.fill(self);
        }
        let status = &mut self.status;
        let known = match name {
            "posture" => {
                status.posture = value.text()?.or(status.posture.take());
                status.posture.is_some()
            }
            "accountHealthy" => {
                status.account_healthy = value.flag()?.or(status.account_healthy);
                status.account_healthy.is_some()
            }
            "flags" | "warnings" => {
                let found = value.list::<WarningDraft>()?;
                let known = found.is_some();
                let all = found.unwrap_or_default();
                status.warnings.extend(all.into_iter().filter_map(WarningDraft::finish));
                known
            }
            "apiKeyExpiryWarning" => {
                self.key_expires = value.flag()?.unwrap_or(self.key_expires);
                false
            }
            "daysUntilKeyExpiry" => {
                status.days_until_key_expiry = value.number()?.or(status.days_until_key_expiry);
                status.days_until_key_expiry.is_some()
            }
            "accountStatus" => {
                status.account_status = value.text()?.or(status.account_status.take());
                status.account_status.is_some()
            }
            _ => {
                value.skip()?;
                false
            }
        };
        self.known |= known;
        Ok(())
    }
}

/// A warning: an object, or its type alone.
#[derive(Default)]
struct WarningDraft(SecurityWarning);

impl<'de> Shape<'de> for WarningDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        let Self(warning) = self;
        match name {
            "type" | "kind" => warning.kind = value.text()?.or(warning.kind.take()),
            "severity" => warning.severity = value.text()?,
            "reason" | "message" => warning.reason = value.text()?.or(warning.reason.take()),
            "expiresAt" => warning.expires_at = value.millis()?,
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.0.kind = value.text();
    }
}

impl WarningDraft {
    /// A warning of nothing is none.
    fn finish(self) -> Option<SecurityWarning> {
        (self.0.kind.is_some() || self.0.reason.is_some() || self.0.severity.is_some()).then_some(self.0)
    }
}

/// The type of the warning that a key ends soon.
const KEY_EXPIRY: &str = "KEY_EXPIRY";

/// Reads the status. One of its fields makes it one.
pub(super) fn read(text: &str) -> Result<SecurityStatus, ApiError> {
    let Draft { mut status, known, key_expires } = body::read::<Draft>(text)?;
    if !known && !key_expires {
        return Err(body::missing("$.posture"));
    }
    if key_expires && !status.warnings.iter().any(|warning| warning.kind.as_deref() == Some(KEY_EXPIRY)) {
        let kind = Some(KEY_EXPIRY.to_owned());
        status.warnings.push(SecurityWarning {
            kind,
            expires_at: None::<Millis>,
            ..SecurityWarning::default()
        });
    }
    Ok(status)
}
