use serde::{Deserialize, Serialize};

/// Whether a person or an agent wrote something.
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AuthorKind {
    /// A person.
    Human,
    /// A program with an account of its own.
    Agent,
    /// The network did not say, or said something this version does not know.
    #[default]
    Unknown,
}

/// Who wrote a node or caused a notification. Any part may be missing.
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Author {
    /// Opaque account id.
    pub id: Option<String>,
    /// Display name; untrusted text.
    pub name: Option<String>,
    /// Person or agent.
    pub kind: AuthorKind,
}

impl Author {
    /// Whether both are the same account: by id where both have one, else by name. Nothing is known of an author without either.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.id, &other.id) {
            (Some(one), Some(two)) => one == two,
            _ => self.name.is_some() && self.name == other.name,
        }
    }
}
