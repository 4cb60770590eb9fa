//! Which kind of trouble a code or a status stands for (contract, section 7).

use crate::domain::ApiErrorKind;

/// The kind a code stands for, of either family and in any case. The family decides where the very code is not known.
pub(super) fn kind_of(code: &str) -> Option<ApiErrorKind> {
    use ApiErrorKind::{Auth, Budget, Duplicate, Invalid, Missing, Network, Rate, Server, Terms, Tier};
    let code = code.trim().to_ascii_uppercase();
    let kind = match code.as_str() {
        // A wrong proof of work or a missing provider key is no fault of our own key.
        "AUTH_004" | "VALIDATION_ERROR" => Invalid,
        "UNAUTHORIZED" | "INVALID_TOKEN" => Auth,
        "FORBIDDEN" => Tier,
        // The daily limit of hand-offs: no refill brings it back before tomorrow.
        "BUDG_002"
        | "RATE_LIMITED"
        | "FAUCET_COOLDOWN"
        | "LIMIT_EXCEEDED"
        | "QUERY_LIMIT_REACHED"
        | "QUOTA_EXCEEDED" => Rate,
        "BUDGET_EXCEEDED" | "INSUFFICIENT_BUDGET" => Budget,
        "VAL_001" | "NOT_FOUND" | "CONTENT_DELETED" => Missing,
        "DUPLICATE_ENGAGEMENT" => Duplicate,
        "NETWORK_ERROR" | "TIMEOUT" => Network,
        "INTERNAL_ERROR" | "CIRCUIT_OPEN" | "SEMANTIC_SEARCH_UNAVAILABLE" => Server,
        _ => match code.split_once('_')?.0 {
            "AUTH" => Auth,
            "AUTHZ" => Tier,
            "ACCOUNT" => Terms,
            "VAL" | "CRED" => Invalid,
            "RATE" => Rate,
            "BUDG" => Budget,
            "SRV" | "AVAIL" => Server,
            _ => return None,
        },
    };
    Some(kind)
}

/// The kind a status stands for, where no known code says better.
pub(super) fn kind_of_status(status: u16) -> ApiErrorKind {
    match status {
        0 => ApiErrorKind::Network,
        401 => ApiErrorKind::Auth,
        402 => ApiErrorKind::Budget,
        403 => ApiErrorKind::Tier,
        404 | 410 => ApiErrorKind::Missing,
        408 | 425 | 500.. => ApiErrorKind::Server,
        409 => ApiErrorKind::Duplicate,
        429 => ApiErrorKind::Rate,
        400..=499 => ApiErrorKind::Invalid,
        _ => ApiErrorKind::Shape,
    }
}

/// Our own sentence for a kind, when the network had none. It ends in what to do.
pub(super) fn sentence(kind: ApiErrorKind) -> &'static str {
    match kind {
        ApiErrorKind::Auth => "The network did not accept the API key. Check the key in the options.",
        ApiErrorKind::Terms => {
            "The network's terms are not accepted yet. Accept them on its site, then try again."
        }
        ApiErrorKind::Tier => {
            "The account is not allowed to do this yet. Its tier says what it may do; see the You tab."
        }
        ApiErrorKind::Budget => {
            "There is not enough budget for this. It refills by the hour; try again later."
        }
        ApiErrorKind::Rate => "The network asks for a pause. Wait a little, then try again.",
        ApiErrorKind::Missing => "This is not there, or no longer. Go back and refresh the list.",
        ApiErrorKind::Invalid => {
            "The network did not accept the request as it stands. Change it and try again."
        }
        ApiErrorKind::Duplicate => "This was done before, and counts. Nothing more is needed.",
        ApiErrorKind::Server => "The network has trouble of its own. Try again in a minute.",
        ApiErrorKind::Network => "No answer came. Check the connection, then try again.",
        ApiErrorKind::Shape => {
            "The answer is not one that an Impromptu network gives. Check the API address in the options."
        }
        ApiErrorKind::Large => {
            "The answer is larger than what is read of one. Try a smaller part of it, or open it on the web."
        }
    }
}
