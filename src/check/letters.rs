//! Which characters words are made of.

/// Whether this is a Chinese character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Whether this is a decimal digit, of normal width or full width.
pub(super) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Whether this stands in a word.
pub(super) fn is_letter_or_digit(c: char) -> bool {
    is_digit(c) || c.is_alphabetic()
}
