//! Text from afar: made visible, checked as a draft and read as Markdown. Every finding lies within the text.
#![no_main]

use impromptu::check::{check_json, reveal};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let units = text.encode_utf16().count() as u64;
    let inside = |found: &Value| {
        let (start, end) = (found["start"].as_u64().unwrap_or(0), found["end"].as_u64().unwrap_or(0));
        assert!(start <= end && end <= units, "{found} in {text:?}");
    };
    let revealed = serde_json::to_value(reveal(text)).expect("findings are plain data");
    revealed["findings"].as_array().expect("a list").iter().for_each(inside);
    let draft = json!({"kind": "reprompt", "text": text, "parentText": text, "thread": [text]}).to_string();
    let checked: Value = serde_json::from_str(&check_json(&draft).expect("a draft")).expect("plain JSON");
    checked["hints"].as_array().expect("a list").iter().for_each(inside);
    impromptu::markup::parse(text);
});
