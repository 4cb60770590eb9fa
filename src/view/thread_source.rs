//! The words of a thread as they were written: to copy them, and to find some in them.

use crate::app::{KeyState, State};
use crate::domain::{Node, Thread};
use serde_json::json;

/// Places of found words that are told at most.
const PLACES: usize = 500;

/// The answer to [`crate::app::Query::ThreadSource`], as JSON text; without nodes when the thread is not cached, or
/// while the key is locked.
pub fn source(state: &State, node: &str) -> String {
    let Some(thread) = cached(state, node) else {
        return json!({ "title": null, "systemPrompt": null, "nodes": [] }).to_string();
    };
    let path = thread.ancestors.iter().chain([&thread.node]).filter(|node| !node.is_blank());
    let nodes: Vec<serde_json::Value> = path
        .map(|node| {
            json!({
                "level": thread.level(node),
                "author": node.author.name,
                "at": node.created_at.map(|at| at - state.clock_skew),
                "message": node.prompt,
                "answer": node.llm_response,
            })
        })
        .collect();
    json!({ "title": thread.root.title, "systemPrompt": thread.root.system_prompt, "nodes": nodes })
        .to_string()
}

/// The answer to [`crate::app::Query::FindInThread`], as JSON text.
pub fn find(state: &State, node: &str, search: &str) -> String {
    let search = search.trim().to_lowercase();
    let mut places: Vec<i32> = Vec::new();
    let mut count: u32 = 0;
    let cached = cached(state, node);
    if let Some(thread) = cached.filter(|_| !search.is_empty()) {
        let path: Vec<&Node> =
            thread.ancestors.iter().filter(|node| !node.is_blank()).chain([&thread.node]).collect();
        let above = (1..).map(|place: i32| -place).zip(path.into_iter().rev()).collect::<Vec<_>>();
        let below = (0..).zip(thread.branches.iter().map(|branch| &branch.node));
        for (place, node) in above.into_iter().rev().chain(below) {
            let texts = [&node.prompt, &node.llm_response, &node.author.name];
            if texts.into_iter().flatten().any(|text| text.to_lowercase().contains(&search)) {
                count = count.saturating_add(1);
                if places.len() < PLACES {
                    places.push(place);
                }
            }
        }
    }
    json!({ "isRead": cached.is_some(), "places": places, "count": count }).to_string()
}

fn cached<'state>(state: &'state State, node: &str) -> Option<&'state Thread> {
    if state.live.key == KeyState::Locked {
        return None;
    }
    state.cached_thread(node)?.thread.as_deref().ok()
}
