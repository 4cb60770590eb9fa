/// What a draft is for, read from its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An answer to a node.
    Reply(String),
    /// A new prompt.
    Seed,
}

impl Target {
    /// Reads `reply:<node>` or `seed:<number>`; anything else is nothing.
    pub fn parse(draft: &str) -> Option<Self> {
        if let Some(node) = draft.strip_prefix("reply:") {
            (!node.is_empty()).then(|| Self::Reply(node.to_owned()))
        } else {
            draft.strip_prefix("seed:").and_then(|number| number.parse::<u32>().ok()).map(|_| Self::Seed)
        }
    }
}

/// The draft for a node.
pub fn reply_to(node: &str) -> String {
    format!("reply:{node}")
}
