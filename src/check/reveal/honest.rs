//! Where a hidden character is just spelling.

use super::{Spot, Trick, lookalike, ranges};

/// What has to be known of a whole text before one character can be judged.
pub(super) struct Around {
    /// For each line, where it ends (in characters) and whether direction marks are honest in it.
    lines: Vec<(usize, Directions)>,
}

/// What a line says about direction.
#[derive(Clone, Copy, Default)]
struct Directions {
    /// It has letters written from right to left.
    rtl: bool,
    /// It has an override, which no honest text needs.
    overridden: bool,
    /// What it opens it closes.
    balanced: bool,
}

impl Around {
    pub(super) fn new(text: &str) -> Self {
        let mut end = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            end += line.chars().count();
            (end, directions(line))
        });
        Self { lines: lines.collect() }
    }

    /// The trick at this place, unless its use is honest.
    pub(super) fn trick(&self, spots: &[Spot], nth: usize) -> Option<Trick> {
        let c = spots.get(nth)?.c;
        let trick = ranges::kind(c)?;
        // What is hidden itself vouches for nothing.
        let before = nth
            .checked_sub(1)
            .and_then(|nth| spots.get(nth))
            .filter(|spot| spot.trick.is_none())
            .map(|spot| spot.c);
        let after = spots.get(nth + 1).map(|spot| spot.c);
        let honest = match trick {
            Trick::ZeroWidth => zero_width(c, spots, nth, before, after),
            Trick::Bidi => self.bidi(c, nth),
            Trick::Variation => variation(c, before, after),
            Trick::Filler => filler(c, before, after),
            Trick::Tag | Trick::Homoglyph | Trick::Control | Trick::PrivateUse => false,
        };
        (!honest).then_some(trick)
    }

    /// How many characters from here spell a subdivision flag: the black flag, a region and subdivision in tags, and the
    /// tag that ends them (Unicode Technical Standard 51, section 2.9).
    #[expect(clippy::unused_self, reason = "asked of the same object as the other uses")]
    pub(super) fn flag_tags(&self, spots: &[Spot], nth: usize) -> usize {
        if spots.get(nth).is_none_or(|spot| spot.c != '\u{1f3f4}') {
            return 0;
        }
        let tags = spots.iter().skip(nth + 1).take(7);
        let spelled: Vec<u8> = tags
            .map_while(|spot| {
                u8::try_from((spot.c as u32).checked_sub(0xe0000)?).ok().filter(|tag| *tag < 0x80)
            })
            .collect();
        let end = spelled.iter().position(|tag| *tag == 0x7f).unwrap_or(0);
        let code = spelled.get(..end).unwrap_or_default();
        let honest = (3..=6).contains(&end)
            && code.iter().take(2).all(u8::is_ascii_lowercase)
            && code.iter().all(|tag| tag.is_ascii_lowercase() || tag.is_ascii_digit());
        if honest { end + 2 } else { 0 }
    }

    fn bidi(&self, c: char, nth: usize) -> bool {
        let line = self.lines.partition_point(|(end, _)| *end <= nth);
        let Some((_, line)) = self.lines.get(line) else { return false };
        let is_mark = matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}');
        line.rtl && !line.overridden && (is_mark || line.balanced)
    }
}

fn directions(line: &str) -> Directions {
    let (mut found, mut isolates, mut embeddings) =
        (Directions { balanced: true, ..Directions::default() }, 0_i32, 0_i32);
    for c in line.chars() {
        match c {
            '\u{202d}' | '\u{202e}' => found.overridden = true,
            '\u{2066}'..='\u{2068}' => isolates += 1,
            '\u{2069}' => isolates -= 1,
            '\u{202a}' | '\u{202b}' => embeddings += 1,
            '\u{202c}' => embeddings -= 1,
            _ => found.rtl |= ranges::is_rtl(c),
        }
        found.balanced &= isolates >= 0 && embeddings >= 0;
    }
    found.balanced &= isolates == 0 && embeddings == 0;
    found
}

fn zero_width(c: char, spots: &[Spot], nth: usize, before: Option<char>, after: Option<char>) -> bool {
    let is = |c: Option<char>, test: fn(char) -> bool| c.is_some_and(test);
    match c {
        // Between parts of an emoji, or after a letter that joins.
        '\u{200d}' => {
            let part = match before {
                Some('\u{fe0f}') => nth.checked_sub(2).and_then(|nth| spots.get(nth)).map(|spot| spot.c),
                part => part,
            };
            is(part, ranges::is_pictograph) && is(after, ranges::is_pictograph)
                || is(before, ranges::is_joining)
        }
        '\u{200c}' => is(before, ranges::is_joining),
        '\u{200b}' => is(before, ranges::is_unspaced) || is(after, ranges::is_unspaced),
        // A soft hyphen between two letters on either side is where a word may break.
        '\u{ad}' => {
            let near = [nth.checked_sub(2), nth.checked_sub(1), Some(nth + 1), Some(nth + 2)];
            let letters =
                near.map(|at| at.and_then(|at| spots.get(at)).map(|spot| spot.c).filter(|c| is_letter(*c)));
            let compared = |c: &Option<char>| c.map(lookalike::is_compared);
            letters.iter().all(|c| c.is_some() && compared(c) == letters.first().and_then(compared))
        }
        _ => false,
    }
}

/// A letter that can be seen, of a script that hyphenates.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && ranges::kind(c).is_none() && !super::super::token::is_han(c)
}

fn variation(c: char, before: Option<char>, after: Option<char>) -> bool {
    let Some(base) = before else { return false };
    match c {
        '\u{180b}'..='\u{180d}' | '\u{180f}' => ranges::is_mongolian(base),
        // The vowel separator stands between Mongolian letters.
        '\u{180e}' => ranges::is_mongolian(base) || matches!(base, '\u{180b}'..='\u{180d}'),
        '\u{fe0e}' | '\u{fe0f}' if base.is_ascii_digit() || matches!(base, '#' | '*') => {
            after == Some('\u{20e3}')
        }
        '\u{fe0e}' | '\u{fe0f}' => ranges::is_pictograph(base),
        '\u{fe00}'..='\u{fe0d}' => ranges::has_variants(base),
        _ => super::super::token::is_han(base),
    }
}

fn filler(c: char, before: Option<char>, after: Option<char>) -> bool {
    let near = |c: Option<char>, first: char, last: char| c.is_some_and(|c| (first..=last).contains(&c));
    match c {
        // Old Hangul writes a missing consonant or vowel with a filler.
        '\u{115f}' => near(after, '\u{1161}', '\u{11a7}'),
        '\u{1160}' => near(before, '\u{1100}', '\u{115e}'),
        '\u{2800}' => near(before, '\u{2801}', '\u{28ff}') || near(after, '\u{2801}', '\u{28ff}'),
        _ => false,
    }
}
