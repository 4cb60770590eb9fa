//! The words of the domain. Plain data, in one shape, whatever shape the network sent.
//!
//! Field names leave Rust in camelCase, dates are milliseconds since the Unix epoch (UTC), and every remote string is
//! untrusted text that only ever becomes a text node.

mod account;
mod ai_model;
mod api_error;
mod author;
mod budget;
mod checklist;
mod confirmation;
mod excerpt;
mod localized_message;
mod node;
mod notification;
mod opportunity;
mod posted;
mod referral;
mod secret;
mod security;
mod signup;
pub mod sort;
mod stored_json;
mod table;
mod thread;

pub use account::{
    Credential, Credentials, Health, Heartbeat, Profile, RateLimits, TierProgress, TokenBalance, Transaction,
};
pub use ai_model::{AiModel, AiModels};
pub use api_error::{ApiError, ApiErrorKind};
pub use author::{Author, AuthorKind};
pub use budget::{Budget, BudgetDetails, Costs};
pub use checklist::{Checklist, ChecklistStep};
pub use confirmation::Confirmation;
pub use excerpt::excerpt;
pub use localized_message::{LocalizedMessage, MessageArg, without_reordering};
pub use node::{Node, NodeType, Output};
pub use notification::{Notification, NotificationKind, Notifications};
pub use opportunity::{Action, Bucket, Opportunities, Opportunity, SearchPage, Signals, Verb};
pub use posted::{Engaged, FieldMapping, Posted};
pub use referral::Referral;
pub use secret::Secret;
pub use security::{SecurityStatus, SecurityWarning};
pub use signup::{
    Challenge, EarlyAdopter, NextStep, Payment, PuzzleParams, QuickStart, Registered, Round, StarterPrompt,
};
pub use stored_json::{from_json, pretty_json};
pub use table::{Set, Table};
pub use thread::{Branch, Root, Thread};

/// Milliseconds since the Unix epoch, UTC.
pub type Millis = i64;
