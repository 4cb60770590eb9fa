//! The keys of storage: one account's entries are kept apart from another's.

/// The key under which something of an account is stored: the first account's as it is, the others' with their number behind it.
pub(super) fn storage_key(account: u32, key: &str) -> String {
    if account == 0 { key.to_owned() } else { format!("{key}:{account}") }
}

/// The account that a stored key of this kind belongs to.
pub(super) fn account_of(stored: &str, key: &str) -> Option<u32> {
    match stored.strip_prefix(key)? {
        "" => Some(0),
        rest => rest.strip_prefix(':')?.parse().ok(),
    }
}
