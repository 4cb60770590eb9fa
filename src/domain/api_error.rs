use super::NextStep;
use serde::{Deserialize, Serialize};

/// What sort of trouble a [`ApiError`] is. Decisions branch on this, never on a status code (contract, section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ApiErrorKind {
    /// The key is missing, wrong, expired or revoked.
    Auth,
    /// The network's terms are not accepted yet.
    Terms,
    /// The account's tier, or its tokens, do not allow this.
    Tier,
    /// Not enough budget; it refills with time.
    Budget,
    /// Too many requests, in a burst or in a day.
    Rate,
    /// The node does not exist or was deleted.
    Missing,
    /// The request was not acceptable as it stands.
    Invalid,
    /// The same engagement was made before. Harmless.
    Duplicate,
    /// The network failed on its side.
    Server,
    /// No answer came at all.
    Network,
    /// An answer came and is not one that an Impromptu network gives.
    Shape,
    /// An answer came and is larger than what is read of one.
    Large,
}

impl ApiErrorKind {
    /// Whether what was asked for may have been done all the same: nothing that answered refused it.
    pub fn leaves_result_open(self) -> bool {
        matches!(self, Self::Server | Self::Shape | Self::Large | Self::Network)
    }

    /// Whether the error is about the one thread that was asked for, and says nothing of the connection.
    pub fn is_about_the_thread(self) -> bool {
        matches!(self, Self::Missing | Self::Tier | Self::Invalid | Self::Large)
    }
}

/// One reason why something did not happen, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiError {
    /// The network's own code, or one of ours in the same style when it gave none. Shown, not branched on.
    pub code: String,
    /// What to branch on.
    pub kind: ApiErrorKind,
    /// The network's sentence, or ours. Untrusted text.
    pub message: String,
    /// What the network suggests to do next. Untrusted text.
    pub hint: Option<String>,
    /// Seconds to wait before trying again, when told.
    pub retry_after_seconds: Option<u64>,
    /// The network's id for the request, for a report.
    pub request_id: Option<String>,
    /// JSON path of the field that could not be used: of the reply for `shape`, of the request for `invalid`.
    pub path: Option<String>,
    /// What the network wants next, when it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<Box<NextStep>>,
}

impl ApiError {
    /// A problem with a code and a message and nothing else known.
    pub fn new(kind: ApiErrorKind, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            kind,
            message: message.into(),
            hint: None,
            retry_after_seconds: None,
            request_id: None,
            path: None,
            next_step: None,
        }
    }

    /// A reply that is larger than what is read of one, or has more in it.
    pub fn large(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Self::new(ApiErrorKind::Large, "TOO_LARGE", message) }
    }

    /// A reply that cannot be used because of what stands, or does not stand, at a JSON path.
    pub fn shape(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Self::new(ApiErrorKind::Shape, "SHAPE", message) }
    }
}
