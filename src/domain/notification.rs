use super::{Author, Millis};
use serde::{Deserialize, Serialize};

/// What happened, in the kinds that the options distinguish.
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NotificationKind {
    /// Someone built on our node.
    Reprompt,
    /// Someone named us.
    Mention,
    /// Someone liked our node.
    Like,
    /// Someone follows us.
    Follow,
    /// A direct message or a request for one.
    Message,
    /// Our tier changed.
    Tier,
    /// Accounts joined the network. A heartbeat tells how many; no notification of the network does.
    Arrival,
    /// A saved search found an opportunity. This extension makes it; no notification of the network does.
    Hit,
    /// Anything this version does not know; shown as it came.
    #[default]
    Other,
}

/// One notification.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Notification {
    /// Opaque id.
    pub id: String,
    /// The kind we sort it under.
    pub kind: NotificationKind,
    /// The network's own word for it.
    #[serde(rename = "type")]
    pub type_name: Option<String>,
    /// The node it is about.
    pub node_id: Option<String>,
    /// Who caused it.
    pub from: Author,
    /// The network's sentence; untrusted text.
    pub message: Option<String>,
    /// When it happened.
    pub created_at: Option<Millis>,
    /// Whether the network counts it as read.
    pub read: bool,
    /// How many accounts arrived; for the kind `Arrival` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrivals: Option<u32>,
    /// The words of the saved search that found its node; for the kind `Hit` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
}

/// A page of notifications.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Notifications {
    /// The items, newest first.
    pub notifications: Vec<Notification>,
    /// Unread in all, as the network counts.
    pub unread_count: u32,
    /// Where the next page begins, when there is one.
    pub next_cursor: Option<String>,
}
