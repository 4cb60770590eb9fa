//! Text to pieces: Latin words whole, Chinese characters one by one, each mark by itself.

use super::letters::{is_digit, is_han, is_letter_or_digit};
use super::marks::emoticon;

/// What a piece of text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Letters, with apostrophes inside.
    Word,
    /// A word with a digit in it.
    Number,
    /// One Chinese character.
    Han,
    /// Anything else but white space.
    Mark,
}

/// A piece of text, by bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) script: Script,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Cuts text into pieces.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.by_ref().find(|(_, c)| !c.is_whitespace())?;
        let mut end = start + first.len_utf8();
        if is_han(first) {
            return Some(Piece { script: Script::Han, start, end });
        }
        if let Some(length) = emoticon(text, start) {
            while chars.peek().is_some_and(|(at, _)| *at < start + length) {
                chars.next();
            }
            return Some(Piece { script: Script::Mark, start, end: start + length });
        }
        if !is_letter_or_digit(first) {
            return Some(Piece { script: Script::Mark, start, end });
        }
        let mut script = if is_digit(first) { Script::Number } else { Script::Word };
        while let Some(&(at, c)) = chars.peek() {
            let inside = is_letter_or_digit(c) && !is_han(c)
                || matches!(c, '\'' | '’' | '.' | ',' | ':')
                    && text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()).is_some_and(
                        |next| {
                            if matches!(c, '\'' | '’') {
                                next.is_alphabetic() && !is_han(next)
                            } else {
                                script == Script::Number && is_digit(next)
                            }
                        },
                    );
            if !inside {
                break;
            }
            if is_digit(c) {
                script = Script::Number;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        Some(Piece { script, start, end })
    })
}
