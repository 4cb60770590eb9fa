use super::plan::{Fields, Plan};
use super::{Act, Ending, Outcome, Pending, Receipt, State, Surface, quota, receipt, sentence, trouble};
use crate::model::{Line, Millis, Problem, ProblemKind, Verb};
use crate::wire::{Endpoint, Reply};
use serde::{Deserialize, Serialize};

/// How many nodes' likes and bookmarks are remembered.
const MARKS: usize = 2_000;

/// A like or bookmark on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Engaging {
    /// Node.
    pub node: String,
    /// Like or bookmark.
    pub verb: Verb,
    /// When it was sent.
    pub at: Millis,
    /// What we told it would cost.
    pub told: f64,
}

/// What we did to a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// Liked.
    pub liked: bool,
    /// Bookmarked.
    pub bookmarked: bool,
}

fn act(verb: Verb) -> Act {
    if verb == Verb::Like { Act::Like } else { Act::Bookmark }
}

/// Likes or bookmarks a node: saved, then sent. A second click while one is on its way does nothing.
pub(super) fn engage(state: &mut State, token: u32, node: &str, verb: Verb, now: Millis, plan: &mut Plan) {
    let who = Some(token);
    if state.account.is_none() {
        return plan.alert(who, Line::new("alertNoKey"));
    }
    if !state.ready() {
        return plan.alert(who, Line::new("alertLocked"));
    }
    if state.account.as_ref().is_some_and(|account| account.read_only) {
        return plan.alert(who, Line::new("alertReadOnly"));
    }
    if !state.live.online {
        return plan.alert(who, Line::new("alertOffline"));
    }
    if state.live.newer {
        return plan.alert(who, Line::new("alertNewer"));
    }
    let marks = state.engaged.get(node).copied().unwrap_or_default();
    if (verb == Verb::Like && marks.liked) || (verb == Verb::Bookmark && marks.bookmarked) {
        return plan.said(who, Line::new("saidAlready"));
    }
    if state.engaging.iter().any(|other| other.node == node && other.verb == verb) {
        return plan.alert(who, Line::new("alertSending"));
    }
    let told = state.price(act(verb), now).units;
    if state.balance(now).is_some_and(|balance| balance < told) {
        return plan.alert(
            who,
            match state.affordable_at(told, now) {
                Some(at) => Line::new("alertBudgetAt").at(at),
                None => Line::new("alertBudget"),
            },
        );
    }
    state.engaging.push(Engaging { node: node.to_owned(), verb, at: now, told });
    plan.save = true;
    let word = if verb == Verb::Like { "LIKE" } else { "BOOKMARK" };
    let fields = Fields::default().text("nodeId", node).text("type", word);
    plan.fetch(state, Endpoint::Engage, &fields, Pending::Engage { node: node.to_owned(), verb, token });
}

/// Takes the end of a like or bookmark.
pub(super) fn engage_ended(
    state: &mut State,
    node: &str,
    verb: Verb,
    token: Option<u32>,
    ending: Ending,
    now: Millis,
    plan: &mut Plan,
) {
    let told = state
        .engaging
        .iter()
        .position(|other| other.node == node && other.verb == verb)
        .map_or(0.0, |place| state.engaging.remove(place).told);
    let mut receipt = Receipt {
        id: format!("e{now}-{node}"),
        at: now,
        act: act(verb),
        parent: Some(node.to_owned()),
        title: state.title_of(node),
        told,
        ..Receipt::default()
    };
    match ending.outcome {
        Outcome::Reply(reply) => {
            if let Reply::Engaged(engaged) = *reply {
                receipt.paid = engaged.budget_spent;
                receipt.left = engaged.budget_remaining;
                receipt.request_id = engaged.request_id;
                receipt.corrected = engaged.field_mappings;
                if let (Some(left), Some(account)) = (engaged.budget_remaining, state.account.as_mut()) {
                    account.budget.balance = Some(left);
                    account.budget_at = now + state.skew;
                }
                let key = if verb == Verb::Like { "saidLiked" } else { "saidBookmarked" };
                let line = match (receipt.paid, receipt.left) {
                    (Some(paid), Some(left)) => Line::new(key).with(paid).with(left),
                    _ => Line::new(&format!("{key}Plain")),
                };
                mark(state, node, verb);
                receipt::keep(state, receipt);
                plan.said(token, line);
            }
        }
        // It counted before: that is what was wanted (contract, section 7).
        Outcome::Problem(Problem { kind: ProblemKind::Duplicate, .. }) => {
            mark(state, node, verb);
            plan.said(token, Line::new("saidAlready"));
        }
        Outcome::Problem(problem) if !matches!(problem.kind, ProblemKind::Server | ProblemKind::Shape) => {
            let line = match problem.kind {
                ProblemKind::Auth | ProblemKind::Terms => trouble::met(state, &problem, ending.meta, now),
                ProblemKind::Rate if quota::is_of_the_day(&problem) => {
                    trouble::met(state, &problem, ending.meta, now)
                }
                ProblemKind::Rate => sentence::of_haste(&problem, &ending.meta, now),
                ProblemKind::Missing => Line::new("alertGone"),
                ProblemKind::Tier => Line::new("alertTier"),
                _ => sentence::of_refusal(&problem),
            };
            plan.alert(token, line);
        }
        // It may count or not; pressing again is harmless, because the network counts one like once.
        Outcome::Problem(_) | Outcome::Silence(super::Silence::Dropped | super::Silence::Timeout) => {
            receipt.unsure = true;
            receipt::keep(state, receipt);
            plan.alert(token, Line::new("alertUnsure"));
        }
        Outcome::Silence(super::Silence::Unsent) => {
            let key = if state.live.storage_full { "alertStorage" } else { "alertPermission" };
            plan.alert(token, Line::new(key));
        }
    }
    plan.save = true;
    plan.show(Surface::Feed);
    plan.show(Surface::Masthead);
    plan.show(Surface::Outbox);
    plan.show(Surface::You);
    for opened in &state.live.threads {
        plan.show(Surface::Thread(opened.node.clone()));
    }
}

fn mark(state: &mut State, node: &str, verb: Verb) {
    if state.engaged.len() >= MARKS {
        state.engaged.pop_first();
    }
    let marks = state.engaged.get_or_insert_with(node.to_owned(), Default::default);
    if verb == Verb::Like {
        marks.liked = true;
    } else {
        marks.bookmarked = true;
    }
}

/// Likes and bookmarks that were on their way when the worker died: nobody knows, so it is told.
pub(super) fn left_over(state: &mut State, now: Millis) {
    for engaging in std::mem::take(&mut state.engaging) {
        let title = state.title_of(&engaging.node);
        receipt::keep(
            state,
            Receipt {
                id: format!("e{now}-{}", engaging.node),
                at: engaging.at,
                act: act(engaging.verb),
                parent: Some(engaging.node),
                title,
                told: engaging.told,
                unsure: true,
                ..Receipt::default()
            },
        );
    }
}
