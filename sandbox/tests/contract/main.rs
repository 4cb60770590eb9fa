//! What the local network promises, read beside the contract. Every area is a file; all but `shell` ask a `World` directly.

#![expect(
    clippy::unwrap_used,
    reason = "a test that finds something else than it looks for has to stop there"
)]

mod accounts;
mod budget;
mod dialects;
mod discover;
mod engage;
mod faults;
mod guest;
mod heartbeat;
mod limits;
mod models;
mod notifications;
mod pictures;
mod posting;
mod residents;
mod seeds;
mod shell;
mod signup;
mod thread;
