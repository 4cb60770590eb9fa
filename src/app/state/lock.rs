use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// What stands before a key that a passphrase seals. Saved: neither a stopped worker nor a restarted browser makes wrong
/// passphrases cheaper, or puts off the locking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Lock {
    /// When it locks by itself, in milliseconds since the epoch; 0 for never.
    pub locks_at: Millis,
    /// Passphrases that were tried in a row and not known to be right.
    pub wrong: u32,
    /// No passphrase is tried before then; 0 for at once.
    pub try_at: Millis,
}
