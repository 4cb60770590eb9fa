use super::{State, Surface, Target, Words, plan::Plan};
use crate::model::{Line, Millis, Thread};
use serde::{Deserialize, Serialize};

/// Texts longer than this are remembered by hash alone; what changed in them cannot be shown.
const KEPT_TEXT: usize = 20_000;
/// Reviews remembered.
const KEPT: usize = 500;
/// System prompts at hand that may be reviewed.
const AT_HAND: usize = 8;

/// A system prompt that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reviewed {
    /// Hash of the text.
    pub hash: u64,
    /// When.
    pub at: Millis,
    /// The text, to show what changed; left out when it is very long.
    pub text: Option<String>,
}

/// Whether a tree's system prompt was read as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is none, or it was read.
    Fine,
    /// Never read.
    Open,
    /// Read once, and changed since.
    Changed,
}

/// FNV-1a over the text. It tells an honest change; whoever can forge it can also see that there is nothing to gain, since the text is
/// stored beside it and compared where it is short enough.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The id a tree's review is remembered under.
pub fn root_id(thread: &Thread) -> &str {
    let root = thread.root.node_id.as_deref();
    root.or_else(|| thread.ancestors.first().map(|node| node.node_id.as_str()))
        .unwrap_or(&thread.node.node_id)
}

impl State {
    /// How the system prompt of a thread stands.
    pub fn review(&self, thread: &Thread) -> Standing {
        let Some(text) = thread.root.system_prompt.as_deref().filter(|text| !text.trim().is_empty()) else {
            return Standing::Fine;
        };
        // Our own design needs no review by us.
        if let (Some(ours), Some(theirs)) =
            (self.account.as_ref().and_then(|account| account.agent_id.as_ref()), &thread.root.author.id)
            && ours == theirs
        {
            return Standing::Fine;
        }
        self.standing(root_id(thread), text)
    }

    /// How the system prompt of a seed stands: what the person typed needs no review, what came from elsewhere does.
    pub fn seed_review(&self, draft: &str, words: &Words) -> Standing {
        if words.pasted && !words.system_prompt.trim().is_empty() {
            self.standing(draft, &words.system_prompt)
        } else {
            Standing::Fine
        }
    }

    fn standing(&self, id: &str, text: &str) -> Standing {
        match self.reviews.get(id) {
            None => Standing::Open,
            Some(read) if read.text.as_ref().map_or(read.hash == hash(text), |before| before == text) => {
                Standing::Fine
            }
            Some(_) => Standing::Changed,
        }
    }
}

/// A tree was read: its system prompt is what a person sees from now on, and may review long after this worker has died.
pub(super) fn read(state: &mut State, thread: &Thread) {
    let root = root_id(thread);
    let prompts = &mut state.cache.prompts;
    prompts.retain(|(other, _)| other != root);
    if let Some(text) = thread.root.system_prompt.as_ref().filter(|text| text.len() <= KEPT_TEXT) {
        prompts.push_back((root.to_owned(), text.clone()));
    }
    if prompts.len() > AT_HAND {
        prompts.pop_front();
    }
}

/// The person has read the system prompt of a tree, as it was last fetched, or that of a seed, as it was shown.
pub(super) fn review(
    state: &mut State,
    token: u32,
    root: &str,
    shown: Option<String>,
    now: Millis,
    plan: &mut Plan,
) {
    let seed = Target::parse(root) == Some(Target::Seed);
    let fetched = state
        .live
        .threads
        .iter()
        .rev()
        .filter_map(|opened| opened.thread.as_ref().ok())
        .find(|thread| root_id(thread) == root)
        .and_then(|thread| thread.root.system_prompt.clone())
        .or_else(|| state.cache.prompts.iter().find(|(read, _)| read == root).map(|(_, text)| text.clone()));
    let Some(text) = (if seed { shown } else { fetched }) else {
        return plan.alert(Some(token), Line::new("alertReviewLost"));
    };
    if state.reviews.len() >= KEPT {
        let oldest = state.reviews.iter().min_by_key(|(_, read)| read.at).map(|(root, _)| root.clone());
        if let Some(oldest) = oldest {
            state.reviews.remove(&oldest);
        }
    }
    let kept = (text.len() <= KEPT_TEXT).then(|| text.clone());
    state.reviews.insert(root.to_owned(), Reviewed { hash: hash(&text), at: now, text: kept });
    plan.save = true;
    if seed {
        plan.show(Surface::Seed);
    }
    for opened in &state.live.threads {
        plan.show(Surface::Thread(opened.node.clone()));
    }
    plan.said(Some(token), Line::new("saidReviewed"));
}
