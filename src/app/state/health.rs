use crate::app::state::ConnectionIssue;
use crate::domain::Millis;

/// One line of a health check, as facts.
#[derive(Clone, Debug, PartialEq)]
pub enum HealthResult {
    /// The address answered, in so many milliseconds.
    Answers(u32),
    /// The address answered, but not its own health question.
    AnswersOddly(String),
    /// Nobody answered.
    Silent,
    /// The key was accepted: name, tier, milliseconds.
    Key(Option<String>, Option<String>, u32),
    /// There is no key.
    NoKey,
    /// The key was not accepted: code.
    KeyRefused(String),
    /// The key was accepted, and the account is not active: what stands in the way.
    NotActive(ConnectionIssue),
    /// The network refused the heartbeat for another reason: code.
    HeartbeatRefused(String),
    /// Clocks agree within, or differ by, so many milliseconds.
    Clock(Millis),
    /// Budget left and cap.
    Budget(f64, Option<f64>),
    /// Unread notifications.
    Unread(u32),
    /// Versions: ours.
    Version(String),
}
