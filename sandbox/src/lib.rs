//! A local Impromptu network, for running, showing and testing the extension without the live service.
//!
//! [`World`] is the whole network as a value: it does no input or output, reads no clock, starts no threads and takes all
//! randomness from its seed. A simulation clones thousands of them. [`Sandbox`] serves one `World` over HTTP on 127.0.0.1.
//!
//! The rules follow the contract (`docs/api.md`). A comment marks with PROPOSAL what the contract does not state and this network
//! decides; a client must not depend on it. Every [`Dialect`] answers in other described shapes.
//!
//! Imports point one way: `model` (data), `writing` (texts and pictures), `activity` (what happens as time passes), `population`
//! (the first accounts and threads), `api` (the endpoints), `control` (changes outside the API), `server` (HTTP).

mod activity;
mod api;
pub mod args;
mod control;
mod model;
mod population;
mod server;
mod writing;

pub use control::command::{Control, ControlError};
pub use control::exchange::{Exchange, Outcome};
pub use model::account_state::AccountState;
pub use model::answer_request::AnswerWanted;
pub use model::config::{Config, Missing, Payment, Registration, Terms, keys};
pub use model::dialect::Dialect;
pub use model::endpoint::Endpoint;
pub use model::fault::{Fault, FaultKind, Garbage};
pub use model::http::{Request, Response};
pub use model::node::{Post, Status};
pub use model::notification::Notification;
pub use model::puzzle::Puzzle;
pub use model::security_flag::Severity;
pub use model::tier::Tier;
pub use model::world::{ImageRequest, Seen, World};
pub use server::chat_model::ChatRequest;
pub use server::llm::LlmServer;
pub use server::sandbox::{Sandbox, StartError};
