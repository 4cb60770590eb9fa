//! Addresses and names as a person, a page or a file may give them: an address becomes an origin that a key can be pinned to, or nothing;
//! a draft's name is read as it was written.
#![no_main]

use impromptu::app::{DraftTarget, account_key, origin, split_account_key};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Some(found) = origin(text) {
        assert_eq!(origin(&found).as_ref(), Some(&found), "reading the origin again changed it");
        let authority = found.strip_prefix("https://").or_else(|| found.strip_prefix("http://")).expect("a scheme");
        assert!(!authority.is_empty() && !authority.contains(['/', '\\', '?', '#', '@', '%', ' ']), "{found}");
        assert!(found.starts_with("https://") || authority.starts_with(['1', 'l', '[']), "{found} travels readable");
    }
    let (account, name) = split_account_key(text);
    if DraftTarget::parse(name).is_some() {
        assert_eq!(split_account_key(&account_key(account, name)), (account, name), "the name of a draft changed");
    }
});
