//! The step function: an event changes the state and has effects.

mod event;
mod message;
mod permission;
mod request_table;
mod requests;
mod step;

pub use event::{Event, Start};
pub use permission::{Permission, Sender, SenderClass, classify};
pub use requests::{AccountsCommand, Command, Query, REQUESTS, Request, is_allowed};
pub use step::step;
