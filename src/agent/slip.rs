use super::plan::Plan;
use super::{Answer, Pending, Phase, Receipt, State, Stored, Target, Undone, Words, post, receipt, undo};
use crate::model::{Author, FieldMapping, Line, Millis, Problem};
use serde::{Deserialize, Serialize};

/// A piece of writing on its way (design, section 7).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Slip {
    /// The words as sent, or as refused.
    pub words: Words,
    /// Where they stand.
    pub phase: Phase,
    /// Title of the tree they go into.
    pub title: Option<String>,
    /// When they were sent; 0 for not yet.
    pub sent_at: Millis,
    /// The same moment by the network's clock, as far as it was known then. Our own may be set while we wait.
    pub sent_there: Millis,
    /// As whom they were sent: what becomes of them is found out even when another key is here by then, or none.
    pub by: Author,
    /// Other words were typed while these were on their way: the draft is no longer about these.
    pub apart: bool,
    /// When this last changed.
    pub at: Millis,
    /// What we told it would cost.
    pub told: f64,
    /// Why it was refused.
    pub problem: Option<Problem>,
    /// When it will be affordable, for a lack of budget.
    pub affordable_at: Option<Millis>,
    /// What reading the thread found.
    pub verdict: Option<Verdict>,
    /// Ids of our nodes with these very words that were there before.
    pub before: Vec<String>,
    /// Field names that were corrected on the way out.
    pub corrected: Vec<FieldMapping>,
}

/// What reading the thread found about an unknown post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// Not there, and late enough to be sure.
    Absent(Millis),
    /// Not there, but it may still arrive.
    NotYet(Millis),
    /// The node it answers is gone.
    Gone(Millis),
    /// The thread could not be read.
    Unread(Millis),
}

impl State {
    /// Where a draft stands. One whose thread is read ahead is on its way: it may be pressed, edited and discarded as little
    /// as one that was sent.
    pub fn phase(&self, draft: &str) -> Phase {
        if self.pressed(draft).is_some() {
            return Phase::Sending;
        }
        self.slips.get(draft).map_or(Phase::Draft, |slip| slip.phase)
    }

    /// The words of a draft that are on their way, or will be as soon as their thread was read.
    pub(super) fn on_its_way(&self, draft: &str) -> Option<&Words> {
        let sent = || self.slips.get(draft).filter(|slip| !at_rest(slip)).map(|slip| &slip.words);
        self.pressed(draft).or_else(sent)
    }

    fn pressed(&self, draft: &str) -> Option<&Words> {
        self.live.pending.values().find_map(|pending| match pending {
            Pending::Ahead { draft: other, words, .. } if other == draft => Some(&**words),
            _ => None,
        })
    }
}

/// Whether a slip is not on its way.
pub(super) fn at_rest(slip: &Slip) -> bool {
    matches!(slip.phase, Phase::Refused | Phase::Queued | Phase::Draft)
}

/// Words are back from their way: whether others were typed in their place meanwhile.
pub(super) fn back(state: &mut State, draft: &str) {
    let words = state.live.words.get(draft);
    if let Some(slip) = state.slips.get_mut(draft) {
        slip.apart = words.is_some_and(|stored| !stored.words.says_the_same(&slip.words));
    }
}

/// A queued or refused slip, or one found absent, becomes a plain draft again.
pub(super) fn edit(state: &mut State, token: u32, draft: &str, missing: bool, now: Millis, plan: &mut Plan) {
    let seed = Target::parse(draft) == Some(Target::Seed);
    if state.phase(draft) == Phase::Sending {
        return plan.alert(Some(token), Line::new("alertSending"));
    }
    match state.slips.get(draft).map(|slip| slip.phase) {
        Some(Phase::Unknown) if !seed => plan.alert(Some(token), Line::new("alertSettleFirst")),
        // There is no thread to read for a seed: the person looks, and says that it is not there. A press that was meant for what stood here
        // before says nothing of that.
        Some(Phase::Unknown) if !missing => plan.alert(Some(token), Line::new("alertSeedUnknown")),
        Some(_) => {
            if state.slips.get(draft).is_some_and(|slip| slip.phase == Phase::Unknown) {
                back(state, draft);
            }
            bring_back(state, draft, now, plan);
            plan.save = true;
            post::show(draft, plan);
            plan.answer(Some(token), Answer::default());
        }
        None => plan.answer(Some(token), Answer::default()),
    }
}

/// The words of a slip go back into the box: there they are already, as a rule; else they are stored anew, above what was
/// typed in their place.
fn bring_back(state: &mut State, draft: &str, now: Millis, plan: &mut Plan) {
    let Some(slip) = state.slips.get_mut(draft) else { return };
    let words = match state.live.words.get(draft) {
        None => slip.words.clone(),
        Some(stored) if slip.apart => slip.words.above(&stored.words),
        Some(_) => {
            state.slips.remove(draft);
            return;
        }
    };
    // The slip stays until these are heard of as stored: storing can fail, and this may be the last copy.
    (slip.phase, slip.apart, slip.problem, slip.verdict) = (Phase::Draft, true, None, None);
    state.live.words.insert(draft.to_owned(), Stored { words: words.clone(), at: now });
    plan.store_words(draft, words);
}

/// Throws a draft away, and can bring it back.
pub(super) fn discard(state: &mut State, token: u32, draft: &str, now: Millis, plan: &mut Plan) {
    let seed = Target::parse(draft) == Some(Target::Seed);
    match state.phase(draft) {
        Phase::Sending => return plan.alert(Some(token), Line::new("alertSending")),
        Phase::Unknown if !seed => return plan.alert(Some(token), Line::new("alertSettleFirst")),
        _ => {}
    }
    if state.slips.get(draft).is_some_and(|slip| slip.phase == Phase::Unknown) {
        // A seed that the person has seen in its place: it was paid for, and the reply that told the price never came.
        let receipt = receipt::ended(state, draft, Receipt { unsure: true, ..Receipt::default() }, now, plan);
        let said = Some(Line::new("saidDiscarded"));
        return plan.answer(Some(token), Answer { said, receipt: Some(receipt), ..Answer::default() });
    }
    let slip = state.slips.remove(draft);
    let stored = state.live.words.remove(draft);
    let words = stored.map(|stored| stored.words).or_else(|| slip.as_ref().map(|slip| slip.words.clone()));
    if let Some(words) = words {
        plan.remove_words(draft, words.clone());
        let undo = undo::remember(
            state,
            Undone::Draft { draft: draft.to_owned(), words, slip: slip.map(Box::new) },
            now,
        );
        plan.answer(
            Some(token),
            Answer { said: Some(Line::new("saidDiscarded")), undo: Some(undo), ..Answer::default() },
        );
    } else {
        plan.answer(Some(token), Answer::default());
    }
    plan.save = true;
    post::show(draft, plan);
}
