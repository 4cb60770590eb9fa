use crate::app::effect::{EffectBuilder, ViewKey};
use crate::app::state::submission::at_rest;
use crate::app::state::{DraftContent, State, StoredDraft, Submission};
use crate::domain::Millis;

/// Milliseconds before anybody can have seen what became of words and type in answer to it.
const SEEN: Millis = 250;

/// Whether something that happened at a moment happened before anybody can have seen what became of a submission.
pub(crate) fn unseen(submission: &Submission, at: Millis) -> bool {
    at <= submission.at + SEEN
}

/// A surface stored words. The surface has already saved them: here they are only taken note of.
pub(crate) fn typed(state: &mut State, draft: &str, stored: StoredDraft, effects: &mut EffectBuilder) {
    let was = state.live.drafts.contains_key(draft);
    let is = !stored.content.is_blank();
    if is {
        if copy_of_ended(state, draft, &stored.content) {
            // A window that had not heard of the post stored what it still showed.
            effects.remove_draft(draft, stored.content);
            return;
        }
        effects.save |= state.ended.remove(draft).is_some();
        if state
            .submissions
            .get(draft)
            .is_some_and(|submission| submission.conflict && stored.content.holds(&submission.content))
        {
            // What came back stands in the box again.
            state.submissions.remove(draft);
            effects.save = true;
        } else if let Some(submission) =
            state.submissions.get_mut(draft).filter(|submission| at_rest(submission))
            && !submission.conflict
            && !submission.content.says_the_same(&stored.content)
        {
            if unseen(submission, stored.at) {
                // Typed before anybody could see what became of the others.
                submission.conflict = true;
            } else {
                // Typing over a refusal, or over one found absent, makes it a plain draft again.
                state.submissions.remove(draft);
            }
            effects.save = true;
        }
        state.live.drafts.insert(draft.to_owned(), stored);
    } else {
        state.live.drafts.remove(draft);
    }
    effects.show(ViewKey::Outbox);
    if was != is {
        effects.show(ViewKey::Header);
        effects.show(ViewKey::Feed);
    }
}

/// Stored words are gone.
pub(crate) fn cleared(state: &mut State, draft: &str, effects: &mut EffectBuilder) {
    state.live.drafts.remove(draft);
    if let Some(ended) = state.ended.get_mut(draft).filter(|ended| !ended.removed) {
        ended.removed = true;
        effects.save = true;
    }
    effects.show_draft(draft);
}

/// Whether these are the words that a draft ended with, in a copy that was to go.
fn copy_of_ended(state: &State, draft: &str, content: &DraftContent) -> bool {
    state.ended.get(draft).is_some_and(|ended| !ended.removed && ended.content.says_the_same(content))
}

/// Words that outlived their post, because the worker died between its receipt and their removal, go now.
pub(crate) fn outlived(state: &mut State, effects: &mut EffectBuilder) {
    let copies: Vec<String> = state
        .ended
        .keys()
        .filter(|draft| {
            state.live.drafts.get(*draft).is_some_and(|stored| copy_of_ended(state, draft, &stored.content))
        })
        .cloned()
        .collect();
    for draft in copies {
        if let Some(stored) = state.live.drafts.remove(&draft) {
            effects.remove_draft(&draft, stored.content);
        }
    }
    for (draft, ended) in state.ended.iter_mut() {
        if !ended.removed && !state.live.drafts.contains_key(draft) {
            ended.removed = true;
            effects.save = true;
        }
    }
}
