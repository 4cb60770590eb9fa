//! The reply to a reprompt or a new prompt (contract, sections 2.5 and 2.6).

use super::best::Best;
use super::body;
use super::mapping::Mappings;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::{ApiError, Posted};

/// What a budget says after a spend, nested or flat.
#[derive(Default)]
pub(super) struct Spent {
    cost: Best<f64>,
    remaining: Best<f64>,
    decay: Best<f64>,
}

impl<'de> Shape<'de> for Spent {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "budgetSpent" | "spent" => self.cost.offer(0, value.number()?),
            "cost" | "effectiveCost" => self.cost.offer(1, value.number()?),
            // What is left is told by `budget.balance` first (contract, section 2.7).
            "balance" => self.remaining.offer(0, value.number()?),
            "budgetRemaining" | "remaining" => self.remaining.offer(1, value.number()?),
            "budgetBalance" => self.remaining.offer(2, value.number()?),
            "decayMultiplier" => self.decay.offer(0, value.number()?),
            "budget" | "costBreakdown" => value.fill(self)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

impl Spent {
    /// Whether a field of this name says something about a spend.
    pub(super) fn knows(name: &str) -> bool {
        matches!(
            name,
            "budgetSpent" | "cost" | "budgetRemaining" | "budgetBalance" | "decayMultiplier" | "budget"
        )
    }

    /// Units spent, units left, and how much dearer rapid use made it.
    pub(super) fn finish(self) -> (Option<f64>, Option<f64>, Option<f64>) {
        (self.cost.take(), self.remaining.take(), self.decay.take())
    }
}

#[derive(Default)]
struct Draft {
    node: Best<String>,
    prompt: Best<String>,
    url: Option<String>,
    status: Option<String>,
    response: Best<String>,
    spent: Spent,
    mappings: Mappings,
    request_id: Option<String>,
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "nodeId" => self.node.offer(0, value.text()?),
            "repromptId" => self.node.offer(1, value.text()?),
            "id" => self.node.offer(2, value.text()?),
            "promptId" => self.prompt.offer(0, value.text()?),
            "url" => self.url = value.text()?.or(self.url.take()),
            "status" => self.status = value.text()?.or(self.status.take()),
            "llmResponse" => self.response.offer(0, value.content()?),
            "response" | "reply" => self.response.offer(1, value.content()?),
            name if Spent::knows(name) => self.spent.field(name, value)?,
            "_fieldMappings" | "fieldMappings" => value.fill(&mut self.mappings)?,
            "requestId" => self.request_id = value.text()?.or(self.request_id.take()),
            "data" | "result" | "node" | "reprompt" | "prompt" => value.fill(self)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

/// Reads the reply. `seed` tells a new prompt, whose id is `promptId` before anything else, from a reprompt.
pub(super) fn read(text: &str, seed: bool) -> Result<Posted, ApiError> {
    let draft = body::read::<Draft>(text)?;
    let id = if seed { draft.prompt.take().or(draft.node.take()) } else { draft.node.take() };
    let node_id = id.ok_or_else(|| body::missing("$.nodeId"))?;
    let (budget_spent, budget_remaining, decay_multiplier) = draft.spent.finish();
    Ok(Posted {
        node_id,
        url: draft.url,
        status: draft.status,
        llm_response: draft.response.take(),
        budget_spent,
        budget_remaining,
        decay_multiplier,
        field_mappings: draft.mappings.finish(),
        request_id: draft.request_id,
    })
}
