use serde::{Deserialize, Serialize};

/// How the person wants things to look and work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Looks {
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// `small`, `medium` or `large`.
    pub text: String,
    /// Whether single letters work as keys.
    pub keys: bool,
}

impl Default for Looks {
    fn default() -> Self {
        Self { theme: "system".into(), text: "medium".into(), keys: true }
    }
}

/// Hours without desktop notices, in minutes after local midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Quiet {
    /// Whether they hold.
    pub on: bool,
    /// 0 to 1439.
    pub from: u32,
    /// 0 to 1439; before `from` means the next morning.
    pub to: u32,
}
