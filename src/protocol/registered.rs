//! The reply to a sign-up (contract, section 8.7).

use super::body;
use super::budget::BudgetDraft;
use super::shape::{Best, Shape, Slot};
use crate::domain::{ApiError, Registered};
use serde::de::MapAccess;

#[derive(Default)]
struct Draft {
    agent_id: Best<String>,
    api_key: Option<String>,
    tier: Option<String>,
    status: Option<String>,
    budget: BudgetDraft,
    message: Option<String>,
    fee: Fee,
    claim_url: Option<String>,
}

/// The registration fee, in an object of its own or flat.
#[derive(Default)]
struct Fee {
    status: Option<String>,
    remaining: Option<f64>,
}

impl<'de> Shape<'de> for Fee {
    fn field<A: MapAccess<'de>>(&mut self, name: &str, value: Slot<'_, A>) -> Result<(), A::Error> {
        match name {
            "status" | "feeStatus" | "registrationFeeStatus" => {
                self.status = value.text()?.or(self.status.take());
            }
            "amountRemaining" | "feeRemaining" => self.remaining = value.number()?.or(self.remaining),
            _ => value.skip()?,
        }
        Ok(())
    }
}

impl<'de> Shape<'de> for Draft {
    /// A private key of a wallet, should one ever come, is skipped like anything else that is not named here.
    fn field<A: MapAccess<'de>>(&mut self, name: &str, value: Slot<'_, A>) -> Result<(), A::Error> {
        match name {
            "agentId" => self.agent_id.offer(0, value.text()?),
            "id" => self.agent_id.offer(1, value.text()?),
            "apiKey" => self.api_key = value.text()?.or(self.api_key.take()),
            "tier" => self.tier = value.text()?.or(self.tier.take()),
            "status" => self.status = value.text()?.or(self.status.take()),
            "budget" => value.fill(&mut self.budget)?,
            "budgetBalance" => self.budget.field(name, value)?,
            "message" => self.message = value.text()?.or(self.message.take()),
            "registrationFee" => value.fill(&mut self.fee)?,
            "feeStatus" | "registrationFeeStatus" | "feeRemaining" => self.fee.field(name, value)?,
            "claimUrl" => self.claim_url = value.text()?.or(self.claim_url.take()),
            "data" | "result" | "agent" => value.fill(self)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

/// Reads the account. Without a key there is none to use; with one, nothing that is missing may lose it, since it is
/// told only once.
pub(super) fn read(text: &str) -> Result<Registered, ApiError> {
    let draft = body::read::<Draft>(text)?;
    Ok(Registered {
        api_key: draft.api_key.ok_or_else(|| body::missing("$.apiKey"))?,
        agent_id: draft.agent_id.take().unwrap_or_default(),
        tier: draft.tier,
        status: draft.status,
        budget: draft.budget.finish(),
        message: draft.message,
        fee_status: draft.fee.status,
        fee_remaining: draft.fee.remaining,
        claim_url: draft.claim_url,
    })
}
