use crate::app::state::FieldLine;
use crate::domain::LocalizedMessage;
use serde::{Deserialize, Serialize};

/// The outcome of a command, for the logic of the surface that sent it. The messages of an answer are for the reader alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum AnswerCode {
    /// The command was carried out, or there was nothing to do.
    #[default]
    Done,
    /// The command was refused or failed; `alert` says why.
    Failed,
    /// The form has invalid fields; `fields` says which.
    InvalidFields,
    /// The person has to agree to `ask` first: the same command again, with `agreed`.
    AgreementRequired,
    /// The person has to read the system prompt first.
    ReviewRequired,
    /// The background did not answer in time. Only a surface makes this answer.
    NoAnswer,
    /// The background stopped before it answered. Only a surface makes this answer.
    WorkerStopped,
}

/// The answer to a command, for the status line of the surface that sent it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase", default)]
pub struct Answer {
    /// The outcome, for the logic of the surface.
    pub code: AnswerCode,
    /// What was done, for `role=status`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<LocalizedMessage>,
    /// What went wrong and what to do, for `role=alert`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert: Option<LocalizedMessage>,
    /// What the person has to agree to before the command is carried out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<LocalizedMessage>,
    /// Token for the command `undo`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo: Option<String>,
    /// Id of the receipt to show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// The node of the new post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
    /// The requested text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The errors of the fields of a form.
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
            Self::failed(LocalizedMessage::new("alertNoPassphrase"))
        }
    }

    /// The answer to a command that was refused or failed.
    pub fn failed(alert: LocalizedMessage) -> Self {
        Self { code: AnswerCode::Failed, alert: Some(alert), ..Self::default() }
    }

    /// The answer to a form with invalid fields.
    pub fn invalid(fields: Vec<FieldLine>) -> Self {
        let count = u32::try_from(fields.len()).unwrap_or(u32::MAX);
        Self {
            code: AnswerCode::InvalidFields,
            alert: Some(LocalizedMessage::count("alertForm", count)),
            fields,
            ..Self::default()
        }
    }

    /// The answer if `refused` is `None`, else an alert with that message key in place of the report of success.
    #[must_use]
    pub fn unless(self, refused: Option<&str>) -> Self {
        match refused {
            Some(alert) if self.said.is_some() => Self::failed(LocalizedMessage::new(alert)),
            _ => self,
        }
    }
}
