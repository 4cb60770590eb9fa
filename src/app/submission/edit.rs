use crate::app::effect::{Answer, EffectBuilder};
use crate::app::state::{Phase, Receipt, State, StoredDraft, Target, UndoAction, undo_history};
use crate::app::submission::receipt;
use crate::domain::{LocalizedMessage, Millis};

/// Marks a conflict if the stored draft has other content than a submission that came back.
pub(crate) fn back(state: &mut State, draft: &str) {
    let content = state.live.drafts.get(draft);
    if let Some(submission) = state.submissions.get_mut(draft) {
        submission.conflict =
            content.is_some_and(|stored| !stored.content.says_the_same(&submission.content));
    }
}

/// A queued or refused submission, or one found absent, becomes a plain draft again.
pub(crate) fn edit(
    state: &mut State,
    token: u32,
    draft: &str,
    missing: bool,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let seed = Target::parse(draft) == Some(Target::Seed);
    if state.phase(draft) == Phase::Sending {
        return effects.alert(Some(token), LocalizedMessage::new("alertSending"));
    }
    match state.submissions.get(draft).map(|submission| submission.phase) {
        Some(Phase::Unknown) if !seed => effects.alert(Some(token), LocalizedMessage::new("alertCheckFirst")),
        // A seed has no thread to read: the person has to confirm with `missing` that it does not exist.
        Some(Phase::Unknown) if !missing => {
            effects.alert(Some(token), LocalizedMessage::new("alertSeedUnknown"));
        }
        Some(_) => {
            if state.submissions.get(draft).is_some_and(|submission| submission.phase == Phase::Unknown) {
                back(state, draft);
            }
            restore_content(state, draft, now, effects);
            effects.save = true;
            effects.show_draft(draft);
            effects.answer(Some(token), Answer::default());
        }
        None => effects.answer(Some(token), Answer::default()),
    }
}

/// Puts the content of a submission back into the draft. Usually it is still stored there; otherwise it is stored again, above other
/// content that was typed meanwhile.
fn restore_content(state: &mut State, draft: &str, now: Millis, effects: &mut EffectBuilder) {
    let Some(submission) = state.submissions.get_mut(draft) else { return };
    let content = match state.live.drafts.get(draft) {
        None => submission.content.clone(),
        Some(stored) if submission.conflict => submission.content.above(&stored.content),
        Some(_) => {
            state.submissions.remove(draft);
            return;
        }
    };
    // The submission stays until the draft is stored, because storing can fail and this may be the last copy.
    (submission.phase, submission.conflict, submission.problem, submission.reconcile_result) =
        (Phase::Draft, true, None, None);
    state.live.drafts.insert(draft.to_owned(), StoredDraft { content: content.clone(), at: now });
    effects.store_draft(draft, content);
}

/// Discards a draft; it can be undone.
pub(crate) fn discard(state: &mut State, token: u32, draft: &str, now: Millis, effects: &mut EffectBuilder) {
    let seed = Target::parse(draft) == Some(Target::Seed);
    match state.phase(draft) {
        Phase::Sending => return effects.alert(Some(token), LocalizedMessage::new("alertSending")),
        Phase::Unknown if !seed => {
            return effects.alert(Some(token), LocalizedMessage::new("alertCheckFirst"));
        }
        _ => {}
    }
    if state.submissions.get(draft).is_some_and(|submission| submission.phase == Phase::Unknown) {
        // The person has seen the seed on the network: it was paid for, and the reply with its price was lost.
        let receipt =
            receipt::ended(state, draft, Receipt { unsure: true, ..Receipt::default() }, now, effects);
        let said = Some(LocalizedMessage::new("saidDiscarded"));
        return effects.answer(Some(token), Answer { said, receipt: Some(receipt), ..Answer::default() });
    }
    let submission = state.submissions.remove(draft);
    let stored = state.live.drafts.remove(draft);
    let content = stored
        .map(|stored| stored.content)
        .or_else(|| submission.as_ref().map(|submission| submission.content.clone()));
    if let Some(content) = content {
        effects.remove_draft(draft, content.clone());
        let undo = undo_history::remember(
            state,
            UndoAction::Draft { draft: draft.to_owned(), content, submission: submission.map(Box::new) },
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
