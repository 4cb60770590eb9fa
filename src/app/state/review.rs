use crate::domain::{Millis, Thread};
use blake2::{Blake2b256, Digest};
use serde::{Deserialize, Serialize};

/// The length in bytes up to which the text of a review is kept. Of longer texts only the digest is kept, and changes cannot be shown.
pub(crate) const KEPT_TEXT: usize = 20_000;

/// A system prompt that the person reviewed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reviewed {
    /// [`digest`] of the text. A review counts for that text alone.
    pub digest: String,
    /// When it was reviewed.
    pub at: Millis,
    /// The text, to show later changes; absent when it is longer than [`KEPT_TEXT`].
    pub text: Option<String>,
}

/// Whether the current system prompt of a tree was reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewStatus {
    /// There is none, or it was reviewed.
    Fine,
    /// It was never reviewed.
    Open,
    /// It changed since it was reviewed.
    Changed,
}

/// The BLAKE2b-256 digest of a system prompt, in 64 hexadecimal digits. Nobody can make a second text with the same digest, so it names
/// the text that a person has read wherever the text itself would be too long to send or keep.
pub fn digest(text: &str) -> String {
    let bytes = Blake2b256::digest(text.as_bytes());
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

/// The id under which the review of a tree is kept.
pub fn root_id(thread: &Thread) -> &str {
    let root = thread.root.node_id.as_deref();
    root.or_else(|| thread.ancestors.first().map(|node| node.node_id.as_str()))
        .unwrap_or(&thread.node.node_id)
}
