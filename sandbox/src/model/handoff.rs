//! One handoff: a request that a human takes over a thread (contract, section 2.12).

/// How urgent a handoff is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Priority {
    Normal,
    High,
}

/// One handoff.
#[derive(Clone, Debug)]
pub(crate) struct Handoff {
    pub(crate) id: String,
    pub(crate) node: usize,
    pub(crate) reason: String,
    pub(crate) priority: Priority,
    pub(crate) created_at: i64,
}
