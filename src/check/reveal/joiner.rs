//! Where characters without a width are spelling: joiners in emoji and in scripts that join or stack, spaces in scripts
//! without spaces, soft hyphens in long words.

use super::character::Character;
use super::{FindingCode, lines, ranges};

/// Leaves honest characters without a width of a line alone.
pub(super) fn allow(line: &mut [Character]) {
    if !line.iter().any(|character| character.code == Some(FindingCode::ZeroWidth)) {
        return;
    }
    let cursive = lines::count(line, |c| ranges::is_cursive(c) && c.is_alphabetic());
    let stacking = lines::count(line, |c| ranges::is_stacking(c) && c.is_alphabetic());
    let unspaced = lines::count(line, |c| ranges::is_unspaced(c) && c.is_alphabetic());
    let (mut in_cursive, mut in_stacks, mut beside_virama, mut spaces) = (vec![], vec![], vec![], vec![]);
    let mut honest = soft_hyphens(line);
    let seen = lines::Seen::new(line);
    for (nth, character) in
        line.iter().enumerate().filter(|(_, character)| character.code == Some(FindingCode::ZeroWidth))
    {
        let (before, after) = seen.around(nth);
        let near = |is: fn(char) -> bool| before.is_some_and(is) || after.is_some_and(is);
        let inside_latin = [before, after].iter().all(|c| c.is_some_and(|c| c.is_ascii_alphanumeric()));
        match character.c {
            '\u{200d}' if joins_emoji(line, nth) => honest.push(nth),
            '\u{200c}' | '\u{200d}' if near(ranges::is_virama) => beside_virama.push(nth),
            '\u{200c}' | '\u{200d}' if near(ranges::is_cursive) => in_cursive.push(nth),
            // Writers of these scripts leave some beside a space, a stop or a Latin word.
            '\u{200c}' | '\u{200d}' if stacking > 0 && !inside_latin => in_stacks.push(nth),
            '\u{200c}' | '\u{200d}' if cursive > 0 && !inside_latin => in_cursive.push(nth),
            '\u{200b}' if near(ranges::is_unspaced) => spaces.push(nth),
            // It keeps two marks of one letter apart.
            '\u{34f}' if before.is_some() && after.is_some_and(ranges::is_mark) => honest.push(nth),
            '\u{70f}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
                if near(own_script(character.c)) =>
            {
                honest.push(nth);
            }
            _ => {}
        }
    }
    // The shares are above nearly every line of the Universal Declaration and of translators' texts in these scripts, and
    // below one for each letter, which is what data needs.
    if in_cursive.len() <= 2 + cursive / 4 {
        honest.extend(in_cursive);
    }
    if in_stacks.len() <= 1 + stacking / 8 && in_stacks.len() + beside_virama.len() <= 1 + stacking / 2 {
        honest.extend(in_stacks);
        honest.extend(beside_virama);
    }
    if spaces.len() <= 2 + unspaced / 2 {
        honest.extend(spaces);
    }
    lines::leave(line, &honest);
}

/// Whether a joiner stands between two parts of an emoji.
fn joins_emoji(line: &[Character], nth: usize) -> bool {
    let at = |nth: Option<usize>| nth.and_then(|nth| line.get(nth)).map(|character| character.c);
    let before = match at(nth.checked_sub(1)) {
        Some('\u{fe0f}') => at(nth.checked_sub(2)),
        part => part,
    };
    before.is_some_and(ranges::is_pictograph) && at(Some(nth + 1)).is_some_and(ranges::is_pictograph)
}

/// The characters for which a format control was made.
fn own_script(control: char) -> fn(char) -> bool {
    match control as u32 {
        0x70f => |c| matches!(c as u32, 0x700..=0x74f),
        0x13430..=0x1343f => |c| matches!(c as u32, 0x13000..=0x143ff),
        0x1bca0..=0x1bca3 => |c| matches!(c as u32, 0x1bc00..=0x1bc9f),
        _ => |c| matches!(c as u32, 0x1d100..=0x1d1ff),
    }
}

/// Letters in each part of a word with soft hyphens: at least, and on average.
const PART: (usize, usize) = (4, 5);

/// The soft hyphens of long words whose parts are long, as the parts of compounds are. A word that is cut into syllables or
/// letters hides from filters.
fn soft_hyphens(line: &[Character]) -> Vec<usize> {
    let is_letter = |c: char| (c.is_alphabetic() || ranges::is_mark(c)) && ranges::kind(c).is_none();
    let inside = |character: &Character| character.c == '\u{ad}' || is_letter(character.c);
    let mut honest = Vec::new();
    let mut nth = 0;
    for word in line.chunk_by(|one, next| inside(one) && inside(next)) {
        let start = nth;
        nth += word.len();
        if !word.iter().any(|character| character.c == '\u{ad}') {
            continue;
        }
        let has_lookalikes = word.iter().any(|character| character.code == Some(FindingCode::Homoglyph));
        let parts: Vec<usize> =
            word.split(|character| character.c == '\u{ad}').map(<[Character]>::len).collect();
        let letters: usize = parts.iter().sum();
        let long = parts.iter().all(|part| *part >= PART.0) && letters >= parts.len() * PART.1;
        if long && !has_lookalikes && parts.len() > 1 {
            let places = word.iter().enumerate().filter(|(_, character)| character.c == '\u{ad}');
            honest.extend(places.map(|(nth, _)| start + nth));
        }
    }
    honest
}
