//! The thread that a post goes into, read ahead of it by a worker that has not read it yet.
//!
//! What was reviewed is saved, by root; what stands in a tree is known only while its thread is at hand, and a worker lives for
//! half a minute after its last work. A post that is pressed later, in *Drafts* or in a panel that stayed open, is not refused
//! for that: the thread is read, which costs nothing, and the post goes on if its system prompt is still the one that was
//! reviewed. Until then nothing is written down and nothing has left, so a worker that dies here leaves a plain draft.

use crate::app::connection::connection_issue;
use crate::app::effect::{EffectBuilder, Fields, ViewKey};
use crate::app::effect::{Outcome, RequestResult};
use crate::app::reading::thread;
use crate::app::state::{DraftContent, Pending, State};
use crate::app::submission::draft_check::thread_of;
use crate::domain::{ApiErrorKind, LocalizedMessage, Millis};
use crate::protocol::Endpoint;

/// Reads the thread, with the post to follow.
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

/// Takes the thread. Returns whether the post that was pressed goes on: the thread is at hand now.
pub(crate) fn ended(
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
    // A network that fails says nothing about the thread: a panel that shows it goes on showing it.
    let failed = match &result.outcome {
        Outcome::NoResponse(silence) => Some(connection_issue::record_no_response(state, *silence, now)),
        Outcome::ApiError(problem) if !about_the_node(problem.kind) => {
            Some(connection_issue::record_error(state, problem, result.meta, now))
        }
        _ => None,
    };
    if failed.is_none() {
        thread::read_ended(state, node, result, now, effects);
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
