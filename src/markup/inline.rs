use serde::Serialize;

/// A stretch of text within a block.
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Inline {
    /// Text. A line feed in it is a soft break.
    Text {
        /// The text.
        text: String,
    },
    /// Emphasis.
    Emphasis {
        /// What is emphasised.
        children: Vec<Inline>,
    },
    /// Strong emphasis.
    Strong {
        /// What is emphasised.
        children: Vec<Inline>,
    },
    /// Text that is struck out.
    Struck {
        /// What is struck out.
        children: Vec<Inline>,
    },
    /// The box of a task, before its text.
    Task {
        /// Whether it is done.
        done: bool,
    },
    /// Code within a line, and math with its delimiters.
    Code {
        /// The code.
        text: String,
    },
    /// A link.
    Link {
        /// Where it leads; always `http` or `https`.
        href: String,
        /// Its host, which a page shows beside the link.
        host: String,
        /// Its text.
        children: Vec<Inline>,
    },
    /// A hard line break.
    Break,
}
