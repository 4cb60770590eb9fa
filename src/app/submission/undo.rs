use crate::app::effect::{EffectBuilder, ViewKey};
use crate::app::notifications::saved_searches;
use crate::app::reading::not_for_me;
use crate::app::state::{State, StoredDraft, Submission, Undo, UndoAction, undo_history};
use crate::domain::{LocalizedMessage, Millis};

/// Undoes a step.
pub(crate) fn undo(state: &mut State, token: u32, name: &str, now: Millis, effects: &mut EffectBuilder) {
    undo_history::forget_old(state, now);
    effects.save = true;
    let Some(place) = state.undo.iter().position(|undo| undo.token == name) else {
        // What is hidden or muted can be taken back as long as it is.
        return if not_for_me::take_back(state, name, effects) {
            effects.said(Some(token), LocalizedMessage::new("saidUndone"));
        } else {
            effects.alert(Some(token), LocalizedMessage::new("alertUndo"));
        };
    };
    let Undo { what, snoozed, .. } = state.undo.remove(place);
    match what {
        UndoAction::Draft { draft, stored, submission } => {
            restore_draft(state, &draft, stored, submission, now, effects);
        }
        UndoAction::Triage(before) => {
            for (id, triage) in before {
                state.snoozed.remove(&id);
                match triage {
                    Some(triage) => state.triage.insert(id, triage),
                    None => state.triage.remove(&id),
                };
            }
            state.snoozed.extend(snoozed);
            effects.show(ViewKey::Notifications);
            effects.show(ViewKey::Header);
        }
        UndoAction::SavedSearch(saved) => {
            if !saved_searches::restore(state, saved, effects) {
                return effects.alert(Some(token), LocalizedMessage::new("alertSavedSearches"));
            }
        }
    }
    effects.said(Some(token), LocalizedMessage::new("saidUndone"));
}

/// Stores a discarded draft again, above words that were stored since.
fn restore_draft(
    state: &mut State,
    draft: &str,
    discarded: StoredDraft,
    submission: Option<Box<Submission>>,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    // A newer submission of the draft stays. Then only the content of the discarded one is restored.
    if let Some(submission) = submission
        && !state.submissions.contains_key(draft)
    {
        state.submissions.insert(draft.to_owned(), *submission);
    }
    let stored = state.live.drafts.get(draft).cloned();
    let base = stored.as_ref().map(|stored| stored.revision.clone());
    // Content that is being sent is also stored as the draft. It is not merged, because it would be posted again.
    let in_flight = state.revision_in_flight(draft);
    let newer =
        stored.filter(|stored| Some(&stored.revision) != in_flight && stored.revision != discarded.revision);
    let restored = match newer {
        None => StoredDraft { base, at: now, ..discarded },
        Some(newer) => StoredDraft {
            content: discarded.content.above(&newer.content),
            // Words that came back are in it, whichever of the two they are.
            continues: state.continues(draft, &discarded).or_else(|| state.continues(draft, &newer)),
            revision: state.new_revision(),
            base,
            at: now,
        },
    };
    state.live.drafts.insert(draft.to_owned(), restored.clone());
    effects.store_draft(draft, restored);
    effects.show_draft(draft);
}
