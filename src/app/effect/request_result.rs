use crate::domain::ApiError;
use crate::protocol::{Meta, Reply};

/// The result of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestResult {
    /// The outcome.
    pub outcome: Outcome,
    /// Data from the headers of the response.
    pub meta: Meta,
    /// Duration in milliseconds.
    pub duration_ms: u32,
}

/// The outcome of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A valid reply.
    Reply(Box<Reply>),
    /// An error of the network, or an invalid reply.
    ApiError(ApiError),
    /// No response.
    NoResponse(NoResponse),
}

/// Why there was no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoResponse {
    /// The connection failed.
    Dropped,
    /// The response did not arrive in time.
    Timeout,
    /// The request was not sent, because there is no key for the origin or no permission. It cannot have spent anything.
    Unsent,
}
