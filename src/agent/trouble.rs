use super::plan::Plan;
use super::{Ending, Outcome, Quota, Silence, State, quota, sentence, settle};
use crate::model::{Line, Millis, Problem, ProblemKind};
use crate::wire::{Meta, Reply};
use serde::{Deserialize, Serialize};

/// Waits after failures of the server, in seconds, before the pace takes over (contract, section 7).
const BACKOFF: [Millis; 4] = [5, 10, 20, 40];

/// What stands between us and the network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Trouble {
    /// The key was refused.
    Refused {
        /// The network's code.
        code: String,
    },
    /// Terms are not accepted.
    Terms,
    /// No network.
    Offline,
    /// Something else answers in the network's place: a sign-in page of a Wi-Fi, most often.
    Captive,
    /// What answers at the address never was an Impromptu network.
    Foreign,
    /// The network asked us to wait.
    Limited {
        /// Until when.
        until: Millis,
    },
    /// The network fails or does not answer.
    Server {
        /// Its code.
        code: String,
    },
    /// The browser does not let us reach the address.
    Permission,
}

/// The reply, or what stood in its way: learnt from, and said in a sentence.
pub(super) fn understood(state: &mut State, ending: Ending, now: Millis) -> Result<Reply, Line> {
    match ending.outcome {
        Outcome::Reply(reply) => Ok(*reply),
        Outcome::Problem(problem) => Err(met(state, &problem, ending.meta, now)),
        Outcome::Silence(silence) => Err(silent(state, silence, now)),
    }
}

/// The network answered as it should: nothing stands in the way any more. How long it asked to wait before the next beat is for a
/// beat to end.
pub(super) fn clear(state: &mut State) {
    state.trouble = None;
    state.schedule.failures = 0;
}

/// Learns from a problem what stands in the way, plans the next beat, and says it in a sentence.
pub(super) fn met(state: &mut State, problem: &Problem, meta: Meta, now: Millis) -> Line {
    let wait_ms = sentence::wait(problem, &meta);
    match problem.kind {
        ProblemKind::Auth => {
            state.trouble = Some(Trouble::Refused { code: problem.code.clone() });
            if let Some(account) = state.account.as_mut() {
                account.key_at = now;
            }
            Line::new("alertAuth").with(problem.code.as_str())
        }
        ProblemKind::Terms => {
            state.trouble = Some(Trouble::Terms);
            Line::new("alertTerms")
        }
        ProblemKind::Rate if !quota::is_of_the_day(problem) => {
            state.schedule.doublings = (state.schedule.doublings + 1).min(3);
            let regular = state.regular(now);
            let until = wait_ms.map_or(regular, |wait| now + wait);
            state.schedule.next_beat = regular;
            limited(state, until);
            Line::new("alertRate").at(until)
        }
        // The day's quota is used up. What does not count against it goes on: the heartbeat above all.
        ProblemKind::Rate => {
            let until =
                wait_ms.map_or_else(|| quota::midnight(now + state.skew) - state.skew, |wait| now + wait);
            state.quota = Some(Quota { remaining: 0, reset: until });
            Line::new("alertQuota").at(until)
        }
        ProblemKind::Server => {
            let line = Line::new("alertServer").with(problem.code.as_str());
            state.trouble = Some(Trouble::Server { code: problem.code.clone() });
            back_off(state, wait_ms, now);
            line
        }
        ProblemKind::Shape => {
            let known = state.account.as_ref().is_some_and(|account| account.heard_at > 0);
            state.trouble = Some(if known { Trouble::Captive } else { Trouble::Foreign });
            back_off(state, wait_ms, now);
            Line::new(if known { "alertCaptive" } else { "alertShape" })
        }
        _ => sentence::of_refusal(problem),
    }
}

/// The network asked us to wait: no beat by itself before then, and the toolbar says so.
pub(super) fn limited(state: &mut State, until: Millis) {
    state.schedule.wait_until = until;
    state.schedule.next_beat = state.schedule.next_beat.max(until);
    state.trouble = Some(Trouble::Limited { until });
}

/// Learns from silence what stands in the way, plans the next beat, and says it in a sentence.
pub(super) fn silent(state: &mut State, silence: Silence, now: Millis) -> Line {
    match silence {
        Silence::Unsent => state.trouble = Some(Trouble::Permission),
        Silence::Dropped => {
            state.trouble = Some(Trouble::Offline);
            back_off(state, None, now);
        }
        Silence::Timeout => {
            state.trouble = Some(Trouble::Server { code: "TIMEOUT".into() });
            back_off(state, None, now);
        }
    }
    sentence::of_silence(silence, state.live.online)
}

fn back_off(state: &mut State, wait: Option<Millis>, now: Millis) {
    let step = usize::try_from(state.schedule.failures).unwrap_or(usize::MAX);
    state.schedule.failures = state.schedule.failures.saturating_add(1);
    let next = match (wait, BACKOFF.get(step)) {
        (Some(wait), _) => now + wait,
        (None, Some(seconds)) => now + seconds * 1000,
        (None, None) => state.regular(now),
    };
    // Who opens the panel now and then, while all that it reads fails, would put the beat off each time.
    let planned = state.schedule.next_beat;
    let next = if planned > now { next.min(planned) } else { next };
    // A failure of something else does not end an earlier request to wait.
    let asked = state.schedule.wait_until.max(wait.map_or(0, |wait| now + wait));
    state.schedule.wait_until = asked;
    state.schedule.next_beat = next.max(asked);
}

/// The network is back: what was queued is offered again, never sent by itself.
pub(super) fn network_back(state: &mut State, now: Millis, plan: &mut Plan) {
    state.live.online = true;
    if state.trouble == Some(Trouble::Offline) {
        state.trouble = None;
        state.schedule.next_beat = now;
    }
    settle::plan_next(state, now);
    plan.save = true;
    plan.show_all(state);
}
