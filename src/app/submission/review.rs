use crate::app::effect::{EffectBuilder, ViewKey};
use crate::app::state::{Reviewed, State, Target, review};
use crate::domain::{LocalizedMessage, Millis, Thread};

/// Texts longer than this are remembered by hash alone; what changed in them cannot be shown.
const KEPT_TEXT: usize = 20_000;

/// Reviews remembered.
const KEPT: usize = 500;

/// System prompts at hand that may be reviewed.
const AT_HAND: usize = 8;

/// A tree was read: its system prompt is what a person sees from now on, and may review long after this worker has died.
pub(crate) fn read(state: &mut State, thread: &Thread) {
    let root = review::root_id(thread);
    let prompts = &mut state.cache.prompts;
    prompts.retain(|(other, _)| other != root);
    if let Some(text) = thread.root.system_prompt.as_ref().filter(|text| text.len() <= KEPT_TEXT) {
        prompts.push_back((root.to_owned(), text.clone()));
    }
    if prompts.len() > AT_HAND {
        prompts.pop_front();
    }
}

/// The person has read the system prompt of a tree, as it was last fetched, or that of a seed, as it was shown.
pub(crate) fn review(
    state: &mut State,
    token: u32,
    root: &str,
    shown: Option<String>,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let seed = Target::parse(root) == Some(Target::Seed);
    let fetched = state
        .live
        .threads
        .iter()
        .rev()
        .filter_map(|cached_thread| cached_thread.thread.as_ref().ok())
        .find(|thread| review::root_id(thread) == root)
        .and_then(|thread| thread.root.system_prompt.clone())
        .or_else(|| state.cache.prompts.iter().find(|(read, _)| read == root).map(|(_, text)| text.clone()));
    let Some(text) = (if seed { shown } else { fetched }) else {
        return effects.alert(Some(token), LocalizedMessage::new("alertReviewLost"));
    };
    if state.reviews.len() >= KEPT {
        let oldest = state.reviews.iter().min_by_key(|(_, read)| read.at).map(|(root, _)| root.clone());
        if let Some(oldest) = oldest {
            state.reviews.remove(&oldest);
        }
    }
    let kept = (text.len() <= KEPT_TEXT).then(|| text.clone());
    state.reviews.insert(root.to_owned(), Reviewed { hash: review::hash(&text), at: now, text: kept });
    effects.save = true;
    if seed {
        effects.show(ViewKey::Seed);
    }
    for cached_thread in &state.live.threads {
        effects.show(ViewKey::Thread(cached_thread.node.clone()));
    }
    effects.said(Some(token), LocalizedMessage::new("saidReviewed"));
}
