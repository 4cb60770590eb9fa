//! Where letters that show nothing are honest: in the scripts they fill.

use super::character::Character;
use super::{FindingCode, lines};
use std::ops::RangeInclusive;

const BRAILLE_LETTERS: RangeInclusive<char> = '\u{2801}'..='\u{28ff}';

/// Leaves honest fillers of a line alone.
pub(super) fn allow(line: &mut [Character]) {
    let fillers =
        line.iter().enumerate().filter(|(_, character)| character.code == Some(FindingCode::Filler));
    let honest: Vec<usize> = fillers.map(|(nth, _)| nth).filter(|nth| fills(line, *nth)).collect();
    lines::leave(line, &honest);
}

fn fills(line: &[Character], nth: usize) -> bool {
    let at = |nth: Option<usize>| nth.and_then(|nth| line.get(nth)).map(|character| character.c);
    let (before, after) = (at(nth.checked_sub(1)), at(Some(nth + 1)));
    let is = |c: Option<char>, range: RangeInclusive<char>| c.is_some_and(|c| range.contains(&c));
    match at(Some(nth)) {
        // Old Hangul writes a missing consonant or vowel with a filler.
        Some('\u{115f}') => is(after, '\u{1161}'..='\u{11a7}'),
        Some('\u{1160}') => is(before, '\u{1100}'..='\u{115e}'),
        // The space between two words in braille.
        Some('\u{2800}') => is(before, BRAILLE_LETTERS) && is(after, BRAILLE_LETTERS),
        Some('\u{16fe4}') => is(before, '\u{18b00}'..='\u{18cff}') || is(after, '\u{18b00}'..='\u{18cff}'),
        Some('\u{1d159}') => is(before, '\u{1d100}'..='\u{1d1ff}') || is(after, '\u{1d100}'..='\u{1d1ff}'),
        _ => false,
    }
}
