//! Provider keys the network holds, and what it says to a change of them (contract, section 2.12).

use super::best::Best;
use super::body;
use super::scalar::Scalar;
use super::shape::{Elements, Shape, Slot, Unreadable, elements};
use crate::domain::{ApiError, Credential, Credentials, Millis};

#[derive(Default)]
struct Draft {
    credentials: Option<Vec<CredentialDraft>>,
    message: Option<String>,
    done: bool,
    success: bool,
    /// A field was there that is unknown and does not stand in nearly every reply.
    unknown: bool,
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "credentials" | "items" | "data" | "result" => value.fill(self)?,
            "message" => self.message = value.text()?.or(self.message.take()),
            "credentialId" => {
                self.done = true;
                value.skip()?;
            }
            "success" => self.success = value.flag()?.unwrap_or_default(),
            name => {
                self.unknown |= !body::is_common(name);
                value.skip()?;
            }
        }
        Ok(())
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        self.credentials.get_or_insert_default().extend(elements::<CredentialDraft>(items)?);
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        if value == Scalar::Null {
            self.credentials.get_or_insert_default();
        }
    }
}

#[derive(Default)]
struct CredentialDraft {
    id: Best<String>,
    provider: Option<String>,
    provider_name: Option<String>,
    is_active: Option<bool>,
    last_used: Option<Millis>,
    usage_count: Option<u32>,
}

impl<'de> Shape<'de> for CredentialDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "id" => self.id.offer(0, value.text()?),
            "credentialId" => self.id.offer(1, value.text()?),
            "provider" => self.provider = value.label()?,
            "providerName" => self.provider_name = value.label()?,
            "isActive" => self.is_active = value.flag()?,
            "lastUsed" => self.last_used = value.millis()?,
            "usageCount" => self.usage_count = value.count()?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

impl CredentialDraft {
    fn finish(self) -> Option<Credential> {
        let id = self.id.take();
        if id.is_none() && self.provider.is_none() {
            return None;
        }
        Some(Credential {
            id,
            provider: self.provider,
            provider_name: self.provider_name,
            is_active: self.is_active,
            last_used: self.last_used,
            usage_count: self.usage_count,
        })
    }
}

/// Reads the list, or the word that a change was made.
pub(super) fn read(text: &str) -> Result<Credentials, ApiError> {
    let draft = body::read::<Draft>(text)?;
    let done = draft.done || (draft.success && !draft.unknown);
    if !text.trim_start().starts_with(['{', '['])
        || (draft.credentials.is_none() && draft.message.is_none() && !done)
    {
        return Err(body::missing("$.credentials"));
    }
    let listed = draft.credentials.unwrap_or_default();
    let credentials = body::usable(listed, "$.credentials", "id", CredentialDraft::finish)?;
    Ok(Credentials { credentials, message: draft.message })
}
