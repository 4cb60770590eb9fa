use super::plan::Plan;
use super::{Slip, State, Stored, Surface, Triage, Words, named, post};
use crate::model::{Line, Millis};
use serde::{Deserialize, Serialize};

/// How long something can be undone, in milliseconds: a day. Discarded words are kept that long and then forgotten.
pub const UNDO_KEPT: Millis = 24 * 60 * 60_000;
/// How much can be undone at a time; the oldest goes first.
const MOST: usize = 20;

/// A step that can be taken back. Saved, for the worker dies long before the person thinks better of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Undo {
    /// The name under which a surface asks for it.
    pub token: String,
    /// When the step was taken.
    pub at: Millis,
    /// What there was before.
    pub what: Undone,
}

/// What can be brought back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Undone {
    /// A draft that was thrown away.
    Draft {
        /// Its id.
        draft: String,
        /// Its words.
        words: Words,
        /// Its slip, if it was more than a draft.
        slip: Option<Box<Slip>>,
    },
    /// Notices whose state was changed: id and what they were.
    Triage(Vec<(String, Option<Triage>)>),
}

/// Remembers how to bring something back, for [`UNDO_KEPT`], and returns the token for it.
pub(super) fn remember(state: &mut State, what: Undone, now: Millis) -> String {
    forget_old(state, now);
    if state.undo.len() >= MOST {
        state.undo.remove(0);
    }
    // Requests are numbered once and for all, over every worker: so is this. Each account counts for itself, so its own number stands before.
    state.next_request += 1;
    let token = named(state.number, &format!("u{}", state.next_request));
    state.undo.push(Undo { token: token.clone(), at: now, what });
    token
}

/// Forgets what was to be kept for a day only. What lies in the future was remembered before the clock was set back.
pub(super) fn forget_old(state: &mut State, now: Millis) -> bool {
    let before = state.undo.len();
    state.undo.retain(|undo| now - undo.at < UNDO_KEPT);
    state.undo.len() < before
}

/// Brings back what was thrown away or put away.
pub(super) fn undo(state: &mut State, token: u32, name: &str, now: Millis, plan: &mut Plan) {
    forget_old(state, now);
    plan.save = true;
    let Some(place) = state.undo.iter().position(|undo| undo.token == name) else {
        return plan.alert(Some(token), Line::new("alertUndo"));
    };
    match state.undo.remove(place).what {
        Undone::Draft { draft, words, slip } => {
            // What was written or sent in its place since stays: of a post that was thrown away the words come back alone.
            let slip = match (slip, state.slips.contains_key(&draft)) {
                (Some(slip), false) => Some(slip),
                _ => None,
            };
            // What is on its way stands in the box as well until it has arrived. Joined to the other it would be sent once more.
            let sent = state.on_its_way(&draft);
            let stored = state.live.words.get(&draft);
            let words =
                match stored.filter(|stored| sent.is_none_or(|sent| !sent.says_the_same(&stored.words))) {
                    Some(stored) if !stored.words.says_the_same(&words) => words.above(&stored.words),
                    _ => words,
                };
            state.live.words.insert(draft.clone(), Stored { words: words.clone(), at: now });
            if let Some(slip) = slip {
                state.slips.insert(draft.clone(), *slip);
            }
            plan.store_words(&draft, words);
            post::show(&draft, plan);
        }
        Undone::Triage(before) => {
            for (id, triage) in before {
                match triage {
                    Some(triage) => state.triage.insert(id, triage),
                    None => state.triage.remove(&id),
                };
            }
            plan.show(Surface::Notices);
            plan.show(Surface::Masthead);
        }
    }
    plan.said(Some(token), Line::new("saidUndone"));
}
