use crate::app::effect::{Answer, AnswerCode};
use crate::app::state::{DraftContent, DraftTarget, ReviewStatus, SpendKind, State};
use crate::check;
use crate::check::{Blocker, Checked, DraftKind};
use crate::domain::{Budget, LocalizedMessage, Millis, Thread};

/// Checks a draft with all that is known about it: parent, thread, model, budget, review.
pub fn draft_check(state: &State, draft: &str, content: &DraftContent, now: Millis) -> Checked {
    let target = DraftTarget::parse(draft);
    let thread = match &target {
        Some(DraftTarget::Reply(node)) => thread_of(state, node),
        _ => None,
    };
    let (kind, parent_id, act) = match &target {
        Some(DraftTarget::Reply(node)) => {
            (DraftKind::Reprompt, Some(Some(node.clone())), SpendKind::Reprompt)
        }
        Some(DraftTarget::Seed) => (DraftKind::Prompt, None, SpendKind::Seed),
        None => (DraftKind::Reprompt, Some(None), SpendKind::Reprompt),
    };
    let mut models = state.cache.models.iter().chain(&state.live.model_search.models);
    let model = models.find(|model| model.id == content.model);
    let checked = check::check(&check::Draft {
        kind,
        text: content.text.clone(),
        system_prompt: match kind {
            DraftKind::Prompt => Some(content.system_prompt.clone()),
            DraftKind::Reprompt => thread.and_then(|thread| thread.root.system_prompt.clone()),
        },
        parent_id,
        parent_text: thread.and_then(|thread| parent_text(thread, target.as_ref())),
        thread: thread.map(texts).unwrap_or_default(),
        model_id: Some(content.model.clone()).filter(|model| !model.is_empty()),
        model_outputs: model.filter(|model| !model.output.is_empty()).map(|model| model.output.clone()),
        output: Some(content.output),
        // The current balance, so that the check does not compute refills.
        budget: state.balance(now).map(|balance| {
            let budget = state.account.as_ref().map(|account| account.budget.clone()).unwrap_or_default();
            Budget { balance: Some(balance), next_regen_at: state.refill_at(now), ..budget }
        }),
        cost: Some(state.price(act, now).units),
        tier: state.account.as_ref().and_then(|account| account.tier.clone()),
        required_tier: None,
        reviewed: match kind {
            DraftKind::Prompt => Some(state.seed_review(draft, content) == ReviewStatus::Fine),
            // If this worker has not read the thread, `preload` reads it when the draft is posted.
            DraftKind::Reprompt => thread.map(|thread| state.review(thread) == ReviewStatus::Fine),
        },
        now: Some(now),
        silenced: state.settings.silenced.iter().cloned().collect(),
    });
    let read_only = state.account.as_ref().is_some_and(|account| account.read_only);
    let first = read_only.then_some(Blocker::ReadOnly);
    Checked { blockers: first.into_iter().chain(checked.blockers).collect(), ..checked }
}

/// The answer to a post that the check blocks: the first blocker and what resolves it.
pub(crate) fn blocked_answer(
    state: &State,
    draft: &str,
    content: &DraftContent,
    now: Millis,
) -> Option<Answer> {
    let checked = draft_check(state, draft, content, now);
    let blocker = checked.blockers.first()?;
    let code = match blocker {
        Blocker::Unreviewed => AnswerCode::ReviewRequired,
        _ => AnswerCode::Failed,
    };
    Some(Answer { code, ..Answer::failed(blocker_line(blocker, draft, now)) })
}

/// The message of a blocker, with what resolves it.
pub fn blocker_line(blocker: &Blocker, draft: &str, now: Millis) -> LocalizedMessage {
    match blocker {
        Blocker::Empty { field: "systemPrompt" } => LocalizedMessage::new("blockEmptySystem"),
        Blocker::Empty { .. } => LocalizedMessage::new("blockEmpty"),
        Blocker::TooLong { limit, count } => LocalizedMessage::count("blockTooLong", *count).with(*limit),
        Blocker::NoParent | Blocker::BadParent { .. } => LocalizedMessage::new("blockNoParent"),
        Blocker::OutputMismatch { output, model_id } => {
            let model = model_id.clone().unwrap_or_default();
            match output {
                crate::domain::Output::Image => LocalizedMessage::new("blockOutputText").with(model),
                crate::domain::Output::Text => LocalizedMessage::new("blockOutputImage").with(model),
            }
        }
        Blocker::Unaffordable { cost, balance, affordable_at } => {
            let line = match affordable_at.filter(|at| *at > now) {
                Some(_) => LocalizedMessage::new("blockBudgetAt"),
                None => LocalizedMessage::new("blockBudget"),
            };
            let line = line.with(*cost).with(*balance);
            match affordable_at.filter(|at| *at > now) {
                Some(at) => line.at(at),
                None => line,
            }
        }
        Blocker::TierTooLow { tier, needed } => {
            LocalizedMessage::new("blockTier").with(tier.as_str()).with(needed.as_str())
        }
        Blocker::Unreviewed if DraftTarget::parse(draft) == Some(DraftTarget::Seed) => {
            LocalizedMessage::new("blockUnreviewedSeed")
        }
        Blocker::Unreviewed => LocalizedMessage::new("blockUnreviewed"),
        Blocker::ReadOnly => LocalizedMessage::new("alertReadOnly"),
    }
}

/// A cached thread that contains a node: that of the node itself if possible.
pub fn thread_of<'a>(state: &'a State, node: &str) -> Option<&'a Thread> {
    let at = state.cached_thread(node).and_then(|cached_thread| cached_thread.thread.as_deref().ok());
    at.or_else(|| {
        let read =
            state.live.threads.iter().rev().filter_map(|cached_thread| cached_thread.thread.as_deref().ok());
        read.into_iter().find(|thread| {
            thread.ancestors.iter().chain(&thread.siblings).any(|known| known.node_id == node)
                || thread.branches.iter().any(|branch| branch.node.node_id == node)
        })
    })
}

fn parent_text(thread: &Thread, target: Option<&DraftTarget>) -> Option<String> {
    let Some(DraftTarget::Reply(id)) = target else { return None };
    let mut nodes = std::iter::once(&thread.node)
        .chain(&thread.ancestors)
        .chain(&thread.siblings)
        .chain(thread.branches.iter().map(|branch| &branch.node));
    let node = nodes.find(|node| node.node_id == *id)?;
    let parts: Vec<&str> =
        [node.prompt.as_deref(), node.llm_response.as_deref()].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// The texts of the last ancestors, which a draft may repeat.
fn texts(thread: &Thread) -> Vec<String> {
    thread
        .ancestors
        .iter()
        .rev()
        .take(6)
        .flat_map(|node| [node.prompt.clone(), node.llm_response.clone()])
        .flatten()
        .collect()
}
