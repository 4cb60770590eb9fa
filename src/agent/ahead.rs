//! The thread that a post goes into, read ahead of it by a worker that has not read it yet.
//!
//! What was reviewed is saved, by root; what stands in a tree is known only while its thread is at hand, and a worker lives for
//! half a minute after its last work. A post that is pressed later, in *Drafts* or in a panel that stayed open, is not refused
//! for that: the thread is read, which costs nothing, and the post goes on if its system prompt is still the one that was
//! reviewed. Until then nothing is written down and nothing has left, so a worker that dies here leaves a plain draft.

use super::plan::{Fields, Plan};
use super::{Ending, Outcome, Pending, State, Surface, Words, advise::thread_of, post, thread, trouble};
use crate::model::{Line, Millis, ProblemKind};
use crate::wire::Endpoint;

/// Reads the thread, with the post to follow.
pub(super) fn read(
    state: &mut State,
    token: Option<u32>,
    draft: &str,
    node: &str,
    words: Words,
    plan: &mut Plan,
) {
    let fields = Fields::default().text("nodeId", node);
    let pending =
        Pending::Ahead { draft: draft.to_owned(), node: node.to_owned(), words: Box::new(words), token };
    plan.fetch(state, Endpoint::Thread, &fields, pending);
    plan.show(Surface::Outbox);
}

/// Takes the thread, and goes on with the post that was pressed.
#[allow(clippy::too_many_arguments)]
pub(super) fn ended(
    state: &mut State,
    draft: &str,
    node: &str,
    words: Words,
    token: Option<u32>,
    ending: Ending,
    now: Millis,
    plan: &mut Plan,
) {
    plan.show(Surface::Outbox);
    plan.show(Surface::Masthead);
    plan.save = true;
    // A network that fails says nothing about the thread: a panel that shows it goes on showing it.
    let failed = match &ending.outcome {
        Outcome::Silence(silence) => Some(trouble::silent(state, *silence, now)),
        Outcome::Problem(problem) if !about_the_node(problem.kind) => {
            Some(trouble::met(state, problem, ending.meta, now))
        }
        _ => None,
    };
    if failed.is_none() {
        thread::read_ended(state, node, ending, now, plan);
    }
    if thread_of(state, node).is_some() {
        return post::post(state, token, draft, words, now, plan);
    }
    let why = state.opened(node).and_then(|opened| opened.thread.as_ref().err()).map(|problem| problem.kind);
    plan.alert(
        token,
        match (failed, why) {
            (Some(line), _) => line,
            (None, Some(ProblemKind::Tier)) => Line::new("alertTier"),
            (None, Some(_)) => Line::new("alertGone"),
            (None, None) => Line::new("alertUnread"),
        },
    );
}

fn about_the_node(kind: ProblemKind) -> bool {
    matches!(kind, ProblemKind::Missing | ProblemKind::Tier | ProblemKind::Invalid)
}
