use crate::app::state::FieldLine;
use crate::domain::LocalizedMessage;
use serde::{Deserialize, Serialize};

/// What a surface hears back about its own command, for its status line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase", default)]
pub struct Answer {
    /// What was done (`role=status`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<LocalizedMessage>,
    /// What went wrong and what to do (`role=alert`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert: Option<LocalizedMessage>,
    /// What is to be agreed to before it is done: the same command again, with `agreed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<LocalizedMessage>,
    /// Token for [`Command::Undo`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo: Option<String>,
    /// Receipt to show, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// The node that a post became.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
    /// Text that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What is wrong with the fields of a form.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<FieldLine>>"))]
    pub fields: Vec<FieldLine>,
}

impl Answer {
    /// The answer to the command that locks: whether a key is locked now, or no passphrase was there to lock with.
    #[must_use]
    pub fn locked(is_locked: bool) -> Self {
        if is_locked {
            Self { said: Some(LocalizedMessage::new("saidLocked")), ..Self::default() }
        } else {
            Self { alert: Some(LocalizedMessage::new("alertNoPassphrase")), ..Self::default() }
        }
    }

    /// The answer when something that it rests on could not be kept, if anything: what went wrong is said, and not that it was done.
    #[must_use]
    pub fn unless(self, refused: Option<&str>) -> Self {
        match refused {
            Some(alert) if self.said.is_some() => {
                Self { alert: Some(LocalizedMessage::new(alert)), ..Self::default() }
            }
            _ => self,
        }
    }
}
