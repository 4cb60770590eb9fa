//! Which kind of trouble a code or a status stands for (contract, section 7).

use crate::model::ProblemKind;

/// The kind a code stands for, of either family and in any case. The family decides where the very code is not known.
pub(super) fn kind_of(code: &str) -> Option<ProblemKind> {
    use ProblemKind::{Auth, Budget, Duplicate, Invalid, Missing, Network, Rate, Server, Terms, Tier};
    let code = code.trim().to_ascii_uppercase();
    let kind = match code.as_str() {
        // A wrong proof of work or a missing provider key is no fault of our own key.
        "AUTH_004" | "VALIDATION_ERROR" => Invalid,
        "UNAUTHORIZED" | "INVALID_TOKEN" => Auth,
        "ACCOUNT_NOT_ACTIVE" => Terms,
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
pub(super) fn kind_of_status(status: u16) -> ProblemKind {
    match status {
        0 => ProblemKind::Network,
        401 => ProblemKind::Auth,
        402 => ProblemKind::Budget,
        403 => ProblemKind::Tier,
        404 | 410 => ProblemKind::Missing,
        408 | 425 | 500.. => ProblemKind::Server,
        409 => ProblemKind::Duplicate,
        429 => ProblemKind::Rate,
        400..=499 => ProblemKind::Invalid,
        _ => ProblemKind::Shape,
    }
}

/// Our own sentence for a kind, when the network had none. It ends in what to do.
pub(super) fn sentence(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Auth => "The network did not accept the API key. Check the key in the options.",
        ProblemKind::Terms => {
            "The network's terms are not accepted yet. Accept them on its site, then try again."
        }
        ProblemKind::Tier => {
            "The account is not allowed to do this yet. Its tier says what it may do; see the You tab."
        }
        ProblemKind::Budget => {
            "There is not enough budget for this. It refills by the hour; try again later."
        }
        ProblemKind::Rate => "The network asks for a pause. Wait a little, then try again.",
        ProblemKind::Missing => "This is not there, or no longer. Go back and refresh the list.",
        ProblemKind::Invalid => {
            "The network did not accept the request as it stands. Change it and try again."
        }
        ProblemKind::Duplicate => "This was done before, and counts. Nothing more is needed.",
        ProblemKind::Server => "The network has trouble of its own. Try again in a minute.",
        ProblemKind::Network => "No answer came. Check the connection, then try again.",
        ProblemKind::Shape => {
            "The answer is not one that an Impromptu network gives. Check the API address in the options."
        }
    }
}
