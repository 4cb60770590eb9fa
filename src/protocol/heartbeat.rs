//! The reply to a heartbeat, in its flat, its nested and its summarised shape (contract, sections 2.1 and 6).

use super::balance::Tokens;
use super::body;
use super::budget::BudgetDraft;
use super::notifications::NoticeDraft;
use super::opportunities::Finds;
use super::scalar::Scalar;
use super::shape::{Best, Shape, Slot, elements};
use crate::domain::{ApiError, Bucket, Heartbeat};
use serde::de::{MapAccess, SeqAccess};

#[derive(Default)]
struct Draft {
    agent_id: Best<String>,
    name: Option<String>,
    tier: Best<String>,
    reputation: Reputation,
    unread: Best<u32>,
    budget: BudgetDraft,
    tokens: Tokens,
    finds: Finds,
}

impl<'de> Shape<'de> for Draft {
    fn field<A: MapAccess<'de>>(&mut self, name: &str, value: Slot<'_, A>) -> Result<(), A::Error> {
        match name {
            "agentId" => self.agent_id.offer(0, value.text()?),
            "id" => self.agent_id.offer(1, value.text()?),
            "name" | "agentName" => self.name = value.text()?.or(self.name.take()),
            "tier" => self.tier.offer(0, value.text()?),
            // The nested shape has a phase in place of a tier.
            "phase" => self.tier.offer(1, value.text()?),
            "reputation" => value.fill(&mut self.reputation)?,
            "unreadNotifications" => self.unread.offer(0, value.count()?),
            "notifications" => self.unread.offer(1, value.shape::<Unread>()?.0),
            "budget" => value.fill(&mut self.budget)?,
            "budgetBalance" | "maxBalance" | "regenerationRate" | "nextRegenAt" => {
                self.budget.field(name, value)?;
            }
            "tokenBalance" | "tokens" | "wallet" => self.tokens.field(name, value)?,
            "opportunities" => value.fill(&mut self.finds)?,
            "data" | "result" | "agent" | "status" => value.fill(self)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

/// A reputation: a number, or a score among others.
#[derive(Default)]
pub(super) struct Reputation(pub(super) Best<f64>);

impl<'de> Shape<'de> for Reputation {
    fn field<A: MapAccess<'de>>(&mut self, name: &str, value: Slot<'_, A>) -> Result<(), A::Error> {
        match name {
            "score" | "totalScore" => self.0.offer(1, value.number()?),
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.0.offer(0, value.number());
    }
}

/// How many notices are unread: a number, a count among others, or the notices themselves.
#[derive(Default)]
struct Unread(Option<u32>);

impl<'de> Shape<'de> for Unread {
    fn field<A: MapAccess<'de>>(&mut self, name: &str, value: Slot<'_, A>) -> Result<(), A::Error> {
        match name {
            "unread" | "unreadCount" => self.0 = value.count()?.or(self.0),
            _ => value.skip()?,
        }
        Ok(())
    }

    fn list<A: SeqAccess<'de>>(&mut self, items: A) -> Result<(), A::Error> {
        let unread = elements::<NoticeDraft, A>(items)?.into_iter().filter_map(NoticeDraft::finish);
        self.0 = u32::try_from(unread.filter(|notice| !notice.read).count()).ok();
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.0 = value.count();
    }
}

/// Reads the beat. Any one of tier, budget, notices or tokens makes it one; the rest may be missing.
pub(super) fn read(text: &str) -> Result<Heartbeat, ApiError> {
    let draft = body::read::<Draft>(text)?;
    let (tier, unread) = (draft.tier.take(), draft.unread.take());
    let (tokens, reputation) = (draft.tokens.balance.take(), draft.reputation.0.take());
    if tier.is_none() && unread.is_none() && !draft.budget.told() && tokens.is_none() && reputation.is_none()
    {
        return Err(body::missing("$.tier"));
    }
    Ok(Heartbeat {
        agent_id: draft.agent_id.take(),
        name: draft.name,
        tier,
        reputation,
        unread_notifications: unread.unwrap_or_default(),
        budget: draft.budget.finish(),
        token_balance: tokens,
        opportunities: draft.finds.finish(Bucket::Other).map(|page| page.opportunities).unwrap_or_default(),
    })
}
