use crate::app::effect::{Answer, Effect, EffectBuilder, SealOutcome, ViewKey};
use crate::app::schedule::heartbeat;
use crate::app::state::{FieldLine, KeyState, Lock, State};
use crate::domain::{LocalizedMessage, MessageArg, Millis, Secret};

/// The longest wait after a wrong passphrase, in seconds.
const LONGEST: u64 = 900;

/// A change of the lock time by less than this is not saved, in milliseconds.
const MIN_SAVED_CHANGE: Millis = 15_000;

/// The wait after a number of consecutive wrong passphrases, in milliseconds: 1, 2, 4 seconds and so on, up to 15 minutes.
fn pause(wrong: u32) -> Millis {
    let seconds = 1_u64.checked_shl(wrong.saturating_sub(1)).map_or(LONGEST, |seconds| seconds.min(LONGEST));
    Millis::try_from(seconds * 1_000).unwrap_or(Millis::MAX)
}

impl State {
    /// Whether the key has a passphrase and is open now.
    fn could_lock(&self) -> bool {
        self.ready() && self.account.as_ref().is_some_and(|account| account.passphrase)
    }
}

/// Locks the key, if it has a passphrase.
pub(crate) fn lock(state: &mut State, effects: &mut EffectBuilder) {
    if state.could_lock() {
        state.live.key = KeyState::Locked;
        state.lock.locks_at = 0;
        effects.key(Effect::LockKey);
        effects.save = true;
        effects.show_all(state);
    }
}

/// Locks the key when the time without use has passed. This is checked before each event, because a click may come before the alarm after
/// the computer slept.
pub(crate) fn when_due(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    if state.lock.locks_at != 0 && now >= state.lock.locks_at {
        lock(state, effects);
    }
}

/// The person used the extension: the time to the lock starts again.
pub(crate) fn used(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    let at = if state.could_lock() { now + Millis::from(state.settings.lock_after) * 60_000 } else { 0 };
    if (at - state.lock.locks_at).abs() > MIN_SAVED_CHANGE {
        state.lock.locks_at = at;
        effects.save = true;
    }
}

/// How much longer a passphrase may not be tried, after a wrong one, in milliseconds; at most 0 when it may.
fn wait(state: &State, now: Millis) -> Millis {
    state.lock.try_at - now
}

/// Adds an effect that tries a passphrase. It counts as wrong until it is known to be right, so that it also counts if the worker stops
/// meanwhile.
fn attempt(state: &mut State, effect: Effect, now: Millis, effects: &mut EffectBuilder) {
    state.lock.wrong = state.lock.wrong.saturating_add(1);
    state.lock.try_at = now + pause(state.lock.wrong);
    effects.save = true;
    effects.after_save(effect);
}

/// A tried passphrase was wrong: the wait starts now. Says so.
fn was_wrong(state: &mut State, now: Millis, effects: &mut EffectBuilder) -> LocalizedMessage {
    effects.save = true;
    let wait = pause(state.lock.wrong);
    state.lock.try_at = now + wait;
    refused("alertPassphrase", wait)
}

/// Tries a passphrase, unless the wait after a wrong one has not passed, or tries cannot be counted: the state of a newer version is not
/// overwritten, so a stopped worker would forget them.
pub(crate) fn unlock(
    state: &mut State,
    token: u32,
    passphrase: Secret,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    if state.live.newer {
        return effects.alert(Some(token), LocalizedMessage::new("alertNewerPassphrase"));
    }
    let wait = wait(state, now);
    if wait > 0 {
        return effects.alert(Some(token), refused("alertPassphraseWait", wait));
    }
    attempt(state, Effect::UnlockKey { token, passphrase }, now, effects);
}

/// A passphrase was tried.
pub(crate) fn unlocked(state: &mut State, token: u32, ok: bool, now: Millis, effects: &mut EffectBuilder) {
    if !ok {
        let line = was_wrong(state, now, effects);
        return effects.alert(Some(token), line);
    }
    effects.save = true;
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

/// Seals the key again with a passphrase, or without one if it is empty. The current passphrase is tried first, if there is one. Ends in
/// [`protected`].
pub(crate) fn set_passphrase(
    state: &mut State,
    token: u32,
    passphrase: Secret,
    current: Secret,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let Some(account) = state.account.as_ref().filter(|_| state.ready()) else {
        let locked = state.live.key == KeyState::Locked;
        let key = if locked { "alertLocked" } else { "alertNoKey" };
        return effects.alert(Some(token), LocalizedMessage::new(key));
    };
    if state.live.newer {
        return effects.alert(Some(token), LocalizedMessage::new("alertNewerPassphrase"));
    }
    let has_passphrase = account.passphrase;
    let wait = wait(state, now);
    let mut fields = Vec::new();
    if has_passphrase && current.is_empty() {
        fields.push(field(CURRENT, LocalizedMessage::new("alertPassphraseEmpty")));
    } else if has_passphrase && wait > 0 {
        fields.push(field(CURRENT, refused("alertPassphraseWait", wait)));
    }
    if (1..SHORTEST_PASSPHRASE).contains(&passphrase.expose().chars().count()) {
        fields.push(field("passphrase", LocalizedMessage::new("alertPassphraseShort")));
    }
    if !fields.is_empty() {
        return effects.answer(Some(token), Answer::invalid(fields));
    }
    let effect = Effect::SealKey { token, current, passphrase };
    if has_passphrase {
        attempt(state, effect, now, effects);
    } else {
        effects.key(effect);
    }
}

/// The field of the current passphrase in the command `setPassphrase`.
const CURRENT: &str = "current";

fn field(name: &str, line: LocalizedMessage) -> FieldLine {
    FieldLine { field: name.to_owned(), line }
}

/// An attempt to seal the key again ended.
pub(crate) fn protected(
    state: &mut State,
    token: u32,
    outcome: SealOutcome,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    if outcome == SealOutcome::WrongPassphrase {
        let line = was_wrong(state, now, effects);
        return effects.answer(Some(token), Answer::invalid(vec![field(CURRENT, line)]));
    }
    // The current passphrase was right, or there was none.
    (state.lock.wrong, state.lock.try_at) = (0, 0);
    effects.save = true;
    match state.account.as_mut().filter(|_| outcome != SealOutcome::Failed) {
        Some(account) => {
            account.passphrase = outcome == SealOutcome::WithPassphrase;
            let key = if account.passphrase { "saidProtected" } else { "saidUnprotected" };
            used(state, now, effects);
            effects.show(ViewKey::Options);
            effects.show(ViewKey::Header);
            effects.said(Some(token), LocalizedMessage::new(key));
        }
        None => effects.alert(Some(token), LocalizedMessage::new("alertSeal")),
    }
}

/// Moves the times of the lock back by as much as the clock was set back.
pub(crate) fn set_back(lock: &mut Lock, back: Millis) {
    for planned in [&mut lock.locks_at, &mut lock.try_at] {
        *planned = (*planned - back).max(0);
    }
}
