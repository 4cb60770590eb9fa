//! The limits of a document.

/// Deepest nesting of quotes, lists and emphasis. What is deeper is shown as text of the level above.
pub const DEEPEST: usize = 16;

/// Most nodes of a tree. What comes after is shown as plain text.
pub const MOST_NODES: usize = 20_000;

/// Longest text that is looked at for structure, in bytes. What comes after is shown as plain text.
pub const LONGEST: usize = 400_000;
