use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// Why the account cannot be used now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionIssue {
    /// The key was refused.
    Refused {
        /// The network's code.
        code: String,
    },
    /// Terms are not accepted.
    Terms,
    /// The network suspended the account: it tells the profile and the security status, and nothing else.
    Suspended,
    /// The account is deactivated: nothing is allowed any more.
    Deactivated,
    /// The network answered the heartbeat with a refusal that is none of the others.
    HeartbeatRefused {
        /// The network's code.
        code: String,
    },
    /// No network.
    Offline,
    /// Something else answers instead of the network, usually the sign-in page of a Wi-Fi.
    Captive,
    /// The server at the address is not an Impromptu network.
    Foreign,
    /// The network asked us to wait.
    Limited {
        /// Until when.
        until: Millis,
    },
    /// The network fails or does not answer.
    Server {
        /// Its code.
        code: String,
    },
    /// The extension has no permission for the address.
    Permission,
}
