use crate::deed::{Deed, Fate};
use std::collections::BTreeMap;
use std::fmt;

/// What was done in one run, or in many.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Runs.
    pub seeds: u64,
    /// Milliseconds lived through, summed over browsers.
    pub simulated: i64,
    /// Steps of the core.
    pub steps: u64,
    /// Times a worker started.
    pub starts: u64,
    /// Requests that reached the network.
    pub requests: u64,
    /// Texts that people typed.
    pub texts: u64,
    /// Posts that the network kept.
    pub posts: u64,
    /// Times another account came to the front.
    pub switches: u64,
    /// Faults that took hold, by kind.
    pub faults: BTreeMap<&'static str, u64>,
}

impl Tally {
    /// Counts a fault.
    pub fn fault(&mut self, kind: &'static str) {
        *self.faults.entry(kind).or_default() += 1;
    }

    /// Adds another tally to this one.
    pub fn add(&mut self, other: &Self) {
        self.seeds += other.seeds;
        self.simulated += other.simulated;
        self.steps += other.steps;
        self.starts += other.starts;
        self.requests += other.requests;
        self.texts += other.texts;
        self.posts += other.posts;
        self.switches += other.switches;
        for (kind, count) in &other.faults {
            *self.faults.entry(kind).or_default() += count;
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.simulated / 86_400_000;
        writeln!(
            out,
            "{} seeds, {days} agent-days, {} steps, {} worker starts",
            self.seeds, self.steps, self.starts
        )?;
        writeln!(
            out,
            "{} requests, {} texts typed, {} posts kept, {} switches of account",
            self.requests, self.texts, self.posts, self.switches
        )?;
        write!(out, "faults that took hold:")?;
        for (kind, count) in &self.faults {
            write!(out, " {kind} {count},")?;
        }
        Ok(())
    }
}

/// What kind of fault a fate is.
pub(crate) fn fate_name(fate: Fate) -> &'static str {
    match fate {
        Fate::Slow { .. } => "slow",
        Fate::DropBefore => "dropped before commit",
        Fate::DropButArrives(_) => "dropped, arrives later",
        Fate::DropAfter => "dropped after commit",
        Fate::Lost { arrives: true } => "reply never first_seen",
        Fate::Lost { arrives: false } => "request never arrived",
        Fate::Garbage { .. } => "garbage",
        Fate::Failure { .. } => "5xx",
        Fate::Limited { .. } => "429",
        Fate::Unauthorized => "401",
    }
}

/// What kind of fault befalls a browser.
pub(crate) fn deed_name(deed: &Deed) -> Option<&'static str> {
    match deed {
        Deed::Die => Some("worker killed"),
        Deed::Offline => Some("offline"),
        Deed::Sleep(_) => Some("sleep"),
        Deed::ClockJump(_) => Some("clock jump"),
        Deed::Update => Some("update"),
        Deed::Restart => Some("browser restart"),
        Deed::Delete(_) => Some("node deleted"),
        _ => None,
    }
}
