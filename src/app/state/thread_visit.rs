use crate::domain::{Millis, Node};
use serde::{Deserialize, Serialize};

/// A thread that is read again within this time, in milliseconds, is still the same visit: what was new stays marked.
const SAME_VISIT: Millis = 10 * 60_000;

/// When the person last read a thread, and how far it went then. Times of messages are those of the network's clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ThreadVisit {
    /// The node at which the thread was opened.
    pub node: String,
    /// When it was last read.
    pub at: Millis,
    /// When the newest message in it was written.
    pub newest: Millis,
    /// When it was read the time before.
    pub previous_at: Millis,
    /// When the newest message was written that was there the time before. Later ones are new.
    pub previous_newest: Millis,
}

impl ThreadVisit {
    /// Whether a message was written since the person read the thread the time before.
    pub fn is_new(&self, node: &Node) -> bool {
        node.created_at.is_some_and(|at| at > self.previous_newest)
    }

    /// What a visit that begins or goes on now finds read before: when, and up to which message.
    pub(super) fn read_before(&self, now: Millis) -> (Millis, Millis) {
        if now - self.at < SAME_VISIT {
            (self.previous_at, self.previous_newest)
        } else {
            (self.at, self.newest)
        }
    }
}
