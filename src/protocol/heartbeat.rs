//! The reply to a heartbeat, in its flat, its nested and its summarised shape (contract, sections 2.1 and 6).

use super::account_status;
use super::balance::Tokens;
use super::best::Best;
use super::body;
use super::budget::BudgetDraft;
use super::notifications::NotificationDraft;
use super::opportunities::PageDraft;
use super::scalar::Scalar;
use super::shape::{Elements, Shape, Slot, Unreadable, elements};
use crate::domain::{ApiError, Bucket, Heartbeat, Millis, RateLimits};

#[derive(Default)]
struct Draft {
    agent_id: Best<String>,
    name: Option<String>,
    tier: Best<String>,
    reputation: Reputation,
    unread: Best<u32>,
    status: Best<String>,
    recent_arrivals: Option<u32>,
    rate_limits: Limits,
    budget: BudgetDraft,
    tokens: Tokens,
    finds: PageDraft,
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "agentId" => self.agent_id.offer(0, value.text()?),
            "id" => self.agent_id.offer(1, value.text()?),
            "name" | "agentName" => self.name = value.label()?.or(self.name.take()),
            "tier" => self.tier.offer(0, value.label()?),
            // The nested shape has a phase in place of a tier.
            "phase" => self.tier.offer(1, value.label()?),
            "reputation" => value.fill(&mut self.reputation)?,
            "unreadNotifications" => self.unread.offer(0, value.count()?),
            "unreadCount" => self.unread.offer(2, value.count()?),
            "recentArrivals" => self.recent_arrivals = value.count()?.or(self.recent_arrivals),
            "rateLimits" | "rateLimit" => value.fill(&mut self.rate_limits)?,
            "accountStatus" => self.status.offer(0, value.text()?),
            "notifications" => self.unread.offer(1, value.shape::<Unread>()?.0),
            "budget" => value.fill(&mut self.budget)?,
            "budgetBalance" | "maxBalance" | "regenerationRate" | "nextRegenAt" => {
                self.budget.field(name, value)?;
            }
            "tokenBalance" | "tokens" | "wallet" => self.tokens.field(name, value)?,
            "opportunities" => value.fill(&mut self.finds)?,
            // A `status` is a word, or the heartbeat itself in an object.
            "data" | "result" | "agent" | "status" => value.fill(self)?,
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.status.offer(1, value.text().filter(|word| account_status::is_known(word)));
    }
}

/// A reputation: a number, or a score among others.
#[derive(Default)]
pub(super) struct Reputation(pub(super) Best<f64>);

impl<'de> Shape<'de> for Reputation {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
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

/// Calls left, flat or with those of the day in a table of their own (contract, section 13).
#[derive(Default)]
struct Limits {
    remaining: Option<u32>,
    used: Option<u32>,
    limit: Option<u32>,
    reset_at: Option<Millis>,
}

impl<'de> Shape<'de> for Limits {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "remaining" => self.remaining = value.count()?.or(self.remaining),
            "used" => self.used = value.count()?.or(self.used),
            "limit" => self.limit = value.count()?.or(self.limit),
            "resetAt" | "reset" => self.reset_at = value.millis()?.or(self.reset_at),
            "daily" => value.fill(self)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

impl Limits {
    fn finish(self) -> Option<RateLimits> {
        let counted = || Some(self.limit?.saturating_sub(self.used?));
        Some(RateLimits { remaining: self.remaining.or_else(counted)?, reset_at: self.reset_at })
    }
}

/// How many notices are unread: a number, a count among others, or the notices themselves.
#[derive(Default)]
struct Unread(Option<u32>);

impl<'de> Shape<'de> for Unread {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "unread" | "unreadCount" => self.0 = value.count()?.or(self.0),
            _ => value.skip()?,
        }
        Ok(())
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        let unread = elements::<NotificationDraft>(items)?.into_iter().filter_map(NotificationDraft::finish);
        self.0 = u32::try_from(unread.filter(|notice| !notice.read).count()).ok();
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.0 = value.count();
    }
}

/// Reads the heartbeat. Any one of tier, state, budget, notices, reputation or tokens makes it one; the rest may be
/// missing.
pub(super) fn read(text: &str) -> Result<Heartbeat, ApiError> {
    let draft = body::read::<Draft>(text)?;
    let (tier, unread) = (draft.tier.take(), draft.unread.take());
    let (tokens, reputation) = (draft.tokens.balance.take(), draft.reputation.0.take());
    let account_status = draft.status.take();
    let states_something = tier.is_some() || unread.is_some() || tokens.is_some() || reputation.is_some();
    if !states_something && account_status.is_none() && !draft.budget.is_stated() {
        return Err(body::missing("$.tier"));
    }
    Ok(Heartbeat {
        agent_id: draft.agent_id.take(),
        name: draft.name,
        tier,
        reputation,
        unread_notifications: unread,
        account_status,
        recent_arrivals: draft.recent_arrivals,
        rate_limits: draft.rate_limits.finish(),
        budget: draft.budget.finish(),
        token_balance: tokens,
        opportunities: draft.finds.finish(Bucket::Other).map(|page| page.opportunities).unwrap_or_default(),
    })
}
