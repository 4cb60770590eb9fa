//! Where direction controls are honest: in lines that have letters written from right to left, as often as such a line
//! needs them.

use super::character::Character;
use super::{FindingCode, lines, ranges};
use std::ops::Range;

/// Letters written from right to left that a line needs before a stretch from left to right is set apart in it.
const LETTERS_FOR_A_STRETCH: usize = 3;

/// Stretches within each other that a writer makes at most. It also keeps the search linear.
const DEPTH: usize = 8;

/// Leaves honest direction controls of a line alone. An override is never honest, and its line has no honest ones.
pub(super) fn allow(line: &mut [Character]) {
    if !line.iter().any(|character| character.code == Some(FindingCode::Bidi)) {
        return;
    }
    let rtl = lines::count(line, ranges::is_rtl);
    if rtl == 0 || line.iter().any(|character| matches!(character.c, '\u{202d}' | '\u{202e}')) {
        return;
    }
    let mut honest = marks(line, rtl);
    honest.extend(stretches(line, rtl));
    lines::leave(line, &honest);
}

/// The honest marks U+200E, U+200F and U+061C. A mark between two letters of the same direction does nothing, so it is not
/// honest. Nor are any when there are more than two plus two thirds of the words, or more than one plus the letters from
/// right to left: translators' texts in Hebrew, Arabic, Persian, Pashto and Urdu have fewer.
fn marks(line: &[Character], rtl: usize) -> Vec<usize> {
    let is_mark = |character: &Character| matches!(character.c, '\u{200e}' | '\u{200f}' | '\u{61c}');
    let places: Vec<usize> =
        line.iter().enumerate().filter(|(_, character)| is_mark(character)).map(|(nth, _)| nth).collect();
    let words = words(line);
    if places.len() > (2 + words * 2 / 3).min(rtl + 1) {
        return Vec::new();
    }
    let seen = lines::Seen::new(line);
    let does_something = |nth: &usize| match seen.around(*nth) {
        (Some(before), Some(after)) => {
            let letters = before.is_alphabetic() && after.is_alphabetic();
            !letters || ranges::is_rtl(before) != ranges::is_rtl(after)
        }
        _ => true,
    };
    places.into_iter().filter(does_something).collect()
}

fn words(line: &[Character]) -> usize {
    line.split(|character| character.c == ' ').count()
}

/// The honest controls that open and close a stretch. All of the line must be balanced, each stretch must hold text of the
/// direction it opens, and there must not be more of them than words.
fn stretches(line: &[Character], rtl: usize) -> Vec<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut honest = Vec::new();
    let latin = lines::count(line, |c| c.is_ascii_alphabetic());
    for (nth, character) in line.iter().enumerate() {
        match character.c {
            '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' if open.len() == DEPTH => return Vec::new(),
            '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => open.push(nth),
            '\u{202c}' | '\u{2069}' => {
                let Some(start) = open.pop() else { return Vec::new() };
                let opened = line.get(start).map_or(' ', |character| character.c);
                if (character.c == '\u{2069}') != ('\u{2066}'..='\u{2068}').contains(&opened) {
                    return Vec::new();
                }
                let from_the_left = rtl >= LETTERS_FOR_A_STRETCH && rtl * 4 >= latin;
                if is_needed(line, start..nth, opened, from_the_left) {
                    honest.extend([start, nth]);
                }
            }
            _ => {}
        }
    }
    if open.is_empty() && honest.len() <= 2 * words(line) { honest } else { Vec::new() }
}

fn is_needed(line: &[Character], stretch: Range<usize>, opened: char, from_the_left: bool) -> bool {
    let within = line.get(stretch).unwrap_or_default();
    let rtl = lines::count(within, ranges::is_rtl);
    let from_the_right = rtl > 0 && rtl >= lines::count(within, |c| c.is_ascii_alphabetic());
    let shows_something = lines::count(within, |c| !c.is_whitespace()) > 0;
    match opened {
        '\u{202b}' | '\u{2067}' => from_the_right,
        '\u{202a}' | '\u{2066}' => from_the_left && shows_something,
        _ => (from_the_left || from_the_right) && shows_something,
    }
}
