use super::event_stream::EventStream;
use super::problem::{ChatProblem, ChatProblemKind};
use crate::domain::excerpt;
use crate::protocol::body;
use crate::protocol::scalar::Scalar;
use crate::protocol::shape::{Elements, Shape, Slot, Unreadable};

/// The most bytes of an answer that are kept.
pub const MOST_TEXT: usize = 64 << 10;
/// The most bytes of a stream that are read: each word comes in an envelope of its own.
const MOST_BYTES: usize = 8 << 20;
/// The most bytes of a reply that says no.
const MOST_OF_REFUSAL: usize = 64 << 10;
/// The most characters of what a server says that are shown.
const MOST_SAID: usize = 300;

/// The reply to a request for an answer, while it comes in.
#[derive(Default)]
pub struct ChatReply {
    /// What the status and the media type already say against it.
    refusal: Option<ChatProblemKind>,
    stream: EventStream,
    /// The body of a refusal.
    body: Vec<u8>,
    /// How many bytes have come.
    received: usize,
    text: String,
    /// Whether the model said that it is done.
    done: bool,
    problem: Option<ChatProblem>,
}

impl ChatReply {
    /// A reply of which status and `Content-Type` are known.
    pub fn new(status: u16, content_type: &str) -> Self {
        Self { refusal: ChatProblemKind::of_head(status, content_type), ..Self::default() }
    }

    /// The answer so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing more is read: the model is done, or there is a problem.
    pub fn is_over(&self) -> bool {
        self.done || self.problem.is_some()
    }

    /// What went wrong, if something did.
    pub fn problem(&self) -> Option<&ChatProblem> {
        self.problem.as_ref()
    }

    /// Takes the next bytes of the body. Where they are split makes no difference.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.is_over() {
            return;
        }
        if self.refusal.is_some() {
            let room = MOST_OF_REFUSAL.saturating_sub(self.body.len());
            self.body.extend(bytes.iter().take(room));
            if bytes.len() > room {
                self.end();
            }
            return;
        }
        let room = MOST_BYTES.saturating_sub(self.received);
        self.received = self.received.saturating_add(bytes.len());
        let mut events = Vec::new();
        let read = self.stream.push(bytes.get(..room).unwrap_or(bytes), |data| events.push(data.to_owned()));
        self.take(&events);
        if !self.is_over() && (read.is_err() || bytes.len() > room) {
            self.fail(ChatProblemKind::TooLong, None);
        }
    }

    /// The body is over.
    pub fn end(&mut self) {
        if self.is_over() {
            return;
        }
        if let Some(kind) = self.refusal {
            let body = String::from_utf8_lossy(&self.body);
            let said = body::read::<ChunkDraft>(&body).ok().and_then(|chunk| chunk.said());
            return self.fail(kind, said);
        }
        let mut events = Vec::new();
        self.stream.end(|data| events.push(data.to_owned()));
        self.take(&events);
        if self.is_over() {
            return;
        }
        let kind = if self.text.is_empty() { ChatProblemKind::Empty } else { ChatProblemKind::Cut };
        self.fail(kind, None);
    }

    /// Takes events up to the one that ends the answer.
    fn take(&mut self, events: &[String]) {
        for data in events {
            if self.is_over() {
                return;
            }
            self.take_event(data);
        }
    }

    fn take_event(&mut self, data: &str) {
        if data.trim() == "[DONE]" {
            return self.finish();
        }
        // An event that is no JSON says nothing, as a field that is not known says nothing.
        let Ok(chunk) = body::read::<ChunkDraft>(data) else { return };
        if chunk.failed {
            return self.fail(ChatProblemKind::Server, chunk.said());
        }
        if let Some(more) = &chunk.text {
            let room = MOST_TEXT.saturating_sub(self.text.len());
            let fits = more.len() <= room;
            self.text.push_str(more.get(..more.floor_char_boundary(room)).unwrap_or_default());
            if !fits {
                return self.fail(ChatProblemKind::TooLong, None);
            }
        }
        if chunk.finished {
            self.finish();
        }
    }

    fn finish(&mut self) {
        if self.text.trim().is_empty() {
            self.fail(ChatProblemKind::Empty, None);
        } else {
            self.done = true;
        }
    }

    fn fail(&mut self, kind: ChatProblemKind, said: Option<String>) {
        self.problem = Some(ChatProblem { kind, said });
    }
}

/// One event of the stream, or the body of a refusal.
#[derive(Default)]
struct ChunkDraft {
    text: Option<String>,
    finished: bool,
    failed: bool,
    message: Option<String>,
}

impl ChunkDraft {
    fn said(&self) -> Option<String> {
        self.message.as_deref().map(|said| excerpt(said, MOST_SAID))
    }
}

impl<'de> Shape<'de> for ChunkDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "choices" | "delta" => value.fill(self)?,
            // A blank is a part of an answer like any other, so this does not read it as content.
            "content" => {
                if let Scalar::Text(text) = value.scalar()? {
                    self.text = Some(text.into_owned());
                }
            }
            "finish_reason" => self.finished |= value.text()?.is_some(),
            "error" => {
                let error = value.shape::<ErrorDraft>()?;
                self.failed |= error.is_there;
                self.message = error.message.or(self.message.take());
            }
            "message" | "detail" => self.message = value.text()?.or(self.message.take()),
            _ => value.skip()?,
        }
        Ok(())
    }

    /// Of several choices the first is read; one is asked for.
    fn list(&mut self, mut items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        items.fill_next(self)?;
        items.skip_rest()
    }
}

/// An error: an object with a message, or the message alone.
#[derive(Default)]
struct ErrorDraft {
    is_there: bool,
    message: Option<String>,
}

impl<'de> Shape<'de> for ErrorDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        self.is_there = true;
        match name {
            "message" => self.message = value.text()?,
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.is_there = value != Scalar::Null;
        self.message = value.text();
    }
}
