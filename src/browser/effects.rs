//! Carries effects out, in order, and feeds what comes of them back as events.

use super::early_reads::EarlyReads;
use super::http::OpenKey;
use super::worker::{QueuedEvent, Worker, dispatch, now, respond};
use super::{api, http, localize, paint, store, vault};
use crate::app::{
    AlarmName, DesktopNotification, Effect, Event, Fetch, Navigate, NoResponse, Outcome, RequestResult,
    SealOutcome, account_key,
};
use crate::domain::{Millis, Secret};
use crate::protocol::Meta;
use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

/// A timer is more exact than an alarm, which may not fire within half a minute of being set; the alarm stands behind it
/// in case the worker dies first.
const TIMER_THRESHOLD: Millis = 30_000;

/// Carries out the effects of one step, each for the account of its number.
pub(super) async fn carry_out(effects: Vec<(u32, Effect)>) {
    let early_reads = EarlyReads::begin(&effects);
    let mut unsaved = Vec::new();
    let mut refused = None;
    for (account, effect) in effects {
        match effect {
            Effect::Save => {
                if !save(account).await {
                    unsaved.push(account);
                }
            }
            Effect::SaveCache => save_cache(account).await,
            // What was not saved is not sent: nothing may be spent that no record tells of.
            Effect::Fetch(fetch) if unsaved.contains(&account) && fetch.spends() => unsent(account, &fetch),
            Effect::Fetch(fetch) => {
                // Taken now: by the time the task begins another key may be here.
                let open = Worker::with(|worker| worker.keys.get(&account).cloned());
                if !early_reads.permitted(&fetch.origin).await {
                    unsent(account, &fetch);
                    continue;
                }
                wasm_bindgen_futures::spawn_local(async move {
                    let result = http::send(&fetch, open).await;
                    dispatch(account, Event::Reply { request: fetch.request, result });
                });
            }
            Effect::Show(view_key) => Worker::with(|worker| worker.render_queue.show(view_key)),
            Effect::Badge(badge) => Worker::with(|worker| worker.render_queue.set_badge(badge)),
            Effect::Answer { token, answer } => {
                // Who hears of it finds it in the views.
                paint::paint().await;
                let answer = answer.unless(refused);
                respond(token, &serde_json::to_string(&answer).unwrap_or_default());
            }
            effect => {
                let alert = alert_of(&effect);
                if let Err(error) = carry_one(account, effect, &early_reads).await {
                    api::warn_refused(&error);
                    refused = refused.or(alert);
                }
            }
        }
    }
}

/// The message that replaces the answer's message when this effect fails.
fn alert_of(effect: &Effect) -> Option<&'static str> {
    match effect {
        Effect::StoreKey { .. } | Effect::MoveKey { .. } => Some("alertSeal"),
        Effect::SaveAccountList => Some("alertStorage"),
        Effect::SaveSync | Effect::SaveSyncIfAbsent | Effect::ReadSync => Some("alertSync"),
        _ => None,
    }
}

async fn carry_one(account: u32, effect: Effect, early_reads: &EarlyReads) -> Result<(), JsValue> {
    match effect {
        Effect::ShowNotification(desktop) => notify(&desktop).await?,
        Effect::Alarm { name, at, again } => alarm(account, name, at, again, early_reads).await?,
        Effect::ClearAlarm(name) => {
            api::alarm_clear(&account_key(account, name.as_str())).await?;
        }
        Effect::StoreKey { key, origin } => keep_key(account, OpenKey { key, origin }, false).await?,
        Effect::MoveKey { origin } => {
            if let Some(open) = Worker::with(|worker| worker.keys.get(&account).cloned()) {
                keep_key(account, OpenKey { origin, ..open }, false).await?;
            }
        }
        Effect::StoreNewKey { key, origin } => {
            keep_key(account, OpenKey { key, origin }, true).await?;
            store::forget_form().await?;
        }
        Effect::DropKey => {
            Worker::with(|worker| worker.keys.remove(&account));
            vault::drop_key(account).await?;
            store::drop_first_frames().await?;
        }
        Effect::LockKey => {
            Worker::with(|worker| worker.keys.remove(&account));
            vault::lock(account).await?;
            store::drop_first_frames().await?;
        }
        Effect::UnlockKey { token, passphrase } => unlock(account, token, &passphrase).await?,
        Effect::SealKey { token, current, passphrase } => {
            let outcome = seal(account, &current, &passphrase).await;
            dispatch(account, Event::Protected { token, outcome });
        }
        Effect::SaveSyncIfAbsent if store::read_sync().await?.is_some() => {}
        Effect::SaveSync | Effect::SaveSyncIfAbsent => {
            let text = Worker::with(|worker| worker.accounts.current().settings.portable());
            store::save_sync(&text).await?;
        }
        Effect::ReadSync => {
            let text = store::read_sync().await?;
            // Before all that waits in line: a change among that is newer than what was read.
            let event = Event::Synced { text };
            Worker::with(|worker| {
                worker.queue.push_front(QueuedEvent { at: Some(account), event, resolve: None });
            });
        }
        Effect::SaveAccountList => {
            let text = Worker::with(|worker| {
                serde_json::to_string(&worker.accounts.account_list).unwrap_or_default()
            });
            let saved = store::save_account_list(&text).await;
            let ok = saved.is_ok();
            if !ok || Worker::with(|worker| worker.accounts.account_list_unsaved) {
                dispatch(account, Event::AccountListSaved { ok });
            }
            saved?;
        }
        Effect::DropAccount => store::drop_account(account).await?,
        Effect::DropThreads => {
            Worker::with(|worker| {
                worker.render_queue.forget_threads();
                worker.stored_threads.clear();
            });
            store::drop_threads().await?;
            store::drop_first_frames().await?;
        }
        Effect::StoreDraft { draft, stored } => {
            store::store_draft(&draft, &stored).await?;
        }
        Effect::StoreDraftIfAbsent { draft, stored } => {
            if store::stored_draft(&draft).await?.is_none() {
                store::store_draft(&draft, &stored).await?;
            }
        }
        Effect::RemoveDraft { draft, revision } => {
            store::remove_draft(&draft, &revision).await?;
        }
        Effect::Navigate(navigate) => {
            paint::paint().await;
            bring_to_front(&navigate).await?;
        }
        Effect::Save
        | Effect::SaveCache
        | Effect::Fetch(_)
        | Effect::Answer { .. }
        | Effect::Show(_)
        | Effect::Badge(_) => {}
    }
    Ok(())
}

async fn save(account: u32) -> bool {
    let found = Worker::with(|worker| {
        let state = worker.accounts.state(account)?;
        Some((serde_json::to_string(state).unwrap_or_default(), state.live.storage_full))
    });
    // An account that is gone has nothing to save.
    let Some((text, failing)) = found else { return true };
    let ok = store::save(account, &text).await.is_ok();
    if ok == failing {
        dispatch(account, if ok { Event::Saved } else { Event::SaveFailed });
    }
    ok
}

async fn save_cache(account: u32) {
    let text = Worker::with(|worker| {
        let accounts = worker.accounts.numbers().len();
        worker.accounts.state(account).map(|state| state.cache.to_store(accounts, &state.snoozed))
    });
    let Some(text) = text else { return };
    // What can be fetched again need not be saved at any price.
    if let Err(error) = store::save_cache(account, &text).await {
        api::warn_refused(&error);
    }
}

fn unsent(account: u32, fetch: &Fetch) {
    let result = RequestResult {
        outcome: Outcome::NoResponse(NoResponse::Unsent),
        meta: Meta::default(),
        duration_ms: 0,
    };
    dispatch(account, Event::Reply { request: fetch.request, result });
}

/// Checks, and only then creates: an alarm that is made anew at every start never fires.
#[allow(clippy::cast_precision_loss)] // Dates fit a double.
async fn alarm(
    account: u32,
    name: AlarmName,
    at: Millis,
    again: Option<u32>,
    early_reads: &EarlyReads,
) -> Result<(), JsValue> {
    let now = now();
    if at - now < TIMER_THRESHOLD {
        let call = Closure::once_into_js(move || dispatch(account, Event::Timer(name)));
        let wait = i32::try_from((at - now).max(0)).unwrap_or(0);
        api::set_timeout(call.unchecked_ref::<Function>(), wait);
    }
    // The lower bound that browsers hold alarms of packed extensions to.
    let at = (at.max(now + TIMER_THRESHOLD)) as f64;
    let called = account_key(account, name.as_str());
    let known = early_reads.alarm(&called).await?;
    let planned = api::field(&known, "scheduledTime").and_then(|time| time.as_f64());
    if planned.is_some_and(|planned| (planned - at).abs() < 1_000.0) {
        return Ok(());
    }
    let mut when = vec![("when", JsValue::from_f64(at))];
    if let Some(minutes) = again {
        when.push(("periodInMinutes", JsValue::from_f64(f64::from(minutes))));
    }
    api::alarm_create(&called, &api::object(when))?;
    Ok(())
}

async fn notify(desktop: &DesktopNotification) -> Result<(), JsValue> {
    let options = api::object([
        ("type", JsValue::from_str("basic")),
        ("iconUrl", JsValue::from_str(&api::own_url("icons/mark-128.png"))),
        ("title", JsValue::from_str(&localize::localize(&desktop.title))),
        ("message", JsValue::from_str(&localize::localize(&desktop.message))),
    ]);
    api::notice_create(&desktop.id, &options).await?;
    Ok(())
}

/// Leaves word where to go, for a panel that is open, and opens one. `background.js` knows how each browser does that.
async fn bring_to_front(navigate: &Navigate) -> Result<(), JsValue> {
    let place = js_sys::JSON::parse(&serde_json::to_string(navigate).unwrap_or_default())?;
    api::session_set(&api::object([("navigation", place)])).await?;
    let opener = Worker::with(|worker| worker.open_panel.clone());
    if let Some(opener) = opener {
        opener.apply(&JsValue::NULL, &Array::new())?;
    }
    Ok(())
}

/// Seals a key and leaves it open. When it cannot be sealed, at the second try neither (see `store::keep_twice`), nothing of it or of the one
/// before is left: the next worker would send that in the name of this one. A fresh key stays in memory alone, to be shown this once.
async fn keep_key(account: u32, open: OpenKey, fresh: bool) -> Result<(), JsValue> {
    let mut kept = Ok(());
    for _ in 0..2 {
        kept = vault::keep(account, &open, &Secret::default()).await;
        if kept.is_ok() {
            break;
        }
        if let Err(error) = store::drop_caches().await {
            api::warn_refused(&error);
        }
    }
    let ok = kept.is_ok();
    Worker::with(
        |worker| if ok || fresh { worker.keys.insert(account, open) } else { worker.keys.remove(&account) },
    );
    for _ in 0..2 {
        if ok || vault::drop_key(account).await.is_ok() {
            break;
        }
    }
    dispatch(account, Event::Kept { ok });
    kept
}

/// Opens the sealed key with a passphrase. How often that may be tried is the core's to say.
async fn unlock(account: u32, token: u32, passphrase: &Secret) -> Result<(), JsValue> {
    let sealed = vault::sealed(account).await?.unwrap_or_default();
    let open = vault::open(account, &sealed, passphrase).await;
    let ok = open.is_some();
    if let Some(open) = open {
        Worker::with(|worker| worker.keys.insert(account, open));
    }
    dispatch(account, Event::Unlocked { token, ok });
    Ok(())
}

/// Seals the key anew, with a passphrase or without. A key that a passphrase seals has to open with the current one first.
async fn seal(account: u32, current: &Secret, passphrase: &Secret) -> SealOutcome {
    let Some(open) = Worker::with(|worker| worker.keys.get(&account).cloned()) else {
        return SealOutcome::Failed;
    };
    let Ok(sealed) = vault::sealed(account).await else { return SealOutcome::Failed };
    let sealed = sealed.filter(|sealed| vault::wants_passphrase(sealed));
    if let Some(sealed) = sealed
        && vault::open(account, &sealed, current).await.is_none()
    {
        return SealOutcome::WrongPassphrase;
    }
    let kept = store::with_room(async || vault::keep(account, &open, passphrase).await).await;
    match kept {
        Err(_) => SealOutcome::Failed,
        Ok(()) if passphrase.is_empty() => SealOutcome::WithoutPassphrase,
        Ok(()) => SealOutcome::WithPassphrase,
    }
}
