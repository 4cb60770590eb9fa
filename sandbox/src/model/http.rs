//! Requests and responses as plain values.

use serde_json::Value;

/// One HTTP request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Upper case, such as `GET`.
    pub method: String,
    /// Path with its query, such as `/api/v1/agent/models?limit=5`.
    pub path_and_query: String,
    /// Header names in any case, with their values.
    pub headers: Vec<(String, String)>,
    /// The body's bytes; empty when there is none.
    pub body: Vec<u8>,
}

impl Request {
    /// A request without headers or body.
    pub fn new(method: &str, path_and_query: &str) -> Self {
        Self { method: method.into(), path_and_query: path_and_query.into(), ..Self::default() }
    }

    /// A GET.
    pub fn get(path_and_query: &str) -> Self {
        Self::new("GET", path_and_query)
    }

    /// A POST with a JSON body.
    pub fn post(path_and_query: &str, body: &Value) -> Self {
        Self::new("POST", path_and_query).with_json(body)
    }

    /// The same request with a JSON body.
    #[must_use]
    pub fn with_json(mut self, body: &Value) -> Self {
        self.headers.push(("content-type".into(), "application/json".into()));
        self.body = body.to_string().into_bytes();
        self
    }

    /// The same request with `Authorization: Bearer key`.
    #[must_use]
    pub fn with_key(self, key: &str) -> Self {
        self.with_header("authorization", &format!("Bearer {key}"))
    }

    /// The same request with one more header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The first header of that name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(held, _)| held.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The path without its query.
    pub fn path(&self) -> &str {
        self.path_and_query.split_once('?').map_or(self.path_and_query.as_str(), |(path, _)| path)
    }

    pub(crate) fn query(&self) -> Query {
        Query::parse(self.path_and_query.split_once('?').map_or("", |(_, query)| query))
    }
}

/// One HTTP response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// HTTP status, 100 to 599.
    pub status: u16,
    /// Header names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Response {
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::bytes(status, "application/json; charset=utf-8", body.to_string().into_bytes())
    }

    pub(crate) fn bytes(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        Self { status, headers: vec![("content-type".into(), content_type.into())], body }
    }

    /// The first header of that name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(held, _)| held.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body as JSON; null when it is not JSON.
    pub fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.headers.retain(|(held, _)| held != name);
        self.headers.push((name.into(), value.into()));
    }
}

/// The decoded query parameters of a path, in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query(pub(crate) Vec<(String, String)>);

impl Query {
    fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter(|part| !part.is_empty()).map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decode(&name.replace('+', " ")), decode(&value.replace('+', " ")))
        });
        Self(pairs.collect())
    }

    /// The value of that name, unless it is empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(held, _)| held == name).map(|(_, value)| value.as_str());
        found.filter(|value| !value.is_empty())
    }
}

/// Decodes percent-encoding. An invalid escape stays as it is; bytes that are not UTF-8 are replaced.
pub(crate) fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let pair = (byte == b'%').then(|| (ahead.next(), ahead.next()));
        let hex = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
        match pair {
            Some((Some(high), Some(low))) if hex(high).is_some() && hex(low).is_some() => {
                out.push(hex(high).unwrap_or(0) * 16 + hex(low).unwrap_or(0));
                bytes = ahead;
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_decoded_and_a_broken_escape_stays() {
        let query = Request::get("/x?q=a%20b+c&z=100%&empty=").query();
        assert_eq!(query.get("q"), Some("a b c"));
        assert_eq!(query.get("z"), Some("100%"));
        assert_eq!(query.get("empty"), None);
    }
}
