//! Dates: whatever the text is, there is none or one that the reader itself reads again as the same.
#![no_main]

use impromptu::protocol::date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Some(millis) = date(text) {
        assert_eq!(date(&millis.to_string()), Some(millis));
    }
});
