//! A local Impromptu network, for running, showing and testing the extension without the live service.
//!
//! [`World`] is the whole network as a value: no input or output, no clock, no threads, no randomness but its own seed. A
//! simulation clones thousands of them. [`Sandbox`] is the shell: one `World` served over HTTP on 127.0.0.1.
//!
//! The rules follow the contract (`docs/api.md`). Where the contract marks something as a PROPOSAL it is this network's own
//! choice, and a client must not depend on it; [`Dialect`] answers in the other documented shapes.

mod account;
mod alias;
pub mod args;
mod behind;
mod body;
mod budget;
mod challenge;
mod clock;
mod config;
mod control;
mod credential;
mod crowd;
mod desk;
mod dialect;
mod discover;
mod endpoint;
mod engage;
mod fault;
mod heartbeat;
mod http;
mod limits;
mod llm;
mod look;
mod model_list;
mod node;
mod notice;
mod page;
mod persona;
mod phrase;
mod picture;
mod post;
mod puzzle;
mod refusal;
mod reply;
mod resident;
mod rng;
mod seed;
mod shell;
mod signup;
mod thread;
mod tier;
mod tree;
mod world;

pub use config::{Config, Payment, Terms, keys};
pub use control::{Control, ControlError};
pub use dialect::Dialect;
pub use endpoint::Endpoint;
pub use fault::{Exchange, Fault, FaultKind, Garbage, Outcome};
pub use http::{Request, Response};
pub use llm::Source;
pub use node::{Post, Status};
pub use notice::Notice;
pub use puzzle::Puzzle;
pub use resident::AnswerWanted;
pub use shell::{Sandbox, StartError};
pub use tier::Tier;
pub use world::{Glance, Seen, World};
