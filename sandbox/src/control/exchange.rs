//! Requests that meet a fault.

use crate::model::clock::http_date;
use crate::model::endpoint::Endpoint;
use crate::model::fault::{Fault, FaultKind, Garbage};
use crate::model::http::{Request, Response};
use crate::model::world::World;
use serde_json::{Value, json};

/// The outcome of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A whole response.
    Reply(Response),
    /// The first half of a response; then the connection closes.
    Cut(Response),
    /// A response that goes on and on, a byte at a time.
    Drip(Response),
    /// The connection closes without a response.
    Dropped,
    /// The connection stays open without a response.
    Hang,
}

/// The outcome of a request and when it arrives.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// Milliseconds before the outcome arrives. The request is carried out at once.
    pub delay_ms: u64,
    /// The outcome.
    pub outcome: Outcome,
}

impl World {
    /// Adds a fault to the next matching requests of [`World::exchange`].
    pub fn add_fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// The number of faults that wait for a request.
    pub fn waiting_faults(&self) -> usize {
        self.faults.len()
    }

    /// Answers one request as [`World::handle`] does, with the requested faults.
    pub fn exchange(&mut self, request: &Request, now_ms: i64) -> Exchange {
        let Some(fault) = self.take_fault(request) else {
            return Exchange { delay_ms: 0, outcome: Outcome::Reply(self.handle(request, now_ms)) };
        };
        let whole = matches!(fault.kind, FaultKind::Garbage { what } if what.needs_the_response());
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
                response.set("date", http_date(now_ms + self.offset));
                Outcome::Reply(response)
            }
            FaultKind::Garbage { what: Garbage::Cut } => Outcome::Cut(Garbage::Cut.corrupt(response)),
            FaultKind::Garbage { what: Garbage::Drip } => Outcome::Drip(Garbage::Drip.corrupt(response)),
            FaultKind::Garbage { what } => Outcome::Reply(what.corrupt(response)),
        };
        Exchange { delay_ms, outcome }
    }

    /// The fault that applies to this request; its count goes down by one.
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
    /// Whether it is made from the real response.
    fn needs_the_response(self) -> bool {
        matches!(self, Self::Truncated | Self::Cut | Self::WrongType)
    }

    fn corrupt(self, mut response: Response) -> Response {
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
            Self::Bomb => {
                let mut bomb = Response::bytes(200, "application/json", bomb());
                bomb.set("content-encoding", "gzip");
                bomb
            }
            Self::Drip => Response::bytes(200, "application/json", b" ".into()),
            Self::WrongShape => Response::json(200, &json!({ "weather": ["fog", 7, null], "tides": {} })),
            Self::Deep => {
                let deep = "[".repeat(50_000) + &"]".repeat(50_000);
                Response::bytes(200, "application/json", deep.into_bytes())
            }
        }
    }
}

/// A gzip stream that unpacks to 512 MB of spaces: one block of a megabyte that refers to nothing before it, 512 times.
fn bomb() -> Vec<u8> {
    const GZIP: [u8; 10] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];
    let mut block = Vec::with_capacity(16 << 10);
    let mut pack = flate2::Compress::new(flate2::Compression::best(), false);
    // There is room for all of it, so that one call is enough.
    let _ = pack.compress_vec(&vec![b' '; 1 << 20], &mut block, flate2::FlushCompress::Full);
    // No reader comes to the end, where the checksum would be.
    [GZIP.to_vec(), block.repeat(512)].concat()
}

/// The envelope of the contract for a status without a body.
fn envelope(status: u16) -> Value {
    let (code, message) = match status {
        401 => ("AUTH_001", "The API key is missing or unknown."),
        403 => ("AUTHZ_001", "Your tier is too low."),
        404 => ("VAL_001", "There is no such node."),
        429 => ("RATE_001", "Too many requests at once."),
        503 => ("AVAIL_001", "The network is being deployed."),
        400..=499 => ("VAL_003", "The request cannot be used."),
        _ => ("SRV_001", "An internal error of the network."),
    };
    json!({ "error": {
        "code": code, "message": message, "hint": "The control path requested this response.",
        "retryable": status == 429 || status >= 500,
    }, "requestId": "req_fault" })
}
