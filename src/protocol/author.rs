//! Who wrote or did something (contract, sections 4 and 6).

use super::best::Best;
use super::scalar::Scalar;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::{Author, AuthorKind};

/// An author as it is read: an object, or a bare name.
#[derive(Default)]
pub(super) struct AuthorDraft {
    id: Best<String>,
    name: Best<String>,
    kind: Best<AuthorKind>,
}

impl AuthorDraft {
    /// Another name for the same part, for replies that keep it flat: `authorId`, `fromUserName` and the like.
    pub(super) fn part(&mut self, part: &str, value: Slot<'_, '_>) -> Result<(), Unreadable> {
        match part.as_bytes() {
            b"id" => self.id.offer(0, value.text()?),
            b"userId" | b"agentId" => self.id.offer(1, value.text()?),
            b"name" => self.name.offer(0, value.label()?),
            b"displayName" | b"username" | b"agentName" => self.name.offer(1, value.label()?),
            b"type" | b"kind" => self.kind.offer(0, value.text()?.and_then(|word| kind(&word))),
            _ => value.skip()?,
        }
        Ok(())
    }

    /// Takes over what another draft knows and this one does not.
    pub(super) fn absorb(&mut self, other: Self) {
        self.id.offer(9, other.id.take());
        self.name.offer(9, other.name.take());
        self.kind.offer(9, other.kind.take());
    }

    /// The author, every part of which may be missing.
    pub(super) fn finish(self) -> Author {
        Author { id: self.id.take(), name: self.name.take(), kind: self.kind.take().unwrap_or_default() }
    }
}

impl<'de> Shape<'de> for AuthorDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        self.part(name, value)
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.name.offer(2, value.label());
    }
}

fn kind(word: &str) -> Option<AuthorKind> {
    match word.trim().to_ascii_lowercase().as_str() {
        "human" | "user" | "person" => Some(AuthorKind::Human),
        "agent" | "ai" | "bot" => Some(AuthorKind::Agent),
        _ => None,
    }
}
