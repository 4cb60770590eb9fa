use crate::domain::ApiError;
use crate::protocol::{Meta, Reply};

/// How a request ended, with what is known beside the reply itself.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestResult {
    /// With a reply, a problem, or silence.
    pub outcome: Outcome,
    /// What its headers told.
    pub meta: Meta,
    /// Milliseconds it took.
    pub took: u32,
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// With a reply that can be used.
    Reply(Box<Reply>),
    /// With a problem the network told, or a reply that cannot be used.
    ApiError(ApiError),
    /// Without any reply.
    NoResponse(NoResponse),
}

/// Why there was no reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoResponse {
    /// It could not be sent, or the line went dead.
    Dropped,
    /// Nobody answered in time.
    Timeout,
    /// It was never sent: no key for that origin, or no permission. Nothing can have been spent.
    Unsent,
}
