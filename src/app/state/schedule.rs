use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// The times of the next actions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Schedule {
    /// The next heartbeat; 0 for as soon as possible.
    pub next_heartbeat: Millis,
    /// The earliest time of the next heartbeat, because the network asked to wait.
    pub wait_until: Millis,
    /// Consecutive failures of the server.
    pub failures: u32,
    /// How often the interval was doubled.
    pub doublings: u32,
    /// When to read threads for unknown posts and pending answers; 0 for never.
    pub reconcile_at: Millis,
    /// How often threads were read for a pending answer.
    pub answer_looks: u32,
    /// The latest time seen, to detect a clock that was set back.
    pub seen: Millis,
}
