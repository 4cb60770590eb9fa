use crate::app::effect::{EffectBuilder, ViewKey};
use crate::app::state::review::KEPT_TEXT;
use crate::app::state::{Reviewed, State, Target, review};
use crate::domain::{LocalizedMessage, Millis};

/// The number of reviews that are kept.
const KEPT: usize = 500;

/// Keeps the review of a system prompt: for a tree as it was last fetched, for a seed as it was shown.
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
