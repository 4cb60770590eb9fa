//! Untrusted JSON in, model out; fields in, requests out.
//!
//! One file per endpoint. Nothing here fails a reply for an unknown field, an unknown word or a missing optional field;
//! a reply that cannot be used ends in one [`Problem`] that names a JSON path.

use crate::model::{
    Challenge, Credentials, Engaged, Engines, FieldMapping, Health, Heartbeat, Millis, Notices,
    Opportunities, Posted, Profile, Registered, Thread, TokenBalance,
};
use serde::{Deserialize, Serialize};

/// The sixteen calls this version knows (design, section 6; contract, section 2).
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
    /// To [`Endpoint::Opportunities`] and [`Endpoint::Sample`].
    Opportunities(Opportunities),
    /// To [`Endpoint::Thread`].
    Thread(Box<Thread>),
    /// To [`Endpoint::Reprompt`] and [`Endpoint::Prompt`].
    Posted(Posted),
    /// To [`Endpoint::Engage`].
    Engaged(Engaged),
    /// To [`Endpoint::Models`].
    Engines(Engines),
    /// To [`Endpoint::Profile`].
    Profile(Profile),
    /// To [`Endpoint::Balance`].
    Balance(TokenBalance),
    /// To [`Endpoint::Register`].
    Registered(Registered),
    /// To [`Endpoint::Challenge`].
    Challenge(Challenge),
    /// To [`Endpoint::Notifications`].
    Notices(Notices),
    /// To [`Endpoint::Budget`].
    Budget(crate::model::BudgetSheet),
    /// To [`Endpoint::Credentials`].
    Credentials(Credentials),
    /// To [`Endpoint::Health`].
    Health(Health),
}

/// What the headers of a reply tell, whatever the body says (contract, section 7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The server's clock, from `Date`.
    pub date: Option<Millis>,
    /// Calls left today, from `X-RateLimit-Remaining`.
    pub quota_remaining: Option<u32>,
    /// When the daily quota starts anew, from `X-RateLimit-Reset`.
    pub quota_reset: Option<Millis>,
    /// Seconds to wait, from `Retry-After` in either form.
    pub retry_after_seconds: Option<u64>,
}
