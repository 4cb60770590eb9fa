//! Faults: what goes wrong on the way, asked for in advance and never by chance.

use crate::endpoint::Endpoint;
use crate::http::{Request, Response};
use crate::world::World;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a broken answer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Garbage {
    /// A web page with status 200, as a captive portal sends it.
    Html,
    /// A web page with status 502, as a gateway sends it.
    Gateway,
    /// Text that says it is JSON and is none.
    NotJson,
    /// The first half of the true body.
    Truncated,
    /// The headers promise the whole body; the connection closes after half of it.
    Cut,
    /// No body at all.
    Empty,
    /// The true body, said to be plain text.
    WrongType,
    /// JSON that has nothing to do with the question.
    WrongShape,
    /// Fifty thousand nested lists.
    Deep,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// The answer comes late, and true.
    Delay {
        /// Milliseconds.
        ms: u64,
    },
    /// The connection closes without an answer.
    Drop,
    /// The connection stays open and no answer ever comes.
    Hang,
    /// Another answer.
    Status {
        /// HTTP status, 200 to 599.
        status: u16,
        /// Its JSON body; the contract's envelope with a fitting code when absent.
        #[serde(default)]
        body: Option<Value>,
        /// The `Retry-After` header as it will be sent: seconds, a date, or nonsense.
        #[serde(default)]
        retry_after: Option<String>,
    },
    /// A broken answer.
    Garbage {
        /// How it is broken.
        what: Garbage,
    },
}

/// A fault, and which requests it meets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// The endpoint it waits for; any when absent.
    #[serde(default)]
    pub endpoint: Option<Endpoint>,
    /// How many matching requests it meets before it is used up.
    #[serde(default = "once")]
    pub times: u32,
    /// How many matching requests pass unharmed first.
    #[serde(default)]
    pub skip: u32,
    /// Whether the request is carried out before things go wrong. A delayed request always is.
    #[serde(default)]
    pub commit: bool,
    /// What goes wrong.
    #[serde(flatten)]
    pub kind: FaultKind,
}

fn once() -> u32 {
    1
}

impl Fault {
    /// One fault on the next request to that endpoint, which is not carried out.
    pub fn new(endpoint: Endpoint, kind: FaultKind) -> Self {
        Self { endpoint: Some(endpoint), times: 1, skip: 0, commit: false, kind }
    }

    /// The connection closes and the request is not carried out.
    pub fn drop_before_commit(endpoint: Endpoint) -> Self {
        Self::new(endpoint, FaultKind::Drop)
    }

    /// The request is carried out and the connection closes without an answer.
    pub fn drop_after_commit(endpoint: Endpoint) -> Self {
        Self::drop_before_commit(endpoint).committed()
    }

    /// The same fault, after the request has been carried out.
    #[must_use]
    pub fn committed(self) -> Self {
        Self { commit: true, ..self }
    }

    /// The same fault for that many requests.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }
}

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A whole answer.
    Reply(Response),
    /// The first half of an answer, after which the connection closes although the headers promised more.
    Cut(Response),
    /// The connection closes without an answer.
    Dropped,
    /// The connection stays open and nothing ever comes.
    Hang,
}

/// A request's fate, with the time that passes before it shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// Milliseconds before the outcome shows. The request was carried out at once.
    pub delay_ms: u64,
    /// What becomes of it.
    pub outcome: Outcome,
}

impl World {
    /// Lets the next matching requests go wrong, through [`World::exchange`].
    pub fn add_fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// How many faults wait for requests that have not come yet.
    pub fn waiting_faults(&self) -> usize {
        self.faults.len()
    }

    /// Answers one request as [`World::handle`] does, with the faults that were asked for.
    pub fn exchange(&mut self, request: &Request, now_ms: i64) -> Exchange {
        let Some(fault) = self.take_fault(request) else {
            return Exchange { delay_ms: 0, outcome: Outcome::Reply(self.handle(request, now_ms)) };
        };
        let whole = matches!(fault.kind, FaultKind::Garbage { what } if what.needs_the_answer());
        let carried_out = fault.commit || whole || matches!(fault.kind, FaultKind::Delay { .. });
        let response = if carried_out { self.handle(request, now_ms) } else { Response::default() };
        let delay_ms = if let FaultKind::Delay { ms } = fault.kind { ms } else { 0 };
        let outcome = match fault.kind {
            FaultKind::Delay { .. } => Outcome::Reply(response),
            FaultKind::Drop => Outcome::Dropped,
            FaultKind::Hang => Outcome::Hang,
            FaultKind::Status { status, body, retry_after } => {
                let body = body.unwrap_or_else(|| envelope(status));
                let mut response = Response::json(status, &body);
                if let Some(value) = retry_after {
                    response.set("retry-after", value);
                }
                response.set("date", crate::clock::http_date(now_ms + self.offset));
                Outcome::Reply(response)
            }
            FaultKind::Garbage { what: Garbage::Cut } => Outcome::Cut(Garbage::Cut.spoil(response)),
            FaultKind::Garbage { what } => Outcome::Reply(what.spoil(response)),
        };
        Exchange { delay_ms, outcome }
    }

    /// The fault that meets this request, used up by one.
    fn take_fault(&mut self, request: &Request) -> Option<Fault> {
        let endpoint = Endpoint::find(&request.method, request.path()).ok().map(|(endpoint, _)| endpoint)?;
        let fits = |fault: &&mut Fault| fault.endpoint.is_none_or(|wanted| wanted == endpoint);
        let fault = self.faults.iter_mut().find(fits)?;
        if fault.skip > 0 {
            fault.skip -= 1;
            return None;
        }
        fault.times = fault.times.saturating_sub(1);
        let taken = fault.clone();
        self.faults.retain(|fault| fault.times > 0);
        Some(taken)
    }
}

impl Garbage {
    /// Half of an answer can only be made from a whole one.
    fn needs_the_answer(self) -> bool {
        matches!(self, Self::Truncated | Self::Cut | Self::WrongType)
    }

    fn spoil(self, mut response: Response) -> Response {
        const PORTAL: &str = "<!doctype html><html><head><title>Welcome to Harbour Guest Wi-Fi</title></head>\
            <body><h1>Accept our terms to go online</h1></body></html>";
        const GATEWAY: &str =
            "<html><head><title>502 Bad Gateway</title></head><body>bad gateway</body></html>";
        match self {
            Self::Html => Response::bytes(200, "text/html; charset=utf-8", PORTAL.into()),
            Self::Gateway => Response::bytes(502, "text/html", GATEWAY.into()),
            Self::NotJson => Response::bytes(200, "application/json", b"{\"tier\": REGISTERED, oops".into()),
            Self::Truncated | Self::Cut => {
                response.body.truncate(response.body.len() / 2);
                response
            }
            Self::Empty => Response::bytes(200, "application/json", Vec::new()),
            Self::WrongType => {
                response.set("content-type", "text/plain");
                response
            }
            Self::WrongShape => {
                Response::json(200, &serde_json::json!({ "weather": ["fog", 7, null], "tides": {} }))
            }
            Self::Deep => {
                let deep = "[".repeat(50_000) + &"]".repeat(50_000);
                Response::bytes(200, "application/json", deep.into_bytes())
            }
        }
    }
}

/// The contract's envelope for a status that nobody gave a body.
fn envelope(status: u16) -> Value {
    let (code, message) = match status {
        401 => ("AUTH_001", "The API key is missing or unknown."),
        403 => ("AUTHZ_001", "You may not do this."),
        404 => ("VAL_001", "There is no such node."),
        429 => ("RATE_001", "Too many requests at once."),
        503 => ("AVAIL_001", "The network is being deployed."),
        400..=499 => ("VAL_003", "The request cannot be used."),
        _ => ("SRV_001", "Something broke inside the network."),
    };
    serde_json::json!({ "error": {
        "code": code, "message": message, "hint": "This answer was asked for over the control path.",
        "retryable": status == 429 || status >= 500,
    }, "requestId": "req_fault" })
}
