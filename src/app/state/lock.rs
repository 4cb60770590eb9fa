use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// The lock of a key that a passphrase seals. It is saved, so that neither a stopped worker nor a restarted browser shortens the
/// wait after wrong passphrases or delays the locking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Lock {
    /// When it locks by itself, in milliseconds since the epoch; 0 for never.
    pub locks_at: Millis,
    /// Consecutive attempts that are not known to be right.
    pub wrong: u32,
    /// The earliest time of the next attempt; 0 for now.
    pub try_at: Millis,
}
