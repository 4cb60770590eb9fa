use super::plan::Plan;
use super::{Effect, KeyState, State, Surface, beat};
use crate::model::{Arg, Line, Millis, Secret};
use serde::{Deserialize, Serialize};

/// The longest wait after a wrong passphrase, in seconds.
const LONGEST: u64 = 900;
/// Use that moves the lock by less than this is not worth a save, in milliseconds.
const GRAIN: Millis = 15_000;

/// What stands before a key that a passphrase seals. Saved: neither a stopped worker nor a restarted browser makes wrong
/// passphrases cheaper, or puts off the locking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Lock {
    /// When it locks by itself, in milliseconds since the epoch; 0 for never.
    pub locks_at: Millis,
    /// Passphrases that were tried in a row and not known to be right.
    pub wrong: u32,
    /// No passphrase is tried before then; 0 for at once.
    pub try_at: Millis,
}

/// How long to wait after so many wrong passphrases in a row: 1, 2, 4 seconds and so on, up to a quarter of an hour.
fn pause(wrong: u32) -> Millis {
    let seconds = 1_u64.checked_shl(wrong.saturating_sub(1)).map_or(LONGEST, |seconds| seconds.min(LONGEST));
    Millis::try_from(seconds * 1_000).unwrap_or(Millis::MAX)
}

impl State {
    /// Whether a passphrase seals the key, and it lies open now.
    fn could_lock(&self) -> bool {
        self.ready() && self.account.as_ref().is_some_and(|account| account.passphrase)
    }
}

/// Locks, if there is a passphrase to lock with.
pub(super) fn lock(state: &mut State, plan: &mut Plan) {
    if state.could_lock() {
        state.live.key = KeyState::Locked;
        state.lock.locks_at = 0;
        plan.key(Effect::LockKey);
        plan.save = true;
        plan.show_all(state);
    }
}

/// Locks when the time without use has passed. Looked at before anything else that happens: after a computer has slept, a click may
/// come before the alarm does.
pub(super) fn when_due(state: &mut State, now: Millis, plan: &mut Plan) {
    if state.lock.locks_at != 0 && now >= state.lock.locks_at {
        lock(state, plan);
    }
}

/// The person used it: the locking is put off.
pub(super) fn used(state: &mut State, now: Millis, plan: &mut Plan) {
    let at = if state.could_lock() { now + Millis::from(state.settings.lock_after) * 60_000 } else { 0 };
    if (at - state.lock.locks_at).abs() > GRAIN {
        state.lock.locks_at = at;
        plan.save = true;
    }
}

/// Tries a passphrase, unless wrong ones came before and their time has not passed.
pub(super) fn unlock(state: &mut State, token: u32, passphrase: Secret, now: Millis, plan: &mut Plan) {
    let wait = state.lock.try_at - now;
    if wait > 0 {
        return plan.alert(Some(token), refused("alertPassphraseWait", wait));
    }
    // Counted as wrong until it is known to be right, so that a worker that is stopped in the middle has counted it too.
    state.lock.wrong = state.lock.wrong.saturating_add(1);
    state.lock.try_at = now + pause(state.lock.wrong);
    plan.save = true;
    plan.after_save(Effect::UnlockKey { token, passphrase });
}

/// A passphrase was tried.
pub(super) fn unlocked(state: &mut State, token: u32, ok: bool, now: Millis, plan: &mut Plan) {
    plan.save = true;
    if !ok {
        let wait = pause(state.lock.wrong);
        state.lock.try_at = now + wait;
        return plan.alert(Some(token), refused("alertPassphrase", wait));
    }
    state.lock = Lock::default();
    state.live.key = KeyState::Ready;
    used(state, now, plan);
    if state.beat_due(now) {
        beat::beat(state, None, now, plan);
    }
    plan.show_all(state);
    plan.said(Some(token), Line::new("saidUnlocked"));
}

fn refused(key: &str, wait: Millis) -> Line {
    let seconds = u64::try_from(wait).unwrap_or(0).div_ceil(1_000);
    Line::new(key).with(Arg::Span { seconds })
}

/// Has the key sealed anew, with this passphrase, or without one where it is empty. Ends in [`protected`].
pub(super) fn protect(state: &State, token: u32, passphrase: Secret, plan: &mut Plan) {
    if state.ready() {
        plan.key(Effect::SealKey { token, passphrase });
    } else {
        plan.alert(Some(token), Line::new("alertNoKey"));
    }
}

/// The key was sealed anew, with a passphrase or without; `None` when that failed.
pub(super) fn protected(
    state: &mut State,
    token: u32,
    passphrase: Option<bool>,
    now: Millis,
    plan: &mut Plan,
) {
    match (passphrase, state.account.as_mut()) {
        (Some(passphrase), Some(account)) => {
            account.passphrase = passphrase;
            used(state, now, plan);
            plan.save = true;
            plan.show(Surface::Options);
            plan.said(Some(token), Line::new(if passphrase { "saidProtected" } else { "saidUnprotected" }));
        }
        _ => plan.alert(Some(token), Line::new("alertSeal")),
    }
}

/// The clock was set back by so much.
pub(super) fn set_back(lock: &mut Lock, back: Millis) {
    for planned in [&mut lock.locks_at, &mut lock.try_at] {
        *planned = (*planned - back).max(0);
    }
}
