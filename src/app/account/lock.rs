use crate::app::effect::{Effect, EffectBuilder, ViewKey};
use crate::app::schedule::heartbeat;
use crate::app::state::{KeyState, Lock, State};
use crate::domain::{LocalizedMessage, MessageArg, Millis, Secret};

/// The longest wait after a wrong passphrase, in seconds.
const LONGEST: u64 = 900;

/// Use that moves the lock by less than this is not worth a save, in milliseconds.
const GRAIN: Millis = 15_000;

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
pub(crate) fn lock(state: &mut State, effects: &mut EffectBuilder) {
    if state.could_lock() {
        state.live.key = KeyState::Locked;
        state.lock.locks_at = 0;
        effects.key(Effect::LockKey);
        effects.save = true;
        effects.show_all(state);
    }
}

/// Locks when the time without use has passed. Looked at before anything else that happens: after a computer has slept, a click may
/// come before the alarm does.
pub(crate) fn when_due(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    if state.lock.locks_at != 0 && now >= state.lock.locks_at {
        lock(state, effects);
    }
}

/// The person used it: the locking is put off.
pub(crate) fn used(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    let at = if state.could_lock() { now + Millis::from(state.settings.lock_after) * 60_000 } else { 0 };
    if (at - state.lock.locks_at).abs() > GRAIN {
        state.lock.locks_at = at;
        effects.save = true;
    }
}

/// Tries a passphrase, unless wrong ones came before and their time has not passed.
pub(crate) fn unlock(
    state: &mut State,
    token: u32,
    passphrase: Secret,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let wait = state.lock.try_at - now;
    if wait > 0 {
        return effects.alert(Some(token), refused("alertPassphraseWait", wait));
    }
    // Counted as wrong until it is known to be right, so that a worker that is stopped in the middle has counted it too.
    state.lock.wrong = state.lock.wrong.saturating_add(1);
    state.lock.try_at = now + pause(state.lock.wrong);
    effects.save = true;
    effects.after_save(Effect::UnlockKey { token, passphrase });
}

/// A passphrase was tried.
pub(crate) fn unlocked(state: &mut State, token: u32, ok: bool, now: Millis, effects: &mut EffectBuilder) {
    effects.save = true;
    if !ok {
        let wait = pause(state.lock.wrong);
        state.lock.try_at = now + wait;
        return effects.alert(Some(token), refused("alertPassphrase", wait));
    }
    state.lock = Lock::default();
    state.live.key = KeyState::Ready;
    used(state, now, effects);
    if state.heartbeat_due(now) {
        heartbeat::send(state, None, now, effects);
    }
    effects.show_all(state);
    effects.said(Some(token), LocalizedMessage::new("saidUnlocked"));
}

fn refused(key: &str, wait: Millis) -> LocalizedMessage {
    let seconds = u64::try_from(wait).unwrap_or(0).div_ceil(1_000);
    LocalizedMessage::new(key).with(MessageArg::Span { seconds })
}

/// The fewest characters of a passphrase.
const SHORTEST_PASSPHRASE: usize = 8;

/// Encrypts the key again with this passphrase, or without one where it is empty. Ends in [`protected`].
pub(crate) fn set_passphrase(state: &State, token: u32, passphrase: Secret, effects: &mut EffectBuilder) {
    let length = passphrase.expose().chars().count();
    if !state.ready() {
        effects.alert(Some(token), LocalizedMessage::new("alertNoKey"));
    } else if (1..SHORTEST_PASSPHRASE).contains(&length) {
        effects.alert(Some(token), LocalizedMessage::new("alertPassphraseShort"));
    } else {
        effects.key(Effect::SealKey { token, passphrase });
    }
}

/// The key was sealed anew, with a passphrase or without; `None` when that failed.
pub(crate) fn protected(
    state: &mut State,
    token: u32,
    passphrase: Option<bool>,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    match (passphrase, state.account.as_mut()) {
        (Some(passphrase), Some(account)) => {
            account.passphrase = passphrase;
            used(state, now, effects);
            effects.save = true;
            effects.show(ViewKey::Options);
            effects.show(ViewKey::Header);
            effects.said(
                Some(token),
                LocalizedMessage::new(if passphrase { "saidProtected" } else { "saidUnprotected" }),
            );
        }
        _ => effects.alert(Some(token), LocalizedMessage::new("alertSeal")),
    }
}

/// The clock was set back by so much.
pub(crate) fn set_back(lock: &mut Lock, back: Millis) {
    for planned in [&mut lock.locks_at, &mut lock.try_at] {
        *planned = (*planned - back).max(0);
    }
}
