//! Markdown, as answers are written in it, to a small typed tree.
//!
//! The common part of `CommonMark`, and what models write beside it: paragraphs, headings, quotes, lists with tasks, tables, code, rules,
//! emphasis, struck text, links, addresses in the text. HTML is text. Math is code. An address that is not `http` or `https` is text. A picture
//! is a link to it, since pictures load on a click. No word vanishes: what is left out of a document by the rules is shown as it stands.
//!
//! `pulldown-cmark` parses; this room turns its events into the few kinds of node that a page renders, within fixed limits.

mod block;
mod inline;
mod limits;
mod link;
mod source;
mod tree;

pub use block::Block;
pub use inline::Inline;
pub use limits::{DEEPEST, LONGEST, MOST_NODES};

/// Parses a text. Every text is a document. The time is linear in its length.
pub fn parse(text: &str) -> Vec<Block> {
    let mut longest = LONGEST.min(text.len());
    while !text.is_char_boundary(longest) {
        longest -= 1;
    }
    let (text, rest) = text.split_at(longest);
    let mut blocks = tree::read(text);
    if !rest.is_empty() {
        blocks.push(Block::plain(rest.to_owned()));
    }
    blocks
}
