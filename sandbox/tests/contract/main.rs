//! Tests of the local network against the contract, one file an area. All but `server` call a `World` directly.

#![expect(clippy::unwrap_used, reason = "an unexpected value has to stop the test")]

mod account_health;
mod account_states;
mod accounts;
mod budget;
mod capabilities;
mod client;
mod dialects;
mod discover;
mod engage;
mod faults;
mod heartbeat;
mod limits;
mod models;
mod notifications;
mod pictures;
mod population;
mod posting;
mod registration;
mod search;
mod server;
mod simulated_users;
mod thread;
