/// What a draft is posted as, according to its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftTarget {
    /// A reply to a node.
    Reply(String),
    /// A new prompt.
    Seed,
}

impl DraftTarget {
    /// Parses `reply:<node>` or `seed:<number>`, with or without the number of an account; `None` for anything else.
    pub fn parse(draft: &str) -> Option<Self> {
        let (_, draft) = split_account_key(draft);
        if let Some(node) = draft.strip_prefix("reply:") {
            (!node.is_empty()).then(|| Self::Reply(node.to_owned()))
        } else {
            draft.strip_prefix("seed:").and_then(|number| number.parse::<u32>().ok()).map(|_| Self::Seed)
        }
    }
}

/// Splits a key into the number of its account and the rest. Keys of the first account have no number.
pub fn split_account_key(name: &str) -> (u32, &str) {
    name.split_once(':')
        .and_then(|(number, rest)| Some((number.parse().ok().filter(|number| *number > 0)?, rest)))
        .unwrap_or((0, name))
}

/// The key of an account: the name behind the number of the account. Keys of the first account have no number.
pub fn account_key(account: u32, name: &str) -> String {
    if account == 0 { name.to_owned() } else { format!("{account}:{name}") }
}
