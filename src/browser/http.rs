//! Requests. The key is attached here, to the one origin it belongs to, and nowhere else.

use super::api;
use crate::app::{Fetch, KeyUse, NoResponse, Outcome, RequestResult};
use crate::domain::Secret;
use crate::protocol::{self, Meta};
use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::Promise;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect,
};

/// The open key and the origin it may be sent to.
#[derive(Clone)]
pub(super) struct OpenKey {
    pub(super) key: Secret,
    pub(super) origin: String,
}

/// Asks whether the browser lets us talk to an origin.
pub(super) fn ask_permitted(origin: &str) -> Result<Promise, JsValue> {
    // Match patterns of permissions know no ports.
    let pattern = JsValue::from_str(&format!("{}/*", without_port(origin)));
    api::permitted(&api::object([("origins", js_sys::Array::of1(&pattern).into())]))
}

/// Sends a request and reads its reply. Never fails: every way it can end is an [`RequestResult`].
pub(super) async fn send(fetch: &Fetch, open: Option<OpenKey>) -> RequestResult {
    let begun = js_sys::Date::now();
    let (outcome, meta) = match exchange(fetch, open).await {
        Ok((outcome, meta)) => (outcome, meta),
        Err(silence) => (Outcome::NoResponse(silence), Meta::default()),
    };
    RequestResult { outcome, meta, duration_ms: milliseconds(js_sys::Date::now() - begun) }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Clamped to what fits.
fn milliseconds(span: f64) -> u32 {
    span.clamp(0.0, f64::from(u32::MAX)) as u32
}

async fn exchange(fetch: &Fetch, open: Option<OpenKey>) -> Result<(Outcome, Meta), NoResponse> {
    let key = match (&fetch.key, open) {
        (KeyUse::Without, _) => None,
        (KeyUse::Given(key), _) => Some(key.clone()),
        (KeyUse::Kept, Some(open)) if open.origin == fetch.origin => Some(open.key),
        (KeyUse::Moving, Some(open)) => Some(open.key),
        (KeyUse::Kept | KeyUse::Moving, _) => return Err(NoResponse::Unsent),
    };
    let deadline = Deadline::start(fetch.timeout).ok_or(NoResponse::Unsent)?;
    let response = request(fetch, key.as_ref(), &deadline)?.await.map_err(|_| deadline.silence())?;
    if response.status() == 0 {
        return Ok((Outcome::ApiError(protocol::redirected()), Meta::default()));
    }
    let headers: Vec<(String, String)> = response.headers().entries().collect();
    let most = protocol::largest(fetch.endpoint);
    let Some(body) = read(&response, most).await.map_err(|_| deadline.silence())? else {
        deadline.controller.abort();
        let problem = protocol::too_large(fetch.endpoint, response.status(), &headers);
        return Ok((Outcome::ApiError(problem), protocol::meta(&headers)));
    };
    let outcome = match protocol::normalize(fetch.endpoint, response.status(), &headers, &body) {
        Ok(reply) => Outcome::Reply(Box::new(reply)),
        Err(problem) => Outcome::ApiError(problem),
    };
    Ok((outcome, protocol::meta(&headers)))
}

/// Reads a body as it comes, unpacked by the browser. None for one of more bytes: the rest is not read. The deadline ends one that drips.
async fn read(response: &Response, most: usize) -> Result<Option<Vec<u8>>, JsValue> {
    let mut bytes = Vec::new();
    let Some(body) = response.body() else { return Ok(Some(bytes)) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        let part = api::wait(reader.read()).await?;
        let Some(chunk) = api::field(&part, "value") else { return Ok(Some(bytes)) };
        let chunk: js_sys::Uint8Array = chunk.unchecked_into();
        if bytes.len() + usize::try_from(chunk.length()).unwrap_or(usize::MAX) > most {
            return Ok(None);
        }
        bytes.extend(chunk.to_vec());
    }
}

fn without_port(origin: &str) -> String {
    match origin.rsplit_once(':') {
        Some((before, port)) if !port.is_empty() && port.chars().all(|c| c.is_ascii_digit()) => {
            before.to_owned()
        }
        _ => origin.to_owned(),
    }
}

fn request(
    fetch: &Fetch,
    key: Option<&Secret>,
    deadline: &Deadline,
) -> Result<impl Future<Output = Result<Response, gloo_net::Error>>, NoResponse> {
    let method = match fetch.call.method.as_str() {
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        "DELETE" => Method::DELETE,
        _ => Method::GET,
    };
    let mut builder = RequestBuilder::new(&format!("{}{}", fetch.origin, fetch.call.path))
        .method(method)
        .header("Accept", "application/json")
        // A redirect would carry the key to where nobody agreed to send it. It ends as a reply without a status.
        .redirect(RequestRedirect::Manual)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&deadline.controller.signal()));
    if let Some(key) = key {
        builder = builder.header("Authorization", &format!("Bearer {}", key.expose()));
    }
    let request = match &fetch.call.body {
        Some(body) => builder.header("Content-Type", "application/json").body(body.as_str()),
        None => builder.build(),
    };
    Ok(request.map_err(|_| NoResponse::Unsent)?.send())
}

/// Gives up on a request that nobody answers.
struct Deadline {
    controller: AbortController,
    passed: Rc<Cell<bool>>,
    timer: JsValue,
    _call: Closure<dyn FnMut()>,
}

impl Deadline {
    fn start(after: u32) -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let passed = Rc::new(Cell::new(false));
        let call = Closure::new({
            let (controller, passed) = (controller.clone(), Rc::clone(&passed));
            move || {
                passed.set(true);
                controller.abort();
            }
        });
        let timer = api::set_timeout(call.as_ref().unchecked_ref(), i32::try_from(after).unwrap_or(i32::MAX));
        Some(Self { controller, passed, timer, _call: call })
    }

    fn silence(&self) -> NoResponse {
        if self.passed.get() { NoResponse::Timeout } else { NoResponse::Dropped }
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        api::clear_timeout(&self.timer);
    }
}
