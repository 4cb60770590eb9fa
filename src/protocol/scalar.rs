//! One JSON value of no certain type, and what can be made of it.

use super::date;
use crate::domain::{Millis, excerpt};
use std::borrow::Cow;

/// A value as it came: numbers may arrive as text, flags as numbers, and anything as null (contract, section 12).
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Scalar<'de> {
    /// `null`, or nothing at all.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number, kept exact since ids come as numbers too. A larger one comes as text.
    Whole(i64),
    /// Any other number.
    Number(f64),
    /// Text, borrowed from the body where it holds no escapes.
    Text(Cow<'de, str>),
    /// A list or an object, where a single value was looked for.
    Compound,
}

/// The most characters of a name or a title.
const LONGEST_LABEL: usize = 300;
/// The most characters of any other text but the content of a post: ids, addresses, descriptions, reasons.
const LONGEST_TEXT: usize = 4_000;

impl Scalar<'_> {
    /// A name or a title. One that is longer than a line or two is cut.
    pub(super) fn label(self) -> Option<String> {
        self.content().map(|text| shortened(text, LONGEST_LABEL))
    }

    /// Text that says something and is no content. What is longer than any the contract knows is cut, so that no reply fills what this browser
    /// stores of it.
    pub(super) fn text(self) -> Option<String> {
        self.content().map(|text| shortened(text, LONGEST_TEXT))
    }

    /// Text that says something, whole: what somebody or a model wrote. A number is spelled out.
    pub(super) fn content(self) -> Option<String> {
        match self {
            Self::Text(text) if text.trim().is_empty() => None,
            Self::Text(text) => Some(text.into_owned()),
            Self::Whole(number) => Some(number.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::Null | Self::Bool(_) | Self::Compound => None,
        }
    }

    /// A finite number, also from text.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            // Beyond 2^53 the last digits are lost, as in every JavaScript reader of the same reply.
            #[allow(clippy::cast_precision_loss)]
            Self::Whole(number) => Some(*number as f64),
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
            Self::Null | Self::Bool(_) | Self::Compound => None,
        }
        .filter(|number: &f64| number.is_finite())
    }

    /// A whole count. What is below zero counts as none, what is beyond `u32` as its end.
    pub(super) fn count(&self) -> Option<u32> {
        // A cast from float to integer saturates, which is the rule that is wanted.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        self.number().map(|number| number as u32)
    }

    /// A flag, also from `1`, `0`, `"true"` or `"false"`.
    pub(super) fn flag(&self) -> Option<bool> {
        match self {
            Self::Bool(flag) => Some(*flag),
            Self::Whole(number) => Some(*number != 0),
            Self::Number(number) => Some(*number != 0.0),
            Self::Text(text) => match text.trim().to_ascii_lowercase().as_str() {
                "true" | "yes" | "1" => Some(true),
                "false" | "no" | "0" => Some(false),
                _ => None,
            },
            Self::Null | Self::Compound => None,
        }
    }

    /// A date in any form that [`date`] reads.
    pub(super) fn millis(&self) -> Option<Millis> {
        match self {
            Self::Text(text) => date::from_text(text),
            other => other.number().and_then(date::from_number),
        }
    }
}

fn shortened(text: String, most: usize) -> String {
    // Every character has a byte at least.
    if text.len() <= most { text } else { excerpt(&text, most) }
}
