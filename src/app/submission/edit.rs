use crate::app::effect::{Answer, EffectBuilder};
use crate::app::state::{
    DraftTarget, Phase, Receipt, ReturnReason, Revision, State, StoredDraft, SubmissionState, UndoAction,
    undo_history,
};
use crate::app::submission::receipt;
use crate::domain::{LocalizedMessage, Millis};

/// A queued or refused submission, or one found absent, becomes a plain draft again.
pub(crate) fn edit(
    state: &mut State,
    token: u32,
    draft: &str,
    missing: bool,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let seed = DraftTarget::parse(draft) == Some(DraftTarget::Seed);
    match state.phase(draft) {
        Phase::Preloading | Phase::Sending => {
            effects.alert(Some(token), LocalizedMessage::new("alertSending"));
        }
        Phase::Unknown if !seed => effects.alert(Some(token), LocalizedMessage::new("alertCheckFirst")),
        // A seed has no thread to read: the person has to confirm with `missing` that it does not exist.
        Phase::Unknown if !missing => effects.alert(Some(token), LocalizedMessage::new("alertSeedUnknown")),
        _ => {
            if state.submissions.contains_key(draft) {
                restore_content(state, draft, now, effects);
                effects.save = true;
                effects.show_draft(draft);
            }
            effects.answer(Some(token), Answer::default());
        }
    }
}

/// Puts the content of a submission back into the draft. Usually it is still stored there; otherwise it is stored again, above other
/// content that was typed meanwhile.
fn restore_content(state: &mut State, draft: &str, now: Millis, effects: &mut EffectBuilder) {
    let Some(submission) = state.submissions.get(draft) else { return };
    let stored = state.live.drafts.get(draft);
    if stored.is_some_and(|stored| stored.revision == submission.revision) {
        state.submissions.remove(draft);
        return;
    }
    // The submission stays until a draft is stored that goes on from it, because storing can fail and this may be the last copy.
    let (content, revision) = (submission.content.clone(), submission.revision.clone());
    let (returned, stored) = (submission.returned_as().cloned(), stored.cloned());
    let returned = returned.unwrap_or_else(|| state.new_revision());
    let restored = match stored {
        // It was restored before and is not stored yet.
        Some(stored) if stored.continues.as_ref() == Some(&returned) => stored,
        Some(stored) => StoredDraft {
            content: content.above(&stored.content),
            revision: state.new_revision(),
            base: Some(stored.revision),
            continues: Some(returned.clone()),
            at: now,
        },
        None => StoredDraft { content, revision, base: None, continues: Some(returned.clone()), at: now },
    };
    if let Some(submission) = state.submissions.get_mut(draft) {
        submission.state = SubmissionState::Returned { revision: returned, reason: ReturnReason::Withdrawn };
    }
    state.live.drafts.insert(draft.to_owned(), restored.clone());
    effects.store_draft(draft, restored);
}

/// Discards a draft; it can be undone. `revision` is the one that the person saw: another one stays.
pub(crate) fn discard(
    state: &mut State,
    token: u32,
    draft: &str,
    revision: &Revision,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let seed = DraftTarget::parse(draft) == Some(DraftTarget::Seed);
    let phase = state.phase(draft);
    match phase {
        Phase::Preloading | Phase::Sending => {
            return effects.alert(Some(token), LocalizedMessage::new("alertSending"));
        }
        Phase::Unknown if !seed => {
            return effects.alert(Some(token), LocalizedMessage::new("alertCheckFirst"));
        }
        _ => {}
    }
    if state.shown_revision(draft).is_some_and(|shown| shown != revision) {
        effects.show_draft(draft);
        return effects.alert(Some(token), LocalizedMessage::new("alertDraftChanged"));
    }
    if phase == Phase::Unknown {
        // The person has seen the seed on the network: it was paid for, and the reply with its price was lost.
        let receipt =
            receipt::ended(state, draft, Receipt { unsure: true, ..Receipt::default() }, now, effects);
        let said = Some(LocalizedMessage::new("saidDiscarded"));
        return effects.answer(Some(token), Answer { said, receipt: Some(receipt), ..Answer::default() });
    }
    let discarded = state.shown_content(draft);
    let submission = state.submissions.remove(draft);
    state.live.drafts.remove(draft);
    if let Some(stored) = discarded {
        effects.remove_draft(draft, stored.revision.clone());
        let undo = undo_history::remember(
            state,
            UndoAction::Draft { draft: draft.to_owned(), stored, submission: submission.map(Box::new) },
            now,
        );
        effects.answer(
            Some(token),
            Answer {
                said: Some(LocalizedMessage::new("saidDiscarded")),
                undo: Some(undo),
                ..Answer::default()
            },
        );
    } else {
        effects.answer(Some(token), Answer::default());
    }
    effects.save = true;
    effects.show_draft(draft);
}
