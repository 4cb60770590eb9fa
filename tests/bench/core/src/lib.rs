//! What the background does with the bytes of a thread, without the browser around it: read, keep, hand over the page that is shown.

use std::cell::RefCell;

use impromptu::app::{CachedThread, State};
use impromptu::protocol::{Endpoint, Reply, normalize};
use impromptu::view;
use wasm_bindgen::prelude::wasm_bindgen;

/// Steps of the first page.
const PAGE: u32 = 50;

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Reads a thread, keeps it, and returns its first page of steps as JSON text; an empty text when it cannot be read.
#[wasm_bindgen(js_name = firstPage)]
pub fn first_page(body: &[u8]) -> String {
    let Ok(Reply::Thread(thread)) = normalize(Endpoint::Thread, 200, &[], body) else { return String::new() };
    STATE.with_borrow_mut(|state| {
        let node = thread.node.node_id.clone();
        state.live.threads = vec![CachedThread { node: node.clone(), at: 0, thread: Ok(thread) }];
        view::page(state, &node, 0, PAGE)
    })
}

/// Lets go of the thread that is kept.
#[wasm_bindgen]
pub fn forget() {
    STATE.with_borrow_mut(|state| state.live.threads = Vec::new());
}
