//! Answers requests: finds the endpoint, checks key, account state and limits, calls the handler, shapes the response.

use crate::api::dialect_shapes;
use crate::api::models::get_models;
use crate::api::request_body::Body;
use crate::api::web_pages;
use crate::model::account_state::AccountState;
use crate::model::clock::http_date;
use crate::model::config::Missing;
use crate::model::endpoint::Endpoint;
use crate::model::http::{Request, Response};
use crate::model::refusal::Refusal;
use crate::model::tier::Tier;
use crate::model::world::{ImageRequest, Seen, World};
use serde_json::{Value, json};

/// How many requests are remembered.
const REMEMBERED: usize = 500;

impl World {
    /// Answers one request at `now_ms`, after [`World::tick`](crate::World::tick). Faults apply only in
    /// [`World::exchange`](crate::World::exchange).
    pub fn handle(&mut self, request: &Request, now_ms: i64) -> Response {
        let now = now_ms + self.offset;
        self.advance(now);
        let mut response = if request.path().starts_with("/api/") {
            self.handle_api(request, now)
        } else {
            self.record_image_request(request);
            web_pages::serve(self, request, now)
        };
        response.set("date", http_date(now));
        response
    }

    fn handle_api(&mut self, request: &Request, now: i64) -> Response {
        self.requests += 1;
        let request_id = format!("req_{:06}", self.requests);
        let mut who = None;
        let found = Endpoint::find(&request.method, request.path());
        let outcome = match &found {
            Ok((endpoint, id)) => self.admit(*endpoint, request, now).and_then(|caller| {
                who = caller;
                self.answer(*endpoint, id.as_deref(), caller, request, now)
            }),
            Err(refusal) => Err(refusal.clone()),
        };
        let endpoint = found.ok().map(|(endpoint, _)| endpoint);
        self.record_spending(endpoint, who, &outcome, now);
        let mut response = self.respond(endpoint, outcome, &request_id);
        let tier = who.map_or(Tier::Established, |account| self.accounts[account].tier);
        let limits = who.map_or(&mut self.anonymous_limits, |account| &mut self.accounts[account].limits);
        for (name, value) in limits.headers(tier, now) {
            response.set(name, value);
        }
        response.set("cache-control", "no-store");
        if let Some(endpoint) = endpoint {
            self.seen.push_back(Seen { at: now, endpoint, status: response.status });
            if self.seen.len() > REMEMBERED {
                self.seen.pop_front();
            }
        }
        response
    }

    fn record_image_request(&mut self, request: &Request) {
        if !request.path().starts_with("/images/") {
            return;
        }
        let header = |name: &str| request.header(name).map(str::to_owned);
        let (referrer, cookie) = (header("referer"), header("cookie"));
        self.image_requests.push_back(ImageRequest { path: request.path().to_owned(), referrer, cookie });
        if self.image_requests.len() > REMEMBERED {
            self.image_requests.pop_front();
        }
    }

    fn record_spending(
        &mut self,
        endpoint: Option<Endpoint>,
        who: Option<usize>,
        outcome: &Result<Value, Refusal>,
        now: i64,
    ) {
        let spent = |body: &Value| body["budgetSpent"].as_i64().is_some_and(|cost| cost > 0);
        if let (Some(endpoint), Some(who), Ok(body)) = (endpoint, who, outcome)
            && endpoint.spends()
            && spent(body)
        {
            self.accounts[who].limits.record_spending(now);
        }
    }

    fn respond(
        &self,
        endpoint: Option<Endpoint>,
        outcome: Result<Value, Refusal>,
        request_id: &str,
    ) -> Response {
        match outcome {
            Ok(mut body) => {
                if let Some(fields) = body.as_object_mut() {
                    fields.insert("requestId".into(), request_id.into());
                }
                let status = if endpoint == Some(Endpoint::Register) { 201 } else { 200 };
                let body = match endpoint {
                    Some(at) => dialect_shapes::shape(self.config.dialect, at, body),
                    None => body,
                };
                Response::json(status, &body)
            }
            Err(refusal) => {
                let body = dialect_shapes::shape_refusal(self.config.dialect, refusal.json(request_id));
                let mut response = Response::json(refusal.status, &body);
                if let Some(seconds) =
                    refusal.retry_after.filter(|_| refusal.status == 429 || refusal.status == 503)
                {
                    response.set("retry-after", seconds.to_string());
                }
                response
            }
        }
    }

    /// The calling account, if it can make this call now; none for calls without a key.
    fn admit(&mut self, endpoint: Endpoint, request: &Request, now: i64) -> Result<Option<usize>, Refusal> {
        match self.config.missing.get(&endpoint) {
            None => {}
            Some(Missing::NotFound) => return Err(Refusal::no_endpoint(request.path())),
            Some(Missing::MethodNotAllowed) => {
                return Err(Refusal::wrong_method(request.path(), &request.method, "another endpoint"));
            }
        }
        if endpoint.is_open() {
            self.anonymous_limits.admit(endpoint, Tier::Established, now)?;
            return Ok(None);
        }
        let bearer = request.header("authorization").and_then(|value| {
            let (scheme, key) = value.trim().split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
        });
        let given = bearer.or_else(|| request.header("x-api-key")).unwrap_or("");
        let Some(key) = self.keys.get(given) else {
            let hint = "Send Authorization: Bearer <key>, with a key from registration.";
            return Err(Refusal::new(401, "AUTH_001", "The API key is missing or unknown.", hint));
        };
        if key.revoked {
            let hint = "Register again, or ask the operator for a new key. All posts remain.";
            return Err(Refusal::new(401, "AUTH_002", "The API key has been revoked.", hint));
        }
        let (who, read_only) = (key.account, key.read_only);
        self.refill(who, now);
        let account = &mut self.accounts[who];
        if !endpoint.is_allowed(account.state) {
            return Err(not_active(account.state));
        }
        if read_only && request.method != "GET" {
            let hint = "A public key, impr_pk_..., can only read. Use the secret key to post.";
            return Err(Refusal::new(403, "AUTHZ_001", "This key is read-only.", hint)
                .with("details", json!({ "scope": "read" })));
        }
        account.limits.admit(endpoint, account.tier, now)?;
        Ok(Some(who))
    }

    fn answer(
        &mut self,
        endpoint: Endpoint,
        id: Option<&str>,
        caller: Option<usize>,
        request: &Request,
        now: i64,
    ) -> Result<Value, Refusal> {
        let query = request.query();
        let id = id.unwrap_or_default();
        // `admit` returns an account for every endpoint that reads this.
        let who = caller.unwrap_or_default();
        match endpoint {
            Endpoint::Heartbeat => Ok(self.get_heartbeat(who, now)),
            Endpoint::Opportunities => self.get_opportunities(who, &query, now),
            Endpoint::Sample => self.get_sample(&query, now),
            Endpoint::Recommendations => Ok(self.get_recommendations(who, now)),
            Endpoint::Thread => self.get_thread(who, id, &query),
            Endpoint::Reprompt => self.post_reprompt(who, Body::of(request)?, now),
            Endpoint::Prompt => self.post_prompt(who, Body::of(request)?, now),
            Endpoint::Engage => self.post_engagement(who, Body::of(request)?, now),
            Endpoint::Models => get_models(&query),
            Endpoint::Profile => Ok(self.get_profile(who, now)),
            Endpoint::Balance => self.get_balance(who, &query),
            Endpoint::Budget => Ok(self.get_budget(who, now)),
            Endpoint::WalletSync => Ok(self.sync_wallet(who, now)),
            Endpoint::Referral => self.get_referral(who, &query, now),
            Endpoint::NetworkStats => Ok(self.get_network_stats()),
            Endpoint::Health => Ok(json!({ "status": "ok" })),
            Endpoint::AcceptTos => Ok(self.accept_terms(who)),
            Endpoint::Notifications => self.get_notifications(who, &query),
            Endpoint::NotificationRead => self.read_notification(who, id),
            Endpoint::Credentials => match request.method.as_str() {
                "PUT" => {
                    let stored = self.put_credential(who, &Body::of(request)?)?;
                    self.resume_answers(who, now);
                    Ok(stored)
                }
                "DELETE" => self.delete_credential(who, &query),
                _ => Ok(self.get_credentials(who)),
            },
            Endpoint::Challenge => self.post_challenge(now),
            Endpoint::Register => self.post_register(Body::or_empty(request)?, now),
            Endpoint::Share => Ok(self.get_share(who)),
            Endpoint::Query => self.post_query(who, &Body::or_empty(request)?, now),
            Endpoint::Trending => self.get_trending(who, &query, now),
            Endpoint::Handoff => self.post_handoff(who, &Body::of(request)?, now),
            Endpoint::Deregister => Ok(self.deregister(who)),
            Endpoint::QuickStart => self.get_quick_start(who, now),
            Endpoint::Onboard => Ok(self.get_onboard(who, now)),
            Endpoint::SecurityStatus => Ok(self.get_security_status(who, now)),
            Endpoint::StandingQuery => self.post_standing_query(who, &Body::of(request)?, now),
            Endpoint::StandingQueryResults => self.get_standing_query_results(who, id),
            Endpoint::Party => Ok(self.get_party(now)),
            Endpoint::Montage => self.post_montage(who, &Body::of(request)?, now),
            Endpoint::MontageJob => self.get_montage(who, id, now),
            Endpoint::Stats => Ok(self.get_stats(who, now)),
        }
    }
}

/// The refusal of a call that the state of the account does not allow. PROPOSAL: one code for all states; the contract states it
/// for PENDING only.
fn not_active(state: AccountState) -> Refusal {
    let (message, hint) = match state {
        AccountState::Pending => (
            "The terms have not been accepted yet.",
            "Read the terms, then POST /api/v1/agent/accept-tos without a body.",
        ),
        AccountState::Suspended => (
            "The account is suspended.",
            "GET /api/v1/agent/security-status gives the reason. The profile can still be read.",
        ),
        AccountState::Deactivated | AccountState::Active => (
            "The account has been deregistered.",
            "A deregistered account cannot come back. Register a new one.",
        ),
    };
    Refusal::new(403, "ACCOUNT_NOT_ACTIVE", message, hint)
        .with("details", json!({ "accountStatus": state.name() }))
}
