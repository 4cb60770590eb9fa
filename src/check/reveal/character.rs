use super::FindingCode;

/// A character of the text.
#[derive(Clone, Copy)]
pub(super) struct Character {
    /// U+FFFD for half of a surrogate pair.
    pub c: char,
    /// In UTF-16 units.
    pub at: u32,
    /// The code point, or the code unit of half a pair.
    pub number: u32,
    /// What it is a finding of. `None` when it can be seen or its use is honest.
    pub code: Option<FindingCode>,
}
