//! Which thread views stay in the browser's session storage, which holds 10 MB for everything.

use super::{EmptyState, ThreadPage};
use crate::app::State;
use crate::domain::from_json;
use serde::{Deserialize, Serialize};

/// How the storage keys of thread views begin; the node follows.
pub const THREAD_VIEW: &str = "view:thread:";

/// Bytes of JSON that all stored thread views may have together: about half of the browser's 10 MB. The rest is for the other views, and for
/// what the browser itself counts for each value.
pub const THREAD_BUDGET: usize = 5 << 20;

/// The thread views in session storage, least recently read first. It is stored beside them, because a worker that starts again finds them
/// there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredThreads(Vec<StoredThread>);

/// One of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct StoredThread {
    node: String,
    bytes: usize,
}

impl StoredThreads {
    /// What was stored of it; nothing where that cannot be read.
    pub fn parse(json: &str) -> Self {
        from_json(json).unwrap_or_default()
    }

    /// Its stored form.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Brings the threads into the order in which they were read: those that a worker holds were read last.
    pub fn order_by(&mut self, state: &State) {
        for cached in &state.live.threads {
            if let Some(place) = self.0.iter().position(|stored| stored.node == cached.node) {
                let stored = self.0.remove(place);
                self.0.push(stored);
            }
        }
    }

    /// Counts a view that is about to be stored, and returns the nodes whose views make room for it, least recently read first. A view that
    /// replaces an older one of its thread keeps its place.
    pub fn add(&mut self, node: &str, bytes: usize) -> Vec<String> {
        match self.0.iter_mut().find(|stored| stored.node == node) {
            Some(stored) => stored.bytes = bytes,
            None => self.0.push(StoredThread { node: node.to_owned(), bytes }),
        }
        let all = self.0.iter().map(|stored| stored.bytes).sum::<usize>();
        self.evict(all.saturating_sub(THREAD_BUDGET), Some(node))
    }

    /// After the browser refused a write: the nodes whose views make room before it is tried again, at least half of what is stored. The
    /// thread that is to be written stays. Nothing is left to try when this returns none.
    pub fn make_room(&mut self, node: Option<&str>) -> Vec<String> {
        let others = self.0.iter().filter(|stored| Some(stored.node.as_str()) != node);
        let bytes = others.map(|stored| stored.bytes).sum::<usize>();
        self.evict(bytes.div_ceil(2).max(1), node)
    }

    /// Nothing is stored any more.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes threads out, from the least recently read on, until so many bytes are free. Never `spared`.
    fn evict(&mut self, bytes: usize, spared: Option<&str>) -> Vec<String> {
        let (mut freed, mut evicted) = (0, Vec::new());
        self.0.retain(|stored| {
            let stays = freed >= bytes || Some(stored.node.as_str()) == spared;
            if !stays {
                freed += stored.bytes;
                evicted.push(stored.node.clone());
            }
            stays
        });
        evicted
    }
}

/// What stands in place of a view that the browser has no room for, as JSON; none for a view that is always small.
pub fn without_room(state: &State, key: &str, now: crate::domain::Millis) -> Option<String> {
    let refused = EmptyState::new("off", "emptyNoRoom");
    if let Some(node) = key.strip_prefix(THREAD_VIEW) {
        return serde_json::to_string(&ThreadPage::refused(state, node, now, refused)).ok();
    }
    match key {
        "view:feed" => {
            serde_json::to_string(&super::Feed { empty_state: Some(refused), ..super::Feed::default() }).ok()
        }
        "view:feed:more" => serde_json::to_string(&super::Feed::default()).ok(),
        "view:lists" => serde_json::to_string(&super::ThreadLists::default()).ok(),
        "view:notifications" => {
            let list = super::NotificationList { empty_state: Some(refused), ..Default::default() };
            serde_json::to_string(&list).ok()
        }
        "view:search" => {
            let view = super::SearchView {
                found: None,
                threads: Vec::new(),
                receipts: Vec::new(),
                problem: Some(crate::domain::LocalizedMessage::new("emptyNoRoomText")),
                ..super::SearchView::of(state, now)
            };
            serde_json::to_string(&view).ok()
        }
        "view:outbox" => {
            let outbox = super::Outbox { empty_state: Some(refused), ..Default::default() };
            serde_json::to_string(&outbox).ok()
        }
        _ => None,
    }
}
