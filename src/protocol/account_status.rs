//! States of an account (contract, section 13).

/// Whether a word is a state of an account. `status` also holds other words, such as `ok`.
pub(super) fn is_known(word: &str) -> bool {
    const STATES: [&str; 6] = ["PENDING", "PENDING_TOS", "PROVISIONAL", "ACTIVE", "SUSPENDED", "DEACTIVATED"];
    STATES.iter().any(|state| state.eq_ignore_ascii_case(word.trim()))
}
