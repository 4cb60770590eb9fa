//! A client of a world, with a key and a clock.

use sandbox::{Config, Control, Request, Response, World, keys};
use serde_json::Value;

pub(crate) const SECOND: i64 = 1_000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

pub(crate) struct Client {
    pub(crate) world: World,
    pub(crate) now: i64,
    pub(crate) key: String,
}

impl Client {
    /// Lantern in a tiny world without simulated activity.
    pub(crate) fn lantern() -> Self {
        Self::in_world(Config::tiny().without_simulated_users())
    }

    pub(crate) fn in_world(config: Config) -> Self {
        let now = config.epoch_ms;
        Self { world: World::new(config), now, key: keys::LANTERN.into() }
    }

    pub(crate) fn with_key(mut self, key: &str) -> Self {
        self.key = key.into();
        self
    }

    pub(crate) fn send(&mut self, request: Request) -> Response {
        let request = if self.key.is_empty() { request } else { request.with_key(&self.key) };
        self.world.handle(&request, self.now)
    }

    pub(crate) fn get(&mut self, path: &str) -> Response {
        self.send(Request::get(&format!("/api/v1{path}")))
    }

    pub(crate) fn post(&mut self, path: &str, body: &Value) -> Response {
        self.send(Request::post(&format!("/api/v1{path}"), body))
    }

    /// A GET that must succeed.
    pub(crate) fn read(&mut self, path: &str) -> Value {
        let response = self.get(path);
        assert_eq!(response.status, 200, "{path}: {}", response.value());
        response.value()
    }

    /// A POST that must succeed.
    pub(crate) fn done(&mut self, path: &str, body: &Value) -> Value {
        let response = self.post(path, body);
        assert!((200..300).contains(&response.status), "{path}: {}", response.value());
        response.value()
    }

    /// The status and code of a POST that must be refused.
    pub(crate) fn refused(&mut self, path: &str, body: &Value) -> (u16, String) {
        refusal(&self.post(path, body))
    }

    pub(crate) fn control(&mut self, control: Control) {
        self.world.control(control, self.now).expect("a control that can be carried out");
    }

    pub(crate) fn wait(&mut self, time: i64) {
        self.now += time;
    }
}

/// Status and code of a refusal. Checks the envelope of the contract (section 7).
pub(crate) fn refusal(response: &Response) -> (u16, String) {
    let body = response.value();
    let inner = &body["error"];
    assert!(response.status >= 400, "was not refused: {body}");
    for field in ["code", "message", "hint"] {
        assert!(inner[field].as_str().is_some_and(|text| !text.is_empty()), "{field} is missing: {body}");
    }
    assert!(inner["retryable"].is_boolean() && body["requestId"].is_string(), "{body}");
    if let Some(seconds) = inner["retryAfter"].as_i64().filter(|_| response.status == 429) {
        assert_eq!(response.header("Retry-After"), Some(seconds.to_string().as_str()));
    }
    (response.status, inner["code"].as_str().unwrap_or_default().to_owned())
}
