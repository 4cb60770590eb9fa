//! What beats of an account may be expected, and which came too early.

use crate::browser::Browser;
use crate::failure::{Failure, Rule};
use crate::run::Run;
use crate::story::who;
use impromptu::app::{Outcome, Pending, RequestResult, State};
use impromptu::domain::{ApiErrorKind, Millis};
use impromptu::protocol::Reply;

const DAY: Millis = 24 * 3_600_000;

/// What is known about the heartbeats of one account in one browser, in true time.
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

impl Beats {
    /// Something has happened after which nobody can say when the next beat must come.
    pub(crate) fn excuse(&mut self, now: Millis) {
        self.excused = true;
        self.since = self.since.max(now);
    }
}

impl Browser {
    /// The same for every account of the browser.
    pub(crate) fn excuse(&mut self, now: Millis) {
        self.beats.values_mut().for_each(|beats| beats.excuse(now));
    }

    /// Every account may beat early now: the worker that knew when to died.
    pub(crate) fn forgets_beats(&mut self) {
        self.beats.values_mut().for_each(|beats| beats.excused = true);
    }
}

impl Run<'_> {
    /// A beat leaves.
    pub(crate) fn beats(&mut self, at: usize, account: u32, automatic: bool) -> Result<(), Failure> {
        let now = self.now;
        let browser = &mut self.browsers[at];
        let pace = browser.state(account).map_or(30, State::pace);
        let beats = browser.beats.entry(account).or_default();
        let early = beats.last.is_some_and(|last| now - last < Millis::from(pace) * 60_000 - 3_000);
        let failure = if !automatic {
            None
        } else if now < beats.not_before - 2_000 {
            Some(format!("the network asked for {} ms more", beats.not_before - now))
        } else if early && !beats.excused {
            Some(format!("{} ms after the last, at a pace of {pace} min", now - beats.last.unwrap_or(0)))
        } else {
            beats.early += u32::from(early);
            (beats.early > 5 + beats.failures).then(|| format!("{} early beats in a row", beats.early))
        };
        beats.last = Some(now);
        (beats.excused, beats.slowest) = (false, 0);
        match failure {
            None => Ok(()),
            Some(why) => Err(Failure::new(
                Rule::NoLimitExceeded,
                format!("{} a heartbeat too early: {why}", who(at, account)),
            )),
        }
    }

    /// A request ends: what follows for beats.
    pub(crate) fn heard(&mut self, at: usize, account: u32, request: u64, result: &RequestResult) {
        let now = self.now;
        let browser = &mut self.browsers[at];
        let house = browser.worker.as_deref();
        let Some(pending) = house.and_then(|house| house.state(account)?.live.pending.get(&request)) else {
            return;
        };
        let beats = browser.beats.entry(account).or_default();
        match (&result.outcome, pending) {
            (Outcome::Reply(reply), _) if matches!(**reply, Reply::Heartbeat(_)) => {
                beats.since = beats.since.max(now);
                if !matches!(pending, Pending::Heartbeat(_)) {
                    beats.last = Some(now);
                }
                (beats.excused, beats.early, beats.failures, beats.not_before) = (false, 0, 0, 0);
            }
            (Outcome::Reply(_), Pending::Reconcile { .. }) => {
                beats.excused = true;
                beats.failures += 1;
            }
            // The network is well again, and what it fails at next is a new failure.
            (Outcome::Reply(_), Pending::Post { .. }) => beats.failures += 5,
            (Outcome::Reply(_), _) => {}
            // The day's quota is used up, which says nothing of what does not count against it (contract, section 7).
            (Outcome::ApiError(problem), pending)
                if problem.code == "RATE_003" && !matches!(pending, Pending::Heartbeat(_)) =>
            {
                beats.excused = true;
            }
            (
                Outcome::ApiError(problem),
                Pending::Heartbeat(_)
                | Pending::Feed(_)
                | Pending::Notifications(_)
                | Pending::Thread(_)
                | Pending::Preload { .. }
                | Pending::Reconcile { .. }
                | Pending::Answer(_)
                | Pending::HealthAccount(_),
            ) if problem.kind == ApiErrorKind::Rate => {
                beats.excused = true;
                let wait = problem.retry_after_seconds.or(result.meta.retry_after_seconds).unwrap_or(0);
                beats.not_before = now + Millis::try_from(wait).unwrap_or(0) * 1_000;
            }
            (_, Pending::Heartbeat(_)) => beats.excused = true,
            _ => {
                beats.excused = true;
                beats.failures += 1;
            }
        }
    }

    /// An awake, connected account is never long without a beat: a fourth later than its pace when nothing happened since the last one
    /// (a tenth is jitter), and a few paces later when something did. Whether it stands in front makes no difference.
    pub(crate) fn check_alive(&self) -> Result<(), Failure> {
        for (at, browser) in self.browsers.iter().enumerate() {
            if !browser.online || browser.asleep_until.is_some() {
                continue;
            }
            let connected =
                |state: &&State| state.account.is_some() && browser.disk.sealed(state.number).is_some();
            for state in browser.states().filter(connected) {
                let Some(beats) = browser.beats.get(&state.number) else { continue };
                let last = beats.last.unwrap_or(0).max(beats.since);
                let pace = Millis::from(state.pace().max(beats.slowest)) * 60_000;
                let pace = pace * (1 << state.schedule.doublings.min(3));
                let late = if beats.excused { 3 * pace + pace / 2 } else { pace + pace / 4 };
                // A wait that the network asked for on anything that is read holds for beats as well: they come after it. It is the saved
                // state that knows it, whichever account's step the worker died over; none is believed for longer than a day.
                let asked =
                    (state.schedule.wait_until - browser.offset).min(last.max(beats.not_before) + DAY);
                if self.now > last.max(beats.not_before).max(asked) + late {
                    let minutes = (self.now - last) / 60_000;
                    let what = format!(
                        "{} no heartbeat for {minutes} min; alarms {:?}",
                        who(at, state.number),
                        browser.alarms
                    );
                    return Err(Failure::new(Rule::Alive, what));
                }
            }
        }
        Ok(())
    }
}
