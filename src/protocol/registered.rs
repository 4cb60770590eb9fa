//! The reply to a sign-up (contract, section 8.7).

use super::best::Best;
use super::body;
use super::budget::BudgetDraft;
use super::quick_start::Starter;
use super::scalar::Scalar;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::{ApiError, EarlyAdopter, Millis, Registered};

#[derive(Default)]
struct Draft {
    agent_id: Best<String>,
    api_key: Option<String>,
    tier: Option<String>,
    status: Option<String>,
    budget: BudgetDraft,
    message: Option<String>,
    fee: Fee,
    claim_url: Best<String>,
    verification_code: Option<String>,
    wallet_address: Option<String>,
    early_adopter: Adopter,
    starter: Starter,
}

/// The share of revenue of early accounts: an object, or a flag.
#[derive(Default)]
struct Adopter {
    enrolled: Option<bool>,
    share: Option<f64>,
    expires_at: Option<Millis>,
}

impl<'de> Shape<'de> for Adopter {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "enrolled" => self.enrolled = value.flag()?.or(self.enrolled),
            "revenueSharePercent" => self.share = value.number()?.or(self.share),
            "expiresAt" => self.expires_at = value.millis()?.or(self.expires_at),
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.enrolled = value.flag().or(self.enrolled);
    }
}

impl Adopter {
    fn finish(self) -> Option<EarlyAdopter> {
        let is_stated = self.enrolled.is_some() || self.share.is_some() || self.expires_at.is_some();
        is_stated.then(|| EarlyAdopter {
            enrolled: self.enrolled.unwrap_or_default(),
            revenue_share_percent: self.share,
            expires_at: self.expires_at,
        })
    }
}

/// The claim in an object of its own.
struct Claim<'a>(&'a mut Draft);

impl<'de> Shape<'de> for Claim<'_> {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "url" => self.0.claim_url.offer(1, value.text()?),
            "code" => self.0.verification_code = value.text()?.or(self.0.verification_code.take()),
            "claimUrl" | "verificationCode" => self.0.field(name, value)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

/// The registration fee, in an object of its own or flat.
#[derive(Default)]
struct Fee {
    status: Option<String>,
    remaining: Option<f64>,
}

impl<'de> Shape<'de> for Fee {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
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
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
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
            "claimUrl" => self.claim_url.offer(0, value.text()?),
            "claim" => value.fill(&mut Claim(self))?,
            "verificationCode" => {
                self.verification_code = value.text()?.or(self.verification_code.take());
            }
            "walletAddress" => self.wallet_address = value.text()?.or(self.wallet_address.take()),
            "earlyAdopter" => value.fill(&mut self.early_adopter)?,
            "quickStart" => value.fill(&mut self.starter)?,
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
        claim_url: draft.claim_url.take(),
        verification_code: draft.verification_code,
        wallet_address: draft.wallet_address,
        early_adopter: draft.early_adopter.finish(),
        quick_start: draft.starter.finish(),
    })
}
