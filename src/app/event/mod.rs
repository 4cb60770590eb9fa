pub(crate) mod command;
pub(crate) mod event;
pub(crate) mod message;
pub(crate) mod permission;
pub(crate) mod request_result;

pub use command::Command;
pub use event::{Event, Start};
pub(crate) use message::Message;
pub use permission::{COMMANDS, Class, Permission, Sender, classify, is_allowed};
pub use request_result::{NoResponse, Outcome, RequestResult};
