use crate::app::effect::EffectBuilder;
use crate::app::reading::thread;
use crate::app::state::draft_id::split_account_key;
use crate::app::state::{DraftTarget, Receipt, SentUnder, SpendKind, State};
use crate::domain::{FieldMapping, Millis};

/// The number of receipts that are kept.
const RECEIPTS: usize = 300;

/// Completes a submission with a receipt and returns the id of the receipt. Content that was stored since it was sent stays a draft.
pub(crate) fn ended(
    state: &mut State,
    draft: &str,
    details: Receipt,
    now: Millis,
    effects: &mut EffectBuilder,
) -> String {
    let submission = state.submissions.remove(draft).unwrap_or_default();
    let target = DraftTarget::parse(draft);
    let parent = match &target {
        Some(DraftTarget::Reply(node)) => Some(node.clone()),
        _ => None,
    };
    let level = parent.as_deref().and_then(|node| thread::level_below(state, node));
    if let (Some(node), Some(title)) = (&details.node, &submission.title) {
        thread::learn_title(state, node, title);
        effects.save_cache = true;
    }
    let mut corrected: Vec<FieldMapping> = submission.corrected;
    corrected.extend(details.corrected);
    let receipt = Receipt {
        at: now,
        act: if parent.is_some() { SpendKind::Reprompt } else { SpendKind::Seed },
        title: submission.title,
        text: if parent.is_some() {
            submission.content.text.clone()
        } else {
            submission.content.system_prompt.clone()
        },
        estimated_cost: submission.estimated_cost,
        sent_under: submission.reviewed.map_or(SentUnder::Unreviewed, SentUnder::Reviewed),
        parent,
        level,
        corrected,
        ..details
    };
    let id = keep(state, receipt);
    let untouched = state.live.drafts.get(draft).is_none_or(|stored| stored.revision == submission.revision);
    state.remember_posted(&submission.revision);
    if untouched {
        state.live.drafts.remove(draft);
        effects.remove_draft(draft, submission.revision);
    }
    if target == Some(DraftTarget::Seed) && untouched {
        state.seed_draft += 1;
    }
    effects.show_draft(draft);
    effects.save = true;
    id
}

/// Keeps a receipt for a post that may have been paid: the node is gone, and the post cannot be looked for.
pub(crate) fn maybe_paid(state: &mut State, draft: &str) {
    let Some(submission) = state.submissions.get(draft).cloned() else { return };
    let receipt = Receipt {
        at: submission.sent_at,
        act: SpendKind::Reprompt,
        parent: split_account_key(draft).1.strip_prefix("reply:").map(str::to_owned),
        title: submission.title,
        text: submission.content.text,
        estimated_cost: submission.estimated_cost,
        unsure: true,
        ..Receipt::default()
    };
    keep(state, receipt);
}

/// Keeps a receipt under an id that no other receipt of this account has, returns the id, and removes the oldest receipt if there are too
/// many. The counter of requests is saved and never goes back, so ids differ even for receipts of one millisecond.
pub(crate) fn keep(state: &mut State, receipt: Receipt) -> String {
    state.next_request += 1;
    let id = format!("r{}", state.next_request);
    if let Some(paid) = receipt.paid {
        let day = state.day_mut(receipt.at);
        day.spent += paid;
        day.see_budget(receipt.left);
    }
    let account = state.account.as_ref().and_then(|account| account.agent_id.clone());
    state.receipts.push_back(Receipt { id: id.clone(), account, ..receipt });
    while state.receipts.len() > RECEIPTS {
        state.receipts.pop_front();
    }
    id
}

impl State {
    /// The receipts of the account whose key is here, oldest first; none without a key. Those of an account whose key was deleted stay, and
    /// *Drafts* alone shows them.
    pub fn own_receipts(&self) -> impl DoubleEndedIterator<Item = &Receipt> {
        let account = self.account.as_ref();
        self.receipts.iter().filter(move |receipt| {
            account.is_some_and(|account| receipt.account.is_none() || receipt.account == account.agent_id)
        })
    }
}
