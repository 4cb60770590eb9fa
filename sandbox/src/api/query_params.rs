//! Reads common query parameters.

use crate::model::http::Query;
use crate::model::refusal::Refusal;

/// The `limit` of a query: a whole number from 1 to `most`.
pub(crate) fn limit(query: &Query, default: usize, most: usize) -> Result<usize, Refusal> {
    match query.get("limit") {
        None => Ok(default),
        Some(text) => match text.parse() {
            Ok(number) if (1..=most).contains(&number) => Ok(number),
            _ => Err(Refusal::query("limit", &format!("a whole number from 1 to {most}"))),
        },
    }
}

/// A true or false of a query.
pub(crate) fn flag(query: &Query, name: &str) -> Result<Option<bool>, Refusal> {
    match query.get(name) {
        None => Ok(None),
        Some("true" | "1") => Ok(Some(true)),
        Some("false" | "0") => Ok(Some(false)),
        Some(_) => Err(Refusal::query(name, "true or false")),
    }
}

/// One of several words of a query.
pub(crate) fn word<'a>(query: &Query, name: &str, words: &[&'a str]) -> Result<Option<&'a str>, Refusal> {
    let Some(value) = query.get(name) else { return Ok(None) };
    let found = words.iter().find(|word| **word == value).copied();
    found.map(Some).ok_or_else(|| Refusal::query(name, &format!("one of {}", words.join(", "))))
}

/// A cursor that is a plain offset.
pub(crate) fn offset(query: &Query) -> Result<usize, Refusal> {
    query.get("cursor").map_or(Ok(0), |text| {
        text.parse().map_err(|_| Refusal::query("cursor", "the nextCursor of the page before"))
    })
}
