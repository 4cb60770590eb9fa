//! The state that the worker holds, and the queue of what it has to decide.

use super::http::OpenKey;
use super::render_queue::RenderQueue;
use crate::app::{Accounts, Event};
use crate::domain::{Millis, Table};
use crate::view::StoredThreads;
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::collections::VecDeque;
use wasm_bindgen::prelude::*;

/// What the worker holds.
#[derive(Default)]
pub(super) struct Worker {
    pub(super) accounts: Accounts,
    /// Open keys, by the number of their account.
    pub(super) keys: Table<u32, OpenKey>,
    pub(super) queue: VecDeque<QueuedEvent>,
    pub(super) render_queue: RenderQueue,
    pub(super) stored_threads: StoredThreads,
    pub(super) running: bool,
    pub(super) waiting: Table<u32, Function>,
    pub(super) last_token: u32,
    pub(super) open_panel: Option<Function>,
    pub(super) say: Option<Function>,
    /// Starts to take events out of the queue.
    pub(super) start: Option<fn()>,
}

/// An event in line, the account it concerns where that is known, and who waits for its effects.
pub(super) struct QueuedEvent {
    pub(super) at: Option<u32>,
    pub(super) event: Event,
    pub(super) resolve: Option<Function>,
}

thread_local! {
    static WORKER: RefCell<Worker> = RefCell::default();
}

impl Worker {
    /// Borrows the worker to read or change it. Never held across an await.
    pub(super) fn with<T>(use_it: impl FnOnce(&mut Worker) -> T) -> T {
        WORKER.with_borrow_mut(use_it)
    }
}

/// The time by the clock of this computer.
#[allow(clippy::cast_possible_truncation)] // Milliseconds since 1970 fit.
pub(super) fn now() -> Millis {
    js_sys::Date::now() as Millis
}

/// Puts an event of an account in line. Steps run one after another, each with all its effects before the next.
pub(super) fn dispatch(account: u32, event: Event) {
    enqueue(QueuedEvent { at: Some(account), event, resolve: None });
}

/// Puts an event in line, with a promise that resolves when its effects are carried out.
pub(super) fn done(at: Option<u32>, event: Event) -> Promise {
    let mut event = Some(event);
    Promise::new(&mut |resolve, _| {
        if let Some(event) = event.take() {
            enqueue(QueuedEvent { at, event, resolve: Some(resolve) });
        }
    })
}

/// Puts an event in line, and starts to take events when none is taken now.
pub(super) fn enqueue(event: QueuedEvent) {
    let start = Worker::with(|worker| {
        worker.queue.push_back(event);
        let is_idle = !std::mem::replace(&mut worker.running, true);
        worker.start.filter(|_| is_idle)
    });
    if let Some(start) = start {
        start();
    }
}

/// Answers the message with this token.
pub(super) fn respond(token: u32, json: &str) {
    if let Some(resolve) = Worker::with(|worker| worker.waiting.remove(&token)) {
        let value = js_sys::JSON::parse(json).unwrap_or(JsValue::NULL);
        let _ = resolve.call1(&JsValue::NULL, &value);
    }
}
