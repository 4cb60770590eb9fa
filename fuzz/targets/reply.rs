//! Replies: the first byte chooses the endpoint, the second says whether the status is a good one, the rest is the body.
//! Whatever it is, there is a model or a problem in words; and a model that is read again stays as it is.
#![no_main]

use impromptu::protocol::{Endpoint, normalize_json};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fn said(endpoint: Endpoint, status: u16, body: &[u8]) -> Value {
    let headers = [("Retry-After".to_owned(), String::from_utf8_lossy(body).into_owned())];
    serde_json::from_str(&normalize_json(endpoint.name(), status, &headers, body, 1_771_578_000_000)).expect("the face speaks JSON")
}

fuzz_target!(|data: &[u8]| {
    let [choice, good, body @ ..] = data else { return };
    let endpoint = Endpoint::ALL[usize::from(*choice) % Endpoint::ALL.len()];
    let status = if *good == b'!' { 500 } else { 200 };
    let first = said(endpoint, status, body);
    if let Some(model) = first.get("ok") {
        assert_eq!(status, 200);
        let again = said(endpoint, 200, model.to_string().as_bytes());
        assert_eq!(again.get("ok"), Some(model), "reading the model again changed it");
    } else {
        let problem = &first["problem"];
        assert!(problem["message"].as_str().is_some_and(|text| !text.is_empty()), "{first}");
        assert!(problem["kind"] != "shape" || problem["path"].is_string(), "{first}");
    }
});
