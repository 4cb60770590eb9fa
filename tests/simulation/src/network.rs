//! The way between a browser and the network.

use crate::Plant;
use crate::deed::Fate;
use crate::failure::Failure;
use crate::run::{Happening, Run};
use crate::script::Script;
use crate::story::who;
use crate::tally::fate_name;
use impromptu::app::{Fetch, KeyUse, NoResponse, Outcome, RequestResult, TIMEOUT};
use impromptu::domain::{Millis, Secret};
use impromptu::protocol::{self, Endpoint, Meta};
use sandbox::{Config, Request, Response, World, keys};
use std::cell::RefCell;

/// Where the network is.
pub(crate) const ORIGIN: &str = "https://impromptusocial.ai";
/// The longest a request is under way. Less than the core's grace, or nobody could ever be sure of anything.
pub(crate) const LONGEST: Millis = 15_000;

/// Who waits for the end of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) browser: usize,
    /// The number of the account that asks.
    pub(crate) account: u32,
    pub(crate) life: u32,
    pub(crate) request: u64,
    pub(crate) spends: bool,
}

/// A request under way.
#[derive(Debug)]
pub(crate) struct Flight {
    pub(crate) browser: usize,
    /// The number of the account that asks.
    pub(crate) account: u32,
    pub(crate) life: u32,
    pub(crate) fetch: Fetch,
    pub(crate) key: Option<Secret>,
    pub(crate) fate: Option<Fate>,
    pub(crate) left: Millis,
}

/// Name and key of a ready account, by the number that scripts draw.
pub(crate) fn guest(which: u32) -> (&'static str, &'static str) {
    match which {
        0..=5 => ("Lantern", keys::LANTERN),
        6 | 7 => ("Wick", keys::WICK),
        8 => ("Thrift", keys::THRIFT),
        10 => ("Beacon", keys::BEACON),
        _ => ("Ember", keys::EMBER),
    }
}

thread_local! {
    // Making a world takes longer than copying one.
    static WORLDS: RefCell<Vec<Option<World>>> = RefCell::new(vec![None; 32]);
}

/// A world for a script.
pub(crate) fn world(script: &Script) -> World {
    let nth = script.seed % 16;
    let place = usize::try_from(nth).unwrap_or(0) * 2 + usize::from(script.residents);
    WORLDS.with_borrow_mut(|worlds| {
        let make = || {
            let config = Config::tiny().with_seed(nth + 1);
            World::new(if script.residents { config } else { config.without_simulated_users() })
        };
        worlds.get_mut(place).map_or_else(make, |kept| kept.get_or_insert_with(make).clone())
    })
}

/// No reply.
pub(crate) fn silence(silence: NoResponse) -> RequestResult {
    RequestResult { outcome: Outcome::NoResponse(silence), meta: Meta::default(), duration_ms: 0 }
}

fn read(endpoint: Endpoint, response: &Response) -> RequestResult {
    let outcome = match protocol::normalize(endpoint, response.status, &response.headers, &response.body) {
        Ok(reply) => Outcome::Reply(Box::new(reply)),
        Err(problem) => Outcome::ApiError(problem),
    };
    RequestResult { outcome, meta: protocol::meta(&response.headers), duration_ms: 0 }
}

fn refusal(status: u16, code: &str, retry_after: Option<u32>) -> Response {
    let body =
        format!(r#"{{"error":{{"code":"{code}","message":"Asked for by the script.","hint":"Wait."}}}}"#);
    let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    headers.extend(retry_after.map(|seconds| ("retry-after".to_owned(), seconds.to_string())));
    Response { status, headers, body: body.into_bytes() }
}

/// More bytes than are read of any reply.
const OVERSIZED: usize = 33 << 20;

fn garbage(kind: u32) -> Response {
    if kind == 4 {
        return Response { status: 200, headers: Vec::new(), body: vec![0; OVERSIZED] };
    }
    let body: &[u8] = match kind {
        0 => b"<!doctype html><title>Harbour Wi-Fi</title><h1>Accept our terms</h1>",
        1 => b"",
        2 => b"{\"weather\": [\"fog\", 7, null]}",
        _ => b"{\"nodeId\": \"rep_",
    };
    Response { status: 200, headers: Vec::new(), body: body.to_vec() }
}

impl Run<'_> {
    /// Sends a request of an account on its way, with the key of that account.
    pub(crate) fn leave(&mut self, at: usize, account: u32, fetch: Fetch) {
        let browser = &self.browsers[at];
        let (life, online) = (browser.life, browser.online);
        let spends = fetch.call.cost > 0;
        let theirs = spends && self.plant == Some(Plant::KeyOfTheOneInFront);
        let whose = if theirs { browser.front() } else { account };
        let sealed = browser.disk.sealed(whose).filter(|(_, origin)| *origin == fetch.origin);
        let key = match (&fetch.key, sealed) {
            (KeyUse::Without, _) => Ok(None),
            (KeyUse::Given(key), _) => Ok(Some(key.clone())),
            (KeyUse::Kept | KeyUse::Moving, Some((key, _))) => Ok(Some(Secret::new(key.as_str()))),
            (KeyUse::Kept | KeyUse::Moving, None) => Err(NoResponse::Unsent),
        };
        let key = match key {
            Ok(key) if online => key,
            other => {
                let why = other.err().unwrap_or(NoResponse::Dropped);
                let asked = Asked { browser: at, account, life, request: fetch.request, spends };
                return self.ends(asked, 5, silence(why));
            }
        };
        let waiting = self.fates.iter().position(|(who, spending, _)| *who == at && (!spending || spends));
        let fate = waiting.and_then(|place| self.fates.remove(place)).map(|(_, _, fate)| fate);
        if let Some(fate) = fate {
            self.tally.fault(fate_name(fate));
            let path = fetch.call.path.clone();
            self.tell(|| format!("{}     {path} will meet {fate:?}", who(at, account)));
        }
        let asked = Asked { browser: at, account, life, request: fetch.request, spends };
        let up = match fate {
            Some(Fate::Slow { up, .. } | Fate::DropButArrives(up)) => up.min(LONGEST),
            _ => self.rng.between(5, 120),
        };
        let left = self.now;
        // Whatever else happens: nobody waits longer than this.
        self.ends(asked, Millis::from(TIMEOUT), silence(NoResponse::Timeout));
        if matches!(fate, Some(Fate::DropBefore | Fate::DropButArrives(_))) {
            let wait = self.rng.between(5, 900);
            self.ends(asked, wait, silence(NoResponse::Dropped));
        }
        let silent = matches!(fate, Some(Fate::DropAfter | Fate::DropButArrives(_) | Fate::Lost { .. }));
        if self.plant == Some(Plant::ResendOnTimeout) && spends && silent {
            let (fetch, key) = (fetch.clone(), key.clone());
            let again = Box::new(Flight { browser: at, account, life, fetch, key, fate: None, left });
            self.line_up(left + Millis::from(TIMEOUT) + 50, Happening::Arrives(again));
        }
        if !matches!(fate, Some(Fate::DropBefore | Fate::Lost { arrives: false })) {
            let flight = Box::new(Flight { browser: at, account, life, fetch, key, fate, left });
            self.line_up(left + up, Happening::Arrives(flight));
        }
    }

    fn ends(&mut self, asked: Asked, wait: Millis, result: RequestResult) {
        self.line_up(self.now + wait, Happening::Ends(asked, Box::new(result)));
    }

    /// A request reaches the network, and its reply sets out.
    pub(crate) fn arrives(&mut self, flight: Flight) -> Result<(), Failure> {
        let Flight { browser, account, life, fetch, key, fate, left } = flight;
        let spends = fetch.call.cost > 0;
        let kept = !matches!(
            fate,
            Some(
                Fate::Garbage { arrives: false, .. }
                    | Fate::Failure { arrives: false, .. }
                    | Fate::Limited { .. }
                    | Fate::Unauthorized
            )
        );
        let result = if kept {
            let mut request = Request::new(&fetch.call.method, &fetch.call.path);
            if let Some(key) = &key {
                request = request.with_key(key.expose());
            }
            if let Some(body) = &fetch.call.body {
                request.body = body.clone().into_bytes();
            }
            self.tally.requests += 1;
            let response = self.world.handle(&request, self.now);
            self.tell(|| {
                format!(
                    "      the network has {} {}: {}",
                    request.method, request.path_and_query, response.status
                )
            });
            if spends {
                self.check_once(browser, account, &fetch, &response)?;
            }
            read(fetch.endpoint, &response)
        } else {
            silence(NoResponse::Dropped)
        };
        let result = match fate {
            None | Some(Fate::Slow { .. }) => result,
            Some(Fate::DropAfter) => silence(NoResponse::Dropped),
            Some(Fate::Garbage { kind, .. }) => read(fetch.endpoint, &garbage(kind)),
            Some(Fate::Failure { status, .. }) => read(fetch.endpoint, &refusal(status, "SRV_001", None)),
            Some(Fate::Limited { retry_after }) => {
                read(fetch.endpoint, &refusal(429, "RATE_002", retry_after))
            }
            Some(Fate::Unauthorized) => read(fetch.endpoint, &refusal(401, "AUTH_001", None)),
            Some(Fate::DropBefore | Fate::DropButArrives(_) | Fate::Lost { .. }) => return Ok(()),
        };
        let down = match fate {
            Some(Fate::Slow { down, .. }) => down,
            _ => self.rng.between(5, 120),
        };
        if self.now + down < left + Millis::from(TIMEOUT) {
            self.ends(Asked { browser, account, life, request: fetch.request, spends }, down, result);
        }
        Ok(())
    }
}
