//! Fields in, request out: every call this version makes, with the limits the contract states and no others.
//!
//! Fields that a call does not have are left out. The address and the key are the business of whoever sends it.

mod form;
mod post;
mod query;
mod request;
mod signup;

use super::{Call, Endpoint};
use crate::domain::ApiError;
use form::Form;
use request::Request;
use serde_json::{Map, Value};
pub use signup::limits;

/// Builds the request for a call from fields by canonical name or any known alias; null is as good as absent, and the
/// canonical name wins over an alias (contract, section 3).
///
/// The cost is the one the contract states, before any decay multiplier: the network's own table wins over it where it
/// is known. A field that cannot be sent ends in a problem of kind `invalid` that names it in `path`.
pub fn compose(endpoint: Endpoint, fields: &Map<String, Value>) -> Result<Call, ApiError> {
    let mut form = Form::new(fields);
    let request = match endpoint {
        Endpoint::Heartbeat => query::heartbeat(&mut form),
        Endpoint::Opportunities => query::page("/agent/discover/opportunities", &mut form),
        Endpoint::Sample => query::page("/agent/discover/sample", &mut form),
        Endpoint::Thread => query::thread(&mut form),
        Endpoint::Reprompt => post::reprompt(&mut form),
        Endpoint::Prompt => post::prompt(&mut form),
        Endpoint::Engage => post::engage(&mut form),
        Endpoint::Models => query::models(&mut form),
        Endpoint::Profile => Ok(Request::get("/agent/profile")),
        Endpoint::Balance => query::balance(&mut form),
        Endpoint::Register => signup::register(&mut form),
        Endpoint::Challenge => Ok(Request::send("POST", "/agents/register/challenge", Map::new())),
        Endpoint::Notifications => query::notifications(&mut form),
        Endpoint::Budget => Ok(Request::get("/agent/budget")),
        Endpoint::Credentials => signup::credentials(&mut form),
        Endpoint::Query => query::search(&mut form),
        Endpoint::Wallet => Ok(Request::order("/agent/wallet/sync")),
        Endpoint::Trending => query::trending(&mut form),
        Endpoint::Handoff => post::handoff(&mut form),
        Endpoint::Referral => query::referral(&mut form),
        Endpoint::Deregister => Ok(Request::order("/agent/deregister")),
        Endpoint::Terms => Ok(Request::order("/agent/accept-tos")),
        Endpoint::QuickStart => Ok(Request::get("/agent/quick-start")),
        Endpoint::Onboard => Ok(Request::get("/agent/onboard")),
        Endpoint::Security => Ok(Request::get("/agent/security-status")),
        // Health alone stands outside the versions.
        Endpoint::Health => Ok(Request { path: "/api/health".to_owned(), ..Request::get("") }),
    }?;
    Ok(request.call(form.corrected))
}
