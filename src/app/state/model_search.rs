use crate::domain::{AiModel, Output};

/// The models that match a search, as far as they are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelSearch {
    /// The search text; empty for all models.
    pub search: String,
    /// The kind of output.
    pub output: Output,
    /// The models read so far.
    pub models: Vec<AiModel>,
    /// Cursor of the next page; absent while a page is being read, at the end, and where the network gives no cursor.
    pub next: Option<String>,
}
