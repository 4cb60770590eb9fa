//! Budget, nested or flat, and the network's own table of costs (contract, section 2.12).

use super::best::Best;
use super::body;
use super::scalar::Scalar;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::{ApiError, Budget, BudgetDetails, Costs, Millis};

/// What may be spent, as an object or as a bare number.
#[derive(Default)]
pub(super) struct BudgetDraft {
    balance: Best<f64>,
    max_balance: Option<f64>,
    regeneration_rate: Option<f64>,
    next_regen_at: Option<Millis>,
}

impl<'de> Shape<'de> for BudgetDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            // The flat field is what every known reader uses, so it wins over one inside.
            "budgetBalance" => self.balance.offer(0, value.number()?),
            "balance" => self.balance.offer(1, value.number()?),
            "maxBalance" | "max" => self.max_balance = value.number()?.or(self.max_balance),
            "regenerationRate" => self.regeneration_rate = value.number()?.or(self.regeneration_rate),
            "nextRegenAt" => self.next_regen_at = value.millis()?.or(self.next_regen_at),
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.balance.offer(1, value.number());
    }
}

impl BudgetDraft {
    /// Whether anything was told.
    pub(super) fn is_stated(&self) -> bool {
        self.balance.get().is_some() || self.max_balance.is_some() || self.regeneration_rate.is_some()
    }

    /// The budget, every part of which may be missing.
    pub(super) fn finish(self) -> Budget {
        Budget {
            balance: self.balance.take(),
            max_balance: self.max_balance,
            regeneration_rate: self.regeneration_rate,
            next_regen_at: self.next_regen_at,
        }
    }
}

/// Costs by act: flat, or with those of an engagement in a table of their own.
#[derive(Default)]
struct CostsDraft(Costs);

impl<'de> Shape<'de> for CostsDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        let cost = match name.to_ascii_lowercase().as_str() {
            "view" => &mut self.0.view,
            "like" => &mut self.0.like,
            "dislike" => &mut self.0.dislike,
            "bookmark" => &mut self.0.bookmark,
            "reprompt" => &mut self.0.reprompt,
            "prompt" => &mut self.0.prompt,
            "query" => &mut self.0.query,
            "handoff" => &mut self.0.handoff,
            "engage" => return value.fill(self),
            _ => return value.skip(),
        };
        // A negative cost is no cost that can be shown.
        *cost = value.number()?.filter(|units| *units >= 0.0).or(*cost);
        Ok(())
    }
}

#[derive(Default)]
struct Draft {
    budget: BudgetDraft,
    tier: Option<String>,
    costs: CostsDraft,
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "tier" => self.tier = value.text()?.or(self.tier.take()),
            "actionCosts" | "costs" => value.fill(&mut self.costs)?,
            "data" | "result" | "budget" => value.fill(self)?,
            _ => self.budget.field(name, value)?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.budget.scalar(value);
    }
}

/// Reads the table.
pub(super) fn read(text: &str) -> Result<BudgetDetails, ApiError> {
    let draft = body::read::<Draft>(text)?;
    if !draft.budget.is_stated() || !text.trim_start().starts_with('{') {
        return Err(body::missing("$.balance"));
    }
    let Budget { balance, max_balance, regeneration_rate, next_regen_at } = draft.budget.finish();
    Ok(BudgetDetails {
        balance,
        max_balance,
        regeneration_rate,
        next_regen_at,
        tier: draft.tier,
        costs: draft.costs.0,
    })
}
