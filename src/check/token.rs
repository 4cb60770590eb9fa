//! Text to words: Latin words whole, Chinese characters one by one, punctuation only for where sentences end.

use super::lexicon::{Class, Id, Lexicon};
use super::marks::{Marks, closes, is_abbreviation, stops};
use super::piece::{Script, pieces};

/// One word, or one Chinese character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Where it starts and ends, in UTF-16 units.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) id: Id,
    /// The word without inflection; for Chinese the character.
    pub(super) root: u64,
    pub(super) class: Class,
    pub(super) script: Script,
    /// A name: a capital in the midst of a sentence.
    pub(super) name: bool,
    /// Between quotation marks: somebody's words, not the text's own.
    pub(super) quoted: bool,
    /// Two capitals or more and no small letter.
    pub(super) loud: bool,
    /// Characters of the Chinese word it belongs to, on its first; 0 on the others; 1 for anything else.
    pub(super) weight: u8,
}

impl Token {
    /// One Chinese character; what word it stands in is found later.
    fn han(id: Id, c: char, (start, end): (u32, u32)) -> Self {
        let mixed = u64::from(c).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let root = mixed ^ mixed >> 29;
        Self {
            start,
            end,
            id,
            root,
            class: Class::Unknown,
            script: Script::Han,
            name: false,
            quoted: false,
            loud: false,
            weight: 1,
        }
    }
}

/// Tokens from one full stop to the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence {
    /// First token, and one past the last.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Where it starts and ends, its stop included, in UTF-16 units.
    pub(super) start: u32,
    pub(super) end: u32,
    /// It ends in a question mark.
    pub(super) question: bool,
}

/// A text as tokens and sentences.
#[derive(Default)]
pub(super) struct TokenizedText {
    pub(super) tokens: Vec<Token>,
    pub(super) sentences: Vec<Sentence>,
    /// Letters that are neither Latin nor Chinese: the lists say nothing of them.
    pub(super) foreign: usize,
    /// Its length in UTF-16 units.
    pub(super) end: u32,
    /// Its punctuation and pictures.
    pub(super) marks: Marks,
}

impl TokenizedText {
    /// Cuts a text into sentences of tokens.
    pub(super) fn new(text: &str) -> Self {
        let lexicon = Lexicon::get();
        // Four bytes a word, or three a Chinese character, are few: seldom grown, seldom much too large.
        let mut tokenized = Self { tokens: Vec::with_capacity(text.len() / 4 + 4), ..Self::default() };
        let (mut byte, mut unit) = (0, 0_u32);
        let mut first = 0;
        let mut quoted = false;
        let mut lower = String::new();
        let mut pieces = pieces(text).peekable();
        while let Some(piece) = pieces.next() {
            let gap = text.get(byte..piece.start).unwrap_or_default();
            if gap.contains('\n') {
                tokenized.close(&mut first, unit, false);
                quoted = false;
            }
            let word = text.get(piece.start..piece.end).unwrap_or_default();
            let start = unit + units(gap);
            unit = start + units(word);
            byte = piece.end;
            if piece.script == Script::Mark {
                tokenized.marks.count(word);
                if word == "." && is_abbreviation(text, piece.start) {
                    continue;
                }
                quoted = match word {
                    "\"" => !quoted,
                    "“" | "「" | "『" | "«" => true,
                    "”" | "」" | "』" | "»" => false,
                    _ => quoted,
                };
                let more = pieces.peek().is_some_and(|next| {
                    next.start == piece.end
                        && text.get(next.start..next.end).is_some_and(|w| stops(w) || closes(w))
                });
                if stops(word) && !more {
                    let tail = text.get(..piece.end).unwrap_or_default();
                    let asks = tail
                        .trim_end_matches(|c: char| !matches!(c, '?' | '？' | '.' | '。' | '!' | '！'))
                        .ends_with(['?', '？']);
                    tokenized.close(&mut first, unit, asks);
                } else if closes(word) && !more && tokenized.stopped(text, piece.start) {
                    let asks = text.get(..piece.start).is_some_and(|before| before.ends_with(['?', '？']));
                    tokenized.close(&mut first, unit, asks);
                }
                continue;
            }
            if piece.script == Script::Han {
                let c = word.chars().next().unwrap_or_default();
                tokenized.tokens.push(Token { quoted, ..Token::han(lexicon.han_id(c), c, (start, unit)) });
                continue;
            }
            lower.clear();
            lower.extend(
                word.chars().map(|c| if c == '’' { '\'' } else { c }).map(|c| c.to_ascii_lowercase()),
            );
            tokenized.push(lexicon, piece.script, (start, unit), word, &lower, first);
            if let Some(token) = tokenized.tokens.last_mut() {
                token.quoted = quoted;
            }
        }
        tokenized.close(&mut first, unit, false);
        tokenized.end = unit;
        tokenized.mark_han_words(lexicon);
        tokenized
    }

    /// Whether the character before a closing mark ended a sentence.
    fn stopped(&self, text: &str, at: usize) -> bool {
        !self.tokens.is_empty()
            && text
                .get(..at)
                .and_then(|t| t.chars().next_back())
                .is_some_and(|c| stops(c.encode_utf8(&mut [0; 4])))
    }

    fn push(
        &mut self,
        lexicon: &Lexicon,
        script: Script,
        (start, end): (u32, u32),
        word: &str,
        lower: &str,
        first: usize,
    ) {
        let id = lexicon.id(lower);
        let class = match script {
            Script::Number => Class::Concrete,
            Script::Word => lexicon.class(lower, id),
            Script::Han | Script::Mark => return,
        };
        if script == Script::Word
            && !lower.starts_with(|c: char| c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}'))
        {
            self.foreign += 1;
        }
        let capital =
            script == Script::Word && word.starts_with(|c: char| matches!(c, 'A'..='Z' | 'À'..='Þ'));
        let name = capital
            && self.tokens.len() > first
            && !matches!(class, Class::Function | Class::Abstract)
            && word.len() > 1;
        let loud = word.len() > 1 && word.chars().all(char::is_uppercase);
        let root = lexicon.root(lower);
        self.tokens.push(Token { start, end, id, root, class, script, name, quoted: false, loud, weight: 1 });
    }

    fn close(&mut self, first: &mut usize, end: u32, question: bool) {
        let last = self.tokens.len();
        if let Some(token) = self.tokens.get(*first) {
            self.sentences.push(Sentence { first: *first, last, start: token.start, end, question });
        }
        *first = last;
    }

    /// Gives each Chinese character the class of the longest word it stands in.
    fn mark_han_words(&mut self, lexicon: &Lexicon) {
        if !self.tokens.iter().any(|token| token.script == Script::Han) {
            return;
        }
        let ids: Vec<Id> = self.tokens.iter().map(|token| token.id).collect();
        let mut at = 0;
        while at < ids.len() {
            let here = ids.get(at..).unwrap_or_default();
            let is_han = self.tokens.get(at).is_some_and(|token| token.script == Script::Han);
            let (len, class) = lexicon.han_word(here).filter(|_| is_han).unwrap_or((1, Class::Unknown));
            if is_han {
                for (nth, token) in self.tokens.iter_mut().skip(at).take(len).enumerate() {
                    token.class = class;
                    token.weight = if nth == 0 { u8::try_from(len).unwrap_or(1) } else { 0 };
                }
            }
            at += len;
        }
    }
}

fn units(text: &str) -> u32 {
    // Four bytes of UTF-8 are two units, anything shorter is one.
    text.bytes().map(|byte| u32::from(byte & 0xc0 != 0x80) + u32::from(byte >= 0xf0)).sum()
}
#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let slice = |sentence: &Sentence| {
            String::from_utf16_lossy(&units[sentence.start as usize..sentence.end as usize])
        };
        TokenizedText::new(text).sentences.iter().map(slice).collect()
    }

    #[test]
    fn a_sentence_ends_at_a_stop_and_not_at_an_abbreviation() {
        for (text, expected) in [
            ("One. Two! Three?", &["One.", "Two!", "Three?"][..]),
            ("The U.S. agency agreed.", &["The U.S. agency agreed."]),
            ("Dr. Lee met J. K. Rowling. She left.", &["Dr. Lee met J. K. Rowling.", "She left."]),
            ("So do I. Then we left.", &["So do I.", "Then we left."]),
            ("See example.com for 3.5 more.", &["See example.com for 3.5 more."]),
            ("He said \"no.\" She left.", &["He said \"no.\"", "She left."]),
            ("Wait... what?", &["Wait...", "what?"]),
            ("一。二！三？", &["一。", "二！", "三？"]),
            ("one\ntwo", &["one", "two"]),
        ] {
            assert_eq!(sentences(text), expected, "{text}");
        }
    }

    #[test]
    fn emoticons_are_marks_and_no_words() {
        for (text, words, emoticons, approving) in [
            ("cute :D", 1, 1, 1),
            ("Love it! <3", 2, 1, 1),
            ("ok ;)", 1, 1, 1),
            ("no :(", 1, 1, 0),
            ("ratio 3:2", 2, 0, 0),
            ("x<3y", 2, 0, 0),
            ("👍👍 😂", 0, 3, 2),
        ] {
            let found = TokenizedText::new(text);
            let counts = (found.tokens.len(), found.marks.emoticons, found.marks.approving);
            assert_eq!(counts, (words, emoticons, approving), "{text}");
        }
    }
}
