//! The simulated edge: carries effects out as the real one does, and may be cut off between any two.

use crate::Plant;
use crate::browser::Alarm;
use crate::failure::{Failure, Rule};
use crate::network::silence;
use crate::run::{Happening, Run};
use crate::story::who;
use impromptu::app::{
    AlarmName, Effect, Event, Fetch, NoResponse, Pending, SignupStage, StoredDraft, SubmissionState,
};
use impromptu::domain::Millis;

/// A timer is more exact than an alarm, which does not fire within half a minute of being set.
const SOON: Millis = 30_000;

impl Run<'_> {
    /// Carries out the effects of one step. False when the worker died over it.
    pub(crate) fn carry(
        &mut self,
        at: usize,
        effects: Vec<(u32, Effect)>,
        started: bool,
    ) -> Result<bool, Failure> {
        let mut unsaved = Vec::new();
        for (account, effect) in self.in_order(effects) {
            if self.story.is_some()
                && let Some(line) = crate::story::effect(&effect)
            {
                self.tell(|| format!("{}     {line}", who(at, account)));
            }
            match effect {
                Effect::Save => {
                    if !self.save(at, account)? {
                        unsaved.push(account);
                    }
                }
                Effect::Fetch(fetch) if unsaved.contains(&account) && fetch.spends() => {
                    let result = silence(NoResponse::Unsent);
                    let reply = Event::Reply { request: fetch.request, result };
                    self.browsers[at].inbox.push_back((Some(account), reply));
                }
                Effect::Fetch(fetch) => self.fetch(at, account, fetch)?,
                effect => self.carry_one(at, account, effect, started)?,
            }
            if !self.burn(at) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn in_order(&self, effects: Vec<(u32, Effect)>) -> Vec<(u32, Effect)> {
        if self.plant != Some(Plant::SaveAfterSend) {
            return effects;
        }
        let (saves, others): (Vec<_>, Vec<_>) =
            effects.into_iter().partition(|(_, effect)| matches!(effect, Effect::Save));
        others.into_iter().chain(saves).collect()
    }

    /// Whether the worker lives on after one more effect.
    fn burn(&mut self, at: usize) -> bool {
        let browser = &mut self.browsers[at];
        let Some(left) = browser.fuse.as_mut() else { return true };
        if *left > 0 {
            *left -= 1;
            return true;
        }
        browser.kill();
        // What it had learnt and not saved, such as how long to wait, is lost.
        for beats in browser.beats.values_mut() {
            beats.excused = true;
            beats.not_before = 0;
        }
        self.tally.fault("worker killed between effects");
        self.tell(|| format!("[{at}] THE WORKER DIES"));
        false
    }

    /// Paints what is only to be seen, when nothing more is in line. False when the worker died over it.
    pub(crate) fn paint(&mut self, at: usize) -> bool {
        match self.browsers[at].badge_due.take() {
            None => true,
            due => {
                self.browsers[at].toolbar = due;
                self.burn(at)
            }
        }
    }

    fn save(&mut self, at: usize, account: u32) -> Result<bool, Failure> {
        let browser = &mut self.browsers[at];
        // An account that is gone has nothing to save.
        let state = browser.worker.as_deref().and_then(|house| house.state(account));
        let Some(state) = state else { return Ok(true) };
        let failing = state.live.storage_full;
        let saved = browser.disk.save(state);
        if saved == failing {
            browser.inbox.push_back((Some(account), if saved { Event::Saved } else { Event::SaveFailed }));
        }
        if !saved {
            let now = self.now;
            // What could not be written down, such as how often it has failed, the next worker does not know.
            let beats = browser.beats.entry(account).or_default();
            beats.excuse(now);
            beats.failures += 1;
            beats.not_before = 0;
            self.tally.fault("save failed");
            self.tell(|| format!("{}     THE SAVE FAILS", who(at, account)));
        }
        self.check_texts(at)?;
        Ok(saved)
    }

    fn fetch(&mut self, at: usize, account: u32, fetch: Fetch) -> Result<(), Failure> {
        let browser = &self.browsers[at];
        let pending = browser.living(account).and_then(|state| state.live.pending.get(&fetch.request));
        let on_disk = browser.disk.state(account);
        let told = match pending {
            Some(Pending::Post { draft, .. }) => on_disk
                .and_then(|state| state.submissions.get(draft))
                .is_some_and(|submission| submission.state == SubmissionState::Sending),
            Some(Pending::Engage { node, verb, .. }) => on_disk.is_some_and(|state| {
                state
                    .pending_engagements
                    .iter()
                    .any(|engaging| engaging.node == *node && engaging.verb == *verb)
            }),
            Some(Pending::Search(_)) => on_disk.is_some_and(|state| state.pending_search.is_some()),
            Some(Pending::Register { .. }) => {
                on_disk.is_some_and(|state| matches!(state.signup.stage, SignupStage::Registering { .. }))
            }
            _ => true,
        };
        if !told {
            return Err(Failure::new(
                Rule::WriteAhead,
                format!("{} #{} leaves untold: {}", who(at, account), fetch.request, fetch.call.path),
            ));
        }
        let heartbeat = match pending {
            Some(Pending::Heartbeat(token)) => Some(token.is_none()),
            _ => None,
        };
        if let Some(automatic) = heartbeat {
            self.beats(at, account, automatic)?;
        }
        // What is on its way is wanted, whatever was typed over it meanwhile.
        if let Some(body) = fetch.call.body.as_deref().filter(|_| fetch.call.cost > 0) {
            for text in self.texts.iter_mut().filter(|text| body.contains(&text.tag)) {
                text.wanted = true;
            }
        }
        self.leave(at, account, fetch);
        Ok(())
    }

    fn carry_one(&mut self, at: usize, account: u32, effect: Effect, started: bool) -> Result<(), Failure> {
        let browser = &mut self.browsers[at];
        match effect {
            Effect::SaveCache => {
                if let Some(house) = browser.worker.as_deref() {
                    if let Some(state) = house.state(account) {
                        browser.disk.save_cache(state);
                    }
                    browser.badge_kept = Some(house.badge());
                }
            }
            Effect::Badge(badge) => {
                let stale = started && self.plant == Some(Plant::BadgeFromCache);
                browser.badge_due = browser.badge_kept.clone().filter(|_| stale).or(Some(badge));
            }
            Effect::Alarm { name, at: when, again } => {
                let every = again.map(|minutes| Millis::from(minutes) * 60_000);
                self.alarm(at, account, name, Alarm { at: when, every }, started);
            }
            Effect::ClearAlarm(name) => {
                browser.alarms.remove(&(account, name));
            }
            Effect::StoreKey { key, origin } => {
                browser.disk.of(account).sealed = Some((key.expose().to_owned(), origin));
            }
            Effect::MoveKey { origin } => {
                if let Some((_, known)) = browser.disk.sealed_mut(account) {
                    *known = origin;
                }
            }
            Effect::StoreNewKey { key, origin } => {
                browser.disk.of(account).sealed = Some((key.expose().to_owned(), origin));
                self.send(at, Some(account), Event::Kept { ok: true });
            }
            Effect::DropKey => browser.disk.drop_key(account),
            Effect::SaveAccountList => self.save_roll(at, account),
            Effect::DropAccount => {
                browser.disk.drop_account(account);
                self.check_texts(at)?;
            }
            // The disk may hold what the worker has yet to hear of.
            Effect::StoreDraftIfAbsent { draft, .. } if browser.disk.content.contains_key(&draft) => {}
            Effect::StoreDraft { draft, stored } | Effect::StoreDraftIfAbsent { draft, stored } => {
                if let Ok(replaced) = browser.disk.store_draft(&draft, stored.clone()) {
                    self.send(at, None, Event::DraftStored { draft, stored, replaced });
                } else {
                    self.tally.fault("content not stored");
                }
                self.check_texts(at)?;
            }
            Effect::RemoveDraft { draft, revision } => {
                let any = self.plant == Some(Plant::AnyRevisionRemoved);
                let same = |stored: &StoredDraft| any || stored.revision == revision;
                if browser.disk.content.get(&draft).is_some_and(same) {
                    let removed = browser.disk.content.remove(&draft);
                    self.send(at, None, Event::DraftCleared { draft, removed });
                }
                self.check_texts(at)?;
            }
            Effect::Answer { answer, .. } => {
                if let Some(undo) = answer.undo {
                    browser.undo = Some(undo);
                }
            }
            Effect::Save
            | Effect::Fetch(_)
            | Effect::ShowNotification(_)
            | Effect::Show(_)
            | Effect::LockKey
            | Effect::UnlockKey { .. }
            | Effect::SealKey { .. }
            | Effect::Navigate(_)
            | Effect::SaveSync
            | Effect::SaveSyncIfAbsent
            | Effect::ReadSync
            | Effect::DropThreads => {}
        }
        Ok(())
    }

    /// Writes which accounts there are; how that ended is told when it failed, or when it had failed before.
    fn save_roll(&mut self, at: usize, account: u32) {
        let browser = &mut self.browsers[at];
        let Some(house) = browser.worker.as_deref() else { return };
        let ok = browser.disk.save_roll(&house.account_list);
        if !ok || house.account_list_unsaved {
            browser.inbox.push_back((Some(account), Event::AccountListSaved { ok }));
        }
        if !ok {
            self.tally.fault("account_list not saved");
            self.tell(|| format!("[{at}]     THE ROLL IS NOT SAVED"));
        }
    }

    /// Checks, and only then creates.
    fn alarm(&mut self, at: usize, account: u32, name: AlarmName, asked: Alarm, started: bool) {
        let Alarm { at: when, every } = asked;
        let now = self.now;
        let browser = &mut self.browsers[at];
        let wall = browser.wall(now);
        let life = browser.life;
        if when - wall < SOON {
            let timer = Happening::Timer { browser: at, account, life, name };
            self.line_up(now + (when - wall).max(0), timer);
        }
        let browser = &mut self.browsers[at];
        let mut when = when.max(wall + SOON);
        if started && name == AlarmName::Heartbeat && self.plant == Some(Plant::AlarmRecreatedAtStart) {
            let pace = browser.state(account).map_or(30, impromptu::app::State::pace);
            when = wall + Millis::from(pace) * 60_000;
        }
        if browser.alarms.get(&(account, name)).is_none_or(|known| (known.at - when).abs() >= 1_000) {
            browser.alarms.insert((account, name), Alarm { at: when, every });
        }
    }
}
