//! The account's own page (contract, section 2.9).

use super::account_status;
use super::best::Best;
use super::body;
use super::heartbeat::Reputation;
use super::scalar::Scalar;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::Table;
use crate::domain::{ApiError, Millis, Profile, TierProgress};

#[derive(Default)]
struct Draft {
    agent_id: Best<String>,
    name: Option<String>,
    description: Option<String>,
    tier: Option<String>,
    reputation: Reputation,
    reputation_tier: Best<String>,
    capabilities: Vec<String>,
    status: Best<String>,
    progress: Progress,
    created_at: Option<Millis>,
    statistics: Statistics,
}

/// A reputation with what else stands beside its score.
struct WithProgress<'a>(&'a mut Draft);

impl<'de> Shape<'de> for WithProgress<'_> {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "tier" | "reputationTier" => self.0.reputation_tier.offer(1, value.label()?),
            name if Progress::knows(name) => self.0.progress.field(name, value)?,
            _ => self.0.reputation.field(name, value)?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.0.reputation.scalar(value);
    }
}

/// Progress to the next tier, flat or inside the reputation (contract, section 13).
#[derive(Default)]
struct Progress(TierProgress);

impl Progress {
    fn knows(name: &str) -> bool {
        matches!(name, "qualityEngagementCount" | "progressToEstablished" | "progress")
    }

    fn finish(self) -> Option<TierProgress> {
        Some(self.0).filter(|progress| *progress != TierProgress::default())
    }
}

impl<'de> Shape<'de> for Progress {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        let TierProgress { quality_engagement_count, progress_to_established } = &mut self.0;
        match name {
            "qualityEngagementCount" => {
                *quality_engagement_count = value.number()?.or(*quality_engagement_count);
            }
            "progressToEstablished" => {
                *progress_to_established = value.shape::<Step>()?.0.take().or(*progress_to_established);
            }
            "progress" => value.fill(self)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

/// How far: a number, or what there is of what is required.
#[derive(Default)]
struct Step(Best<f64>);

impl<'de> Shape<'de> for Step {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "progress" | "percent" => self.0.offer(0, value.number()?),
            "current" => self.0.offer(1, value.number()?),
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.0.offer(0, value.number());
    }
}

/// The most counters that are kept of a profile.
const MOST_COUNTERS: usize = 100;
/// The most bytes of a counter's name.
const LONGEST_NAME: usize = 100;

/// Counters by whatever name they have.
#[derive(Default)]
struct Statistics(Table<String, f64>);

impl<'de> Shape<'de> for Statistics {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        let number = value.number()?.filter(|_| self.0.len() < MOST_COUNTERS && name.len() <= LONGEST_NAME);
        if let Some(number) = number {
            self.0.insert(name.to_owned(), number);
        }
        Ok(())
    }
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "agentId" => self.agent_id.offer(0, value.text()?),
            "id" => self.agent_id.offer(1, value.text()?),
            "name" => self.name = value.label()?.or(self.name.take()),
            "description" => self.description = value.text()?.or(self.description.take()),
            "tier" => self.tier = value.label()?.or(self.tier.take()),
            "reputation" => value.fill(&mut WithProgress(self))?,
            "reputationTier" => self.reputation_tier.offer(0, value.label()?),
            "capabilities" => {
                let words = value.words()?;
                if !words.is_empty() {
                    self.capabilities = words;
                }
            }
            "accountStatus" => self.status.offer(0, value.text()?),
            "status" => self.status.offer(1, value.text()?.filter(|word| account_status::is_known(word))),
            name if Progress::knows(name) => self.progress.field(name, value)?,
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
        reputation_tier: draft.reputation_tier.take(),
        capabilities: draft.capabilities,
        account_status: draft.status.take(),
        progress: draft.progress.finish(),
        created_at: draft.created_at,
        statistics: draft.statistics.0,
    })
}
