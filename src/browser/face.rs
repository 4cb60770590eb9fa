//! The public face for tools and tests: pure functions that work in Node as well as in a browser (design, section 6).

use crate::{check, wire};
use js_sys::{JSON, Object, Uint8Array};
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
    JSON::parse(&wire::face_normalize(endpoint, status, &headers, &bytes))
}

/// A request made of fields, canonical names or aliases: `{method, path, body, cost, corrected}` or `{problem}`.
#[wasm_bindgen(unchecked_return_type = "any")]
pub fn compose(
    #[wasm_bindgen(unchecked_param_type = "string")] endpoint: &str,
    #[wasm_bindgen(unchecked_param_type = "Record<string, unknown>")] fields: &JsValue,
) -> Result<JsValue, JsValue> {
    let fields = JSON::stringify(fields).map(String::from).unwrap_or_else(|_| "{}".to_owned());
    JSON::parse(&wire::face_compose(endpoint, &fields))
}

/// What stands in the way of a draft and what would make it better: `{blockers, hints}`.
#[wasm_bindgen(unchecked_return_type = "{blockers: any[], hints: any[]}")]
pub fn check(#[wasm_bindgen(unchecked_param_type = "object")] draft: &JsValue) -> Result<JsValue, JsValue> {
    let draft = String::from(JSON::stringify(draft)?);
    match check::face_check(&draft) {
        Ok(found) => JSON::parse(&found),
        Err(sentence) => Err(js_sys::TypeError::new(&sentence).into()),
    }
}

/// Hidden and deceptive characters made visible: `{findings, visible}`.
#[wasm_bindgen(unchecked_return_type = "{findings: any[], visible: string}")]
pub fn reveal(text: &str) -> Result<JsValue, JsValue> {
    serde_wasm_bindgen::to_value(&check::reveal(text)).map_err(JsValue::from)
}
