//! From the bytes of a reply to something that was read out of it.

use super::shape::{Filling, LARGE, Shape};
use crate::domain::ApiError;
use serde::de::DeserializeSeed;
use std::borrow::Cow;

/// The most bytes of a reply that are read.
const MOST: usize = 8 << 20;
/// The same for a thread, which is the one reply that may be large.
const MOST_OF_A_THREAD: usize = 32 << 20;

/// The most bytes of a reply that are read.
pub(super) fn most(thread: bool) -> usize {
    if thread { MOST_OF_A_THREAD } else { MOST }
}

/// A reply of more bytes than are read.
pub(super) fn too_large(thread: bool) -> ApiError {
    let message = format!(
        "The answer is larger than {} MB, so it was not read. Try a smaller part of it, or open it on the web.",
        most(thread) >> 20
    );
    ApiError::large("$", message)
}

/// What a person can do about an answer that does not come from an Impromptu network.
const WHAT_TO_DO: &str = "Check the API address in the options, then try again.";

/// The text of a body, without a byte order mark. Bytes that are no UTF-8 become U+FFFD, as every browser does it.
pub(super) fn text(bytes: &[u8], thread: bool) -> Result<Cow<'_, str>, ApiError> {
    if bytes.len() > most(thread) {
        return Err(too_large(thread));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // The lossy reader goes through the text piece by piece, which takes several times as long as the check that nearly every body passes.
    Ok(str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed))
}

/// Reads a whole document into a noun.
pub(super) fn read<T: for<'de> Shape<'de> + Default>(text: &str) -> Result<T, ApiError> {
    // One loop for both attempts: this is compiled for each noun.
    let mut mended = None;
    loop {
        let mut shape = T::default();
        match attempt(text, mended.as_deref(), &mut shape)? {
            None => return Ok(shape),
            copy => mended = copy,
        }
    }
}

/// Fills a noun from a text, or from its mended copy. Returns such a copy where the text itself cannot be read and the copy may be.
fn attempt<'de>(
    text: &'de str,
    mended: Option<&'de str>,
    shape: &mut dyn Shape<'de>,
) -> Result<Option<String>, ApiError> {
    match (fill(mended.unwrap_or(text), shape), mended) {
        (Ok(()), _) => Ok(None),
        (Err(error), Some(mended)) => Err(refusal(mended, &error)),
        (Err(error), None) => mend(text).map(Some).ok_or_else(|| refusal(text, &error)),
    }
}

/// Reads a whole document into a noun that was begun.
pub(super) fn fill<'de>(text: &'de str, shape: &mut dyn Shape<'de>) -> Result<(), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(text);
    Filling(shape).deserialize(&mut json)?;
    json.end()
}

/// Why a text is no JSON, in words.
pub(super) fn refusal(text: &str, error: &serde_json::Error) -> ApiError {
    let start = text.trim_start();
    let what = if start.is_empty() {
        "The answer was empty.".to_owned()
    } else if start.starts_with('<') {
        "The answer is a web page, not the answer of an Impromptu network.".to_owned()
    } else if error.is_eof() {
        "The answer was cut short on its way.".to_owned()
    } else {
        let (line, column) = (error.line(), error.column());
        format!("The answer is not JSON that can be read (line {line}, column {column}).")
    };
    ApiError::shape("$", format!("{what} {WHAT_TO_DO}"))
}

/// Whether a field stands in nearly every reply and says nothing about what the reply is (contract, section 13).
pub(super) fn is_common(name: &str) -> bool {
    matches!(name, "requestId" | "success" | "hint" | "generatedAt" | "_fieldMappings")
}

/// A reply that is JSON and lacks what it is for.
pub(super) fn missing(path: impl Into<String>) -> ApiError {
    let path = path.into();
    let message = format!("The answer has nothing usable at {path}. {WHAT_TO_DO}");
    ApiError::shape(path, message)
}

/// The good ones of a list. Junk among them is passed over; a list of nothing but junk is no answer.
pub(super) fn usable<D, T>(
    all: Vec<D>,
    path: &str,
    field: &str,
    finish: impl Fn(D) -> Option<T>,
) -> Result<Vec<T>, ApiError> {
    let has_items = !all.is_empty();
    let good: Vec<T> = all.into_iter().filter_map(finish).collect();
    if has_items && good.is_empty() { Err(missing(format!("{path}[0].{field}"))) } else { Ok(good) }
}

/// A copy that can be read where the text itself cannot, or not without a loss: without halves of surrogate pairs, and
/// with large numbers as text. `None` when there is nothing to mend.
pub(super) fn mend(text: &str) -> Option<String> {
    let whole = mend_surrogates(text);
    mend_numbers(whole.as_deref().unwrap_or(text)).or(whole)
}

/// A copy in which every number of more than 63 bits is text as it came, and one beyond the range of a double is null.
/// `None` when there is no such number.
pub(super) fn mend_numbers(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let (mut copy, mut kept, mut at) = (String::new(), 0, 0);
    while let Some(byte) = bytes.get(at) {
        let start = at;
        match byte {
            b'"' => at += string_length(bytes.get(at..)?),
            b'-' | b'0'..=b'9' => {
                let is_number = |byte: &&u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
                at += bytes.get(at..)?.iter().take_while(is_number).count();
                let number = text.get(start..at)?;
                let value = number.parse::<f64>().unwrap_or_default();
                if number.parse::<i64>().is_err() && value.abs() >= LARGE {
                    copy.push_str(text.get(kept..start)?);
                    if value.is_finite() || number.bytes().all(|byte| matches!(byte, b'-' | b'0'..=b'9')) {
                        copy.extend(["\"", number, "\""]);
                    } else {
                        copy.push_str("null");
                    }
                    kept = at;
                }
            }
            _ => at += 1,
        }
    }
    (kept > 0).then(|| copy + text.get(kept..).unwrap_or_default())
}

/// How many bytes a string takes, from its first quotation mark to its last. One that does not end goes to the end.
fn string_length(bytes: &[u8]) -> usize {
    let mut escaped = false;
    let end = bytes.iter().skip(1).position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    });
    end.map_or(bytes.len(), |end| end + 2)
}

/// A copy in which every escaped half of a surrogate pair that lacks its other half is U+FFFD.
///
/// A server that cuts a preview after so many UTF-16 units can cut an emoji in two, and JSON made in JavaScript then
/// holds `\ud83d` alone. Browsers read that; serde refuses the whole document. `None` when there is nothing to mend.
pub(super) fn mend_surrogates(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let (mut copy, mut kept, mut at) = (String::new(), 0, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'\\')) {
        let escape = at + found;
        at = escape + 2;
        match unit(bytes, escape) {
            Some(0xD800..0xDC00) if matches!(unit(bytes, escape + 6), Some(0xDC00..0xE000)) => {
                at = escape + 12;
            }
            Some(0xD800..0xE000) => {
                copy.push_str(text.get(kept..escape)?);
                copy.push('\u{FFFD}');
                kept = escape + 6;
                at = kept;
            }
            _ => {}
        }
    }
    (kept > 0).then(|| copy + text.get(kept..).unwrap_or_default())
}

/// The UTF-16 unit that an escape `\uXXXX` at this place stands for.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok().filter(|d| !d.starts_with('+'))?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::{mend, mend_numbers};

    #[test]
    fn mends_halves_of_pairs_and_nothing_else() {
        assert_eq!(mend(r#""cut \ud83d""#).as_deref(), Some("\"cut \u{FFFD}\""));
        assert_eq!(
            mend(r#""\udc00\ud83d\ude00\ud83d""#).as_deref(),
            Some("\"\u{FFFD}\\ud83d\\ude00\u{FFFD}\"")
        );
        assert_eq!(mend(r#""\\ud83d whole \ud83d\ude00 \u00e9""#), None);
        assert_eq!(mend("\\"), None);
        assert_eq!(mend("\\ud8"), None);
    }

    #[test]
    fn makes_large_numbers_text_and_leaves_strings_alone() {
        assert_eq!(mend_numbers("[9223372036854775808,1]").as_deref(), Some("[\"9223372036854775808\",1]"));
        assert_eq!(mend_numbers(r#"{"a\"1e999":-1e999}"#).as_deref(), Some(r#"{"a\"1e999":null}"#));
        assert_eq!(mend_numbers(r#"["1e999", 1e18, -9223372036854775808, 0.1, "\\"]"#), None);
        assert_eq!(mend_numbers("\"1e999"), None);
    }
}
