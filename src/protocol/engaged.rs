//! The reply to an engagement or a handoff (contract, sections 2.7 and 2.12).

use super::body;
use super::mapping::Mappings;
use super::posted::Spent;
use super::scalar::Scalar;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::{ApiError, Engaged};

#[derive(Default)]
struct Draft {
    spent: Spent,
    mappings: Mappings,
    request_id: Option<String>,
    reach: Option<u32>,
    /// A field that belongs to an engagement was there.
    known: bool,
    /// Unknown content was there: a list or an object.
    unknown: bool,
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            name if Spent::knows(name) => {
                self.known = true;
                self.spent.field(name, value)?;
            }
            "estimatedReach" => {
                self.known = true;
                self.reach = value.count()?.or(self.reach);
            }
            "engagement" | "handoffId" | "nodeId" | "action" | "type" => {
                self.known = true;
                value.skip()?;
            }
            "_fieldMappings" | "fieldMappings" => value.fill(&mut self.mappings)?,
            "requestId" => self.request_id = value.text()?.or(self.request_id.take()),
            "data" | "result" | "handoff" => value.fill(self)?,
            name if body::is_common(name) => value.skip()?,
            _ => self.unknown |= value.scalar()? == Scalar::Compound,
        }
        Ok(())
    }
}

/// Reads the reply. Every field is optional: a good status is itself the word that it counts. A reply of nothing but
/// unknown content is the reply to something else.
pub(super) fn read(text: &str) -> Result<Engaged, ApiError> {
    let draft = body::read::<Draft>(text)?;
    if !text.trim_start().starts_with('{') || (draft.unknown && !draft.known) {
        return Err(body::missing("$"));
    }
    let (budget_spent, budget_remaining, _) = draft.spent.finish();
    Ok(Engaged {
        estimated_reach: draft.reach,
        budget_spent,
        budget_remaining,
        field_mappings: draft.mappings.finish(),
        request_id: draft.request_id,
    })
}
