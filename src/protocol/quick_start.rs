//! What a new account may answer first: part of a sign-up, or asked for later (contract, sections 2.12 and 8.7).

use super::best::Best;
use super::body;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::{ApiError, QuickStart, StarterPrompt};

/// The node to answer first, wherever it stands, and the message of the ready request. Nothing else of the request is taken.
#[derive(Default)]
pub(super) struct Starter {
    node: Best<String>,
    title: Option<String>,
    /// What this object calls a message. It is ours only in the ready request.
    message: Option<String>,
    prepared: Option<String>,
}

impl<'de> Shape<'de> for Starter {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "nodeId" => self.node.offer(0, value.text()?),
            "id" | "promptId" => self.node.offer(1, value.text()?),
            "title" => self.title = value.label()?.or(self.title.take()),
            "prompt" | "message" | "userPrompt" => self.message = value.content()?,
            "text" => self.prepared = value.content()?,
            "data" | "result" | "quickStart" => value.fill(self)?,
            "starterPrompt" => {
                let inside = value.shape::<Self>()?;
                self.node.offer(0, inside.node.take());
                self.title = inside.title.or(self.title.take());
            }
            // The ready request answers the same node. What the starter says itself wins.
            "request" | "body" => {
                let inside = value.shape::<Self>()?;
                self.node.offer(9, inside.node.take());
                self.prepared = inside.prepared.or(inside.message).or(self.prepared.take());
            }
            _ => value.skip()?,
        }
        Ok(())
    }
}

impl Starter {
    pub(super) fn finish(self) -> Option<QuickStart> {
        let starter_prompt = StarterPrompt { node_id: self.node.take()?, title: self.title };
        let text = self.prepared.filter(|text| !text.trim().is_empty());
        Some(QuickStart { starter_prompt, text })
    }
}

/// Reads a first step. Without a node there is none.
pub(super) fn read(text: &str) -> Result<QuickStart, ApiError> {
    body::read::<Starter>(text)?.finish().ok_or_else(|| body::missing("$.starterPrompt.nodeId"))
}
