//! Faults: what goes wrong with a request. They are requested in advance and never happen by chance.

use crate::model::endpoint::Endpoint;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How a response is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Garbage {
    /// A web page with status 200, as a captive portal sends it.
    Html,
    /// A web page with status 502, as a gateway sends it.
    Gateway,
    /// Text that is labelled as JSON and is not JSON.
    NotJson,
    /// The first half of the real body.
    Truncated,
    /// The headers promise the whole body; the connection closes after half of it.
    Cut,
    /// No body at all.
    Empty,
    /// The real body, labelled as plain text.
    WrongType,
    /// JSON that does not fit the request.
    WrongShape,
    /// Fifty thousand nested lists.
    Deep,
    /// Half a megabyte that unpacks to half a gigabyte of spaces.
    Bomb,
    /// A space each tenth of a second, without end.
    Drip,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// The real response comes late.
    Delay {
        /// Milliseconds.
        ms: u64,
    },
    /// The connection closes without a response.
    Drop,
    /// The connection stays open without a response.
    Hang,
    /// Another response.
    Status {
        /// HTTP status, 200 to 599.
        status: u16,
        /// Its JSON body; the envelope of the contract with a matching code when absent.
        #[serde(default)]
        body: Option<Value>,
        /// The `Retry-After` header as it is sent: seconds, a date, or any other text.
        #[serde(default)]
        retry_after: Option<String>,
    },
    /// A broken response.
    Garbage {
        /// How it is broken.
        what: Garbage,
    },
}

/// A fault and the requests that it applies to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// The endpoint that it applies to; any when absent.
    #[serde(default)]
    pub endpoint: Option<Endpoint>,
    /// The number of matching requests that it applies to.
    #[serde(default = "once")]
    pub times: u32,
    /// The number of matching requests that pass before that.
    #[serde(default)]
    pub skip: u32,
    /// Whether the request is carried out first. A delayed request always is.
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

    /// The request is carried out and the connection closes without a response.
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
