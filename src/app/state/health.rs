use crate::app::state::{ConnectionIssue, Quota};
use crate::domain::{Millis, SecurityStatus};

/// One result of a health check.
#[derive(Clone, Debug, PartialEq)]
pub enum HealthResult {
    /// The address answered; its response time in milliseconds.
    Answers(u32),
    /// The address answered the health request with an error; its code.
    AnswersOddly(String),
    /// There was no response.
    Silent,
    /// The key was accepted: name, tier, milliseconds.
    Key(Option<String>, Option<String>, u32),
    /// There is no key.
    NoKey,
    /// The key was not accepted: code.
    KeyRefused(String),
    /// The key was accepted, and the account is not active: the reason.
    NotActive(ConnectionIssue),
    /// The network refused the heartbeat for another reason: code.
    HeartbeatRefused(String),
    /// The difference of the clocks in milliseconds.
    Clock(Millis),
    /// Budget left and cap.
    Budget(f64, Option<f64>),
    /// The account has a number of unread notifications. The view counts them, so that it says what the tab says.
    Unread,
    /// The security status.
    Security(SecurityStatus),
    /// The network has no security status; when it is asked for again.
    NoSecurity(Millis),
    /// Calls left of the day's quota.
    Quota(Quota),
    /// Versions: ours.
    Version(String),
}
