//! What a reading of a tree says of its system prompt.

use crate::app::effect::{EffectBuilder, ViewKey};
use crate::app::state::review::{KEPT_TEXT, root_id};
use crate::app::state::{SentUnder, State, digest};
use crate::domain::Thread;

/// The number of system prompts that are kept for a review.
const MAX_KEPT_PROMPTS: usize = 8;

/// Takes the system prompt of a thread that was just read: keeps it for a review, shows it wherever another reading of the tree is shown,
/// and compares it with the one under which this account has posted.
pub(crate) fn take(state: &mut State, thread: &Thread, effects: &mut EffectBuilder) {
    remember(state, thread);
    share(state, thread, effects);
    confirm_posts(state, thread, effects);
    effects.save_cache = true;
}

/// The person may review it after this worker stopped.
fn remember(state: &mut State, thread: &Thread) {
    let root = root_id(thread);
    let prompts = &mut state.cache.prompts;
    prompts.retain(|(other, _)| other != root);
    if let Some(text) = thread.root.system_prompt.as_ref().filter(|text| text.len() <= KEPT_TEXT) {
        prompts.push_back((root.to_owned(), text.clone()));
    }
    if prompts.len() > MAX_KEPT_PROMPTS {
        prompts.pop_front();
    }
}

/// A tree has one system prompt. A thread of it that was read earlier shows the present one, so that no surface asks to review another.
fn share(state: &mut State, thread: &Thread, effects: &mut EffectBuilder) {
    let Some(text) = &thread.root.system_prompt else { return };
    for cached in &mut state.live.threads {
        if let Ok(other) = &mut cached.thread
            && root_id(other) == root_id(thread)
            && other.root.system_prompt.as_ref() != Some(text)
        {
            other.root.system_prompt = Some(text.clone());
            effects.show(ViewKey::Thread(cached.node.clone()));
        }
    }
}

/// The first reading after a post tells under which system prompt the network took it, as far as that can be known from here.
fn confirm_posts(state: &mut State, thread: &Thread, effects: &mut EffectBuilder) {
    let Some(text) = &thread.root.system_prompt else { return };
    for receipt in &mut state.receipts {
        let SentUnder::Reviewed(reviewed) = &receipt.sent_under else { continue };
        let mut nodes = std::iter::once(&thread.node)
            .chain(&thread.ancestors)
            .chain(&thread.siblings)
            .chain(thread.branches.iter().map(|branch| &branch.node));
        if nodes.any(|node| receipt.node.as_deref() == Some(&node.node_id)) {
            receipt.sent_under =
                if digest(text) == *reviewed { SentUnder::Confirmed } else { SentUnder::Changed };
            effects.save = true;
            effects.show(ViewKey::Outbox);
        }
    }
}
