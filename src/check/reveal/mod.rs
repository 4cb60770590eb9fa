//! Hidden and deceptive characters, made visible.
//!
//! A text may show one thing and say another: instructions in characters that have no shape, order turned around,
//! letters borrowed from another alphabet. [`reveal`] finds them and leaves honest uses alone: emoji sequences, flags,
//! keycaps, joiners in Arabic, Persian and Indic scripts, variants of ideographs, marks in mixed-direction text.
//! `docs/hidden-characters.md` tells which uses are honest, and what was measured.
//!
//! A character that can be hidden is a finding until a module of its kind leaves it alone. The host of a link is looked
//! through like any text, once it is decoded: a name that reads as Latin and is not has a [`FindingCode::Homoglyph`].

mod character;
mod direction;
mod filler;
mod finding;
mod flag;
mod joiner;
mod lines;
mod lookalike;
mod name;
mod ranges;
mod table;
mod tables;
mod variation;
mod words;

use crate::domain::sort::sort_by_key;
use character::Character;
use finding::LISTED;
pub use finding::{Finding, FindingCode};
use serde::Serialize;

/// A text, looked through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Revealed {
    /// What is hidden in it, by start. A homoglyph word may have other findings inside it.
    pub findings: Vec<Finding>,
    /// The text with every hidden character written out as `⟦U+200B⟧`.
    pub visible: String,
}

/// Looks a text through. Linear in its length.
pub fn reveal(text: &str) -> Revealed {
    if text.is_ascii() && !text.bytes().any(ranges::is_ascii_control) {
        return Revealed { findings: Vec::new(), visible: text.to_owned() };
    }
    reveal_all(text.chars().map(Ok))
}

/// Looks a text of JavaScript through, which may have halves of surrogate pairs.
pub fn reveal_utf16(units: &[u16]) -> Revealed {
    let chars = char::decode_utf16(units.iter().copied());
    reveal_all(chars.map(|c| c.map_err(|half| half.unpaired_surrogate())))
}

fn reveal_all(chars: impl Iterator<Item = Result<char, u16>>) -> Revealed {
    let mut at = 0;
    let mut characters: Vec<Character> = chars
        .map(|c| {
            let character = match c {
                Ok(c) => Character { c, at, number: u32::from(c), code: ranges::kind(c) },
                Err(half) => {
                    let c = char::REPLACEMENT_CHARACTER;
                    Character { c, at, number: u32::from(half), code: Some(FindingCode::Surrogate) }
                }
            };
            at += utf16_length(character.c);
            character
        })
        .collect();
    let mut findings = words::find(&mut characters);
    flag::allow(&mut characters);
    for line in characters.chunk_by_mut(|one, _| one.c != '\n') {
        variation::allow(line);
        joiner::allow(line);
        direction::allow(line);
        filler::allow(line);
    }
    findings.extend(runs(&characters));
    sort_by_key(&mut findings, |finding| (finding.start, finding.end));
    Revealed { visible: visible(&characters), findings }
}

fn utf16_length(c: char) -> u32 {
    if u32::from(c) > 0xffff { 2 } else { 1 }
}

/// Whether a character is a finding wherever its use is not honest.
pub(super) fn is_found(c: char) -> bool {
    ranges::kind(c).is_some()
}

/// Whether a text has nothing that can be seen.
pub fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || ranges::kind(c).is_some_and(|code| code != FindingCode::PrivateUse))
}

/// Neighbours with the same code, joined.
fn runs(characters: &[Character]) -> Vec<Finding> {
    characters
        .chunk_by(|one, next| one.code == next.code)
        .filter_map(|run| {
            let (first, last) = (run.first()?, run.last()?);
            let code = first.code.filter(|code| *code != FindingCode::Homoglyph)?;
            let chars: Vec<char> = run.iter().map(|character| character.c).collect();
            Some(Finding {
                code,
                start: first.at,
                end: last.at + utf16_length(last.c),
                code_points: run
                    .iter()
                    .take(LISTED)
                    .map(|character| name::code_point(character.number))
                    .collect(),
                name: name::of(code, &chars),
            })
        })
        .collect()
}

/// The text with chips where something is hidden. A letter that looks like another stays, with its chip after it.
fn visible(characters: &[Character]) -> String {
    let mut visible = String::with_capacity(characters.len() + 32);
    for run in characters.chunk_by(|one, next| one.code.is_some() && one.code == next.code) {
        let Some(code) = run.first().and_then(|character| character.code) else {
            visible.extend(run.iter().map(|character| character.c));
            continue;
        };
        let chars: Vec<char> = run.iter().map(|character| character.c).collect();
        if let Some(words) = name::spelled(code, &chars) {
            visible.extend(["⟦", &words, "⟧"]);
            continue;
        }
        for character in run.iter().take(LISTED) {
            if code == FindingCode::Homoglyph {
                visible.push(character.c);
            }
            visible.extend(["⟦", &name::code_point(character.number), "⟧"]);
        }
        if let Some(more) = run.len().checked_sub(LISTED).filter(|more| *more > 0) {
            visible.extend(["⟦+", &more.to_string(), "⟧"]);
        }
    }
    visible
}
