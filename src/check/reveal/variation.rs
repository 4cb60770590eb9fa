//! Where variation selectors are honest: after a character for which Unicode registers a variant.

use super::super::letters::is_han;
use super::character::Character;
use super::lines::{self, Seen};
use super::{FindingCode, ranges, table, tables};

/// Ideographs with a selector that any line may have, as a name of people and of a place.
const SELECTED_IDEOGRAPHS: usize = 3;

/// Leaves honest selectors of a line alone.
pub(super) fn allow(line: &mut [Character]) {
    if !line.iter().any(|character| character.code == Some(FindingCode::Variation)) {
        return;
    }
    let seen = Seen::new(line);
    let (mut honest, mut ideographs) = (vec![], vec![]);
    for (nth, character) in
        line.iter().enumerate().filter(|(_, character)| character.code == Some(FindingCode::Variation))
    {
        let Some(base) = nth.checked_sub(1).and_then(|nth| line.get(nth)).map(|character| character.c) else {
            continue;
        };
        if character.c == '\u{180e}' && is_vowel_separator(&seen, nth) {
            honest.push(nth);
        }
        let registered = is_registered(base, character.c);
        if registered && is_han(base) {
            ideographs.push(nth);
        } else if registered && (!is_keycap_base(base) || stands_alone(&seen, nth)) {
            honest.push(nth);
        }
    }
    // A writer selects the shape of a few names. One selector for each ideograph is data.
    let han = lines::count(line, is_han);
    if ideographs.len() <= SELECTED_IDEOGRAPHS.min(han.div_ceil(2)).max(han / 8) {
        honest.extend(ideographs);
    }
    lines::leave(line, &honest);
}

/// The Mongolian vowel separator stands between two letters, the first of which may have a selector.
fn is_vowel_separator(seen: &Seen, nth: usize) -> bool {
    let (before, after) = seen.around(nth);
    before.is_some_and(ranges::is_mongolian) && after.is_some_and(ranges::is_mongolian)
}

fn is_keycap_base(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '#' | '*')
}

/// Whether no other keycap base stands beside one with a selector, as in a keycap. A selector for each digit of a number is
/// data.
fn stands_alone(seen: &Seen, nth: usize) -> bool {
    let before = nth.checked_sub(1).and_then(|base| seen.around(base).0);
    let after = seen.around(nth).1;
    after == Some('\u{20e3}') || !before.is_some_and(is_keycap_base) && !after.is_some_and(is_keycap_base)
}

/// Whether Unicode registers a variant of this character by this selector.
fn is_registered(base: char, selector: char) -> bool {
    let number = selector as u32;
    match number {
        0xfe0e | 0xfe0f => table::ranges(&tables::EMOJI).any(|range| range.contains(&(base as u32))),
        0xe0100..=0xe01ef if is_han(base) => {
            let exception =
                table::pairs(&tables::IDEOGRAPHS).find(|(ideograph, _)| *ideograph == base as u32);
            number - 0xe0100
                < exception.map_or(tables::USUAL_IDEOGRAPHIC_VARIANTS, |(_, count)| u32::from(count))
        }
        0x180b..=0x180d | 0x180f | 0xfe00..=0xfe07 => {
            let own = (number < 0x1900) == ranges::is_mongolian(base);
            let bit = if number < 0x1900 { number - 0x180b } else { number - 0xfe00 };
            let found = table::pairs(&tables::VARIANTS).find(|(character, _)| *character == base as u32);
            own && found.is_some_and(|(_, selectors)| selectors >> bit & 1 == 1)
        }
        _ => false,
    }
}
