use crate::domain::Opportunity;
use serde::{Deserialize, Serialize};

/// A thread that the person does not want among the opportunities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HiddenThread {
    /// The token with which a surface shows it again.
    pub token: String,
    /// The node at which it was hidden.
    pub node: String,
    /// The title of its tree, if it is known.
    pub title: Option<String>,
    /// The first words of the node, which name a tree without a title.
    pub preview: String,
}

impl HiddenThread {
    /// Whether an opportunity is of this thread. The network tells no root, so nodes of one title are of one tree.
    pub fn holds(&self, item: &Opportunity) -> bool {
        self.node == item.node_id || (self.title.is_some() && self.title == item.title)
    }
}
