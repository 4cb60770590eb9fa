//! Fields: the first byte chooses the call, the rest is JSON. There is a call whose path stays below the API, or a
//! problem that names a field.
#![no_main]

use impromptu::protocol::{Endpoint, compose_json};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let Some((choice, fields)) = data.split_first() else { return };
    let Ok(fields) = std::str::from_utf8(fields) else { return };
    let endpoint = Endpoint::ALL[usize::from(*choice) % Endpoint::ALL.len()];
    let said: Value = serde_json::from_str(&compose_json(endpoint.name(), fields)).expect("the face speaks JSON");
    if let Some(path) = said["path"].as_str() {
        assert!(path.starts_with("/api/") && path.is_ascii(), "{said}");
        let path = path.split('?').next().unwrap_or_default();
        assert!(path.split('/').skip(1).all(|segment| !matches!(segment, "" | "." | "..")), "{said}");
        assert!(said["body"].as_str().is_none_or(|body| serde_json::from_str::<Value>(body).is_ok()), "{said}");
    } else {
        assert!(said["problem"]["path"].as_str().is_some_and(|path| path.starts_with('$')), "{said}");
    }
});
