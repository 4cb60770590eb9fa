//! How tests and people change and inspect a world outside the API.

pub(crate) mod apply;
pub(crate) mod command;
pub(crate) mod exchange;
pub(crate) mod inspect;
