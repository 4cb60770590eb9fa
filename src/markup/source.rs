//! Small changes of a source before it is parsed, and their removal from what the parser returns.
//!
//! `CommonMark` decides by the characters beside it whether `**` opens or closes, and takes full-width punctuation for the end of a word that spaces
//! follow: `**注意：**请` stays raw. Where people expect emphasis, a mark is set beside the run. It counts as punctuation, so the run may open or
//! close. `\(x\)` and `\[x\]` become math of the parser's kind, with a mark by which they are known again.

use std::borrow::Cow;

/// A punctuation character that texts do not use.
const MARK: char = '\u{1BC9F}';

/// The source for the parser. A text that has the mark in it is left as it is.
pub(super) fn prepared(text: &str) -> Cow<'_, str> {
    let needed = !text.contains(MARK)
        && ((text.contains('*') && !text.is_ascii()) || text.contains("\\(") || text.contains("\\["));
    if !needed {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let (mut round, mut square, mut paragraph) = (Ahead::new("\\)"), Ahead::new("\\]"), Ahead::new("\n\n"));
    // How the math ends that is open.
    let mut math = None;
    let mut before = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = match first {
            '*' => rest.len() - rest.trim_start_matches('*').len(),
            '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            _ => first.len_utf8(),
        };
        let (taken, after) = rest.split_at(run);
        let place = text.len() - after.len();
        let mut closes =
            |end: &mut Ahead| math.is_none() && end.next(text, place) < paragraph.next(text, place);
        match taken {
            "\\(" if closes(&mut round) => {
                math = Some("\\)");
                push(&mut out, "$M(");
            }
            "\\[" if closes(&mut square) => {
                math = Some("\\]");
                push(&mut out, "$$M[");
            }
            "\\)" | "\\]" if math == Some(taken) => {
                math = None;
                push(&mut out, if taken == "\\)" { ")M$" } else { "]M$$" });
            }
            _ if first == '*' => {
                let next = after.chars().next();
                push(&mut out, if parts(next, before) { "M" } else { "" });
                out.push_str(taken);
                push(&mut out, if parts(before, next) { "M" } else { "" });
            }
            _ => out.push_str(taken),
        }
        before = taken.chars().next_back();
        rest = after;
    }
    out.into()
}

/// Appends a text with the mark where `M` stands.
fn push(out: &mut String, text: &str) {
    out.extend(text.chars().map(|c| if c == 'M' { MARK } else { c }));
}

/// The next place of a text, looked for once between two of them.
struct Ahead {
    needle: &'static str,
    known: usize,
}

impl Ahead {
    fn new(needle: &'static str) -> Self {
        Self { needle, known: 0 }
    }

    /// The first place at or after `from`; beyond every text when there is none. `from` never falls.
    fn next(&mut self, text: &str, from: usize) -> usize {
        if self.known <= from {
            let found = text.get(from..).and_then(|rest| rest.find(self.needle));
            self.known = found.map_or(usize::MAX, |place| from + place);
        }
        self.known
    }
}

/// What the parser returns of a prepared source, as it was written.
pub(super) fn restored(text: &str) -> Cow<'_, str> {
    if !text.contains(MARK) {
        return text.into();
    }
    let mut out = text.to_owned();
    for (ours, theirs) in [("$$M[", "\\["), ("]M$$", "\\]"), ("$M(", "\\("), (")M$", "\\)"), ("M", "")] {
        out = out.replace(&ours.replace('M', &MARK.to_string()), theirs);
    }
    out.into()
}

/// Whether a run between punctuation and a letter is meant for the punctuation, in a script that sets no spaces.
fn parts(punctuation: Option<char>, letter: Option<char>) -> bool {
    let (Some(punctuation), Some(letter)) = (punctuation, letter) else { return false };
    letter.is_alphanumeric()
        && (is_wide_punctuation(punctuation)
            || is_cjk(letter)
                && (punctuation.is_ascii_punctuation() || matches!(punctuation, '\u{2010}'..='\u{205e}')))
}

/// Punctuation as wide as a Chinese character.
pub(super) fn is_wide_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fff}' | '\u{3040}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ffdc}' | '\u{20000}'..='\u{3ffff}')
}
