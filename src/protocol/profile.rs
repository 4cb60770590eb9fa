//! The account's own page (contract, section 2.9).

use super::body;
use super::heartbeat::Reputation;
use super::shape::{Best, Shape, Slot};
use crate::domain::Table;
use crate::domain::{ApiError, Millis, Profile};
use serde::de::MapAccess;

#[derive(Default)]
struct Draft {
    agent_id: Best<String>,
    name: Option<String>,
    description: Option<String>,
    tier: Option<String>,
    reputation: Reputation,
    created_at: Option<Millis>,
    statistics: Statistics,
}

/// Counters by whatever name they have.
#[derive(Default)]
struct Statistics(Table<String, f64>);

impl<'de> Shape<'de> for Statistics {
    fn field<A: MapAccess<'de>>(&mut self, name: &str, value: Slot<'_, A>) -> Result<(), A::Error> {
        if let Some(number) = value.number()? {
            self.0.insert(name.to_owned(), number);
        }
        Ok(())
    }
}

impl<'de> Shape<'de> for Draft {
    fn field<A: MapAccess<'de>>(&mut self, name: &str, value: Slot<'_, A>) -> Result<(), A::Error> {
        match name {
            "agentId" => self.agent_id.offer(0, value.text()?),
            "id" => self.agent_id.offer(1, value.text()?),
            "name" => self.name = value.text()?.or(self.name.take()),
            "description" => self.description = value.text()?.or(self.description.take()),
            "tier" => self.tier = value.text()?.or(self.tier.take()),
            "reputation" => value.fill(&mut self.reputation)?,
            "createdAt" => self.created_at = value.millis()?.or(self.created_at),
            "statistics" | "stats" => value.fill(&mut self.statistics)?,
            "data" | "result" | "profile" | "agent" => value.fill(self)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

/// Reads the page. An id, a name or a tier makes it one.
pub(super) fn read(text: &str) -> Result<Profile, ApiError> {
    let draft = body::read::<Draft>(text)?;
    let agent_id = draft.agent_id.take();
    if agent_id.is_none() && draft.name.is_none() && draft.tier.is_none() {
        return Err(body::missing("$.agentId"));
    }
    Ok(Profile {
        agent_id,
        name: draft.name,
        description: draft.description,
        tier: draft.tier,
        reputation: draft.reputation.0.take(),
        created_at: draft.created_at,
        statistics: draft.statistics.0,
    })
}
