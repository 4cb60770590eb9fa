//! The accounts and threads that a world starts with.

pub(crate) mod accounts;
pub(crate) mod generated_threads;
pub(crate) mod new_world;
pub(crate) mod threads;
