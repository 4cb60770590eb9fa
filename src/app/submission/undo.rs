use crate::app::effect::{EffectBuilder, ViewKey};
use crate::app::state::{State, StoredDraft, UndoAction, undo_history};
use crate::domain::{LocalizedMessage, Millis};

/// Undoes a step.
pub(crate) fn undo(state: &mut State, token: u32, name: &str, now: Millis, effects: &mut EffectBuilder) {
    undo_history::forget_old(state, now);
    effects.save = true;
    let Some(place) = state.undo.iter().position(|undo| undo.token == name) else {
        return effects.alert(Some(token), LocalizedMessage::new("alertUndo"));
    };
    match state.undo.remove(place).what {
        UndoAction::Draft { draft, content, submission } => {
            // A newer submission of the draft stays. Then only the content of the discarded one is restored.
            let submission = match (submission, state.submissions.contains_key(&draft)) {
                (Some(submission), false) => Some(submission),
                _ => None,
            };
            // Content that is being sent is also stored as the draft. It is not merged, because it would be posted again.
            let sent = state.content_in_flight(&draft);
            let stored = state.live.drafts.get(&draft);
            let content =
                match stored.filter(|stored| sent.is_none_or(|sent| !sent.says_the_same(&stored.content))) {
                    Some(stored) if !stored.content.says_the_same(&content) => content.above(&stored.content),
                    _ => content,
                };
            state.live.drafts.insert(draft.clone(), StoredDraft { content: content.clone(), at: now });
            if let Some(submission) = submission {
                state.submissions.insert(draft.clone(), *submission);
            }
            effects.store_draft(&draft, content);
            effects.show_draft(&draft);
        }
        UndoAction::Triage(before) => {
            for (id, triage) in before {
                match triage {
                    Some(triage) => state.triage.insert(id, triage),
                    None => state.triage.remove(&id),
                };
            }
            effects.show(ViewKey::Notifications);
            effects.show(ViewKey::Header);
        }
    }
    effects.said(Some(token), LocalizedMessage::new("saidUndone"));
}
