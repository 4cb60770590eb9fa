//! What the background does with the bytes of a reply, without the browser around it: read, keep, hand over the page that is shown.

use std::cell::RefCell;

use impromptu::app::{
    Account, AccountEntry, AccountList, Accounts, CachedThread, Effect, Event, KeyState, Outcome, Pending,
    RequestResult, State,
};
use impromptu::protocol::{Endpoint, Meta, Reply, normalize};
use impromptu::view;
use wasm_bindgen::prelude::wasm_bindgen;

/// Steps of the first page.
const PAGE: u32 = 50;

/// The one request that is under way.
const REQUEST: u64 = 1;

/// The node at which the thread is opened.
const NODE: &str = "asked";

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
    static WAY: RefCell<Way> = RefCell::default();
}

/// A reply on its way through the background.
#[derive(Default)]
struct Way {
    accounts: Accounts,
    endpoint: Option<Endpoint>,
    body: Vec<u8>,
    reply: Option<Reply>,
    effects: Vec<(u32, Effect)>,
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

/// Begins a request of a connected account: `thread`, `notifications`, `opportunities` or `models`.
#[wasm_bindgen]
pub fn begin(endpoint: &str) {
    let endpoint = endpoint.parse().ok();
    let pending = match endpoint {
        Some(Endpoint::Notifications) => Pending::Notifications(0),
        Some(Endpoint::Opportunities) => Pending::Feed(None),
        Some(Endpoint::Models) => Pending::AiModels,
        _ => Pending::Thread(NODE.to_owned()),
    };
    let mut state = State { account: Some(Account::default()), ..State::default() };
    state.live.key = KeyState::Ready;
    state.live.online = true;
    state.live.pending.insert(REQUEST, pending);
    let account_list = AccountList { accounts: vec![AccountEntry::default()], ..AccountList::default() };
    WAY.set(Way { accounts: Accounts::new(account_list, vec![state]), endpoint, ..Way::default() });
}

/// Takes a part of the body, as the background does.
#[wasm_bindgen]
pub fn append(chunk: &[u8]) {
    WAY.with_borrow_mut(|way| way.body.extend(chunk.to_vec()));
}

/// Reads the body. Returns what is wrong with it, or an empty text.
#[wasm_bindgen(js_name = readReply)]
pub fn read_reply() -> String {
    WAY.with_borrow_mut(|way| {
        let Some(endpoint) = way.endpoint else { return "no such call".to_owned() };
        match normalize(endpoint, 200, &[], &way.body) {
            Ok(reply) => way.reply = Some(reply),
            Err(problem) => return problem.message,
        }
        way.body = Vec::new();
        String::new()
    })
}

/// Makes the step that the reply causes.
#[wasm_bindgen]
pub fn step() {
    WAY.with_borrow_mut(|way| {
        let Some(reply) = way.reply.take() else { return };
        let outcome = Outcome::Reply(Box::new(reply));
        let result = RequestResult { outcome, meta: Meta::default(), duration_ms: 0 };
        way.effects = way.accounts.step(Some(0), Event::Reply { request: REQUEST, result }, 1);
    });
}

/// The texts that are stored after the step: the state and the cache.
#[wasm_bindgen]
pub fn save() -> Vec<String> {
    WAY.with_borrow(|way| {
        let state = way.accounts.current();
        vec![serde_json::to_string(state).unwrap_or_default(), state.cache.to_store(1, &state.snoozed)]
    })
}

/// The texts of the views that the step wants written.
#[wasm_bindgen]
pub fn paint() -> Vec<String> {
    WAY.with_borrow(|way| {
        let shown = way.effects.iter().filter_map(|(_, effect)| match effect {
            Effect::Show(view_key) => Some(view::ready(&way.accounts, view_key, 1)),
            _ => None,
        });
        shown.flatten().map(|(_, json)| json).collect()
    })
}
