//! Hidden and deceptive characters, made visible.
//!
//! A text may show one thing and say another: instructions in characters that have no shape, order turned around,
//! letters borrowed from another alphabet. [`reveal`] finds them and leaves honest uses alone: emoji sequences, flags,
//! keycaps, joiners in Arabic, Persian and Indic scripts, variants of ideographs, marks in mixed-direction text.

mod honest;
mod lookalike;
mod name;
mod ranges;

use crate::domain::sort::sort_by_key;
use honest::Around;
use serde::Serialize;

/// What sort of character a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trick {
    /// Has no width: spaces, joiners and marks that nobody sees.
    ZeroWidth,
    /// A tag character, which spells ASCII invisibly.
    Tag,
    /// Turns the order of what follows.
    Bidi,
    /// Picks a variant of a character that has none, and so can carry bytes.
    Variation,
    /// A word with letters of another alphabet that look the same.
    Homoglyph,
    /// A letter by its properties, a blank by its looks.
    Filler,
    /// A control character or a noncharacter.
    Control,
    /// Means nothing that everyone agrees on.
    PrivateUse,
}

/// One hidden or deceptive place in a text. A run of the same trick is one finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Which trick.
    pub code: Trick,
    /// Where it starts, in UTF-16 units.
    pub start: u32,
    /// Where it ends, in UTF-16 units, exclusive.
    pub end: u32,
    /// The characters in question, as `U+200B`; of a long run the first 64.
    pub code_points: Vec<String>,
    /// The Unicode name of the first of them, or what the run spells.
    pub name: String,
}

/// A text, looked through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Revealed {
    /// What is hidden in it, by start. A homoglyph word may have other findings inside it.
    pub findings: Vec<Finding>,
    /// The text with every hidden character written out as `⟦U+200B⟧`.
    pub visible: String,
}

/// Characters of a run that are listed one by one.
const LISTED: usize = 64;

/// A character with where it stands.
#[derive(Clone, Copy)]
struct Spot {
    c: char,
    /// In UTF-16 units.
    at: u32,
    trick: Option<Trick>,
}

/// Looks a text through. Linear in its length.
pub fn reveal(text: &str) -> Revealed {
    if text.is_ascii() && !text.bytes().any(ranges::is_ascii_control) {
        return Revealed { findings: Vec::new(), visible: text.to_owned() };
    }
    let mut at = 0;
    let mut spots: Vec<Spot> = text
        .chars()
        .map(|c| {
            let spot = Spot { c, at, trick: None };
            at += if c as u32 > 0xffff { 2 } else { 1 };
            spot
        })
        .collect();
    let around = Around::new(text);
    let mut flag = 0;
    for nth in 0..spots.len() {
        // The tags that spell a flag are honest to the last.
        flag = flag.max(nth + around.flag_tags(&spots, nth));
        let trick = if nth < flag { None } else { around.trick(&spots, nth) };
        if let Some(spot) = spots.get_mut(nth) {
            spot.trick = trick;
        }
    }
    let mut findings = lookalike::words(&mut spots);
    findings.extend(runs(&spots));
    sort_by_key(&mut findings, |finding| (finding.start, finding.end));
    Revealed { visible: visible(&spots), findings }
}

/// Whether a text has nothing that can be seen.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || ranges::kind(c).is_some_and(|trick| trick != Trick::PrivateUse))
}

/// Neighbours with the same trick, joined.
fn runs(spots: &[Spot]) -> Vec<Finding> {
    spots
        .chunk_by(|one, next| one.trick == next.trick)
        .filter_map(|run| {
            let (first, last) = (run.first()?, run.last()?);
            let code = first.trick.filter(|code| *code != Trick::Homoglyph)?;
            let chars: Vec<char> = run.iter().map(|spot| spot.c).collect();
            Some(Finding {
                code,
                start: first.at,
                end: last.at + u32::try_from(last.c.len_utf16()).unwrap_or(1),
                code_points: chars.iter().take(LISTED).map(|c| name::code_point(*c)).collect(),
                name: name::of(code, &chars),
            })
        })
        .collect()
}

/// The text with chips where something is hidden. A letter that looks like another stays, with its chip after it.
fn visible(spots: &[Spot]) -> String {
    let mut visible = String::with_capacity(spots.len() + 32);
    for run in spots.chunk_by(|one, next| one.trick.is_some() && one.trick == next.trick) {
        let Some(code) = run.first().and_then(|spot| spot.trick) else {
            visible.extend(run.iter().map(|spot| spot.c));
            continue;
        };
        let chars: Vec<char> = run.iter().map(|spot| spot.c).collect();
        if let Some(words) = name::spelled(code, &chars) {
            visible.extend(["⟦", &words, "⟧"]);
            continue;
        }
        for c in chars.iter().take(LISTED) {
            if code == Trick::Homoglyph {
                visible.push(*c);
            }
            visible.extend(["⟦", &name::code_point(*c), "⟧"]);
        }
        if let Some(more) = chars.len().checked_sub(LISTED).filter(|more| *more > 0) {
            visible.extend(["⟦+", &more.to_string(), "⟧"]);
        }
    }
    visible
}
