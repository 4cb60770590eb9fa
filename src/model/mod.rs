//! The words of the domain. Plain data, in one shape, whatever shape the network sent.
//!
//! Field names leave Rust in camelCase, dates are milliseconds since the Unix epoch (UTC), and every remote string is
//! untrusted text that only ever becomes a text node.

mod account;
mod author;
mod budget;
mod engine;
mod line;
mod node;
mod notice;
mod opportunity;
pub mod order;
mod problem;
mod receipt;
mod secret;
mod signup;
mod table;
mod thread;

pub use account::{Credential, Credentials, Health, Heartbeat, Profile, TokenBalance, Transaction};
pub use author::{Author, AuthorKind};
pub use budget::{Budget, BudgetSheet, Costs};
pub use engine::{Engine, Engines};
pub use line::{Arg, Line};
pub use node::{Node, NodeType, Output};
pub use notice::{Notice, NoticeKind, Notices};
pub use opportunity::{Action, Bucket, Opportunities, Opportunity, Signals, Verb};
pub use problem::{Problem, ProblemKind};
pub use receipt::{Engaged, FieldMapping, Posted};
pub use secret::Secret;
pub use signup::{Challenge, NextStep, Payment, PuzzleParams, Registered, Round};
pub use table::{Set, Table};
pub use thread::{Branch, Root, Thread};

/// Milliseconds since the Unix epoch, UTC.
pub type Millis = i64;
