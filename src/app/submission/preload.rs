//! Reads the thread of a post before the post is sent, if the worker has not read it just now.
//!
//! A system prompt may change while a person writes, and the threads are lost when the worker stops, half a minute after its last work. So
//! the thread is read, which costs nothing, and the draft is posted if its system prompt is the reviewed one. Until then nothing is saved
//! or sent, so a worker that stops here leaves a plain draft.

use crate::app::connection::connection_issue;
use crate::app::effect::{EffectBuilder, RequestFields, ViewKey};
use crate::app::effect::{Outcome, RequestResult};
use crate::app::reading::thread;
use crate::app::state::{CachedThread, Pending, PostRequest, State, root_id};
use crate::app::submission::draft_check::thread_of;
use crate::domain::{ApiErrorKind, LocalizedMessage, Millis};
use crate::protocol::Endpoint;

/// How long a reading of a tree is recent enough to post by.
const FRESH: Millis = 60_000;

/// Whether the tree of a node was read just now.
pub(crate) fn is_fresh(state: &State, node: &str, now: Millis) -> bool {
    let Some(thread) = thread_of(state, node) else { return false };
    let same_tree =
        |cached: &CachedThread| cached.thread.as_ref().is_ok_and(|other| root_id(other) == root_id(thread));
    // The clock may have been set since; a reading that seems to be of later is not trusted.
    state.live.threads.iter().any(|cached| (0..FRESH).contains(&(now - cached.at)) && same_tree(cached))
}

/// Requests the thread; the post follows.
pub(crate) fn read(state: &mut State, node: &str, request: PostRequest, effects: &mut EffectBuilder) {
    let fields = RequestFields::default().text("nodeId", node);
    let pending = Pending::Preload { node: node.to_owned(), request: Box::new(request) };
    effects.fetch(state, Endpoint::Thread, &fields, pending);
    effects.show(ViewKey::Outbox);
}

/// Handles the reply with the thread. Returns whether the draft can be posted now.
pub(crate) fn handle_thread(
    state: &mut State,
    node: &str,
    token: Option<u32>,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) -> bool {
    effects.show(ViewKey::Outbox);
    effects.show(ViewKey::Header);
    effects.save = true;
    // A failed connection says nothing about the thread, so the cached one stays. The post is held all the same.
    let failed = match &result.outcome {
        Outcome::NoResponse(silence) => Some(connection_issue::record_no_response(state, *silence, now)),
        Outcome::ApiError(problem) if !problem.kind.is_about_the_thread() => {
            Some(connection_issue::record_error(state, problem, result.meta, now))
        }
        _ => None,
    };
    if let Some(line) = failed {
        effects.alert(token, line);
        return false;
    }
    let refused = match &result.outcome {
        Outcome::ApiError(problem) => Some(problem.kind),
        _ => None,
    };
    thread::handle_thread(state, node, result, now, effects);
    let line = match refused {
        None if thread_of(state, node).is_some() => return true,
        None => LocalizedMessage::new("alertUnread"),
        Some(ApiErrorKind::Tier) => LocalizedMessage::new("alertTier"),
        Some(ApiErrorKind::Large) => LocalizedMessage::new("alertLarge"),
        Some(_) => LocalizedMessage::new("alertGone"),
    };
    effects.alert(token, line);
    false
}
