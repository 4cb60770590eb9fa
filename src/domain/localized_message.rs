use super::Millis;
use serde::{Deserialize, Serialize};

/// A sentence for a person, not yet in any language: a key of `_locales` and what goes into it.
///
/// The core never holds a sentence. Surfaces look the key up and format the arguments for the reader's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct LocalizedMessage {
    /// Key in `_locales/<language>/messages.json`, without the plural category if there is a count.
    pub key: String,
    /// The number that decides the plural form. The surface appends its CLDR category in the language of the messages: `key_one`,
    /// `key_few`, `key_other` and so on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub count: Option<u32>,
    /// What `$1`, `$2`, ... stand for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<MessageArg>>"))]
    pub args: Vec<MessageArg>,
}

/// One argument of a [`LocalizedMessage`]; the surface formats numbers and times for the reader.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(untagged)]
pub enum MessageArg {
    /// Text as it is. Remote text is allowed; it only ever becomes a text node.
    Text(String),
    /// A number, shown in the reader's digits and grouping.
    Number(f64),
    /// A time of day (with the date when it is not today).
    At {
        /// When.
        #[cfg_attr(feature = "types", ts(type = "number"))]
        at: Millis,
    },
    /// How long ago something was: *4 min ago*.
    Ago {
        /// When it was.
        #[cfg_attr(feature = "types", ts(type = "number"))]
        ago: Millis,
    },
    /// A span of time: *20 s*.
    Span {
        /// Its length in seconds.
        #[cfg_attr(feature = "types", ts(type = "number"))]
        seconds: u64,
    },
    /// A line inside a line.
    Inner(LocalizedMessage),
}

impl LocalizedMessage {
    /// A line without arguments.
    pub fn new(key: &str) -> Self {
        Self { key: key.to_owned(), count: None, args: Vec::new() }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, arg: impl Into<MessageArg>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// Adds a time of day.
    #[must_use]
    pub fn at(self, at: Millis) -> Self {
        self.with(MessageArg::At { at })
    }

    /// A message in the plural form of `count`, which is its first argument.
    pub fn count(key: &str, count: u32) -> Self {
        Self { count: Some(count), ..Self::new(key) }.with(count)
    }

    /// Remote or personal words shown as they came.
    pub fn verbatim(text: impl Into<String>) -> Self {
        Self::new("verbatim").with(text.into())
    }
}

impl From<&str> for MessageArg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for MessageArg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for MessageArg {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for MessageArg {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<LocalizedMessage> for MessageArg {
    fn from(line: LocalizedMessage) -> Self {
        Self::Inner(line)
    }
}

/// A text for a place that the browser or the system draws, such as a desktop notification: without characters that turn the order of what
/// follows, and without control characters but the line feed. Pages isolate a text instead.
pub fn without_reordering(text: &str) -> String {
    let reorders = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| *c == '\n' || !(c.is_control() || reorders(*c))).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_turns_the_order_is_left_out_of_a_text_that_the_system_draws() {
        for (text, expected) in [
            ("Wick \u{202e}gnp.exe", "Wick gnp.exe"),
            ("\u{2067}a\u{2069}\u{202a}b\u{202c}", "ab"),
            ("one\u{7}\u{1b}[31m\ntwo", "one[31m\ntwo"),
            // Marks, joiners and emoji are honest in names.
            (
                "\u{200f}שלום\u{200e} \u{1f469}\u{200d}\u{1f680}",
                "\u{200f}שלום\u{200e} \u{1f469}\u{200d}\u{1f680}",
            ),
        ] {
            assert_eq!(super::without_reordering(text), expected);
        }
    }
}
