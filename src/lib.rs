//! The core of the Impromptu extension.
//!
//! Rooms, and which way imports point: `browser -> view -> agent -> check, wire -> model`.
//! Every room but `browser` is pure: no IO, no clock, no randomness. See `ARCHITECTURE.md`.

pub mod agent;
pub mod check;
pub mod markup;
pub mod model;
pub mod puzzle;
pub mod view;
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub mod browser;
