//! Whether the network says it is well (contract, section 2.12).

use super::best::Best;
use super::body;
use super::scalar::Scalar;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::{ApiError, Health};

#[derive(Default)]
struct Draft(Best<String>);

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "status" => self.0.offer(0, value.text()?),
            "ok" | "healthy" => {
                self.0.offer(1, value.flag()?.map(|well| if well { "ok" } else { "down" }.to_owned()));
            }
            "data" | "result" => value.fill(self)?,
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.0.offer(2, value.text());
    }
}

/// Reads the word.
pub(super) fn read(text: &str) -> Result<Health, ApiError> {
    let status = body::read::<Draft>(text)?.0.take().ok_or_else(|| body::missing("$.status"))?;
    Ok(Health { status })
}
