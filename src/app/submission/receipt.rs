use crate::app::effect::EffectBuilder;
use crate::app::reading::thread;
use crate::app::state::draft_id::owner;
use crate::app::state::{Act, DraftContent, PostedDraft, Receipt, State, Target};
use crate::domain::{FieldMapping, Millis};

/// How many receipts are kept.
const RECEIPTS: usize = 300;

/// Ends a draft with a receipt and returns the receipt's id. Words that were written since it was sent stay a draft.
pub(crate) fn ended(
    state: &mut State,
    draft: &str,
    told: Receipt,
    now: Millis,
    effects: &mut EffectBuilder,
) -> String {
    let submission = state.submissions.remove(draft).unwrap_or_default();
    let target = Target::parse(draft);
    let parent = match &target {
        Some(Target::Reply(node)) => Some(node.clone()),
        _ => None,
    };
    let level = parent.as_deref().and_then(|node| thread::level_below(state, node));
    if let (Some(node), Some(title)) = (&told.node, &submission.title) {
        state.cache.titles.insert(node.clone(), title.clone());
        effects.save_cache = true;
    }
    let mut corrected: Vec<FieldMapping> = submission.corrected;
    corrected.extend(told.corrected);
    let id = receipt_id(state);
    let receipt = Receipt {
        id: id.clone(),
        at: now,
        act: if parent.is_some() { Act::Reprompt } else { Act::Seed },
        title: submission.title,
        text: if parent.is_some() {
            submission.content.text.clone()
        } else {
            submission.content.system_prompt.clone()
        },
        told: submission.told,
        parent,
        level,
        corrected,
        ..told
    };
    keep(state, receipt);
    let untouched =
        state.live.drafts.get(draft).is_none_or(|stored| stored.content.says_the_same(&submission.content));
    remember_ended(state, draft, &submission.content, now);
    if untouched {
        state.live.drafts.remove(draft);
        effects.remove_draft(draft, submission.content);
    }
    if target == Some(Target::Seed) && untouched {
        state.seed_draft += 1;
    }
    effects.show_draft(draft);
    effects.save = true;
    id
}

/// How many drafts are remembered with the words they ended with.
const ENDED: usize = 50;

fn remember_ended(state: &mut State, draft: &str, content: &DraftContent, now: Millis) {
    let ended = PostedDraft { content: content.clone(), at: now, removed: false };
    state.ended.insert(draft.to_owned(), ended);
    if state.ended.len() > ENDED {
        let oldest = state.ended.iter().min_by_key(|(_, ended)| ended.at).map(|(draft, _)| draft.clone());
        if let Some(oldest) = oldest {
            state.ended.remove(&oldest);
        }
    }
}

/// The node is gone and the post with it, if it ever was there. Whether it was paid for nobody can tell any more: that is told.
pub(crate) fn maybe_paid(state: &mut State, draft: &str) {
    let Some(submission) = state.submissions.get(draft).cloned() else { return };
    let receipt = Receipt {
        id: receipt_id(state),
        at: submission.sent_at,
        act: Act::Reprompt,
        parent: owner(draft).1.strip_prefix("reply:").map(str::to_owned),
        title: submission.title,
        text: submission.content.text,
        told: submission.told,
        unsure: true,
        ..Receipt::default()
    };
    keep(state, receipt);
}

/// An id that no other receipt of this account has. The counter of requests is saved and never goes back, so the id is unique even for
/// receipts of one millisecond.
fn receipt_id(state: &mut State) -> String {
    state.next_request += 1;
    format!("r{}", state.next_request)
}

/// Keeps a receipt, and forgets the oldest beyond what is kept.
pub(crate) fn keep(state: &mut State, receipt: Receipt) {
    state.receipts.push_back(receipt);
    while state.receipts.len() > RECEIPTS {
        state.receipts.pop_front();
    }
}
