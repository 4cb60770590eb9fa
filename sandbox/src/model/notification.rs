//! One notification of an account (contract, section 6).

use serde::Serialize;

/// One notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Notification {
    /// Its id.
    pub id: String,
    /// The notification type on the wire, such as `NEW_REPROMPT`. Any text is possible.
    #[serde(rename = "type")]
    pub kind: String,
    /// The node it is about.
    pub node_id: Option<String>,
    /// The id of the account that caused it; none when the network itself sends it.
    pub from: Option<String>,
    /// The sentence that a person reads.
    pub message: String,
    /// When it was sent, in milliseconds since 1970.
    pub created_at: i64,
    /// Whether it has been read.
    pub read: bool,
}
