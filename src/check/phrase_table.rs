//! The tables of stock phrases, and the words in them.

/// The tables, each with the most words that a gap without a number spans.
pub(super) const TABLES: [(&str, usize); 2] =
    [(include_str!("words/phrases.en.txt"), 3), (include_str!("words/phrases.zh.txt"), 8)];

/// Every word of the patterns and sets. Marks of the pattern language are left out.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    TABLES
        .iter()
        .flat_map(|(table, _)| table.lines())
        .filter(|line| !line.starts_with(['#', '[']))
        .flat_map(|line| line.split([' ', '|', '_']))
        .map(|word| word.trim_start_matches(['?', '~']))
        .filter(|word| !word.starts_with(['@', '*', '^', '$']))
}
