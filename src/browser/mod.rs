//! The edge: the only room that names the web. It holds the state, runs one step at a time, and carries effects out.

mod api;
pub mod chat;
mod early_reads;
mod effects;
mod http;
mod localize;
pub mod node_api;
mod paint;
mod render_queue;
mod storage_key;
mod store;
mod vault;
mod worker;

use crate::app::{
    AlarmName, Event, KeyState, Query, Request, Sender, SenderClass, Start, classify, is_allowed,
    restore_all, shows_key, split_account_key,
};
use crate::domain::{Secret, from_json, pretty_json};
use crate::{protocol, view};
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use worker::{QueuedEvent, Worker, done, enqueue, now};

#[wasm_bindgen(start)]
fn main() {
    console_error_panic_hook::set_once();
}

/// Wakes the core up with what the browser kept. `background.js` awaits it before it passes anything on.
///
/// `openPanel` brings a panel to the front in the way of the browser at hand. `say` is the function of `extension/i18n.js` that makes text of
/// a message. `kept` is all that the local storage holds, asked for while the core was on its way. The effects of the start are carried out
/// before those of what is passed on, and not waited for here.
#[wasm_bindgen(js_name = wake)]
pub async fn wake(
    online: bool,
    #[wasm_bindgen(js_name = openPanel, unchecked_param_type = "() => void")] open_panel: Function,
    #[wasm_bindgen(unchecked_param_type = "(message: import('./views').LocalizedMessage) => string")]
    say: Function,
    #[wasm_bindgen(unchecked_param_type = "Promise<Record<string, unknown>>")] kept: Promise,
) -> Result<(), JsValue> {
    let opening = store::open(api::wait(kept).await?).await?;
    let (accounts, damaged) = restore_all(opening.account_list.as_deref(), &opening.found);
    for (number, found) in opening.found.iter().filter(|(number, _)| damaged.contains(number)) {
        if let Some(text) = &found.state {
            store::put_aside(*number, text, now()).await?;
        }
    }
    let numbers = accounts.numbers();
    Worker::with(|worker| {
        worker.accounts = accounts;
        worker.stored_threads = opening.threads.clone();
        worker.open_panel = Some(open_panel);
        worker.say = Some(say);
        worker.start = Some(|| wasm_bindgen_futures::spawn_local(run()));
    });
    let mut starts = Vec::new();
    for number in numbers {
        let start = Start {
            zone_minutes: zone(),
            entropy: js_sys::Math::random().to_bits(),
            online,
            key: key_of(number, &opening).await,
            views_lost: opening.views_lost,
            version: api::text(&api::manifest(), "version").unwrap_or_default(),
        };
        starts.push((number, start));
    }
    let effects = Worker::with(|worker| {
        worker.running = true;
        worker.accounts.step(None, Event::WorkerStarted(starts), now())
    });
    wasm_bindgen_futures::spawn_local(async {
        effects::carry_out(effects).await;
        run().await;
    });
    Ok(())
}

/// The state of an account's key. A key without a passphrase is opened.
async fn key_of(number: u32, opening: &store::Opening) -> KeyState {
    let of = |list: &[(u32, String)]| {
        list.iter().find(|(account, _)| *account == number).map(|(_, text)| text.clone())
    };
    let sealed = of(&opening.sealed);
    let mut key = of(&opening.open).as_deref().and_then(vault::left_open);
    let locked = sealed.as_deref().is_some_and(vault::wants_passphrase);
    if let (None, Some(sealed), false) = (&key, &sealed, locked) {
        key = vault::open(number, sealed, &Secret::default()).await;
    }
    match (key, sealed) {
        (Some(key), _) => {
            Worker::with(|worker| worker.keys.insert(number, key));
            KeyState::Ready
        }
        (None, Some(_)) if locked => KeyState::Locked,
        (None, Some(_)) => KeyState::Lost,
        (None, None) => KeyState::None,
    }
}

#[allow(clippy::cast_possible_truncation)] // At most fourteen hours of minutes.
fn zone() -> i32 {
    -(js_sys::Date::new_0().get_timezone_offset() as i32)
}

async fn run() {
    loop {
        let next = Worker::with(|worker| worker.queue.pop_front());
        let Some(QueuedEvent { at, event, resolve }) = next else {
            paint::paint().await;
            if Worker::with(|worker| {
                worker.running = !worker.queue.is_empty();
                !worker.running
            }) {
                return;
            }
            continue;
        };
        if let Some(change) = network_change(&event) {
            let effects = Worker::with(|worker| worker.accounts.step(None, change, now()));
            effects::carry_out(effects).await;
        }
        let effects = Worker::with(|worker| worker.accounts.step(at, event, now()));
        effects::carry_out(effects).await;
        if let Some(resolve) = resolve {
            let _ = resolve.call0(&JsValue::NULL);
        }
    }
}

/// Chromium does not tell its workers when the network comes or goes, so this reads the state of the network before each step.
fn network_change(event: &Event) -> Option<Event> {
    let online = api::online();
    // A start brings what it has to know itself.
    let changed = !matches!(event, Event::WorkerStarted(_))
        && Worker::with(|worker| worker.accounts.current().live.online != online);
    changed.then_some(if online { Event::Online } else { Event::Offline })
}

fn class(sender: &JsValue, mounted: bool) -> SenderClass {
    let sender = Sender {
        id: api::text(sender, "id"),
        url: api::text(sender, "url"),
        origin: api::text(sender, "origin"),
        framed: api::number(sender, "frameId").is_some_and(|frame| frame > 0.0),
        mounted,
    };
    let own_id = api::OWN_ID.with(Clone::clone).unwrap_or_default();
    classify(&sender, &own_id, &api::own_url(""))
}

/// A message. Resolves with the answer; a sender that may not ask, or a message that is none, hears nothing.
///
/// `mounted` says whether the background had the sender's frame put into its page (`page-panels.js`).
#[wasm_bindgen(js_name = onMessage, unchecked_return_type = "Promise<unknown>")]
pub fn on_message(
    #[wasm_bindgen(unchecked_param_type = "unknown")] message: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "chrome.runtime.MessageSender")] sender: &JsValue,
    mounted: bool,
) -> Promise {
    let kind = api::text(message, "do").unwrap_or_default();
    if !is_allowed(class(sender, mounted), &kind) {
        return Promise::resolve(&JsValue::NULL);
    }
    let text = js_sys::JSON::stringify(message).map(String::from).unwrap_or_default();
    // What was typed may have half an emoji in it.
    let text = protocol::well_formed(&text).unwrap_or(text);
    let Ok(request) = from_json::<Request>(&text) else {
        return Promise::resolve(&JsValue::NULL);
    };
    let at = account_of(message);
    let event: Box<dyn FnOnce(u32) -> Event> = match request {
        Request::Query(query) => {
            // Reading on is use, too.
            enqueue(QueuedEvent { at, event: Event::Used, resolve: None });
            let answer = answer_query(at, &query).unwrap_or_default();
            return Promise::resolve(&js_sys::JSON::parse(&answer).unwrap_or(JsValue::NULL));
        }
        Request::Accounts(command) => Box::new(|token| Event::AccountsCommand { token, command }),
        Request::Account(command) => Box::new(|token| Event::Command { token, command }),
    };
    let mut event = Some(event);
    Promise::new(&mut |resolve, _| {
        if let Some(event) = event.take() {
            let token = Worker::with(|worker| {
                worker.last_token += 1;
                worker.waiting.insert(worker.last_token, resolve);
                worker.last_token
            });
            enqueue(QueuedEvent { at, event: event(token), resolve: None });
        }
    })
}

/// The number of the account that a surface showed when it sent a message, if it says so.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // It was read as a whole number with the command.
fn account_of(message: &JsValue) -> Option<u32> {
    api::number(message, "account").map(|number| number as u32)
}

/// Answers a query from the state at hand, without a step; nothing when its account is gone.
fn answer_query(at: Option<u32>, query: &Query) -> Option<String> {
    Worker::with(|worker| {
        let state = worker.accounts.account_of_query(at, query)?;
        Some(match query {
            Query::ThreadPage { node, from, count } => view::page(state, node, *from, *count),
            Query::ThreadSource { node } => view::source(state, node),
            Query::FindInThread { node, search } => view::find(state, node, search),
            Query::ReceiptRows => view::receipt_rows(state),
            Query::Drafts => serde_json::to_string(&view::Outbox::whole(state, now())).unwrap_or_default(),
            Query::CheckDraft { draft, content } => {
                let draft_check = view::DraftCheck::of(state, draft, content, now());
                format!("{{\"draftCheck\":{}}}", serde_json::to_string(&draft_check).unwrap_or_default())
            }
            Query::ExportSettings => {
                let text = pretty_json(&state.settings);
                serde_json::json!({ "text": text }).to_string()
            }
            // Shown once: as long as the person has not said that it is saved, and to pages of our own alone.
            Query::ShowKey => {
                let open = worker.keys.get(&state.number).filter(|open| open.origin == state.signup.origin);
                let key = open.filter(|_| shows_key(state)).map(|open| open.key.expose());
                serde_json::json!({ "text": key }).to_string()
            }
            Query::Diagnostics => serde_json::json!({ "text": view::diagnostics(state, now()) }).to_string(),
        })
    })
}

/// An alarm fired.
#[wasm_bindgen(js_name = onAlarm, unchecked_return_type = "Promise<void>")]
pub fn on_alarm(name: &str) -> Promise {
    let (account, name) = split_account_key(name);
    match AlarmName::parse(name) {
        Some(name) => done(Some(account), Event::Alarm(name)),
        None => Promise::resolve(&JsValue::UNDEFINED),
    }
}

/// The network came or went.
#[wasm_bindgen(js_name = onNetworkChange, unchecked_return_type = "Promise<void>")]
pub fn on_network_change(online: bool) -> Promise {
    done(None, if online { Event::Online } else { Event::Offline })
}

/// A desktop notification was clicked.
#[wasm_bindgen(js_name = onNotificationClick, unchecked_return_type = "Promise<void>")]
pub fn on_notification_click(id: &str) -> Promise {
    done(None, Event::NotificationClicked { id: id.to_owned() })
}

/// Something in `storage.local` changed: a draft that was stored becomes an event, with what storage held before.
#[wasm_bindgen(js_name = onStorageChange, unchecked_return_type = "Promise<void>")]
pub fn on_storage_change(
    key: &str,
    #[wasm_bindgen(js_name = oldValue, unchecked_param_type = "unknown")] old_value: &JsValue,
    #[wasm_bindgen(js_name = newValue, unchecked_param_type = "unknown")] new_value: &JsValue,
) -> Promise {
    let Some(draft) = key.strip_prefix("draft:").map(str::to_owned) else {
        return Promise::resolve(&JsValue::UNDEFINED);
    };
    let before = store::read_draft(old_value);
    match store::read_draft(new_value) {
        Some(stored) => done(None, Event::DraftStored { draft, stored, replaced: before }),
        None => done(None, Event::DraftCleared { draft, removed: before }),
    }
}

/// Preferences in the browser's own sync changed: this browser or another of the person's wrote them.
#[wasm_bindgen(js_name = onSyncChange, unchecked_return_type = "Promise<void>")]
pub fn on_sync_change() -> Promise {
    done(None, Event::SyncChanged)
}
