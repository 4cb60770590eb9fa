use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// A thread that was read: what a search here finds it by. It is kept longer than the thread itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(default)]
pub struct ReadThread {
    /// The node that it was read at.
    pub node: String,
    /// Title of its tree; remote text.
    pub title: Option<String>,
    /// The first words of the node; remote text.
    pub text: String,
    /// When it was last read.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
}
