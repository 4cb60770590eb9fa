//! The core of the Impromptu extension.
//!
//! Rooms, and which way imports point: `browser -> view -> app -> check, protocol -> domain`.
//! Every room but `browser` is pure: no IO, no clock, no randomness. See `ARCHITECTURE.md`.

pub mod app;
pub mod check;
pub mod domain;
pub mod markup;
pub mod protocol;
pub mod puzzle;
pub mod view;

#[cfg(target_arch = "wasm32")]
pub mod browser;
