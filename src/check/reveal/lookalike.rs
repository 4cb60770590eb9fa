//! Characters that stand for a Latin letter or digit.

use super::super::letters::is_han;
use super::{ranges, table, tables};
use std::sync::LazyLock;

/// What a character is in a word that may have look-alikes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// A letter of ASCII.
    Ascii,
    /// A digit of ASCII.
    Digit,
    /// A Latin letter with an accent, or of a Latin alphabet, that looks like itself.
    Latin,
    /// A Latin letter of phonetic writing, of another orthography or a small capital, that looks like a letter of ASCII.
    Phonetic,
    /// A letter or digit of ASCII in another font, width or use: mathematical, fullwidth, Roman numeral.
    Styled,
    /// A letter or digit of another script that looks like one of ASCII.
    Foreign,
    /// Any other letter.
    Other,
}

static LETTERS: LazyLock<Vec<(u32, u8)>> = LazyLock::new(|| table::pairs(&tables::LOOKALIKES).collect());

/// The letter or digit of ASCII that a character looks like.
pub(super) fn latin(c: char) -> Option<char> {
    if c.is_ascii() || is_han(c) {
        return None;
    }
    let nth = LETTERS.binary_search_by_key(&(c as u32), |(number, _)| *number).ok()?;
    LETTERS.get(nth).map(|(_, letter)| char::from(*letter))
}

/// What a character is in a word. `None` where it ends one: it is neither a letter nor looks like a digit, it is a letter in
/// a circle or square, or it is of a script that writes no spaces.
pub(super) fn likeness(c: char) -> Option<Likeness> {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' => Some(Likeness::Ascii),
            '0'..='9' => Some(Likeness::Digit),
            _ => None,
        };
    }
    // Neither enclosed letters nor kana nor ideographs nor Hangul look like Latin letters.
    if is_han(c)
        || matches!(c as u32, 0x2460..=0x24ff | 0x3000..=0x33ff | 0xac00..=0xd7ff | 0x1f100..=0x1f1ff)
    {
        return None;
    }
    let like = latin(c).is_some();
    if !like && (!c.is_alphabetic() || ranges::is_unspaced(c)) {
        return None;
    }
    Some(match c as u32 {
        0x2100..=0x218f | 0xff00..=0xffef | 0x1cc00..=0x1ccff | 0x1d400..=0x1d7ff | 0x1fbf0..=0x1fbf9
            if like =>
        {
            Likeness::Styled
        }
        _ if is_latin(c) => {
            if like {
                Likeness::Phonetic
            } else {
                Likeness::Latin
            }
        }
        _ if like => Likeness::Foreign,
        _ => Likeness::Other,
    })
}

fn is_latin(c: char) -> bool {
    matches!(c as u32, 0xaa..=0x24f | 0x250..=0x2ff | 0x1d00..=0x1d25 | 0x1d2c..=0x1dbf | 0x1e00..=0x1eff | 0x2c60..=0x2c7f
        | 0xa720..=0xa7ff | 0xab30..=0xab6f)
}

/// A letter of phonetic writing that looks like itself: the text writes sounds, or a language whose alphabet has it.
pub(super) fn is_phonetic_writing(c: char) -> bool {
    matches!(c as u32, 0x180..=0x1bf | 0x1dd | 0x220..=0x225 | 0x234..=0x2ff | 0x1d00..=0x1dbf | 0x2c60..=0x2c7f | 0xa720..=0xa7ff
        | 0xab30..=0xab6f)
        && latin(c).is_none()
        && c.is_alphabetic()
}

/// Phonetic letters that alphabets of African languages have: f and v with hook, alpha, iota and its capital.
pub(super) fn is_of_an_alphabet(c: char) -> bool {
    matches!(c, '\u{192}' | '\u{196}' | '\u{251}' | '\u{269}' | '\u{28b}')
}

/// Lower-case Greek letters that a reader tells apart when he looks twice, and that formulas are full of.
pub(super) fn is_symbol_of_formulas(c: char) -> bool {
    matches!(c, 'α'..='ω' if c != 'ο')
}

/// Alphabets with letters for whole Latin words: Greek, Cyrillic, Armenian, Cherokee, Coptic, Lisu, Lycian, Carian, Old
/// Italic, Deseret and Osage.
pub(super) fn spells_words(c: char) -> bool {
    matches!(c as u32, 0x370..=0x58f | 0x13a0..=0x13ff | 0x2c80..=0x2cff | 0xa4d0..=0xa4ff | 0xab70..=0xabbf
        | 0x10280..=0x1032f | 0x10400..=0x104ff)
}

/// A number that nearly all letters of a script share. Most scripts have a block of 128; Greek and Cyrillic have 256.
pub(super) fn block(c: char) -> u32 {
    let number = c as u32;
    if number < 0x590 { number >> 8 } else { (number >> 7) + 0x100 }
}
