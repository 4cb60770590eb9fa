use crate::domain::{AiModel, Output};

/// The models that fit what is looked for, as far as they were read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelSearch {
    /// Words looked for; empty for all.
    pub search: String,
    /// Which kind.
    pub output: Output,
    /// What was read so far.
    pub models: Vec<AiModel>,
    /// Where the next page begins; nothing while a page is under way, at the end, and where the network tells no cursor.
    pub next: Option<String>,
}
