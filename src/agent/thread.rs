//! The threads at hand: read to be shown, a page of replies at a time.

use super::plan::{Fields, Plan};
use super::{Answer, Ending, Opened, Outcome, Pending, State, Surface, review, settle, trouble};
use crate::model::{Branch, Millis, Node, Problem, ProblemKind, Set, Thread};
use crate::wire::{Endpoint, Reply};

/// Threads kept at hand.
const THREADS: usize = 8;

/// Asks for a thread to be shown.
pub(super) fn read(state: &mut State, node: &str, plan: &mut Plan) {
    let pending = Pending::Thread(node.to_owned());
    if !state.live.pending.values().any(|other| *other == pending) {
        let fields = Fields::default().text("nodeId", node);
        plan.fetch(state, Endpoint::Thread, &fields, pending);
    }
    plan.show(Surface::Thread(node.to_owned()));
}

/// Takes a thread to be shown.
pub(super) fn read_ended(state: &mut State, node: &str, ending: Ending, now: Millis, plan: &mut Plan) {
    let thread = match ending.outcome {
        Outcome::Reply(reply) => match *reply {
            Reply::Thread(thread) => {
                settle::finish_answers(state, &thread, plan);
                Ok(thread)
            }
            _ => return,
        },
        Outcome::Problem(problem) => {
            if !matches!(problem.kind, ProblemKind::Missing | ProblemKind::Tier | ProblemKind::Invalid) {
                trouble::met(state, &problem, ending.meta, now);
            }
            Err(problem)
        }
        Outcome::Silence(silence) => {
            trouble::silent(state, silence, now);
            Err(Problem::new(ProblemKind::Network, "NETWORK", ""))
        }
    };
    // A thread that was read stays readable when reading it again fails.
    let keep_old = thread.as_ref().is_err_and(|problem| problem.kind != ProblemKind::Missing)
        && state.opened(node).is_some_and(|opened| opened.thread.is_ok());
    if keep_old {
        plan.show(Surface::Thread(node.to_owned()));
    } else {
        keep(state, node, thread, now, plan);
    }
    plan.save = true;
    plan.show(Surface::Masthead);
}

/// Keeps a thread at hand, or why there is none, and shows it.
pub(super) fn keep(
    state: &mut State,
    node: &str,
    thread: Result<Box<Thread>, Problem>,
    now: Millis,
    plan: &mut Plan,
) {
    if let Ok(thread) = &thread {
        learn_titles(state, thread);
        review::read(state, thread);
        plan.save_cache = true;
    }
    let thread = thread.map(|thread| with_what_is_below(state, node, thread));
    state.live.threads.retain(|opened| opened.node != node);
    state.live.threads.push(Opened { node: node.to_owned(), at: now, thread });
    if state.live.threads.len() > THREADS {
        state.live.threads.remove(0);
    }
    plan.show(Surface::Thread(node.to_owned()));
}

/// A thread that is read again brings its first page. What was read further down stays below it.
pub(super) fn with_what_is_below(state: &State, node: &str, mut thread: Box<Thread>) -> Box<Thread> {
    if let Some(Ok(before)) = state.opened(node).map(|opened| &opened.thread)
        && thread.next_cursor.is_some()
        && append(&mut thread, &before.branches)
        && before.next_cursor.is_some()
    {
        thread.next_cursor.clone_from(&before.next_cursor);
    }
    thread
}

/// Puts replies below those of a thread, but for those that stand there; whether there were any.
fn append(thread: &mut Thread, replies: &[Branch]) -> bool {
    let known: Set<String> = thread.branches.iter().map(|branch| branch.node.node_id.clone()).collect();
    let count = thread.branches.len();
    thread.branches.extend(replies.iter().filter(|reply| !known.contains(&reply.node.node_id)).cloned());
    thread.branches.len() > count
}

/// Asks for the next page of replies.
pub(super) fn more(state: &mut State, token: u32, node: &str, plan: &mut Plan) {
    let cursor = match state.opened(node).map(|opened| &opened.thread) {
        Some(Ok(thread)) => thread.next_cursor.clone(),
        _ => None,
    };
    let reading =
        |pending: &Pending| matches!(pending, Pending::Replies { node: other, .. } if other == node);
    match cursor {
        Some(cursor) if !state.live.pending.values().any(reading) => {
            let fields = Fields::default().text("nodeId", node).text("cursor", &cursor);
            let pending = Pending::Replies { node: node.to_owned(), cursor, token };
            plan.fetch(state, Endpoint::Thread, &fields, pending);
        }
        _ => plan.answer(Some(token), Answer::default()),
    }
}

/// Takes a page of replies. One that does not come leaves what there is, and can be asked for again.
pub(super) fn more_ended(
    state: &mut State,
    node: &str,
    cursor: &str,
    token: u32,
    ending: Ending,
    now: Millis,
    plan: &mut Plan,
) {
    plan.show(Surface::Masthead);
    let page = match trouble::understood(state, ending, now) {
        Ok(Reply::Thread(page)) => page,
        Ok(_) => return plan.answer(Some(token), Answer::default()),
        Err(line) => return plan.alert(Some(token), line),
    };
    learn_titles(state, &page);
    let opened = state.live.threads.iter_mut().find(|opened| opened.node == node);
    if let Some(Ok(thread)) = opened.map(|opened| &mut opened.thread)
        && thread.next_cursor.as_deref() == Some(cursor)
    {
        append(thread, &page.branches);
        // A page that leads back to itself leads nowhere.
        thread.next_cursor = page.next_cursor.filter(|next| next != cursor);
    }
    plan.show(Surface::Thread(node.to_owned()));
    plan.answer(Some(token), Answer::default());
}

/// Nodes right below a node, wherever the reply put them.
pub(super) fn children<'a>(thread: &'a Thread, parent: &str) -> Vec<&'a Node> {
    let current = thread.node.node_id == parent;
    let named = |node: &Node| node.parent_node_id.as_deref() == Some(parent);
    let below = thread.branches.iter().filter(|branch| (current && branch.level == 0) || named(&branch.node));
    let mut nodes: Vec<&Node> = below.map(|branch| &branch.node).collect();
    for sibling in thread.siblings.iter().filter(|node| named(node)) {
        if !nodes.iter().any(|known| known.node_id == sibling.node_id) {
            nodes.push(sibling);
        }
    }
    nodes
}

/// The level a reply to a node will have, if the node was read.
pub(super) fn level_below(state: &State, node: &str) -> Option<u32> {
    let read = state.live.threads.iter().filter_map(|opened| opened.thread.as_ref().ok());
    let mut nodes = read.flat_map(|thread| {
        std::iter::once(&thread.node)
            .chain(&thread.ancestors)
            .chain(&thread.siblings)
            .chain(thread.branches.iter().map(|branch| &branch.node))
    });
    nodes.find(|known| known.node_id == node).map(|known| known.depth + 1)
}

fn learn_titles(state: &mut State, thread: &Thread) {
    let Some(title) = &thread.root.title else { return };
    // Titles are a convenience for slips and notices; a few hundred are plenty.
    if state.cache.titles.len() > 500 {
        state.cache.titles.clear();
    }
    let nodes = std::iter::once(&thread.node).chain(&thread.ancestors).chain(&thread.siblings);
    for node in nodes.chain(thread.branches.iter().take(100).map(|branch| &branch.node)) {
        state.cache.titles.insert(node.node_id.clone(), title.clone());
    }
}
