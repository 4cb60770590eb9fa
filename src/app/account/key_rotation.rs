use crate::app::effect::EffectBuilder;
use crate::app::state::{Account, State};
use crate::domain::{LocalizedMessage, Millis};

/// Days after which a new key is advised (contract, section 1).
const ADVISED: Millis = 90;

const DAY: Millis = 24 * 3_600_000;

impl Account {
    /// Whole days since the key was stored.
    pub fn key_days(&self, now: Millis) -> u32 {
        // Before the day of storing was noted, the first time it was accepted is the best guess.
        let kept = if self.kept_at == 0 { self.key_at } else { self.kept_at };
        u32::try_from((now - kept).max(0) / DAY).unwrap_or(u32::MAX)
    }

    /// Whether it was stored so long ago that a new one is advised.
    pub fn key_is_old(&self, now: Millis) -> bool {
        Millis::from(self.key_days(now)) >= ADVISED
    }

    /// Whether to remind of a new key: ninety days after this one was stored, and again ninety after each *Not now*.
    pub fn wants_new_key(&self, now: Millis) -> bool {
        self.key_is_old(now) && now - self.reminded_at >= ADVISED * DAY
    }
}

/// Puts the reminder aside.
pub(crate) fn later(state: &mut State, token: u32, now: Millis, effects: &mut EffectBuilder) {
    if let Some(account) = state.account.as_mut() {
        account.reminded_at = now;
        effects.save = true;
        effects.show_all(state);
    }
    effects.said(Some(token), LocalizedMessage::new("saidRotateLater"));
}
