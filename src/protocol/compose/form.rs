//! The fields a caller gives, by canonical name or any known alias (contract, section 3).

use crate::domain::{ApiError, ApiErrorKind, FieldMapping};
use serde_json::{Map, Value};

/// One field: its canonical name, then the other names it is known by, best first.
pub(super) type Names<'n> = &'n [&'n str];

/// Fields as given, and the names that were corrected so far.
pub(super) struct Form<'a> {
    given: &'a Map<String, Value>,
    /// Names that were corrected, in the order in which fields were asked for.
    pub(super) corrected: Vec<FieldMapping>,
}

/// A field that cannot be sent as it is.
pub(super) fn invalid(field: &str, message: impl Into<String>) -> ApiError {
    ApiError { path: Some(format!("$.{field}")), ..ApiError::new(ApiErrorKind::Invalid, "FIELD", message) }
}

impl<'a> Form<'a> {
    pub(super) fn new(given: &'a Map<String, Value>) -> Self {
        Self { given, corrected: Vec::new() }
    }

    /// Whether a field was given under any of its names.
    pub(super) fn has(&self, names: Names<'_>) -> bool {
        names.iter().any(|name| self.value(name).is_some())
    }

    /// Null is as good as absent.
    fn value(&self, name: &str) -> Option<&'a Value> {
        self.given.get(name).filter(|value| !value.is_null())
    }

    /// The value under the best name that has one. An alias is noted as corrected; the canonical name always wins.
    pub(super) fn take(&mut self, names: Names<'_>) -> Option<&'a Value> {
        let canonical = names.first()?;
        let (name, value) = names.iter().find_map(|name| Some((*name, self.value(name)?)))?;
        if name != *canonical {
            self.corrected.push(FieldMapping { from: name.to_owned(), to: (*canonical).to_owned() });
        }
        Some(value)
    }

    /// Text that says something, at most `most` characters long. A blank text counts as absent.
    pub(super) fn text(&mut self, names: Names<'_>, most: usize) -> Result<Option<String>, ApiError> {
        let field = names.first().copied().unwrap_or_default();
        let text = match self.take(names) {
            None => return Ok(None),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(_) => {
                return Err(invalid(field, format!("{field} must be text. Write it as text and try again.")));
            }
        };
        let length = text.chars().count();
        if length > most {
            let message =
                format!("{field} is {length} characters long, and at most {most} are allowed. Shorten it.");
            return Err(invalid(field, message));
        }
        Ok(Some(text).filter(|text| !text.trim().is_empty()))
    }

    /// Text that has to be there.
    pub(super) fn needed(&mut self, names: Names<'_>, most: usize) -> Result<String, ApiError> {
        let field = names.first().copied().unwrap_or_default();
        self.text(names, most)?
            .ok_or_else(|| invalid(field, format!("{field} is missing. Fill it in and try again.")))
    }

    /// An id that becomes a segment of a path. One of dots alone would lead elsewhere, even when encoded.
    pub(super) fn segment(&mut self, names: Names<'_>) -> Result<String, ApiError> {
        let field = names.first().copied().unwrap_or_default();
        let id = self.needed(names, usize::MAX)?;
        if id == "." || id == ".." {
            return Err(invalid(
                field,
                format!("{field} is not an id. Copy the id of a node and try again."),
            ));
        }
        Ok(super::super::encode::segment(&id))
    }

    /// A number, also from text, within these ends.
    pub(super) fn number(
        &mut self,
        names: Names<'_>,
        least: f64,
        most: f64,
    ) -> Result<Option<f64>, ApiError> {
        let field = names.first().copied().unwrap_or_default();
        let Some(value) = self.take(names) else { return Ok(None) };
        let number = match value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        number.filter(|number| (least..=most).contains(number)).map(Some).ok_or_else(|| {
            invalid(
                field,
                format!("{field} must be a number from {least} to {most}. Correct it and try again."),
            )
        })
    }

    /// A whole number within these ends.
    pub(super) fn whole(&mut self, names: Names<'_>, least: u32, most: u32) -> Result<Option<u32>, ApiError> {
        let field = names.first().copied().unwrap_or_default();
        match self.number(names, f64::from(least), f64::from(most))? {
            None => Ok(None),
            // It lies between two values of `u32` and has no fraction.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Some(number) if number.fract() == 0.0 => Ok(Some(number as u32)),
            Some(_) => {
                Err(invalid(field, format!("{field} must be a whole number. Correct it and try again.")))
            }
        }
    }

    /// Yes or no, also from text.
    pub(super) fn flag(&mut self, names: Names<'_>) -> Result<Option<bool>, ApiError> {
        let field = names.first().copied().unwrap_or_default();
        match self.take(names) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(Value::String(text)) if text.trim().eq_ignore_ascii_case("true") => Ok(Some(true)),
            Some(Value::String(text)) if text.trim().eq_ignore_ascii_case("false") => Ok(Some(false)),
            Some(_) => {
                Err(invalid(field, format!("{field} must be true or false. Correct it and try again.")))
            }
        }
    }

    /// An object that holds something.
    pub(super) fn object(&mut self, field: &str) -> Result<Option<Map<String, Value>>, ApiError> {
        match self.take(&[field]) {
            None => Ok(None),
            Some(Value::Object(object)) => Ok(Some(object.clone()).filter(|object| !object.is_empty())),
            Some(_) => Err(invalid(field, format!("{field} must be an object. Correct it and try again."))),
        }
    }

    /// One of these words, written in any case.
    pub(super) fn one_of(
        &mut self,
        names: Names<'_>,
        words: &[&'static str],
    ) -> Result<Option<&'static str>, ApiError> {
        let field = names.first().copied().unwrap_or_default();
        let Some(text) = self.text(names, usize::MAX)? else { return Ok(None) };
        let found = words.iter().find(|word| word.eq_ignore_ascii_case(text.trim()));
        found.copied().map(Some).ok_or_else(|| {
            invalid(field, format!("{field} must be one of {}. Choose one of them.", words.join(", ")))
        })
    }

    /// A list of texts, each at most `longest` characters long. A bare text is a list of one.
    pub(super) fn words(
        &mut self,
        names: Names<'_>,
        most: usize,
        longest: usize,
    ) -> Result<Vec<String>, ApiError> {
        let field = names.first().copied().unwrap_or_default();
        let wrong = || {
            let message = format!(
                "{field} must be a list of at most {most} texts of at most {longest} characters. Correct it."
            );
            invalid(field, message)
        };
        let values = match self.take(names) {
            None => return Ok(Vec::new()),
            Some(Value::Array(values)) => values.as_slice(),
            Some(value) => std::slice::from_ref(value),
        };
        let words: Option<Vec<String>> = values
            .iter()
            .map(|value| value.as_str().filter(|text| text.chars().count() <= longest).map(str::to_owned))
            .collect();
        words.filter(|words| words.len() <= most).ok_or_else(wrong)
    }
}
