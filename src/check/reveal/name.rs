//! What hidden characters are called, and what they spell.

use super::{FindingCode, lookalike};

/// `U+200B`.
pub(super) fn code_point(number: u32) -> String {
    format!("U+{number:04X}")
}

const NAMES: [(u32, &str); 48] = [
    (0x7f, "DELETE"),
    (0xad, "SOFT HYPHEN"),
    (0x34f, "COMBINING GRAPHEME JOINER"),
    (0x61c, "ARABIC LETTER MARK"),
    (0x70f, "SYRIAC ABBREVIATION MARK"),
    (0x115f, "HANGUL CHOSEONG FILLER"),
    (0x1160, "HANGUL JUNGSEONG FILLER"),
    (0x17b4, "KHMER VOWEL INHERENT AQ"),
    (0x17b5, "KHMER VOWEL INHERENT AA"),
    (0x180e, "MONGOLIAN VOWEL SEPARATOR"),
    (0x200b, "ZERO WIDTH SPACE"),
    (0x200c, "ZERO WIDTH NON-JOINER"),
    (0x200d, "ZERO WIDTH JOINER"),
    (0x200e, "LEFT-TO-RIGHT MARK"),
    (0x200f, "RIGHT-TO-LEFT MARK"),
    (0x2028, "LINE SEPARATOR"),
    (0x2029, "PARAGRAPH SEPARATOR"),
    (0x202a, "LEFT-TO-RIGHT EMBEDDING"),
    (0x202b, "RIGHT-TO-LEFT EMBEDDING"),
    (0x202c, "POP DIRECTIONAL FORMATTING"),
    (0x202d, "LEFT-TO-RIGHT OVERRIDE"),
    (0x202e, "RIGHT-TO-LEFT OVERRIDE"),
    (0x2060, "WORD JOINER"),
    (0x2061, "FUNCTION APPLICATION"),
    (0x2062, "INVISIBLE TIMES"),
    (0x2063, "INVISIBLE SEPARATOR"),
    (0x2064, "INVISIBLE PLUS"),
    (0x2066, "LEFT-TO-RIGHT ISOLATE"),
    (0x2067, "RIGHT-TO-LEFT ISOLATE"),
    (0x2068, "FIRST STRONG ISOLATE"),
    (0x2069, "POP DIRECTIONAL ISOLATE"),
    (0x206a, "INHIBIT SYMMETRIC SWAPPING"),
    (0x206b, "ACTIVATE SYMMETRIC SWAPPING"),
    (0x206c, "INHIBIT ARABIC FORM SHAPING"),
    (0x206d, "ACTIVATE ARABIC FORM SHAPING"),
    (0x206e, "NATIONAL DIGIT SHAPES"),
    (0x206f, "NOMINAL DIGIT SHAPES"),
    (0x2800, "BRAILLE PATTERN BLANK"),
    (0x3164, "HANGUL FILLER"),
    (0xfeff, "ZERO WIDTH NO-BREAK SPACE"),
    (0xffa0, "HALFWIDTH HANGUL FILLER"),
    (0xfff9, "INTERLINEAR ANNOTATION ANCHOR"),
    (0xfffa, "INTERLINEAR ANNOTATION SEPARATOR"),
    (0xfffb, "INTERLINEAR ANNOTATION TERMINATOR"),
    (0xfffc, "OBJECT REPLACEMENT CHARACTER"),
    (0x16fe4, "KHITAN SMALL SCRIPT FILLER"),
    (0x1d159, "MUSICAL SYMBOL NULL NOTEHEAD"),
    (0xe0001, "LANGUAGE TAG"),
];

/// The name of the first character, or what all of them spell.
pub(super) fn of(code: FindingCode, chars: &[char]) -> String {
    if let Some(words) = spelled(code, chars) {
        return words;
    }
    let Some(first) = chars.first().copied() else { return String::new() };
    let number = first as u32;
    if let Ok(at) = NAMES.binary_search_by_key(&number, |(number, _)| *number) {
        return NAMES.get(at).map_or_else(String::new, |(_, name)| (*name).to_owned());
    }
    match (code, number) {
        (FindingCode::Variation, 0xfe00..=0xfe0f) => format!("VARIATION SELECTOR-{}", number - 0xfe00 + 1),
        (FindingCode::Variation, 0xe0100..) => format!("VARIATION SELECTOR-{}", number - 0xe0100 + 17),
        (FindingCode::Variation, _) => "MONGOLIAN FREE VARIATION SELECTOR".to_owned(),
        (FindingCode::Homoglyph, _) => {
            let like: String =
                chars.iter().filter_map(|c| lookalike::latin(*c)).take(super::finding::LISTED).collect();
            format!("LETTERS THAT LOOK LIKE LATIN {like}")
        }
        (FindingCode::PrivateUse, _) => "PRIVATE USE".to_owned(),
        (FindingCode::Surrogate, _) => "LONE SURROGATE".to_owned(),
        (FindingCode::Tag, _) => "TAG".to_owned(),
        (FindingCode::Control, 0..=0x9f) => "CONTROL".to_owned(),
        (FindingCode::Control, _) => "NONCHARACTER".to_owned(),
        _ => "INVISIBLE FORMAT CHARACTER".to_owned(),
    }
}

/// What a run of tags or of variation selectors says, when it is text: tags spell ASCII, selectors can stand for bytes.
pub(super) fn spelled(code: FindingCode, chars: &[char]) -> Option<String> {
    let byte = |c: &char| {
        let number = *c as u32;
        let byte = match code {
            FindingCode::Tag => number.checked_sub(0xe0000)?,
            FindingCode::Variation if number >= 0xe0100 => number - 0xe0100 + 16,
            FindingCode::Variation => number.checked_sub(0xfe00)?,
            _ => return None,
        };
        u8::try_from(byte).ok()
    };
    let bytes: Vec<u8> = chars
        .iter()
        .filter(|c| !matches!(**c, '\u{e0001}' | '\u{e007f}'))
        .map(byte)
        .collect::<Option<_>>()?;
    let text = String::from_utf8(bytes).ok()?;
    let said =
        text.chars().count() > 1 && text.chars().all(|c| !c.is_control() && super::ranges::kind(c).is_none());
    said.then(|| format!("{} \"{text}\"", if code == FindingCode::Tag { "TAGS" } else { "SELECTORS" }))
}
