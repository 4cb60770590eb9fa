use crate::domain::LocalizedMessage;

/// What the toolbar shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Badge {
    /// A count as text, or a word; absent for none.
    pub text: Option<BadgeText>,
    /// Background colour, `#rrggbb`.
    pub colour: &'static str,
    /// The whole sentence.
    pub title: LocalizedMessage,
    /// Which drawing of the mark.
    pub mark: ToolbarIcon,
}

/// The few characters on the icon.
#[derive(Clone, Debug, PartialEq)]
pub enum BadgeText {
    /// How many.
    Count(u32),
    /// A translated word of four letters at most.
    Word(LocalizedMessage),
}

/// Which drawing of the mark the toolbar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToolbarIcon {
    /// As always.
    Plain,
    /// No beat is possible.
    Grey,
    /// The key is locked away.
    Locked,
}
