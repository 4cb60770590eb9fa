use super::plan::Plan;
use super::{State, Target, Words, owner, post, thread};
use crate::model::{FieldMapping, Millis};
use serde::{Deserialize, Serialize};

/// How many receipts are kept.
const RECEIPTS: usize = 300;

/// One spend, told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Receipt {
    /// Our own number for it.
    pub id: String,
    /// When.
    pub at: Millis,
    /// What.
    pub act: Act,
    /// The node that was answered, liked or bookmarked; absent for a seed.
    pub parent: Option<String>,
    /// The node that came to be.
    pub node: Option<String>,
    /// Its level, for a reprompt.
    pub level: Option<u32>,
    /// Title of the tree.
    pub title: Option<String>,
    /// The words.
    pub text: String,
    /// Cost as told before.
    pub told: f64,
    /// Cost as paid; absent when the network did not say.
    pub paid: Option<f64>,
    /// Units left afterwards.
    pub left: Option<f64>,
    /// The network's id for the request.
    pub request_id: Option<String>,
    /// Whether it was found by reading the thread.
    pub found: bool,
    /// Whether no reply came, for a like or bookmark: it may or may not count.
    pub unsure: bool,
    /// Whether the answer is still being written.
    pub pending: bool,
    /// Field names corrected by us or by the network.
    pub corrected: Vec<FieldMapping>,
}

/// What was paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// A reprompt.
    #[default]
    Reprompt,
    /// A new prompt.
    Seed,
    /// A like.
    Like,
    /// A bookmark.
    Bookmark,
}

/// The words that a draft ended with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Ended {
    /// The words as they were posted.
    pub words: Words,
    /// When.
    pub at: Millis,
    /// Whether the stored copy is known to be gone: the same words after that were written anew.
    pub removed: bool,
}

/// Ends a draft with a receipt and returns the receipt's id. Words that were written since it was sent stay a draft.
pub(super) fn ended(state: &mut State, draft: &str, told: Receipt, now: Millis, plan: &mut Plan) -> String {
    let slip = state.slips.remove(draft).unwrap_or_default();
    let target = Target::parse(draft);
    let parent = match &target {
        Some(Target::Reply(node)) => Some(node.clone()),
        _ => None,
    };
    let level = parent.as_deref().and_then(|node| thread::level_below(state, node));
    if let (Some(node), Some(title)) = (&told.node, &slip.title) {
        state.cache.titles.insert(node.clone(), title.clone());
        plan.save_cache = true;
    }
    let mut corrected: Vec<FieldMapping> = slip.corrected;
    corrected.extend(told.corrected);
    let receipt = Receipt {
        id: receipt_id(state, now),
        at: now,
        act: if parent.is_some() { Act::Reprompt } else { Act::Seed },
        title: slip.title,
        text: if parent.is_some() { slip.words.text.clone() } else { slip.words.system_prompt.clone() },
        told: slip.told,
        parent,
        level,
        corrected,
        ..told
    };
    let id = receipt.id.clone();
    keep(state, receipt);
    let untouched = state.live.words.get(draft).is_none_or(|stored| stored.words.says_the_same(&slip.words));
    remember_ended(state, draft, &slip.words, now);
    if untouched {
        state.live.words.remove(draft);
        plan.remove_words(draft, slip.words);
    }
    if target == Some(Target::Seed) && untouched {
        state.seed_draft += 1;
    }
    post::show(draft, plan);
    plan.save = true;
    id
}

/// How many drafts are remembered with the words they ended with.
const ENDED: usize = 50;

fn remember_ended(state: &mut State, draft: &str, words: &Words, now: Millis) {
    let ended = Ended { words: words.clone(), at: now, removed: false };
    state.ended.insert(draft.to_owned(), ended);
    if state.ended.len() > ENDED {
        let oldest = state.ended.iter().min_by_key(|(_, ended)| ended.at).map(|(draft, _)| draft.clone());
        if let Some(oldest) = oldest {
            state.ended.remove(&oldest);
        }
    }
}

/// The node is gone and the post with it, if it ever was there. Whether it was paid for nobody can tell any more: that is told.
pub(super) fn maybe_paid(state: &mut State, draft: &str, now: Millis) {
    let Some(slip) = state.slips.get(draft) else { return };
    let receipt = Receipt {
        id: receipt_id(state, now),
        at: slip.sent_at,
        act: Act::Reprompt,
        parent: owner(draft).1.strip_prefix("reply:").map(str::to_owned),
        title: slip.title.clone(),
        text: slip.words.text.clone(),
        told: slip.told,
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
pub(super) fn keep(state: &mut State, receipt: Receipt) {
    state.receipts.push_back(receipt);
    while state.receipts.len() > RECEIPTS {
        state.receipts.pop_front();
    }
}
