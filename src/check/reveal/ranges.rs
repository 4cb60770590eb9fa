//! Which characters are of which sort. Ranges of the Unicode Character Database, version 17.

use super::FindingCode;

/// ASCII controls but tab, line feed and carriage return.
pub(super) fn is_ascii_control(byte: u8) -> bool {
    byte == 0x7f || byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// What a character is a finding of, unless its use is honest.
///
/// Every character with the property `Default_Ignorable_Code_Point` has one. So has every character of the category
/// `Cf`, except the signs that stand before or around a number and are drawn, such as U+06DD ARABIC END OF AYAH.
pub(super) fn kind(c: char) -> Option<FindingCode> {
    match c as u32 {
        0x00..=0x08 | 0x0b..=0x0c | 0x0e..=0x1f | 0x7f..=0x9f | 0x2028..=0x2029 | 0xfff9..=0xfffc => {
            Some(FindingCode::Control)
        }
        0xad
        | 0x34f
        | 0x70f
        | 0x200b..=0x200d
        | 0x2060..=0x2065
        | 0x206a..=0x206f
        | 0xfeff
        | 0xfff0..=0xfff8
        | 0x13430..=0x1343f
        | 0x1bca0..=0x1bca3
        | 0x1d173..=0x1d17a
        | 0xe0080..=0xe00ff
        | 0xe01f0..=0xe0fff => Some(FindingCode::ZeroWidth),
        0x61c | 0x200e..=0x200f | 0x202a..=0x202e | 0x2066..=0x2069 => Some(FindingCode::Bidi),
        0x180b..=0x180f | 0xfe00..=0xfe0f | 0xe0100..=0xe01ef => Some(FindingCode::Variation),
        0xe0000..=0xe007f => Some(FindingCode::Tag),
        0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x2800 | 0x3164 | 0xffa0 | 0x16fe4 | 0x1d159 => {
            Some(FindingCode::Filler)
        }
        other if other & 0xfffe == 0xfffe || matches!(other, 0xfdd0..=0xfdef) => Some(FindingCode::Control),
        0xe000..=0xf8ff | 0xf0000..=0x10_ffff => Some(FindingCode::PrivateUse),
        _ => None,
    }
}

/// What an emoji sequence can be built of. Wider than the property `Extended_Pictographic` by a few symbols.
pub(super) fn is_pictograph(c: char) -> bool {
    matches!(c as u32,
        0xa9 | 0xae | 0x203c | 0x2049 | 0x2122 | 0x2139 | 0x2194..=0x21aa | 0x231a..=0x23ff | 0x24c2 | 0x25aa..=0x25fe
        | 0x2600..=0x27bf | 0x2934..=0x2935 | 0x2b05..=0x2b55 | 0x3030 | 0x303d | 0x3297 | 0x3299 | 0x1f000..=0x1faff)
}

/// Scripts whose letters join their neighbours in writing, Arabic first: a joiner shapes a letter.
pub(super) fn is_cursive(c: char) -> bool {
    matches!(c as u32,
        0x600..=0x7ff | 0x840..=0x86f | 0x8a0..=0x8ff | 0x1800..=0x18af | 0xa840..=0xa87f | 0xfb50..=0xfdcf
        | 0xfdf0..=0xfdff | 0xfe70..=0xfefc | 0x10a80..=0x10fff | 0x1e900..=0x1e95f)
}

/// Scripts of Indic descent, whose consonants stack: a joiner beside a virama chooses the shape of the stack.
pub(super) fn is_stacking(c: char) -> bool {
    matches!(c as u32,
        0x900..=0xdff | 0xf00..=0xfff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x1900..=0x194f | 0x1a20..=0x1aad
        | 0x1b00..=0x1c4f | 0x1cd0..=0x1cff | 0xa8e0..=0xa8ff | 0xa980..=0xa9fe | 0xaa60..=0xaa7f | 0xaae0..=0xaaff
        | 0xabc0..=0xabff | 0x10a00..=0x10a5f | 0x11000..=0x1173f | 0x11900..=0x11fff)
}

/// The viramas of the scripts that ask for joiners: `Indic_Syllabic_Category=Virama` of the living scripts of India and Sri
/// Lanka.
pub(super) fn is_virama(c: char) -> bool {
    matches!(c as u32, 0x94d | 0x9cd | 0xa4d | 0xacd | 0xb4d | 0xbcd | 0xc4d | 0xccd | 0xd4d | 0xdca)
}

/// Scripts that write no spaces and break lines by zero-width ones.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x1950..=0x19df | 0x1a20..=0x1aad | 0xa980..=0xa9df)
}

/// Letters written from right to left.
pub(super) fn is_rtl(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c as u32, 0x590..=0x5ff | 0x608..=0x60b | 0x61b | 0x61d..=0x8ff | 0xfb1d..=0xfdcf | 0xfdf0..=0xfdff | 0xfe70..=0xfefc
        | 0x10800..=0x10fff | 0x1e800..=0x1efff)
}

/// Mongolian letters.
pub(super) fn is_mongolian(c: char) -> bool {
    matches!(c as u32, 0x1820..=0x18aa | 0x11660..=0x1166c)
}

/// Marks that stand on the letter before them. Those of Latin, Greek, Cyrillic, Hebrew and Arabic.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x5bf | 0x5c1..=0x5c7 | 0x610..=0x61a | 0x64b..=0x65f
        | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff)
}
