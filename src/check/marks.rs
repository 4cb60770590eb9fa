//! Punctuation, emoji and emoticons: what they count for, and which of them end a sentence.

use super::letters::{is_digit, is_han, is_letter_or_digit};

/// How many marks of each sort a text has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    pub(super) exclamations: usize,
    /// Emoji, hearts and emoticons.
    pub(super) emoticons: usize,
    /// Of these, the ones that do nothing but approve.
    pub(super) approving: usize,
    pub(super) dashes: usize,
    pub(super) colons: usize,
    pub(super) commas: usize,
    pub(super) quotes: usize,
    pub(super) brackets: usize,
    pub(super) ellipses: usize,
    /// Marks of any other sort.
    pub(super) others: usize,
}

impl Marks {
    /// Counts one mark.
    pub(super) fn count(&mut self, mark: &str) {
        let count = match mark {
            "!" | "！" => &mut self.exclamations,
            "-" | "—" | "–" | "―" => &mut self.dashes,
            ":" | "：" => &mut self.colons,
            "," | "，" | "、" => &mut self.commas,
            "\"" | "“" | "”" | "「" | "」" | "『" | "』" | "《" | "》" => &mut self.quotes,
            "(" | ")" | "（" | "）" | "[" | "]" => &mut self.brackets,
            "…" => &mut self.ellipses,
            _ if is_picture(mark) => {
                self.approving += usize::from(approves(mark));
                &mut self.emoticons
            }
            _ => &mut self.others,
        };
        *count += 1;
    }
}

/// Whether a mark is an emoji or an emoticon.
fn is_picture(mark: &str) -> bool {
    mark.chars().count() > 1
        || mark.chars().all(|c| matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}'))
}

/// Whether an emoji or an emoticon does nothing but approve or thank.
fn approves(mark: &str) -> bool {
    matches!(
        mark,
        "👍" | "👏"
            | "🙏"
            | "❤"
            | "♥"
            | "😍"
            | "🥰"
            | "😊"
            | "🔥"
            | "💯"
            | "🙌"
            | "💪"
            | "👌"
            | "💖"
            | "💕"
            | "🎉"
            | "✅"
            | "❣"
    ) || mark.starts_with("<3")
        || mark.ends_with([')', 'D'])
}
/// Emoticons of which a letter or a digit is a part.
const EMOTICONS: [&str; 22] = [
    ":D", ":-D", ";D", "=D", ":P", ":-P", ":p", ";P", ":3", ":O", ":o", ":c", ":S", ":)", ":-)", ";)", ";-)",
    "=)", ":(", ":'(", "<3", ":*",
];

/// How many bytes the emoticon has that starts here, when one does. It ends where no letter or digit follows.
pub(super) fn emoticon(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    if !rest.starts_with([':', ';', '=', '<']) {
        return None;
    }
    let mark = EMOTICONS.iter().filter(|mark| rest.starts_with(**mark)).max_by_key(|mark| mark.len())?;
    let after = rest.get(mark.len()..)?.chars().next();
    (!after.is_some_and(is_letter_or_digit)).then_some(mark.len())
}

/// Abbreviations whose full stop ends no sentence, in lower case.
const ABBREVIATIONS: [&str; 20] = [
    "mr", "mrs", "ms", "dr", "st", "vs", "jr", "sr", "prof", "gen", "sen", "rep", "gov", "capt", "lt", "col",
    "sgt", "etc", "inc", "approx",
];

/// Whether a full stop belongs to the word before it ("U.S.", "Dr.", "example.com") and ends no sentence.
pub(super) fn is_abbreviation(text: &str, stop: usize) -> bool {
    let after = text.get(stop + 1..).unwrap_or_default();
    if after.starts_with(is_letter_or_digit) {
        return true;
    }
    let before = text.get(..stop).unwrap_or_default();
    let word = before.rsplit(|c: char| !is_letter_or_digit(c)).next().unwrap_or_default();
    let dotted = before.get(..before.len() - word.len()).unwrap_or_default().ends_with('.');
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        // An initial, or the last letter of a dotted abbreviation; the sentence goes on unless a capital follows a space.
        (Some(letter), None) if letter.is_alphabetic() && !is_han(letter) => {
            let goes_on = after.trim_start().starts_with(|c: char| c.is_lowercase() || is_digit(c));
            dotted && goes_on
                || letter.is_uppercase()
                    && letter != 'I'
                    && after.trim_start().starts_with(char::is_alphabetic)
        }
        (Some(_), Some(_)) => ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word)),
        _ => false,
    }
}
/// Whether a mark ends a sentence.
pub(super) fn stops(mark: &str) -> bool {
    matches!(mark, "." | "!" | "?" | "。" | "！" | "？" | "…" | ";" | "；")
}

/// Whether a mark may stand between the end of a sentence and the space after it.
pub(super) fn closes(mark: &str) -> bool {
    matches!(mark, "\"" | "”" | "’" | "'" | "」" | "』" | ")" | "）" | "*" | "_")
}
