//! The cached threads, with their replies page by page.

use super::{answers, system_prompt};
use crate::app::connection::connection_issue;
use crate::app::effect::{Answer, EffectBuilder, RequestFields, ViewKey};
use crate::app::effect::{Outcome, RequestResult};
use crate::app::state::{CachedThread, Pending, ReadThread, Receipt, State};
use crate::domain::{ApiError, ApiErrorKind, Branch, Millis, Thread, excerpt};
use crate::protocol::{Endpoint, Reply};
use std::collections::HashSet;

/// The number of cached threads.
const THREADS: usize = 8;

/// The number of replies of one thread that are cached, on all its pages together.
const REPLIES: usize = 120_000;

/// Requests a thread to show it.
pub(crate) fn read(state: &mut State, node: &str, effects: &mut EffectBuilder) {
    let pending = Pending::Thread(node.to_owned());
    if !state.live.pending.values().any(|other| *other == pending) {
        let fields = RequestFields::default().text("nodeId", node);
        effects.fetch(state, Endpoint::Thread, &fields, pending);
    }
    effects.show(ViewKey::Thread(node.to_owned()));
}

/// Handles the reply with a thread.
pub(crate) fn handle_thread(
    state: &mut State,
    node: &str,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let thread = match result.outcome {
        Outcome::Reply(reply) => match *reply {
            Reply::Thread(thread) => {
                answers::finish(state, &thread, effects);
                Ok(thread)
            }
            _ => return,
        },
        Outcome::ApiError(problem) => {
            if !problem.kind.is_about_the_thread() {
                connection_issue::record_error(state, &problem, result.meta, now);
            }
            Err(problem)
        }
        Outcome::NoResponse(silence) => {
            connection_issue::record_no_response(state, silence, now);
            Err(ApiError::new(ApiErrorKind::Network, "NETWORK", ""))
        }
    };
    // A cached thread stays when reading it again fails.
    let keep_old = thread.as_ref().is_err_and(|problem| problem.kind != ApiErrorKind::Missing)
        && state.cached_thread(node).is_some_and(|cached_thread| cached_thread.thread.is_ok());
    if let Ok(thread) = &thread
        && thread.opening().is_none()
    {
        state.visit(thread, now);
    }
    if keep_old {
        effects.show(ViewKey::Thread(node.to_owned()));
    } else {
        keep(state, node, thread, now, effects);
    }
    effects.save = true;
    effects.show(ViewKey::Header);
}

/// Caches a thread, or the error, and renders it.
pub(crate) fn keep(
    state: &mut State,
    node: &str,
    thread: Result<Box<Thread>, ApiError>,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    if let Ok(thread) = &thread {
        learn_titles(state, thread);
        learn_outcomes(state, thread, effects);
        system_prompt::take(state, thread, effects);
        if thread.opening().is_none() {
            remember_read(state, node, thread, now);
        }
        effects.show(ViewKey::Search);
        effects.save_cache = true;
    }
    let thread = thread.map(|thread| with_what_is_below(state, node, thread));
    state.live.threads.retain(|cached_thread| cached_thread.node != node);
    state.live.threads.push(CachedThread { node: node.to_owned(), at: now, thread });
    if state.live.threads.len() > THREADS {
        state.live.threads.remove(0);
    }
    effects.show(ViewKey::Thread(node.to_owned()));
}

/// The number of read threads that a search here finds.
const READ_THREADS: usize = 100;

/// The number of characters of each that are searched.
const READ_CHARACTERS: usize = 500;

/// Remembers what a search here finds the thread by.
fn remember_read(state: &mut State, node: &str, thread: &Thread, now: Millis) {
    let read = &mut state.cache.read_threads;
    read.retain(|known| known.node != node);
    if read.len() >= READ_THREADS {
        read.pop_front();
    }
    let text = excerpt(thread.node.prompt.as_deref().unwrap_or_default(), READ_CHARACTERS);
    read.push_back(ReadThread { node: node.to_owned(), title: thread.root.title.clone(), text, at: now });
}

/// Adds the cached further replies to a thread that was read again, which has only the first page.
pub(crate) fn with_what_is_below(state: &State, node: &str, mut thread: Box<Thread>) -> Box<Thread> {
    if let Some(Ok(before)) = state.cached_thread(node).map(|cached_thread| &cached_thread.thread)
        && thread.next_cursor.is_some()
        && append(&mut thread, &before.branches)
        && before.next_cursor.is_some()
    {
        thread.next_cursor.clone_from(&before.next_cursor);
    }
    thread
}

/// Appends new replies to a thread, and returns whether there were any.
fn append(thread: &mut Thread, replies: &[Branch]) -> bool {
    let known: HashSet<String> = thread.branches.iter().map(|branch| branch.node.node_id.clone()).collect();
    let count = thread.branches.len();
    let new = replies.iter().filter(|reply| !known.contains(&reply.node.node_id));
    thread.branches.extend(new.take(REPLIES.saturating_sub(count)).cloned());
    thread.branches.len() > count
}

/// Requests the next page of replies.
pub(crate) fn more(state: &mut State, token: u32, node: &str, effects: &mut EffectBuilder) {
    let cursor = match state.cached_thread(node).map(|cached_thread| &cached_thread.thread) {
        Some(Ok(thread)) => thread.next_cursor.clone(),
        _ => None,
    };
    let reading =
        |pending: &Pending| matches!(pending, Pending::Replies { node: other, .. } if other == node);
    match cursor {
        Some(cursor) if !state.live.pending.values().any(reading) => {
            let fields = RequestFields::default().text("nodeId", node).text("cursor", &cursor);
            let pending = Pending::Replies { node: node.to_owned(), cursor, token };
            effects.fetch(state, Endpoint::Thread, &fields, pending);
        }
        _ => effects.answer(Some(token), Answer::default()),
    }
}

/// Handles the reply with a page of replies. After an error it can be requested again.
pub(crate) fn handle_replies(
    state: &mut State,
    node: &str,
    cursor: &str,
    token: u32,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    effects.show(ViewKey::Header);
    let page = match connection_issue::accept_reply(state, result, now) {
        Ok(Reply::Thread(page)) => page,
        Ok(_) => return effects.answer(Some(token), Answer::default()),
        Err(line) => return effects.alert(Some(token), line),
    };
    learn_titles(state, &page);
    learn_outcomes(state, &page, effects);
    state.visit_further(node, &page);
    system_prompt::take(state, &page, effects);
    let cached_thread = state.live.threads.iter_mut().find(|cached_thread| cached_thread.node == node);
    if let Some(Ok(thread)) = cached_thread.map(|cached_thread| &mut cached_thread.thread)
        && thread.next_cursor.as_deref() == Some(cursor)
    {
        append(thread, &page.branches);
        // A cursor that repeats itself is not followed, and none beyond what is cached.
        let full = thread.branches.len() >= REPLIES;
        thread.next_cursor = page.next_cursor.filter(|next| next != cursor && !full);
    }
    effects.show(ViewKey::Thread(node.to_owned()));
    effects.answer(Some(token), Answer::default());
}

/// The level of a reply to a node, if the node is cached.
pub(crate) fn level_below(state: &State, node: &str) -> Option<u32> {
    let read = state.live.threads.iter().filter_map(|cached_thread| cached_thread.thread.as_ref().ok());
    let mut nodes = read.flat_map(|thread| {
        std::iter::once(&thread.node)
            .chain(&thread.ancestors)
            .chain(&thread.siblings)
            .chain(thread.branches.iter().map(|branch| &branch.node))
    });
    nodes.find(|known| known.node_id == node).map(|known| known.depth + 1)
}

/// The number of titles that are kept. They are only shown with submissions and notifications, so a few hundred are enough.
const TITLES: usize = 600;

/// Remembers the title of the tree of a node. When there are too many, all go: those still needed are learnt again.
pub(crate) fn learn_title(state: &mut State, node: &str, title: &str) {
    let titles = &mut state.cache.titles;
    if titles.len() >= TITLES && !titles.contains_key(node) {
        titles.clear();
    }
    titles.insert(node.to_owned(), title.to_owned());
}

fn learn_titles(state: &mut State, thread: &Thread) {
    let Some(title) = &thread.root.title else { return };
    let nodes = std::iter::once(&thread.node).chain(&thread.ancestors).chain(&thread.siblings);
    for node in nodes.chain(thread.branches.iter().take(100).map(|branch| &branch.node)) {
        learn_title(state, &node.node_id, title);
    }
}

/// Notes in the receipts what our posts brought, as far as a thread tells it.
fn learn_outcomes(state: &mut State, thread: &Thread, effects: &mut EffectBuilder) {
    let own = state.author();
    // The opening message of a seed is no reply to it.
    let opening = u32::from(thread.opening().is_some());
    let path = thread.ancestors.iter().chain([&thread.node]).chain(&thread.siblings);
    for node in path.chain(thread.branches.iter().map(|branch| &branch.node)) {
        let is_its = |receipt: &&mut Receipt| receipt.node.as_deref() == Some(&node.node_id);
        // The account wrote the posts of its receipts. Asking first who wrote a node is quick, and most are by others.
        if (node.likes.is_some() || node.replies.is_some())
            && own.is_same(&node.author)
            && let Some(receipt) = state.receipts.iter_mut().find(is_its)
        {
            let is_seed = node.node_id == thread.node.node_id;
            let replies = node.replies.map(|count| count.saturating_sub(if is_seed { opening } else { 0 }));
            receipt.likes = node.likes.or(receipt.likes);
            receipt.replies = replies.or(receipt.replies);
            effects.show(ViewKey::You);
        }
    }
}
