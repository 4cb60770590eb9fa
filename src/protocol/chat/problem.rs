use serde::Serialize;

/// Why a model did not answer, or not to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ChatProblemKind {
    /// The server wants a key, or another one (401).
    Key,
    /// The server refuses this extension, as Ollama does until it is told whom to allow (403).
    Forbidden,
    /// There is no such model, or nothing at this address (404).
    Missing,
    /// The server asks to wait (429).
    Busy,
    /// Any other status that says no, or an error in the middle of the reply.
    Server,
    /// The reply is no event stream, so that address is probably no chat.
    NotStream,
    /// The reply is longer than is read. What came before that stays.
    TooLong,
    /// The reply ended before the model was done. What came before that stays.
    Cut,
    /// The reply ended without a word.
    Empty,
}

/// A problem, and what the server says about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChatProblem {
    /// Which one it is.
    pub kind: ChatProblemKind,
    /// The server's own words, if it has any: plain text of a stranger, 300 characters at most.
    pub said: Option<String>,
}

impl ChatProblemKind {
    /// What the status of a reply and its media type say before its body is read; nothing where it is a stream of events.
    pub(super) fn of_head(status: u16, content_type: &str) -> Option<Self> {
        let media_type = content_type.split(';').next().unwrap_or_default().trim();
        match status {
            200 if media_type.eq_ignore_ascii_case("text/event-stream") => None,
            200..=299 => Some(Self::NotStream),
            401 => Some(Self::Key),
            403 => Some(Self::Forbidden),
            404 => Some(Self::Missing),
            429 => Some(Self::Busy),
            _ => Some(Self::Server),
        }
    }
}
