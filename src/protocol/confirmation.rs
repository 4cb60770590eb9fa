//! The reply to a call that brings nothing back: accepting the terms, deregistering (contract, sections 2.12 and 13).

use super::account_status;
use super::best::Best;
use super::body;
use super::scalar::Scalar;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::{ApiError, Confirmation};

#[derive(Default)]
struct Draft {
    status: Best<String>,
    message: Option<String>,
    /// A field that belongs to a confirmation was there.
    known: bool,
    /// Unknown content was there: a list or an object.
    unknown: bool,
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        self.known |= matches!(name, "accountStatus" | "status" | "agentId" | "message");
        match name {
            "accountStatus" => self.status.offer(0, value.text()?),
            "status" => self.status.offer(1, value.text()?.filter(|word| account_status::is_known(word))),
            "message" => self.message = value.text()?.or(self.message.take()),
            "data" | "result" | "agent" => value.fill(self)?,
            name if body::is_common(name) => value.skip()?,
            _ => self.unknown |= value.scalar()? == Scalar::Compound,
        }
        Ok(())
    }
}

/// Reads the reply. A good status is itself the confirmation; what is no object, or nothing but unknown content, is the reply to
/// something else.
pub(super) fn read(text: &str) -> Result<Confirmation, ApiError> {
    let draft = body::read::<Draft>(text)?;
    if !text.trim_start().starts_with('{') || (draft.unknown && !draft.known) {
        return Err(body::missing("$"));
    }
    Ok(Confirmation { account_status: draft.status.take(), message: draft.message })
}
