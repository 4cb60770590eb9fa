use crate::agent::{Looks, Quiet};
use crate::model::{Line, Millis, NoticeKind};
use serde::{Deserialize, Serialize};

/// The options page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OptionsPage {
    /// Address of the network.
    pub address: String,
    /// The last four characters of the key, when there is one. Never more of it.
    pub key_tail: Option<String>,
    /// *accepted 14:02*, *refused 14:02*.
    pub key_line: Option<Line>,
    /// Whether a passphrase seals it.
    pub passphrase: bool,
    /// Whether it is locked now.
    pub locked: bool,
    /// Minutes without use until it locks, with a passphrase.
    pub lock_after: u32,
    /// Minutes between beats that the person chose.
    pub pace: u32,
    /// Paces to choose from.
    pub paces: Vec<u32>,
    /// *Your tier allows 30 minutes or slower. Next beat at 14:36.*
    pub pace_line: Line,
    /// What each kind of notice does.
    pub notices: Vec<NoticeChoice>,
    /// Hours without desktop notices.
    pub quiet: Quiet,
    /// When a mute ends.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub muted_until: Option<Millis>,
    /// Opening a notification marks it read.
    pub open_reads: bool,
    /// Families of hints and whether they speak.
    pub hints: Vec<HintChoice>,
    /// Look and keys.
    pub looks: Looks,
    /// The last health check, line by line.
    pub health: Vec<HealthLine>,
}

/// What one kind of notice does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NoticeChoice {
    /// The kind.
    pub kind: NoticeKind,
    /// Its name.
    pub line: Line,
    /// Counts in the badge.
    pub badge: bool,
    /// Shows on the desktop.
    pub desktop: bool,
}

/// A family of hints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HintChoice {
    /// Its code.
    pub code: String,
    /// Its name.
    pub line: Line,
    /// Whether it speaks.
    pub on: bool,
}

/// One line of a health check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HealthLine {
    /// `ok`, `wait`, `refuse`.
    pub state: String,
    /// What was found.
    pub line: Line,
    /// How long, how far: what stands at the right.
    pub value: Option<Line>,
}
