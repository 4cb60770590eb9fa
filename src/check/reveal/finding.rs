use serde::Serialize;

/// What sort of character a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
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
    /// A control character, a line or paragraph separator, an annotation mark, the stand-in for an object, or a noncharacter.
    Control,
    /// Means nothing that everyone agrees on.
    PrivateUse,
    /// Half of a surrogate pair, without the other half.
    Surrogate,
}

/// One hidden or deceptive place in a text. Neighbours with the same code are one finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// What sort of character is there.
    pub code: FindingCode,
    /// Where it starts, in UTF-16 units.
    pub start: u32,
    /// Where it ends, in UTF-16 units, exclusive.
    pub end: u32,
    /// The characters in question, as `U+200B`; of a long run the first 64.
    pub code_points: Vec<String>,
    /// The Unicode name of the first of them, or what the run spells.
    pub name: String,
}

/// Characters of a run that are listed one by one.
pub(super) const LISTED: usize = 64;
