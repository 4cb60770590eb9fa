//! The ways to engage with a node without answering it (contract, section 2.7).

/// One way to engage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Engagement {
    Like,
    Dislike,
    Bookmark,
    Share,
    View,
}

impl Engagement {
    /// The engagement of that name, in any case.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let all = [Self::Like, Self::Dislike, Self::Bookmark, Self::Share, Self::View];
        all.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Like => "LIKE",
            Self::Dislike => "DISLIKE",
            Self::Bookmark => "BOOKMARK",
            Self::Share => "SHARE",
            Self::View => "VIEW",
        }
    }

    /// The price in budget before decay. PROPOSAL: a share costs 1; the contract names no price for it.
    pub(crate) fn price(self) -> i64 {
        match self {
            Self::View => 0,
            Self::Like | Self::Dislike | Self::Share => 1,
            Self::Bookmark => 2,
        }
    }
}
