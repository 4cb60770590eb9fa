//! A chat with a model of the person's own, at an address that speaks as `OpenAI`'s API does: the request, and the reply as a stream of
//! events. It has nothing to do with Impromptu's API, and nothing of an account goes into it.

mod event_stream;
mod problem;
mod reply;
mod request;

pub use problem::{ChatProblem, ChatProblemKind};
pub use reply::{ChatReply, MOST_TEXT};
pub use request::{chat_body, chat_path};
