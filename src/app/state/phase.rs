use serde::{Deserialize, Serialize};

/// Where a draft stands, for the person who wrote it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Being written.
    #[default]
    Draft,
    /// The thread is read before the post is sent. It can neither be posted, nor edited, nor discarded.
    Preloading,
    /// Written offline; it is sent on a click.
    Queued,
    /// Saved and sent; no reply yet.
    Sending,
    /// The network confirmed it.
    Posted,
    /// The network refused it, or it was not sent; the content is a draft again.
    Refused,
    /// There was no reply. The thread is read to find the post.
    Unknown,
}
