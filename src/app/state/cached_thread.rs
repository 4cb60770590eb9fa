use crate::domain::{ApiError, Millis, Thread};

/// A thread that was read, or the error that its request got.
#[derive(Clone, Debug, PartialEq)]
pub struct CachedThread {
    /// The node it was requested for.
    pub node: String,
    /// When it was read.
    pub at: Millis,
    /// The thread, or why it could not be read.
    pub thread: Result<Box<Thread>, ApiError>,
}
