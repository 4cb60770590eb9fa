use crate::disk::Disk;
use impromptu::agent::{AlarmName, Badge, Event, Household, State, Words};
use impromptu::model::Millis;
use std::collections::{BTreeMap, VecDeque};

/// One browser with the extension in it.
#[derive(Debug, Default)]
pub(crate) struct Browser {
    pub(crate) disk: Disk,
    /// What the core knows, while the worker lives: a household of one account.
    pub(crate) worker: Option<Box<Household>>,
    /// Which life of the worker this is; what belongs to an earlier one is lost.
    pub(crate) life: u32,
    /// When the worker last had something to do.
    pub(crate) active: Millis,
    pub(crate) inbox: VecDeque<Event>,
    /// Wall time at which an alarm fires.
    pub(crate) alarms: BTreeMap<AlarmName, Alarm>,
    pub(crate) toolbar: Option<Badge>,
    /// The badge as it was when the cache was last saved, for a planted fault.
    pub(crate) badge_kept: Option<Badge>,
    /// Wall clock less true time.
    pub(crate) offset: Millis,
    pub(crate) online: bool,
    pub(crate) asleep_until: Option<Millis>,
    pub(crate) views: bool,
    pub(crate) version: u32,
    /// Whether alarms survive a restart of the browser.
    pub(crate) keeps_alarms: bool,
    /// The worker dies when this many more effects have been carried out.
    pub(crate) fuse: Option<u32>,
    pub(crate) last_token: u32,
    /// What the box showed before the latest typing, by draft.
    pub(crate) before: BTreeMap<String, Words>,
    pub(crate) undo: Option<String>,
    /// When the latest event was put in line, so that none overtakes another.
    pub(crate) lined_up: Millis,
    pub(crate) beats: Beats,
}

/// One alarm.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alarm {
    pub(crate) at: Millis,
    /// Fires again after this, should nobody set it anew.
    pub(crate) every: Option<Millis>,
}

/// What is known about the heartbeats of a browser, in true time.
#[derive(Debug, Default)]
pub(crate) struct Beats {
    /// When the last one left.
    pub(crate) last: Option<Millis>,
    /// Since when beats may be expected.
    pub(crate) since: Millis,
    /// Something has happened since the last one that allows an early one.
    pub(crate) excused: bool,
    /// The network asked for no beat before then.
    pub(crate) not_before: Millis,
    /// The slowest pace, in minutes, that was given up since the last one; 0 for none.
    pub(crate) slowest: u32,
    /// Early beats since the network last answered one.
    pub(crate) early: u32,
    /// Other requests that failed since then.
    pub(crate) failures: u32,
}

impl Browser {
    pub(crate) fn wall(&self, now: Millis) -> Millis {
        now + self.offset
    }

    /// The account as the worker has it, while one lives.
    pub(crate) fn living(&self) -> Option<&State> {
        self.worker.as_deref().map(Household::current)
    }

    /// The account and settings as the worker or the disk has them.
    pub(crate) fn state(&self) -> Option<&State> {
        self.living().or(self.disk.state.as_ref())
    }

    /// What the box of a draft shows.
    pub(crate) fn shown(&self, draft: &str) -> Option<Words> {
        let stored = self.disk.words.get(draft).map(|stored| &stored.words).filter(|words| !words.is_blank());
        let slip = || self.state().and_then(|state| state.slips.get(draft)).map(|slip| &slip.words);
        stored.or_else(slip).cloned()
    }

    /// The next alarm in true time.
    pub(crate) fn next_alarm(&self, now: Millis) -> Option<(Millis, AlarmName)> {
        let first = self.alarms.iter().map(|(name, alarm)| (alarm.at - self.offset, *name)).min()?;
        Some((first.0.max(now).max(self.asleep_until.unwrap_or(now)), first.1))
    }

    pub(crate) fn kill(&mut self) {
        self.worker = None;
        self.life += 1;
        self.inbox.clear();
        self.fuse = None;
        self.undo = None;
    }

    /// Something has happened after which nobody can say when the next beat must come.
    pub(crate) fn excuse(&mut self, now: Millis) {
        self.beats.excused = true;
        self.beats.since = self.beats.since.max(now);
    }
}
