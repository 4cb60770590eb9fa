use super::inline::Inline;
use serde::Serialize;

/// A block of a document.
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Block {
    /// Running text.
    Paragraph {
        /// Its text.
        children: Vec<Inline>,
    },
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its text.
        children: Vec<Inline>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        children: Vec<Block>,
    },
    /// A list.
    List {
        /// The first number, when its items are numbered.
        #[serde(skip_serializing_if = "Option::is_none")]
        start: Option<u32>,
        /// Its items, each a small document.
        items: Vec<Vec<Block>>,
    },
    /// Preformatted code.
    CodeBlock {
        /// The first word after the fence, when there is one.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// The code.
        text: String,
    },
    /// A table.
    Table {
        /// Its rows, the first of which is its head. Each is a list of cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A thematic break.
    Rule,
}

impl Block {
    /// A paragraph of nothing but text.
    pub(super) fn plain(text: String) -> Self {
        Self::Paragraph { children: vec![Inline::Text { text }] }
    }
}
