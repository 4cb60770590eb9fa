//! The public face for tools and tests: pure functions that work in Node as well as in a browser.

use crate::domain::{Challenge, Millis};
use crate::puzzle::{Encoding, Solver};
use crate::{check, protocol};
use js_sys::{Function, JSON, JsString, Object, Uint8Array};
use wasm_bindgen::prelude::*;

/// One model of a reply, whatever shape it came in: `{ok}` or `{problem}`.
#[wasm_bindgen(unchecked_return_type = "{ok: any} | {problem: any}")]
pub fn normalize(
    #[wasm_bindgen(unchecked_param_type = "string")] endpoint: &str,
    status: u16,
    #[wasm_bindgen(unchecked_param_type = "Record<string, string>")] headers: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | ArrayBuffer")] body: &JsValue,
) -> Result<JsValue, JsValue> {
    let headers: Vec<(String, String)> = match headers.dyn_ref::<Object>() {
        Some(headers) => Object::keys(headers)
            .iter()
            .filter_map(|key| key.as_string())
            .filter_map(|key| super::api::text(headers, &key).map(|value| (key, value)))
            .collect(),
        None => Vec::new(),
    };
    let bytes = match body.as_string() {
        Some(text) => text.into_bytes(),
        None if body.is_undefined() || body.is_null() => Vec::new(),
        None => Uint8Array::new(body).to_vec(),
    };
    #[allow(clippy::cast_possible_truncation)] // Whole milliseconds, far below the end of the range.
    let now = js_sys::Date::now() as Millis;
    JSON::parse(&protocol::normalize_json(endpoint, status, &headers, &bytes, now))
}

/// A request made of fields, canonical names or aliases: `{method, path, body, cost, corrected}` or `{problem}`.
#[wasm_bindgen(unchecked_return_type = "any")]
pub fn compose(
    #[wasm_bindgen(unchecked_param_type = "string")] endpoint: &str,
    #[wasm_bindgen(unchecked_param_type = "Record<string, unknown>")] fields: &JsValue,
) -> Result<JsValue, JsValue> {
    let fields = JSON::stringify(fields).map_or_else(|_| "{}".to_owned(), String::from);
    JSON::parse(&protocol::compose_json(endpoint, &fields))
}

/// The blockers and the hints of a draft: `{blockers, hints}`.
#[wasm_bindgen(unchecked_return_type = "{blockers: any[], hints: any[]}")]
pub fn check(#[wasm_bindgen(unchecked_param_type = "object")] draft: &JsValue) -> Result<JsValue, JsValue> {
    let draft = String::from(JSON::stringify(draft)?);
    match check::check_json(&draft) {
        Ok(found) => JSON::parse(&found),
        Err(sentence) => Err(js_sys::TypeError::new(&sentence).into()),
    }
}

/// Hidden and deceptive characters made visible: `{findings, visible}`. Half of a surrogate pair is a finding too.
#[wasm_bindgen(unchecked_return_type = "{findings: any[], visible: string}")]
pub fn reveal(#[wasm_bindgen(unchecked_param_type = "string")] text: &JsString) -> Result<JsValue, JsValue> {
    let well_formed = String::from(text);
    // Half a pair becomes U+FFFD on the way into Rust. Only a text with that character is read again, unit by unit.
    let revealed = if well_formed.contains(char::REPLACEMENT_CHARACTER) {
        check::reveal::reveal_utf16(&text.iter().collect::<Vec<u16>>())
    } else {
        check::reveal(&well_formed)
    };
    serde_wasm_bindgen::to_value(&revealed).map_err(JsValue::from)
}

/// Nonces tried between two calls of `onProgress`.
const STRIDE: u32 = 8;

/// A challenge as served, and a solver for it with its memory; or why it is not taken on.
fn take_on(puzzle: &JsValue) -> Result<(Challenge, Solver), JsValue> {
    let text = String::from(JSON::stringify(puzzle)?);
    let reply = protocol::normalize(protocol::Endpoint::Challenge, 200, &[], text.as_bytes());
    let challenge = match reply {
        Ok(protocol::Reply::Challenge(challenge)) => challenge,
        Ok(_) => return Err(js_sys::TypeError::new("This is not a puzzle.").into()),
        Err(problem) => return Err(js_sys::TypeError::new(&problem.message).into()),
    };
    let solver = Solver::new(&challenge, Encoding::default())
        .map_err(|why| js_sys::RangeError::new(&why.to_string()))?;
    Ok((challenge, solver))
}

/// A search for the solution of a challenge, a range of nonces at a time, so that several workers can share it. Holds Argon2's memory
/// from the start on; wasm memory never shrinks, so make one per worker and end the worker afterwards.
#[wasm_bindgen]
pub struct Search(Solver);

#[wasm_bindgen]
impl Search {
    /// Takes on a challenge as served. One that would harm the machine is refused with the reason.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "object")] puzzle: &JsValue) -> Result<Search, JsValue> {
        Ok(Self(take_on(puzzle)?.1))
    }

    /// The first nonce of `start..start + count` that solves a round (by its place, from 0), or nothing.
    #[wasm_bindgen(unchecked_return_type = "number | undefined")]
    pub fn range(&mut self, round: u32, start: f64, count: u32) -> JsValue {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Clamped to what a double counts.
        let start = start.clamp(0.0, 9_007_199_254_740_991.0) as u64;
        self.0.try_range(round as usize, start, count).map_or(JsValue::UNDEFINED, number)
    }
}

/// Solves a challenge as served: `{chainId, nonces, attempts}`. Runs until it is done, so call it in a worker.
///
/// `onProgress(round, attempts)` is called now and then; when it returns `false` the search ends with an error. A challenge that would
/// harm the machine is refused with the reason.
#[wasm_bindgen(unchecked_return_type = "{chainId: string, nonces: number[], attempts: number}")]
pub fn solve(
    #[wasm_bindgen(unchecked_param_type = "object")] puzzle: &JsValue,
    #[wasm_bindgen(
        js_name = onProgress,
        unchecked_optional_param_type = "((round: number, attempts: number) => boolean | void) | null"
    )]
    on_progress: &JsValue,
) -> Result<JsValue, JsValue> {
    let (challenge, mut solver) = take_on(puzzle)?;
    let mut nonces = Vec::new();
    let mut attempts = 0_u64;
    for round in 0..solver.rounds() {
        let mut start = 0_u64;
        let nonce = loop {
            if let Some(nonce) = solver.try_range(round, start, STRIDE) {
                attempts += nonce - start + 1;
                break nonce;
            }
            start += u64::from(STRIDE);
            attempts += u64::from(STRIDE);
            if let Some(report) = on_progress.dyn_ref::<Function>() {
                let go_on = report.call2(&JsValue::NULL, &number(round as u64), &number(attempts))?;
                if go_on == JsValue::FALSE {
                    return Err(js_sys::Error::new("The search was stopped.").into());
                }
            }
        };
        nonces.push(nonce);
    }
    let list: js_sys::Array = nonces.iter().map(|nonce| number(*nonce)).collect();
    Ok(super::api::object([
        ("chainId", JsValue::from_str(&challenge.chain_id)),
        ("nonces", list.into()),
        ("attempts", number(attempts)),
    ]))
}

#[allow(clippy::cast_precision_loss)] // Nobody tries 2 to the 53 nonces.
fn number(count: u64) -> JsValue {
    JsValue::from_f64(count as f64)
}
