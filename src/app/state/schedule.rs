use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// When to do what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Schedule {
    /// The next heartbeat; 0 for as soon as possible.
    pub next_heartbeat: Millis,
    /// No beat before then, because the network asked.
    pub wait_until: Millis,
    /// Failures of the server in a row.
    pub failures: u32,
    /// How often the pace was doubled.
    pub doublings: u32,
    /// When to read threads for unknown posts and unfinished answers; 0 for never.
    pub reconcile_at: Millis,
    /// How often an unfinished answer was looked for.
    pub appearance: u32,
    /// The latest time seen, to notice a clock that was set back.
    pub seen: Millis,
}
