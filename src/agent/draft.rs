use super::plan::Plan;
use super::slip::{Slip, at_rest};
use super::{State, Stored, Surface, Words, post};
use crate::model::Millis;

/// What a draft is for, read from its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An answer to a node.
    Reply(String),
    /// A new prompt.
    Seed,
}

impl Target {
    /// Reads `reply:<node>` or `seed:<number>`, whichever account it belongs to; anything else is nothing.
    pub fn parse(draft: &str) -> Option<Self> {
        let (_, draft) = owner(draft);
        if let Some(node) = draft.strip_prefix("reply:") {
            (!node.is_empty()).then(|| Self::Reply(node.to_owned()))
        } else {
            draft.strip_prefix("seed:").and_then(|number| number.parse::<u32>().ok()).map(|_| Self::Seed)
        }
    }
}

/// The number of the account that a draft, or anything else that is named so, belongs to, and the rest of its name. What the first account
/// has bears no number.
pub fn owner(name: &str) -> (u32, &str) {
    name.split_once(':')
        .and_then(|(number, rest)| Some((number.parse().ok().filter(|number| *number > 0)?, rest)))
        .unwrap_or((0, name))
}

/// A name as it is kept for an account: with its number before it, but for the first.
pub fn named(account: u32, name: &str) -> String {
    if account == 0 { name.to_owned() } else { format!("{account}:{name}") }
}

impl State {
    /// The draft for an answer to a node.
    pub fn reply_to(&self, node: &str) -> String {
        named(self.number, &format!("reply:{node}"))
    }

    /// The draft of the seed that is being written.
    pub fn seed(&self) -> String {
        named(self.number, &format!("seed:{}", self.seed_draft.max(1)))
    }
}

/// Milliseconds before anybody can have seen what became of words and type in answer to it.
const SEEN: Millis = 250;

/// Whether something that happened at a moment happened before anybody can have seen what became of a slip.
pub(super) fn unseen(slip: &Slip, at: Millis) -> bool {
    at <= slip.at + SEEN
}

/// A surface stored words. The surface has already saved them: here they are only taken note of.
pub(super) fn typed(state: &mut State, draft: &str, stored: Stored, plan: &mut Plan) {
    let was = state.live.words.contains_key(draft);
    let is = !stored.words.is_blank();
    if is {
        if copy_of_ended(state, draft, &stored.words) {
            // A window that had not heard of the post stored what it still showed.
            plan.remove_words(draft, stored.words);
            return;
        }
        plan.save |= state.ended.remove(draft).is_some();
        if state.slips.get(draft).is_some_and(|slip| slip.apart && stored.words.holds(&slip.words)) {
            // What came back stands in the box again.
            state.slips.remove(draft);
            plan.save = true;
        } else if let Some(slip) = state.slips.get_mut(draft).filter(|slip| at_rest(slip))
            && !slip.apart
            && !slip.words.says_the_same(&stored.words)
        {
            if unseen(slip, stored.at) {
                // Typed before anybody could see what became of the others.
                slip.apart = true;
            } else {
                // Typing over a refusal, or over one found absent, makes it a plain draft again.
                state.slips.remove(draft);
            }
            plan.save = true;
        }
        state.live.words.insert(draft.to_owned(), stored);
    } else {
        state.live.words.remove(draft);
    }
    plan.show(Surface::Outbox);
    if was != is {
        plan.show(Surface::Masthead);
        plan.show(Surface::Feed);
    }
}

/// Stored words are gone.
pub(super) fn cleared(state: &mut State, draft: &str, plan: &mut Plan) {
    state.live.words.remove(draft);
    if let Some(ended) = state.ended.get_mut(draft).filter(|ended| !ended.removed) {
        ended.removed = true;
        plan.save = true;
    }
    post::show(draft, plan);
}

/// Whether these are the words that a draft ended with, in a copy that was to go.
fn copy_of_ended(state: &State, draft: &str, words: &Words) -> bool {
    state.ended.get(draft).is_some_and(|ended| !ended.removed && ended.words.says_the_same(words))
}

/// Words that outlived their post, because the worker died between its receipt and their removal, go now.
pub(super) fn outlived(state: &mut State, plan: &mut Plan) {
    let copies: Vec<String> = state
        .ended
        .keys()
        .filter(|draft| {
            state.live.words.get(*draft).is_some_and(|stored| copy_of_ended(state, draft, &stored.words))
        })
        .cloned()
        .collect();
    for draft in copies {
        if let Some(stored) = state.live.words.remove(&draft) {
            plan.remove_words(&draft, stored.words);
        }
    }
    for (draft, ended) in state.ended.iter_mut() {
        if !ended.removed && !state.live.words.contains_key(draft) {
            ended.removed = true;
            plan.save = true;
        }
    }
}
