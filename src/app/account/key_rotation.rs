use crate::app::effect::EffectBuilder;
use crate::app::state::{Account, State};
use crate::domain::{LocalizedMessage, Millis};

/// The age in days after which a new key is recommended (contract, section 1).
const ADVISED: Millis = 90;

const DAY: Millis = 24 * 3_600_000;

impl Account {
    /// Whole days since the key was stored.
    pub fn key_days(&self, now: Millis) -> u32 {
        // Without a stored date, the time when the key was accepted is used.
        let kept = if self.key_stored_at == 0 { self.key_at } else { self.key_stored_at };
        u32::try_from((now - kept).max(0) / DAY).unwrap_or(u32::MAX)
    }

    /// Whether the key is so old that a new one is recommended.
    pub fn key_is_old(&self, now: Millis) -> bool {
        Millis::from(self.key_days(now)) >= ADVISED
    }

    /// Whether to remind of a new key: 90 days after this one was stored, and 90 days after each *Not now*.
    pub fn wants_new_key(&self, now: Millis) -> bool {
        self.key_is_old(now) && now - self.reminded_at >= ADVISED * DAY
    }
}

/// Postpones the reminder.
pub(crate) fn later(state: &mut State, token: u32, now: Millis, effects: &mut EffectBuilder) {
    if let Some(account) = state.account.as_mut() {
        account.reminded_at = now;
        effects.save = true;
        effects.show_all(state);
    }
    effects.said(Some(token), LocalizedMessage::new("saidRotateLater"));
}
