//! An answer that somebody outside the world writes.

/// What is needed to write the answer of one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerWanted {
    /// The node that waits; pass it to [`World::deliver_answer`](crate::World::deliver_answer).
    pub node_id: String,
    /// The system prompt of the tree.
    pub system_prompt: String,
    /// The conversation from the root to the node, oldest first: each message with its answer, if it has one.
    pub turns: Vec<(String, Option<String>)>,
    /// The model that the post asks for.
    pub model: String,
}
