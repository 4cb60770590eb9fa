use crate::domain::{ApiError, Millis, Thread};

/// A thread that was read, or that could not be.
#[derive(Clone, Debug, PartialEq)]
pub struct CachedThread {
    /// The node it was asked for at.
    pub node: String,
    /// When it was read.
    pub at: Millis,
    /// What came.
    pub thread: Result<Box<Thread>, ApiError>,
}
