use crate::beats::Beats;
use crate::disk::Disk;
use impromptu::app::{Accounts, AlarmName, Badge, Event, State, StoredDraft, split_account_key};
use impromptu::domain::Millis;
use std::collections::{BTreeMap, VecDeque};

/// One browser with the extension in it.
#[derive(Debug, Default)]
pub(crate) struct Browser {
    pub(crate) disk: Disk,
    /// What the core knows, while the worker lives.
    pub(crate) worker: Option<Box<Accounts>>,
    /// Which life of the worker this is; what belongs to an earlier one is lost.
    pub(crate) life: u32,
    /// When the worker last had something to do.
    pub(crate) active: Millis,
    /// Events, each with the number of the account it concerns where the edge knows it.
    pub(crate) inbox: VecDeque<(Option<u32>, Event)>,
    /// The alarms of every account.
    pub(crate) alarms: BTreeMap<(u32, AlarmName), Alarm>,
    pub(crate) toolbar: Option<Badge>,
    /// The badge that the toolbar gets when nothing more is in line.
    pub(crate) badge_due: Option<Badge>,
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
    pub(crate) before: BTreeMap<String, StoredDraft>,
    /// The number of the last revision that a surface wrote.
    pub(crate) last_revision: u32,
    pub(crate) undo: Option<String>,
    /// When the latest event was put in line, so that none overtakes another.
    pub(crate) lined_up: Millis,
    /// What is known about the beats of each account.
    pub(crate) beats: BTreeMap<u32, Beats>,
    /// Which of the cast each account is, from the moment it is given a key.
    pub(crate) roles: BTreeMap<u32, usize>,
}

/// One alarm, by the wall clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alarm {
    pub(crate) at: Millis,
    /// Fires again after this, should nobody set it anew.
    pub(crate) every: Option<Millis>,
}

impl Browser {
    pub(crate) fn wall(&self, now: Millis) -> Millis {
        now + self.offset
    }

    /// The number of the account in front, as the worker or the disk has it.
    pub(crate) fn front(&self) -> u32 {
        match (self.worker.as_deref(), &self.disk.account_list) {
            (Some(house), _) => house.account_list.current,
            (None, Some(account_list)) => account_list.current,
            (None, None) => 0,
        }
    }

    /// The numbers of all accounts, as the worker or the disk has them; never none.
    pub(crate) fn numbers(&self) -> Vec<u32> {
        match self.worker.as_deref() {
            Some(house) => house.numbers(),
            None if self.disk.kept.is_empty() => vec![self.front()],
            None => self.disk.kept.keys().copied().collect(),
        }
    }

    /// An account as the worker has it, while one lives.
    pub(crate) fn living(&self, account: u32) -> Option<&State> {
        self.worker.as_deref().and_then(|house| house.state(account))
    }

    /// An account and its settings as the worker or the disk has them.
    pub(crate) fn state(&self, account: u32) -> Option<&State> {
        if self.worker.is_some() { self.living(account) } else { self.disk.state(account) }
    }

    /// All accounts as the worker or the disk has them.
    pub(crate) fn states(&self) -> impl Iterator<Item = &State> {
        self.numbers().into_iter().filter_map(|account| self.state(account))
    }

    /// What the box of a draft shows, and what a text goes on from that is typed there.
    pub(crate) fn shown(&self, draft: &str) -> Option<StoredDraft> {
        let stored = self.disk.content.get(draft).filter(|stored| !stored.content.is_blank()).cloned();
        // What the worker has yet to hear of lies on the disk, and what the view says of it comes from the worker.
        let state = self.state(split_account_key(draft).0);
        let submitted = state.and_then(|state| {
            let mut plain = State { submissions: state.submissions.clone(), ..State::default() };
            plain.live.drafts.extend(stored.clone().map(|stored| (draft.to_owned(), stored)));
            plain.shown_content(draft)
        });
        submitted.or(stored)
    }

    /// The next alarm in true time, and whose.
    pub(crate) fn next_alarm(&self, now: Millis) -> Option<(Millis, (u32, AlarmName))> {
        let first = self.alarms.iter().map(|(whose, alarm)| (alarm.at - self.offset, *whose)).min()?;
        Some((first.0.max(now).max(self.asleep_until.unwrap_or(now)), first.1))
    }

    pub(crate) fn kill(&mut self) {
        self.worker = None;
        self.life += 1;
        self.inbox.clear();
        self.badge_due = None;
        self.fuse = None;
        self.undo = None;
    }
}
