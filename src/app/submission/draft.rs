use crate::app::effect::{EffectBuilder, ViewKey};
use crate::app::state::{State, StoredDraft, UndoAction, undo_history};
use crate::domain::Millis;

/// Takes a draft that a surface, or the core, has stored, and what storage held before it.
pub(crate) fn store_draft(
    state: &mut State,
    draft: &str,
    stored: StoredDraft,
    replaced: Option<StoredDraft>,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    if state.is_posted(&stored.revision) {
        // Another window stored the posted content again, because it did not know of the post yet.
        effects.remove_draft(draft, stored.revision);
        return;
    }
    if let Some(replaced) = replaced.filter(|replaced| is_unseen(state, draft, &stored, replaced)) {
        let what = UndoAction::Draft { draft: draft.to_owned(), stored: replaced, submission: None };
        undo_history::remember(state, what, now);
        effects.save = true;
    }
    drop_continued(state, draft, &stored, effects);
    let was = state.live.drafts.contains_key(draft);
    let is = !stored.content.is_blank();
    if is {
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

/// Whether a stored draft took the place of one that its writer had not seen and that is kept nowhere else.
fn is_unseen(state: &State, draft: &str, stored: &StoredDraft, replaced: &StoredDraft) -> bool {
    stored.revision != replaced.revision
        && stored.base.as_ref() != Some(&replaced.revision)
        && state.submissions.get(draft).is_none_or(|submission| submission.revision != replaced.revision)
        && is_needed(state, replaced)
}

/// Whether a draft has words that were neither posted nor discarded.
fn is_needed(state: &State, stored: &StoredDraft) -> bool {
    let is_discarded = |what: &UndoAction| matches!(what, UndoAction::Draft { stored: discarded, .. } if discarded.revision == stored.revision);
    !stored.content.is_blank()
        && !state.is_posted(&stored.revision)
        && !state.undo.iter().any(|undo| is_discarded(&undo.what))
}

/// A draft that goes on from words that came back takes their place: it is a plain draft from then on.
fn drop_continued(state: &mut State, draft: &str, stored: &StoredDraft, effects: &mut EffectBuilder) {
    let submission = state.submissions.get(draft);
    if !stored.content.is_blank()
        && submission.is_some_and(|submission| submission.is_continued_by(stored.continues.as_ref()))
    {
        state.submissions.remove(draft);
        effects.save = true;
    }
}

/// Takes the removal of a stored draft, and what was removed.
///
/// The browser cannot compare and remove in one go: a text that a surface stored in the last moment is removed in place of the one that was
/// meant. It is stored again.
pub(crate) fn clear_draft(
    state: &mut State,
    draft: &str,
    removed: Option<StoredDraft>,
    effects: &mut EffectBuilder,
) {
    state.live.drafts.remove(draft);
    if let Some(stored) = removed.filter(|removed| is_needed(state, removed)) {
        state.live.drafts.insert(draft.to_owned(), stored.clone());
        effects.store_draft(draft, stored);
    }
    effects.show_draft(draft);
}

/// Completes what the last worker left undone when it stopped: it removes posted drafts that are still stored, and submissions in whose
/// place a draft was stored.
pub(crate) fn finish_interrupted(state: &mut State, effects: &mut EffectBuilder) {
    let drafts: Vec<(String, StoredDraft)> =
        state.live.drafts.iter().map(|(draft, stored)| (draft.clone(), stored.clone())).collect();
    for (draft, stored) in drafts {
        if state.is_posted(&stored.revision) {
            state.live.drafts.remove(&draft);
            effects.remove_draft(&draft, stored.revision);
        } else {
            drop_continued(state, &draft, &stored, effects);
        }
    }
}
