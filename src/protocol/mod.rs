//! Untrusted JSON in, model out; fields in, requests out.
//!
//! One file per endpoint. Nothing here fails a reply for an unknown field, an unknown word or a missing optional field;
//! a reply that cannot be used ends in one [`ApiError`] that names a JSON path.

mod account_status;
mod action;
mod author;
mod balance;
mod best;
mod body;
mod budget;
mod challenge;
mod chat;
mod checklist;
mod codes;
mod compose;
mod confirmation;
mod credentials;
mod date;
mod encode;
mod engaged;
mod error_reply;
mod headers;
mod health;
mod heartbeat;
mod mapping;
mod models;
mod next_step;
mod node;
mod node_api;
mod notifications;
mod opportunities;
mod opportunity;
mod paging;
mod posted;
mod profile;
mod quick_start;
mod referral;
mod registered;
mod scalar;
mod search;
mod security;
mod shape;
mod signals;
mod thread;
mod tree;

pub use chat::{ChatProblem, ChatProblemKind, ChatReply, MOST_TEXT, chat_body, chat_path};
pub use compose::{compose, limits};
pub use date::from_text as date;
pub(crate) use encode::segment as encode_segment;
pub use error_reply::redirected;
pub use headers::{Meta, meta};
pub use node_api::{compose_json, normalize_json};

use crate::domain::{
    AiModels, ApiError, Bucket, Challenge, Checklist, Confirmation, Credentials, Engaged, FieldMapping,
    Health, Heartbeat, Notifications, Opportunities, Posted, Profile, QuickStart, Referral, Registered,
    SearchPage, SecurityStatus, Thread, TokenBalance,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The calls this version knows (contract, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Endpoint {
    /// `GET /agent/heartbeat`
    Heartbeat,
    /// `GET /agent/discover/opportunities`
    Opportunities,
    /// `GET /agent/discover/sample`, without a key
    Sample,
    /// `GET /agent/content/{id}/thread`
    Thread,
    /// `POST /agent/reprompt`
    Reprompt,
    /// `POST /agent/prompt`
    Prompt,
    /// `POST /agent/engage`
    Engage,
    /// `GET /agent/models`
    Models,
    /// `GET /agent/profile`
    Profile,
    /// `GET /agent/balance`
    Balance,
    /// `POST /agents/register`, without a key
    Register,
    /// `POST /agents/register/challenge`, without a key
    Challenge,
    /// `GET /agent/notifications`
    Notifications,
    /// `GET /agent/budget`
    Budget,
    /// `GET, PUT, DELETE /agent/credentials`
    Credentials,
    /// `GET /api/health`, without a key
    Health,
    /// `POST /agent/query`
    Query,
    /// `POST /agent/wallet/sync`, without a body
    Wallet,
    /// `GET /agent/trending`
    Trending,
    /// `POST /agent/handoff`
    Handoff,
    /// `GET /agent/referral`
    Referral,
    /// `POST /agent/deregister`, without a body
    Deregister,
    /// `POST /agent/accept-tos`, without a body
    Terms,
    /// `GET /agent/quick-start`
    QuickStart,
    /// `GET /agent/onboard`
    Onboard,
    /// `GET /agent/security-status`
    Security,
}

impl Endpoint {
    /// All of them, in the order of the contract.
    pub const ALL: [Self; 26] = [
        Self::Heartbeat,
        Self::Opportunities,
        Self::Sample,
        Self::Thread,
        Self::Reprompt,
        Self::Prompt,
        Self::Engage,
        Self::Models,
        Self::Profile,
        Self::Balance,
        Self::Register,
        Self::Challenge,
        Self::Notifications,
        Self::Budget,
        Self::Credentials,
        Self::Health,
        Self::Query,
        Self::Wallet,
        Self::Trending,
        Self::Handoff,
        Self::Referral,
        Self::Deregister,
        Self::Terms,
        Self::QuickStart,
        Self::Onboard,
        Self::Security,
    ];

    /// Its name on the public face.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heartbeat => "heartbeat",
            Self::Opportunities => "opportunities",
            Self::Sample => "sample",
            Self::Thread => "thread",
            Self::Reprompt => "reprompt",
            Self::Prompt => "prompt",
            Self::Engage => "engage",
            Self::Models => "models",
            Self::Profile => "profile",
            Self::Balance => "balance",
            Self::Register => "register",
            Self::Challenge => "challenge",
            Self::Notifications => "notifications",
            Self::Budget => "budget",
            Self::Credentials => "credentials",
            Self::Health => "health",
            Self::Query => "query",
            Self::Wallet => "wallet",
            Self::Trending => "trending",
            Self::Handoff => "handoff",
            Self::Referral => "referral",
            Self::Deregister => "deregister",
            Self::Terms => "terms",
            Self::QuickStart => "quickstart",
            Self::Onboard => "onboard",
            Self::Security => "security",
        }
    }

    /// Whether the key goes along. Four calls work without one, and never carry it (contract, section 1).
    pub fn needs_key(self) -> bool {
        !matches!(self, Self::Sample | Self::Register | Self::Challenge | Self::Health)
    }
}

impl FromStr for Endpoint {
    type Err = ApiError;

    /// Finds a call by its name. The problem lists the names there are.
    fn from_str(name: &str) -> Result<Self, ApiError> {
        Self::ALL.into_iter().find(|endpoint| endpoint.name() == name).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            ApiError::new(
                crate::domain::ApiErrorKind::Invalid,
                "ENDPOINT",
                format!("There is no call of this name. Use one of: {names}."),
            )
        })
    }
}

/// A request, ready but for the address it goes to and the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// HTTP method.
    pub method: String,
    /// Path with query, from `/api` on.
    pub path: String,
    /// JSON text, when there is a body.
    pub body: Option<String>,
    /// What it costs before any decay multiplier, in units of budget; 0 is free.
    pub cost: u32,
    /// Field names that were corrected to canonical ones.
    pub corrected: Vec<FieldMapping>,
}

/// A reply, in the one shape it has in here.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Reply {
    /// To [`Endpoint::Heartbeat`].
    Heartbeat(Heartbeat),
    /// To [`Endpoint::Opportunities`], [`Endpoint::Sample`] and [`Endpoint::Trending`].
    Opportunities(Opportunities),
    /// To [`Endpoint::Thread`].
    Thread(Box<Thread>),
    /// To [`Endpoint::Reprompt`] and [`Endpoint::Prompt`].
    Posted(Posted),
    /// To [`Endpoint::Engage`] and [`Endpoint::Handoff`].
    Engaged(Engaged),
    /// To [`Endpoint::Models`].
    AiModels(AiModels),
    /// To [`Endpoint::Profile`].
    Profile(Profile),
    /// To [`Endpoint::Balance`] and [`Endpoint::Wallet`].
    Balance(TokenBalance),
    /// To [`Endpoint::Register`].
    Registered(Registered),
    /// To [`Endpoint::Challenge`].
    Challenge(Challenge),
    /// To [`Endpoint::Notifications`].
    Notifications(Notifications),
    /// To [`Endpoint::Budget`].
    Budget(crate::domain::BudgetDetails),
    /// To [`Endpoint::Credentials`].
    Credentials(Credentials),
    /// To [`Endpoint::Health`].
    Health(Health),
    /// To [`Endpoint::Query`].
    Search(SearchPage),
    /// To [`Endpoint::Referral`].
    Referral(Referral),
    /// To [`Endpoint::Deregister`] and [`Endpoint::Terms`].
    Confirmed(Confirmation),
    /// To [`Endpoint::QuickStart`].
    QuickStart(QuickStart),
    /// To [`Endpoint::Onboard`].
    Checklist(Checklist),
    /// To [`Endpoint::Security`].
    Security(SecurityStatus),
}

/// JSON in which every half of a surrogate pair that lacks its other half is U+FFFD. None when it has no such half.
pub fn well_formed(json: &str) -> Option<String> {
    body::mend_surrogates(json)
}

/// The most bytes of a reply that are read, after the browser has unpacked it.
pub fn largest(endpoint: Endpoint) -> usize {
    body::most(endpoint == Endpoint::Thread)
}

/// What is said of a reply with more bytes than [`largest`]. What a refusal of that size says does not matter; that it is one does.
pub fn too_large(endpoint: Endpoint, status: u16, headers: &[(String, String)]) -> ApiError {
    if (200..300).contains(&status) {
        body::too_large(endpoint == Endpoint::Thread)
    } else {
        error_reply::read(status, headers, "")
    }
}

/// Reads a reply: a model in its one shape, or the one problem that says why there is none.
///
/// `status` 0 means that no answer came. Headers are needed for what they say about waiting; names in any case.
/// Codes decide first, then the status (contract, section 7). A body that cannot be used ends in a problem of kind
/// `shape` that names a JSON path. Never panics, whatever the bytes are.
pub fn normalize(
    endpoint: Endpoint,
    status: u16,
    headers: &[(String, String)],
    body: &[u8],
) -> Result<Reply, ApiError> {
    let success = (200..300).contains(&status);
    let text = match body::text(body, endpoint == Endpoint::Thread) {
        Ok(text) => text,
        Err(problem) if success => return Err(problem),
        // What a refusal of that size says does not matter; that it is one does.
        Err(_) => "".into(),
    };
    if !success {
        return Err(error_reply::read(status, headers, &text));
    }
    let says_no = || error_reply::hidden(status, headers, &text);
    // Two are read before they are asked whether they say no: a thread, since it may be large and one pass is enough,
    // and a sign-up, since a key that stands in it is told only once, whatever stands beside it.
    let read_first = matches!(endpoint, Endpoint::Thread | Endpoint::Register);
    if !read_first && let Some(problem) = says_no() {
        return Err(problem);
    }
    read(endpoint, status, &text).map_err(|problem| {
        let said = if read_first { says_no() } else { None };
        // A sign-up may be answered by the step that comes first, and no refusal.
        let next_step = if endpoint == Endpoint::Register { error_reply::next_step(&text) } else { None };
        said.unwrap_or(ApiError { request_id: headers::request_id(headers), next_step, ..problem })
    })
}

/// Reads a reply that does not say no.
fn read(endpoint: Endpoint, status: u16, text: &str) -> Result<Reply, ApiError> {
    Ok(match endpoint {
        Endpoint::Heartbeat => Reply::Heartbeat(heartbeat::read(text)?),
        Endpoint::Opportunities => Reply::Opportunities(opportunities::read(text, Bucket::Other)?),
        Endpoint::Sample => Reply::Opportunities(opportunities::read(text, Bucket::Sample)?),
        Endpoint::Thread => Reply::Thread(Box::new(thread::read(text)?)),
        Endpoint::Reprompt => Reply::Posted(posted::read(text, false)?),
        Endpoint::Prompt => Reply::Posted(posted::read(text, true)?),
        // "No content" is all the confirmation that these need.
        Endpoint::Engage | Endpoint::Handoff if status == 204 => Reply::Engaged(Engaged::default()),
        Endpoint::Credentials if status == 204 => Reply::Credentials(Credentials::default()),
        Endpoint::Engage | Endpoint::Handoff => Reply::Engaged(engaged::read(text)?),
        Endpoint::Models => Reply::AiModels(models::read(text)?),
        Endpoint::Profile => Reply::Profile(profile::read(text)?),
        Endpoint::Balance | Endpoint::Wallet => Reply::Balance(balance::read(text)?),
        Endpoint::Register => Reply::Registered(registered::read(text)?),
        Endpoint::Challenge => Reply::Challenge(challenge::read(text)?),
        Endpoint::Notifications => Reply::Notifications(notifications::read(text)?),
        Endpoint::Budget => Reply::Budget(budget::read(text)?),
        Endpoint::Credentials => Reply::Credentials(credentials::read(text)?),
        Endpoint::Health => Reply::Health(health::read(text)?),
        Endpoint::Query => Reply::Search(search::read(text)?),
        Endpoint::Trending => Reply::Opportunities(opportunities::read(text, Bucket::Trending)?),
        Endpoint::Referral => Reply::Referral(referral::read(text)?),
        Endpoint::Deregister | Endpoint::Terms if status == 204 => Reply::Confirmed(Confirmation::default()),
        Endpoint::Deregister | Endpoint::Terms => Reply::Confirmed(confirmation::read(text)?),
        Endpoint::QuickStart => Reply::QuickStart(quick_start::read(text)?),
        Endpoint::Onboard => Reply::Checklist(checklist::read(text)?),
        Endpoint::Security => Reply::Security(security::read(text)?),
    })
}
