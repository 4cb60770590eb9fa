use crate::check::blank::{BlankKind, BlankRun, blank_runs};
use crate::check::reveal::{self, FindingCode, Revealed};
use crate::domain::LocalizedMessage;
use crate::domain::sort::sort_by_key;
use serde::Serialize;

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum StretchKind {
    /// Text as it is.
    Plain,
    /// A hidden character; the text is its code point: *U+200B*.
    Hidden,
    /// A run of blank lines or spaces, folded into `line` until the person wants to see it.
    Blank,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Stretch {
    /// What it is.
    pub kind: StretchKind,
    /// The text.
    pub text: String,
    /// *3,000 blank lines*, for a blank run.
    pub line: Option<LocalizedMessage>,
    /// Whether it differs between the reviewed text and the present one.
    pub changed: bool,
}

/// One hidden character, or one deceptive word.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// *U+200B*.
    pub chip: String,
    /// What it is, as a message.
    pub line: LocalizedMessage,
    /// Its place in the text, in UTF-16 units.
    pub at: u32,
}

/// Splits two texts and marks in both the part in which they differ: from the first different word to the last.
pub(super) fn changes(now: &str, before: &str) -> (Vec<Stretch>, Vec<Stretch>) {
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (content(now), content(before));
    let head = ours.iter().zip(&theirs).take_while(|(one, other)| one == other).count();
    let left = ours.len().min(theirs.len()) - head;
    let tail =
        ours.iter().rev().zip(theirs.iter().rev()).take(left).take_while(|(one, other)| one == other).count();
    let marked = |content: &[&str]| {
        let part = |range: std::ops::Range<usize>, changed: bool| {
            let text = content.get(range).unwrap_or_default().concat();
            let cut = stretches(&text, &reveal::reveal(&text));
            cut.into_iter().map(move |stretch| Stretch { changed, ..stretch })
        };
        let end = content.len() - tail;
        part(0..head, false).chain(part(head..end, true)).chain(part(end..content.len(), false)).collect()
    };
    (marked(&ours), marked(&theirs))
}

/// Splits a text after white space, and after the punctuation of scripts that do not use spaces.
fn content(text: &str) -> Vec<&str> {
    text.split_inclusive(|c: char| c.is_whitespace() || "。，！？；、".contains(c)).collect()
}

/// Splits a text into plain parts, hidden characters, each of which becomes a chip in its place, and folded runs of blank lines and spaces.
/// A deceptive word stays readable, with its chip after it.
pub(super) fn stretches(text: &str, revealed: &Revealed) -> Vec<Stretch> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let place = |at: u32| usize::try_from(at).unwrap_or(usize::MAX).min(units.len());
    let part = |from: usize, to: usize| units.get(from..to).map(String::from_utf16_lossy).unwrap_or_default();
    let mut marks: Vec<Mark<'_>> = revealed.findings.iter().map(Mark::Hidden).collect();
    marks.extend(blank_runs(text).into_iter().map(Mark::Blank));
    sort_by_key(&mut marks, Mark::start);
    let mut stretches = Vec::new();
    let mut done = 0;
    for mark in &marks {
        let (start, end) = (place(mark.start()), place(mark.end()));
        // Inside a word that was already shown as deceptive.
        if start < done {
            continue;
        }
        let shown_until = if mark.is_readable() { end } else { start };
        if shown_until > done {
            stretches.push(plain(part(done, shown_until)));
        }
        stretches.push(match mark {
            Mark::Hidden(found) => Stretch { kind: StretchKind::Hidden, ..plain(chip(found)) },
            Mark::Blank(run) => Stretch {
                kind: StretchKind::Blank,
                line: Some(LocalizedMessage::count(
                    match run.kind {
                        BlankKind::Lines => "blankLines",
                        BlankKind::Spaces => "blankSpaces",
                    },
                    run.count,
                )),
                ..plain(part(start, end))
            },
        });
        done = end;
    }
    if done < units.len() {
        stretches.push(plain(part(done, units.len())));
    }
    stretches
}

fn plain(text: String) -> Stretch {
    Stretch { kind: StretchKind::Plain, text, line: None, changed: false }
}

/// A place in a text that is not shown as it is.
enum Mark<'a> {
    Hidden(&'a reveal::Finding),
    Blank(BlankRun),
}

impl Mark<'_> {
    fn start(&self) -> u32 {
        match self {
            Self::Hidden(found) => found.start,
            Self::Blank(run) => run.start,
        }
    }

    fn end(&self) -> u32 {
        match self {
            Self::Hidden(found) => found.end,
            Self::Blank(run) => run.end,
        }
    }

    /// Whether the text of the place is shown before its chip.
    fn is_readable(&self) -> bool {
        matches!(self, Self::Hidden(found) if found.code == FindingCode::Homoglyph)
    }
}

fn chip(found: &reveal::Finding) -> String {
    found.code_points.join(" ")
}

/// A finding in a list.
pub(super) fn finding(found: &reveal::Finding) -> Finding {
    let key = match found.code {
        FindingCode::ZeroWidth => "trickZeroWidth",
        FindingCode::Tag => "trickTag",
        FindingCode::Bidi => "trickBidi",
        FindingCode::Variation => "trickVariation",
        FindingCode::Homoglyph => "trickHomoglyph",
        FindingCode::Filler => "trickFiller",
        FindingCode::Control => "trickControl",
        FindingCode::PrivateUse => "trickPrivateUse",
        FindingCode::Surrogate => "trickSurrogate",
    };
    Finding { chip: chip(found), line: LocalizedMessage::new(key).with(found.name.as_str()), at: found.start }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        stretches(text, &reveal::reveal(text))
            .into_iter()
            .map(|stretch| match stretch.kind {
                StretchKind::Plain => stretch.text,
                StretchKind::Hidden => format!("[{}]", stretch.text),
                StretchKind::Blank => format!("[{}: {:?}]", stretch.line.expect("a count").key, stretch.text),
            })
            .collect()
    }

    #[test]
    fn what_changed_is_marked_in_both() {
        let marked = |cut: Vec<Stretch>| -> String {
            let show =
                |stretch: Stretch| if stretch.changed { format!("<{}>", stretch.text) } else { stretch.text };
            cut.into_iter().map(show).collect()
        };
        for (now, before, ours, theirs) in [
            (
                "Answer in rhyme. Never lie.",
                "Answer in prose. Never lie.",
                "Answer in <rhyme. >Never lie.",
                "Answer in <prose. >Never lie.",
            ),
            ("One two three.", "One three.", "One <two >three.", "One three."),
            ("Same.", "Same.", "Same.", "Same."),
            ("a a", "a a a", "a a", "a <a >a"),
        ] {
            let (one, other) = changes(now, before);
            assert_eq!(
                (marked(one), marked(other)),
                (ours.to_owned(), theirs.to_owned()),
                "{now} / {before}"
            );
        }
    }

    #[test]
    fn hidden_things_become_chips_in_their_place() {
        assert_eq!(shown("in\u{200b}visible"), "in[U+200B]visible");
        assert_eq!(shown("key\u{202e}x\u{202c}."), "key[U+202E]x[U+202C].");
        assert_eq!(shown("plain content"), "plain content");
        assert_eq!(shown("a\n\n\n\n\u{200b}b"), "a\n[blankLines: \"\\n\\n\"]\n[U+200B]b");
        assert_eq!(shown("\u{1f600}\u{200b}"), "\u{1f600}[U+200B]", "offsets are UTF-16 units");
    }
}
