//! Markdown, as answers are written in it, to a small typed tree.
//!
//! The common part of `CommonMark`, and what models write beside it: paragraphs, headings, quotes, lists with tasks, tables, code, rules,
//! emphasis, struck text, links, addresses in the text. HTML is text. Math is code. An address that is not `http` or `https` is text. A picture
//! is a link to it, since pictures load on a click. No word vanishes: what is left out of a document by the rules is shown as it stands.
//!
//! `pulldown-cmark` parses; this room turns its events into the few kinds of node that a page renders, within fixed limits.

mod link;
mod source;
mod tree;

use serde::Serialize;

/// Deepest nesting of quotes, lists and emphasis. What is deeper is shown as text of the level above.
pub const DEEPEST: usize = 16;

/// Most nodes of a tree. What comes after is shown as plain text.
pub const MOST_NODES: usize = 20_000;

/// Longest text that is looked at for structure, in bytes. What comes after is shown as plain text.
pub const LONGEST: usize = 400_000;

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

/// A stretch of text within a block.
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Inline {
    /// Text. A line feed in it is a soft break.
    Text {
        /// The text.
        text: String,
    },
    /// Emphasis.
    Emphasis {
        /// What is emphasised.
        children: Vec<Inline>,
    },
    /// Strong emphasis.
    Strong {
        /// What is emphasised.
        children: Vec<Inline>,
    },
    /// Text that is struck out.
    Struck {
        /// What is struck out.
        children: Vec<Inline>,
    },
    /// The box of a task, before its text.
    Task {
        /// Whether it is done.
        done: bool,
    },
    /// Code within a line, and math with its delimiters.
    Code {
        /// The code.
        text: String,
    },
    /// A link.
    Link {
        /// Where it leads; always `http` or `https`.
        href: String,
        /// Its host, which a page shows beside the link.
        host: String,
        /// Its text.
        children: Vec<Inline>,
    },
    /// A hard line break.
    Break,
}

/// Parses a text. Every text is a document. The time is linear in its length.
pub fn parse(text: &str) -> Vec<Block> {
    let mut longest = LONGEST.min(text.len());
    while !text.is_char_boundary(longest) {
        longest -= 1;
    }
    let (text, rest) = text.split_at(longest);
    let mut blocks = tree::read(text);
    if !rest.is_empty() {
        blocks.push(plain(rest.to_owned()));
    }
    blocks
}

/// A paragraph of nothing but text.
fn plain(text: String) -> Block {
    Block::Paragraph { children: vec![Inline::Text { text }] }
}
