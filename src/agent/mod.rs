//! Decisions over time: `step(state, event, now) -> effects`.

mod command;
mod settings;
mod triage;
mod words;

pub use command::{Answer, Change, Command, HintChange, NoticeChange};
pub use settings::{Looks, Quiet};
pub use triage::Triage;
pub use words::{Phase, Words};
