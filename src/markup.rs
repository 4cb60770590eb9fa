//! Markdown to a small typed tree.
