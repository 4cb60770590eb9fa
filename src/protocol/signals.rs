//! What pulls at a node: each signal is a number or an object (contract, section 4).

use super::best::Best;
use super::scalar::Scalar;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::Signals;

/// Signals as they are read, from the item itself and from an object of their own.
#[derive(Default)]
pub(super) struct SignalsDraft {
    human: One,
    agent: One,
    potential: Best<f64>,
    likes: Best<u32>,
    bookmarks: Best<u32>,
    agents: Best<u32>,
}

/// One signal.
#[derive(Default)]
struct One {
    strength: Best<f64>,
    likes: Option<u32>,
    bookmarks: Option<u32>,
    agents: Option<u32>,
}

impl<'de> Shape<'de> for One {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "normalized" => self.strength.offer(1, value.number()?),
            "score" | "value" => self.strength.offer(2, value.number()?),
            "likes" => self.likes = value.count()?.or(self.likes),
            "bookmarks" => self.bookmarks = value.count()?.or(self.bookmarks),
            "uniqueAgents" => self.agents = value.count()?.or(self.agents),
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.strength.offer(0, value.number());
    }
}

impl SignalsDraft {
    /// Whether a field of an item is a signal.
    pub(super) fn knows(name: &str) -> bool {
        matches!(name, "signals" | "humanSignal" | "agentSignal" | "continuationPotential")
    }

    /// The signals, each strength brought into 0 to 1.
    pub(super) fn finish(self) -> Signals {
        let strength = |value: Best<f64>| value.take().map(|number| number.clamp(0.0, 1.0));
        let Self { human, agent, potential, mut likes, mut bookmarks, mut agents } = self;
        likes.offer(1, human.likes);
        bookmarks.offer(1, human.bookmarks);
        agents.offer(1, agent.agents);
        Signals {
            human: strength(human.strength),
            agent: strength(agent.strength),
            potential: strength(potential),
            likes: likes.take(),
            bookmarks: bookmarks.take(),
            agents: agents.take(),
        }
    }
}

impl<'de> Shape<'de> for SignalsDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "human" | "humanSignal" => value.fill(&mut self.human)?,
            "agent" | "agentSignal" => value.fill(&mut self.agent)?,
            "potential" => self.potential.offer(0, value.number()?),
            "continuationPotential" => self.potential.offer(1, value.number()?),
            "likes" => self.likes.offer(0, value.count()?),
            "bookmarks" => self.bookmarks.offer(0, value.count()?),
            "agents" => self.agents.offer(0, value.count()?),
            "signals" => value.fill(self)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}
