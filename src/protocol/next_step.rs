//! What a refusal names as the next step of a sign-up (contract, section 8.7: "the API walks you through it"). Where it stands and how
//! its fields are called is nowhere fixed, so every likely name is taken.

use super::scalar::Scalar;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::{NextStep, Payment};

/// A step as far as it was told.
#[derive(Default)]
pub(super) struct StepDraft(pub(super) NextStep);

impl<'de> Shape<'de> for StepDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        let step = &mut self.0;
        match name {
            "method" => step.method = value.text()?.or(step.method.take()),
            "endpoint" | "path" => step.endpoint = value.text()?.or(step.endpoint.take()),
            "instructions" | "description" | "message" => {
                step.instructions = value.text()?.or(step.instructions.take());
            }
            "hint" | "suggestion" => step.hint = value.text()?.or(step.hint.take()),
            "payment" | "paymentRequired" => self.pay(value)?,
            _ => value.skip()?,
        }
        Ok(())
    }

    /// A step in one sentence.
    fn scalar(&mut self, value: Scalar<'de>) {
        if matches!(value, Scalar::Text(_)) {
            self.0.instructions = value.text();
        }
    }
}

impl StepDraft {
    /// Takes a payment that stands in the step or beside it.
    pub(super) fn pay(&mut self, value: Slot<'_, '_>) -> Result<(), Unreadable> {
        let PaymentDraft(payment) = value.shape()?;
        if payment.says_something() {
            self.0.payment = Some(payment);
        }
        Ok(())
    }

    /// The step, when anything was told of one.
    pub(super) fn finish(self) -> Option<Box<NextStep>> {
        (self.0 != NextStep::default()).then(|| Box::new(self.0))
    }
}

#[derive(Default)]
struct PaymentDraft(Payment);

impl<'de> Shape<'de> for PaymentDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        let payment = &mut self.0;
        match name {
            "amount" | "price" | "value" => payment.amount = value.text()?.or(payment.amount.take()),
            "token" | "currency" | "symbol" => payment.token = value.text()?.or(payment.token.take()),
            "chainId" | "chain" | "network" => payment.chain = value.text()?.or(payment.chain.take()),
            "address" | "recipient" | "to" | "payTo" | "walletAddress" => {
                payment.address = value.text()?.or(payment.address.take());
            }
            "url" | "link" | "paymentUrl" | "checkoutUrl" => {
                payment.url = value.text()?.or(payment.url.take());
            }
            _ => value.skip()?,
        }
        Ok(())
    }
}
