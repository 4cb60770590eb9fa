//! The whole network as one value.

use crate::account::{Account, Standing};
use crate::body::Body;
use crate::challenge::Challenge;
use crate::clock::http_date;
use crate::config::Config;
use crate::endpoint::Endpoint;
use crate::fault::Fault;
use crate::http::{Request, Response};
use crate::limits::Limits;
use crate::refusal::Refusal;
use crate::resident::Visit;
use crate::rng::Rng;
use crate::tier::Tier;
use crate::tree::Tree;
use crate::{dialect, page};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// What a key opens.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) account: usize,
    pub(crate) read_only: bool,
    pub(crate) revoked: bool,
}

/// One request that the world has answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Seen {
    /// When, in milliseconds since 1970, by the world's clock.
    pub at: i64,
    /// What was asked for.
    pub endpoint: Endpoint,
    /// The HTTP status of the answer.
    pub status: u16,
}

/// A picture that was asked for, and what the asking told about who asks.
#[derive(Clone, Debug)]
pub struct Glance {
    /// The address under the site, such as `/images/rep_1.png`.
    pub path: String,
    /// The page it was asked from, if that was told.
    pub referrer: Option<String>,
    /// The cookies that came along, if any did.
    pub cookie: Option<String>,
}

/// A local Impromptu network as a value: it does no input or output and reads no clock. The same config and the same calls
/// give the same world, byte for byte, and a clone goes its own way.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) config: Arc<Config>,
    pub(crate) rng: Rng,
    /// Added to every moment that comes from outside.
    pub(crate) offset: i64,
    /// The latest moment lived through.
    pub(crate) latest: i64,
    pub(crate) accounts: Vec<Account>,
    pub(crate) keys: BTreeMap<String, Key>,
    pub(crate) tree: Tree,
    pub(crate) visits: BTreeMap<(i64, u64), Visit>,
    pub(crate) next_stroll: i64,
    /// Nodes whose answer is being written.
    pub(crate) writing: Vec<usize>,
    /// Nodes whose answer is awaited from outside and has not been asked for yet.
    pub(crate) wanted: Vec<usize>,
    pub(crate) challenges: Vec<Challenge>,
    pub(crate) challenge_times: VecDeque<i64>,
    pub(crate) sign_ups: VecDeque<i64>,
    /// The limits of those who come without a key.
    pub(crate) visitors: Limits,
    pub(crate) faults: Vec<Fault>,
    pub(crate) seen: VecDeque<Seen>,
    pub(crate) glances: VecDeque<Glance>,
    /// Accounts made since the last heartbeat of anybody.
    pub(crate) arrivals: usize,
    pub(crate) text_answer_ms: i64,
    pub(crate) image_answer_ms: i64,
    requests: u64,
    ids: u64,
}

/// How many answered requests are remembered.
const REMEMBERED: usize = 500;

impl World {
    /// Makes the world as it is at `config.epoch_ms`: its accounts, their keys (see [`keys`](crate::keys)) and its threads.
    pub fn new(config: Config) -> Self {
        let mut world = Self {
            rng: Rng::new(config.seed),
            offset: 0,
            latest: config.epoch_ms,
            accounts: Vec::new(),
            keys: BTreeMap::new(),
            tree: Tree::default(),
            visits: BTreeMap::new(),
            next_stroll: 0,
            writing: Vec::new(),
            wanted: Vec::new(),
            challenges: Vec::new(),
            challenge_times: VecDeque::new(),
            sign_ups: VecDeque::new(),
            visitors: Limits::default(),
            faults: Vec::new(),
            seen: VecDeque::new(),
            glances: VecDeque::new(),
            arrivals: 0,
            text_answer_ms: config.text_answer_ms,
            image_answer_ms: config.image_answer_ms,
            requests: 0,
            ids: 0,
            config: Arc::new(config),
        };
        world.plant();
        world.next_stroll = world.latest + world.stroll_pause();
        world
    }

    /// Says under which scheme and host the world can be reached, without a slash at the end; node pages and pictures are linked there.
    pub fn set_site(&mut self, site: &str) {
        Arc::make_mut(&mut self.config).site = site.into();
    }

    /// Answers one request at `now_ms`, after living through the time since the last one. Faults are not applied here; see
    /// [`World::exchange`].
    pub fn handle(&mut self, request: &Request, now_ms: i64) -> Response {
        let now = now_ms + self.offset;
        self.advance(now);
        if !request.path().starts_with("/api/") {
            if request.path().starts_with("/images/") {
                let told = |name: &str| request.header(name).map(str::to_owned);
                let (referrer, cookie) = (told("referer"), told("cookie"));
                self.glances.push_back(Glance { path: request.path().to_owned(), referrer, cookie });
                if self.glances.len() > REMEMBERED {
                    self.glances.pop_front();
                }
            }
            let mut response = page::serve(self, request.path());
            response.set("date", http_date(now));
            return response;
        }
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
        let mut response = self.respond(endpoint, outcome, &request_id);
        let tier = who.map_or(Tier::Established, |account| self.accounts[account].tier);
        let limits = who.map_or(&mut self.visitors, |account| &mut self.accounts[account].limits);
        for (name, value) in limits.headers(tier, now) {
            response.set(name, value);
        }
        response.set("date", http_date(now));
        response.set("cache-control", "no-store");
        if let Some(endpoint) = endpoint {
            self.seen.push_back(Seen { at: now, endpoint, status: response.status });
            if self.seen.len() > REMEMBERED {
                self.seen.pop_front();
            }
        }
        response
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
                    Some(at) => dialect::dress(self.config.dialect, at, body),
                    None => body,
                };
                Response::json(status, &body)
            }
            Err(refusal) => {
                let body = dialect::dress_refusal(self.config.dialect, refusal.json(request_id));
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

    /// Who is calling, if they may call this at all.
    fn admit(&mut self, endpoint: Endpoint, request: &Request, now: i64) -> Result<Option<usize>, Refusal> {
        if endpoint.open() {
            self.visitors.admit(endpoint, Tier::Established, now)?;
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
            let hint = "Register again, or ask the operator for a new key. Nothing that was posted is lost.";
            return Err(Refusal::new(401, "AUTH_002", "The API key has been revoked.", hint));
        }
        let (who, read_only) = (key.account, key.read_only);
        self.refill(who, now);
        let account = &mut self.accounts[who];
        if account.standing == Standing::PendingTerms && endpoint != Endpoint::AcceptTos {
            let hint = "Read the terms, then POST /api/v1/agent/accept-tos without a body.";
            return Err(Refusal::new(
                403,
                "ACCOUNT_NOT_ACTIVE",
                "The terms have not been accepted yet.",
                hint,
            ));
        }
        if read_only && request.method != "GET" {
            let hint = "This is a public key, impr_pk_..., which may only read. Use the secret key to post.";
            return Err(Refusal::new(403, "AUTHZ_001", "This key is read-only.", hint)
                .with("details", serde_json::json!({ "scope": "read" })));
        }
        account.limits.admit(endpoint, account.tier, now)?;
        Ok(Some(who))
    }

    /// Brings an account's budget up to the hour, where budgets refill.
    pub(crate) fn refill(&mut self, who: usize, now: i64) {
        let account = &mut self.accounts[who];
        if self.config.refills {
            account.budget.settle(account.tier, now);
        }
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
        // Endpoints that read this have been let in with a key.
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
            Endpoint::Models => crate::model_list::get_models(&query),
            Endpoint::Profile => Ok(self.get_profile(who, now)),
            Endpoint::Balance => self.get_balance(who, &query),
            Endpoint::Budget => Ok(self.get_budget(who, now)),
            Endpoint::WalletSync => Ok(self.sync_wallet(who, now)),
            Endpoint::Referral => self.get_referral(who, &query),
            Endpoint::Stats => Ok(self.get_stats()),
            Endpoint::Health => Ok(serde_json::json!({ "status": "ok" })),
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
        }
    }

    /// An id that no other thing in this world has.
    pub(crate) fn fresh_id(&mut self, kind: &str) -> String {
        self.ids += 1;
        format!("{kind}_{:04x}{:02x}", self.ids, self.rng.below(256))
    }

    /// The account of that id or name.
    pub(crate) fn account(&self, id_or_name: &str) -> Option<usize> {
        self.accounts.iter().position(|account| account.id == id_or_name || account.name == id_or_name)
    }
}
