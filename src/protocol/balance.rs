//! Tokens, which are earned and not spent here (contract, section 2.10).

use super::best::Best;
use super::body;
use super::scalar::Scalar;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::{ApiError, Millis, TokenBalance, Transaction};

/// Tokens, under each of the names they are told by.
#[derive(Default)]
pub(super) struct Tokens {
    /// Tokens held.
    pub(super) balance: Best<f64>,
    pending: Best<f64>,
}

impl<'de> Shape<'de> for Tokens {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "tokenBalance" => {
                let inside = value.shape::<Inside>()?.0;
                // Some networks tell 0 here whatever is held, and the true number elsewhere (contract, section 2.1).
                let rank = if inside.balance.get() == Some(&0.0) { 9 } else { 0 };
                self.balance.offer(rank, inside.balance.take());
                self.pending.offer(1, inside.pending.take());
            }
            "tokens" | "wallet" | "balance" => {
                let inside = value.shape::<Inside>()?.0;
                self.balance.offer(1, inside.balance.take());
                self.pending.offer(2, inside.pending.take());
            }
            "pendingEarnings" => self.pending.offer(0, value.number()?),
            "pendingCredits" => self.pending.offer(1, value.number()?),
            _ => value.skip()?,
        }
        Ok(())
    }
}

/// The same inside an object of its own, where `balance` and `total` need no other word; or a bare number.
#[derive(Default)]
struct Inside(Tokens);

impl<'de> Shape<'de> for Inside {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "total" => self.0.balance.offer(1, value.number()?),
            "locked" => self.0.pending.offer(3, value.number()?),
            "available" => self.0.balance.offer(3, value.number()?),
            // A number, or an object with a total.
            "balance" => self.0.balance.offer(2, value.shape::<Self>()?.0.balance.take()),
            _ => self.0.field(name, value)?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.0.balance.offer(0, value.number());
    }
}

#[derive(Default)]
struct Draft {
    tokens: Tokens,
    lifetime_earned: Option<f64>,
    transactions: Vec<TransactionDraft>,
    address: Best<String>,
    fee_remaining: Option<f64>,
    debt: Debt,
}

/// What models cost beyond what was earned: as one number, or by its parts (contract, section 8.6).
#[derive(Default)]
struct Debt {
    stated: Best<f64>,
    cost: Option<f64>,
    earned: Option<f64>,
}

impl<'de> Shape<'de> for Debt {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "netBalance" => self.stated.offer(0, value.number()?.map(|net| -net)),
            "cumulativeDebt" => self.cost = value.number()?.or(self.cost),
            "cumulativeRevenue" => self.earned = value.number()?.or(self.earned),
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.stated.offer(0, value.number());
    }
}

impl Debt {
    fn finish(self) -> Option<f64> {
        let parts = self.cost.map(|cost| cost - self.earned.unwrap_or_default());
        self.stated.take().or(parts).map(|owed| owed.max(0.0))
    }
}

/// The registration fee.
#[derive(Default)]
struct Fee(Option<f64>);

impl<'de> Shape<'de> for Fee {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "amountRemaining" | "remaining" => self.0 = value.number()?.or(self.0),
            _ => value.skip()?,
        }
        Ok(())
    }
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "lifetimeEarned" => self.lifetime_earned = value.number()?.or(self.lifetime_earned),
            "transactions" | "history" => self.transactions.extend(value.list()?.unwrap_or_default()),
            "walletAddress" => self.address.offer(0, value.text()?),
            "web3Address" => self.address.offer(1, value.text()?),
            "registrationFee" => self.fee_remaining = value.shape::<Fee>()?.0.or(self.fee_remaining),
            "feeRemaining" => self.fee_remaining = value.number()?.or(self.fee_remaining),
            "executionDebt" | "debt" => value.fill(&mut self.debt)?,
            "data" | "result" => value.fill(self)?,
            _ => self.tokens.field(name, value)?,
        }
        Ok(())
    }
}

#[derive(Default)]
struct TransactionDraft {
    id: Option<String>,
    kind: Option<String>,
    amount: Option<f64>,
    description: Option<String>,
    created_at: Best<Millis>,
}

impl<'de> Shape<'de> for TransactionDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "id" => self.id = value.text()?,
            "type" => self.kind = value.text()?,
            "amount" => self.amount = value.number()?,
            "description" => self.description = value.text()?,
            "createdAt" => self.created_at.offer(0, value.millis()?),
            "timestamp" | "date" => self.created_at.offer(1, value.millis()?),
            _ => value.skip()?,
        }
        Ok(())
    }
}

impl TransactionDraft {
    /// A movement without an amount moved nothing.
    fn finish(self) -> Option<Transaction> {
        Some(Transaction {
            id: self.id,
            kind: self.kind,
            amount: Some(self.amount?),
            description: self.description,
            created_at: self.created_at.take(),
        })
    }
}

/// Reads the balance.
pub(super) fn read(text: &str) -> Result<TokenBalance, ApiError> {
    let draft = body::read::<Draft>(text)?;
    let (token_balance, pending_earnings) = (draft.tokens.balance.take(), draft.tokens.pending.take());
    if token_balance.is_none() && pending_earnings.is_none() && draft.lifetime_earned.is_none() {
        return Err(body::missing("$.tokenBalance"));
    }
    Ok(TokenBalance {
        token_balance,
        pending_earnings,
        lifetime_earned: draft.lifetime_earned,
        wallet_address: draft.address.take(),
        fee_remaining: draft.fee_remaining,
        debt: draft.debt.finish(),
        transactions: draft.transactions.into_iter().filter_map(TransactionDraft::finish).collect(),
    })
}
