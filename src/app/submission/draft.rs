use crate::app::effect::{EffectBuilder, ViewKey};
use crate::app::state::submission::is_editable;
use crate::app::state::{DraftContent, State, StoredDraft, Submission};
use crate::domain::Millis;

/// The time in milliseconds in which a person cannot have reacted to a change of a submission.
const REACTION_TIME: Millis = 250;

/// Whether an event at a time happened before the person can have seen the last change of a submission.
pub(crate) fn changed_recently(submission: &Submission, at: Millis) -> bool {
    at <= submission.at + REACTION_TIME
}

/// Takes a draft that a surface has stored.
pub(crate) fn store_draft(state: &mut State, draft: &str, stored: StoredDraft, effects: &mut EffectBuilder) {
    let was = state.live.drafts.contains_key(draft);
    let is = !stored.content.is_blank();
    if is {
        if is_posted_copy(state, draft, &stored.content) {
            // Another window stored the posted content again, because it did not know of the post yet.
            effects.remove_draft(draft, stored.content);
            return;
        }
        effects.save |= state.posted_drafts.remove(draft).is_some();
        if state
            .submissions
            .get(draft)
            .is_some_and(|submission| submission.conflict && stored.content.holds(&submission.content))
        {
            // The draft contains the unsent content again.
            state.submissions.remove(draft);
            effects.save = true;
        } else if let Some(submission) =
            state.submissions.get_mut(draft).filter(|submission| is_editable(submission))
            && !submission.conflict
            && !submission.content.says_the_same(&stored.content)
        {
            if changed_recently(submission, stored.at) {
                // The person typed this before they could see that the other content was not sent.
                submission.conflict = true;
            } else {
                // A change of refused or absent content makes it a plain draft again.
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

/// Takes the removal of a stored draft.
pub(crate) fn clear_draft(state: &mut State, draft: &str, effects: &mut EffectBuilder) {
    state.live.drafts.remove(draft);
    if let Some(ended) = state.posted_drafts.get_mut(draft).filter(|ended| !ended.removed) {
        ended.removed = true;
        effects.save = true;
    }
    effects.show_draft(draft);
}

/// Whether this content is a copy of a posted draft that is not removed yet.
fn is_posted_copy(state: &State, draft: &str, content: &DraftContent) -> bool {
    state.posted_drafts.get(draft).is_some_and(|ended| !ended.removed && ended.content.says_the_same(content))
}

/// Removes posted drafts that are still stored, because the worker stopped between saving the receipt and removing the draft.
pub(crate) fn remove_posted_copies(state: &mut State, effects: &mut EffectBuilder) {
    let copies: Vec<String> = state
        .posted_drafts
        .keys()
        .filter(|draft| {
            state.live.drafts.get(*draft).is_some_and(|stored| is_posted_copy(state, draft, &stored.content))
        })
        .cloned()
        .collect();
    for draft in copies {
        if let Some(stored) = state.live.drafts.remove(&draft) {
            effects.remove_draft(&draft, stored.content);
        }
    }
    for (draft, ended) in state.posted_drafts.iter_mut() {
        if !ended.removed && !state.live.drafts.contains_key(draft) {
            ended.removed = true;
            effects.save = true;
        }
    }
}
