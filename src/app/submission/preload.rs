//! Reads the thread of a post before the post is sent, if the worker has not read it yet.
//!
//! The reviews are saved, but the threads are lost when the worker stops, half a minute after its last work. A post from *Drafts* or from a
//! panel that stayed open is not refused for that: the thread is read, which costs nothing, and the draft is posted if its system prompt
//! is the reviewed one. Until then nothing is saved or sent, so a worker that stops here leaves a plain draft.

use crate::app::connection::connection_issue;
use crate::app::effect::{EffectBuilder, Fields, ViewKey};
use crate::app::effect::{Outcome, RequestResult};
use crate::app::reading::thread;
use crate::app::state::{DraftContent, Pending, State};
use crate::app::submission::draft_check::thread_of;
use crate::domain::{ApiErrorKind, LocalizedMessage, Millis};
use crate::protocol::Endpoint;

/// Requests the thread; the post follows.
pub(crate) fn read(
    state: &mut State,
    token: Option<u32>,
    draft: &str,
    node: &str,
    content: DraftContent,
    effects: &mut EffectBuilder,
) {
    let fields = Fields::default().text("nodeId", node);
    let pending = Pending::Preload {
        draft: draft.to_owned(),
        node: node.to_owned(),
        content: Box::new(content),
        token,
    };
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
    // A failed connection says nothing about the thread, so the cached one stays.
    let failed = match &result.outcome {
        Outcome::NoResponse(silence) => Some(connection_issue::record_no_response(state, *silence, now)),
        Outcome::ApiError(problem) if !about_the_node(problem.kind) => {
            Some(connection_issue::record_error(state, problem, result.meta, now))
        }
        _ => None,
    };
    if failed.is_none() {
        thread::handle_thread(state, node, result, now, effects);
    }
    if thread_of(state, node).is_some() {
        return true;
    }
    let why = state
        .cached_thread(node)
        .and_then(|cached_thread| cached_thread.thread.as_ref().err())
        .map(|problem| problem.kind);
    effects.alert(
        token,
        match (failed, why) {
            (Some(line), _) => line,
            (None, Some(ApiErrorKind::Tier)) => LocalizedMessage::new("alertTier"),
            (None, Some(_)) => LocalizedMessage::new("alertGone"),
            (None, None) => LocalizedMessage::new("alertUnread"),
        },
    );
    false
}

fn about_the_node(kind: ApiErrorKind) -> bool {
    matches!(kind, ApiErrorKind::Missing | ApiErrorKind::Tier | ApiErrorKind::Invalid)
}
