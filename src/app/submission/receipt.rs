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
    let receipt = Receipt {
        id: receipt_id(state, now),
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
    let id = receipt.id.clone();
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
pub(crate) fn maybe_paid(state: &mut State, draft: &str, now: Millis) {
    let Some(submission) = state.submissions.get(draft) else { return };
    let receipt = Receipt {
        id: receipt_id(state, now),
        at: submission.sent_at,
        act: Act::Reprompt,
        parent: owner(draft).1.strip_prefix("reply:").map(str::to_owned),
        title: submission.title.clone(),
        text: submission.content.text.clone(),
        told: submission.told,
        unsure: true,
        ..Receipt::default()
    };
    keep(state, receipt);
}

/// A number for a receipt that no other has.
fn receipt_id(state: &State, now: Millis) -> String {
    format!("r{now}-{}", state.receipts.back().map_or(0, |last| usize::from(last.at == now)))
}

/// Keeps a receipt, and forgets the oldest beyond what is kept.
pub(crate) fn keep(state: &mut State, receipt: Receipt) {
    state.receipts.push_back(receipt);
    while state.receipts.len() > RECEIPTS {
        state.receipts.pop_front();
    }
}
