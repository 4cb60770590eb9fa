//! What the person prefers: changed here, imported from a file, or set in another of their browsers.

use super::lock;
use crate::app::effect::EffectBuilder;
use crate::app::state::{Change, State};
use crate::domain::{LocalizedMessage, Millis};

/// Changes settings; what is absent stays.
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

/// Takes settings from an exported text.
pub(crate) fn import(state: &mut State, token: u32, text: &str, now: Millis, effects: &mut EffectBuilder) {
    let Some(settings) = state.settings.taken(text) else {
        return effects.alert(Some(token), LocalizedMessage::new("alertImport"));
    };
    state.settings = settings;
    settings_changed(state, now, effects);
    lock::used(state, now, effects);
    effects.said(Some(token), LocalizedMessage::new("saidImported"));
}

/// Takes over what another of the person's browsers set. Nobody used this one: what locks it counts from when somebody did.
pub(crate) fn synced(state: &mut State, text: Option<&str>, now: Millis, effects: &mut EffectBuilder) {
    let Some(settings) = text.and_then(|text| state.settings.taken(text)) else { return };
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
    // A shorter pace takes hold now, a longer one with the next beat.
    let longest = now + Millis::from(state.pace()) * 66_000;
    if state.connection_issue.is_none() && state.schedule.next_heartbeat > longest {
        state.schedule.next_heartbeat = longest;
    }
    effects.save = true;
    effects.show_all(state);
}
