//! The settings: changed here, imported from a file, or synced from another browser.

use super::lock;
use crate::app::effect::EffectBuilder;
use crate::app::state::{Change, State};
use crate::domain::{LocalizedMessage, Millis};

/// Changes settings.
pub(crate) fn change(
    state: &mut State,
    token: u32,
    change: &Change,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    state.settings.apply(change, now);
    settings_changed(state, now, effects);
    lock::used(state, now, effects);
    effects.said(Some(token), LocalizedMessage::new("saidSaved"));
}

/// Imports settings from an exported text.
pub(crate) fn import(state: &mut State, token: u32, text: &str, now: Millis, effects: &mut EffectBuilder) {
    let Some(settings) = state.settings.imported(text) else {
        return effects.alert(Some(token), LocalizedMessage::new("alertImport"));
    };
    state.settings = settings;
    settings_changed(state, now, effects);
    lock::used(state, now, effects);
    effects.said(Some(token), LocalizedMessage::new("saidImported"));
}

/// Applies the settings of another browser. This does not count as use, so the time to the lock still starts at the last use.
pub(crate) fn synced(state: &mut State, text: Option<&str>, now: Millis, effects: &mut EffectBuilder) {
    let Some(settings) = text.and_then(|text| state.settings.imported(text)) else { return };
    if settings == state.settings {
        return;
    }
    let before = std::mem::replace(&mut state.settings, settings).lock_after;
    if state.lock.locks_at != 0 {
        let later = Millis::from(state.settings.lock_after) - Millis::from(before);
        state.lock.locks_at = (state.lock.locks_at + later * 60_000).max(1);
    }
    settings_changed(state, now, effects);
}

fn settings_changed(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    // A shorter interval applies now, a longer one from the next heartbeat.
    let longest = now + Millis::from(state.pace()) * 66_000;
    if state.connection_issue.is_none() && state.schedule.next_heartbeat > longest {
        state.schedule.next_heartbeat = longest;
    }
    effects.save = true;
    effects.show_all(state);
}
