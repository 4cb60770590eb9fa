use crate::domain::LocalizedMessage;

/// The badge, title and icon of the toolbar button.
#[derive(Clone, Debug, PartialEq)]
pub struct Badge {
    /// The text of the badge; absent for none.
    pub text: Option<BadgeText>,
    /// Background colour, `#rrggbb`.
    pub colour: &'static str,
    /// The title of the button.
    pub title: LocalizedMessage,
    /// The icon.
    pub mark: ToolbarIcon,
}

/// The text of the badge.
#[derive(Clone, Debug, PartialEq)]
pub enum BadgeText {
    /// A count.
    Count(u32),
    /// A localized word of four letters at most.
    Word(LocalizedMessage),
}

/// The icon of the toolbar button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToolbarIcon {
    /// The usual icon.
    Plain,
    /// Heartbeats are not possible.
    Grey,
    /// The key is locked.
    Locked,
}
