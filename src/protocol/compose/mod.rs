//! Fields in, request out: every call this version makes, with the limits the contract states and no others.
//!
//! Fields that a call does not have are left out. The address and the key are the business of whoever sends it.

mod form;
mod post;
mod query;
mod signup;

use super::{Call, Endpoint};
use crate::domain::{ApiError, FieldMapping};
use form::Form;
use serde_json::{Map, Value};
pub use signup::limits;

/// Where versioned paths begin (contract, section 1).
const BASE: &str = "/api/v1";

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

/// A request in the making.
struct Request {
    method: &'static str,
    path: String,
    query: Vec<(&'static str, String)>,
    body: Option<Map<String, Value>>,
    cost: u32,
}

impl Request {
    /// Reads from a path below the base.
    fn get(path: &str) -> Self {
        Self { method: "GET", path: format!("{BASE}{path}"), query: Vec::new(), body: None, cost: 0 }
    }

    /// Posts without a body to a path below the base.
    fn order(path: &str) -> Self {
        Self { method: "POST", ..Self::get(path) }
    }

    /// Sends a body to a path below the base.
    fn send(method: &'static str, path: &str, body: Map<String, Value>) -> Self {
        Self { method, body: Some(body), ..Self::get(path) }
    }

    /// Adds to the query what there is.
    fn with(mut self, name: &'static str, value: Option<impl ToString>) -> Self {
        self.query.extend(value.map(|value| (name, value.to_string())));
        self
    }

    fn call(self, corrected: Vec<FieldMapping>) -> Call {
        let mut path = self.path;
        for (place, (name, value)) in self.query.iter().enumerate() {
            path.push(if place == 0 { '?' } else { '&' });
            path.push_str(name);
            path.push('=');
            path.push_str(&super::encode::segment(value));
        }
        Call {
            method: self.method.to_owned(),
            path,
            body: self.body.map(|body| Value::Object(body).to_string()),
            cost: self.cost,
            corrected,
        }
    }
}

/// Puts what there is into a body.
fn put(body: &mut Map<String, Value>, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        body.insert(name.to_owned(), value.into());
    }
}
