use std::fmt;

/// What did not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Every text typed is stored, posted or discarded.
    NoDraftLost,
    /// Nothing is posted twice.
    NothingTwice,
    /// What is posted or engaged is done by the account whose draft it was, or which was in front.
    RightAccount,
    /// What spends is written down before it leaves.
    WriteAhead,
    /// Every spend has a receipt.
    NothingUntold,
    /// The badge is what the state says, and the state what the network says.
    BadgeTrue,
    /// No faster than pace, back-off and `Retry-After` allow.
    NoLimitExceeded,
    /// Beats go on, and what is unknown is settled.
    Alive,
    /// The core does not panic.
    NoPanic,
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::NoDraftLost => "no draft lost",
            Self::NothingTwice => "nothing twice",
            Self::RightAccount => "each under its own name",
            Self::WriteAhead => "written down before it is sent",
            Self::NothingUntold => "nothing spent untold",
            Self::BadgeTrue => "badge true",
            Self::NoLimitExceeded => "no limit exceeded",
            Self::Alive => "alive",
            Self::NoPanic => "no panic",
        })
    }
}

/// A rule that was broken, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The rule.
    pub rule: Rule,
    /// What was seen.
    pub what: String,
}

impl Failure {
    /// A broken rule with what was seen.
    pub fn new(rule: Rule, what: impl Into<String>) -> Self {
        Self { rule, what: what.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "broken: {}. {}", self.rule, self.what)
    }
}
