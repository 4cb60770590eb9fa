use crate::app::state::State;

/// What a draft is for, read from its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An answer to a node.
    Reply(String),
    /// A new prompt.
    Seed,
}

impl Target {
    /// Reads `reply:<node>` or `seed:<number>`, whichever account it belongs to; anything else is nothing.
    pub fn parse(draft: &str) -> Option<Self> {
        let (_, draft) = owner(draft);
        if let Some(node) = draft.strip_prefix("reply:") {
            (!node.is_empty()).then(|| Self::Reply(node.to_owned()))
        } else {
            draft.strip_prefix("seed:").and_then(|number| number.parse::<u32>().ok()).map(|_| Self::Seed)
        }
    }
}

/// The number of the account that a draft, or anything else that is named so, belongs to, and the rest of its name. What the first account
/// has bears no number.
pub fn owner(name: &str) -> (u32, &str) {
    name.split_once(':')
        .and_then(|(number, rest)| Some((number.parse().ok().filter(|number| *number > 0)?, rest)))
        .unwrap_or((0, name))
}

/// A name as it is kept for an account: with its number before it, but for the first.
pub fn named(account: u32, name: &str) -> String {
    if account == 0 { name.to_owned() } else { format!("{account}:{name}") }
}

impl State {
    /// The draft for an answer to a node.
    pub fn reply_to(&self, node: &str) -> String {
        named(self.number, &format!("reply:{node}"))
    }

    /// The draft of the seed that is being written.
    pub fn seed(&self) -> String {
        named(self.number, &format!("seed:{}", self.seed_draft.max(1)))
    }
}
