use crate::app::effect::{EffectBuilder, Fields, ViewKey};
use crate::app::effect::{NoResponse, Outcome, RequestResult};
use crate::app::state::{Pending, PendingEngagement, Receipt, SpendKind, State};
use crate::app::submission::{receipt, spend};
use crate::domain::{ApiError, ApiErrorKind, LocalizedMessage, Millis, Verb};
use crate::protocol::{Endpoint, Reply};

/// The number of nodes whose likes and bookmarks are kept.
const MARKS: usize = 2_000;

fn act(verb: Verb) -> SpendKind {
    if verb == Verb::Like { SpendKind::Like } else { SpendKind::Bookmark }
}

/// Likes or bookmarks a node. It is saved before it is sent; a second click before the reply does nothing.
pub(crate) fn engage(
    state: &mut State,
    token: u32,
    node: &str,
    verb: Verb,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let who = Some(token);
    if let Some(line) = spend::blocker(state) {
        return effects.alert(who, line);
    }
    let marks = state.engagements.get(node).copied().unwrap_or_default();
    if (verb == Verb::Like && marks.liked) || (verb == Verb::Bookmark && marks.bookmarked) {
        return effects.said(who, LocalizedMessage::new("saidAlready"));
    }
    if state.pending_engagements.iter().any(|other| other.node == node && other.verb == verb) {
        return effects.alert(who, LocalizedMessage::new("alertSending"));
    }
    let estimated_cost = state.price(act(verb), now).units;
    if let Some(line) = spend::budget_blocker(state, estimated_cost, now) {
        return effects.alert(who, line);
    }
    state.pending_engagements.push(PendingEngagement {
        node: node.to_owned(),
        verb,
        at: now,
        estimated_cost,
    });
    effects.save = true;
    let word = if verb == Verb::Like { "LIKE" } else { "BOOKMARK" };
    let fields = Fields::default().text("nodeId", node).text("type", word);
    effects.fetch(state, Endpoint::Engage, &fields, Pending::Engage { node: node.to_owned(), verb, token });
}

/// Handles the result of a like or bookmark.
pub(crate) fn handle_engagement_reply(
    state: &mut State,
    node: &str,
    verb: Verb,
    token: Option<u32>,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let estimated_cost = state
        .pending_engagements
        .iter()
        .position(|other| other.node == node && other.verb == verb)
        .map_or(0.0, |place| state.pending_engagements.remove(place).estimated_cost);
    let mut receipt = Receipt {
        at: now,
        act: act(verb),
        parent: Some(node.to_owned()),
        title: state.title_of(node),
        estimated_cost,
        ..Receipt::default()
    };
    match result.outcome {
        Outcome::Reply(reply) => {
            if let Reply::Engaged(engaged) = *reply {
                receipt.paid = engaged.budget_spent;
                receipt.left = engaged.budget_remaining;
                receipt.request_id = engaged.request_id;
                receipt.corrected = engaged.field_mappings;
                spend::record_balance(state, engaged.budget_remaining, now);
                let key = if verb == Verb::Like { "saidLiked" } else { "saidBookmarked" };
                let line = match (receipt.paid, receipt.left) {
                    (Some(paid), Some(left)) => LocalizedMessage::new(key).with(paid).with(left),
                    _ => LocalizedMessage::new(&format!("{key}Plain")),
                };
                mark(state, node, verb);
                receipt::keep(state, receipt);
                effects.said(token, line);
            }
        }
        // The node was liked or bookmarked before (contract, section 7).
        Outcome::ApiError(ApiError { kind: ApiErrorKind::Duplicate, .. }) => {
            mark(state, node, verb);
            effects.said(token, LocalizedMessage::new("saidAlready"));
        }
        Outcome::ApiError(problem) if !problem.kind.leaves_result_open() => {
            let line = match problem.kind {
                ApiErrorKind::Missing => LocalizedMessage::new("alertGone"),
                _ => spend::refusal_line(state, &problem, result.meta, now),
            };
            effects.alert(token, line);
        }
        // It may have counted. Another click is harmless, because the network counts each like once.
        Outcome::ApiError(_) | Outcome::NoResponse(NoResponse::Dropped | NoResponse::Timeout) => {
            receipt.unsure = true;
            receipt::keep(state, receipt);
            effects.alert(token, LocalizedMessage::new("alertOutcomeUnknown"));
        }
        Outcome::NoResponse(NoResponse::Unsent) => {
            let key = if state.live.storage_full { "alertStorage" } else { "alertPermission" };
            effects.alert(token, LocalizedMessage::new(key));
        }
    }
    effects.save = true;
    effects.show(ViewKey::Feed);
    effects.show(ViewKey::Header);
    effects.show(ViewKey::Outbox);
    effects.show(ViewKey::You);
    for cached_thread in &state.live.threads {
        effects.show(ViewKey::Thread(cached_thread.node.clone()));
    }
}

fn mark(state: &mut State, node: &str, verb: Verb) {
    if state.engagements.len() >= MARKS {
        state.engagements.pop_first();
    }
    let marks = state.engagements.get_or_insert_with(node.to_owned(), Default::default);
    if verb == Verb::Like {
        marks.liked = true;
    } else {
        marks.bookmarked = true;
    }
}

/// Keeps receipts for likes and bookmarks whose replies were lost because the worker stopped: they may have been paid.
pub(crate) fn record_lost_replies(state: &mut State) {
    for engaging in std::mem::take(&mut state.pending_engagements) {
        let title = state.title_of(&engaging.node);
        receipt::keep(
            state,
            Receipt {
                at: engaging.at,
                act: act(engaging.verb),
                parent: Some(engaging.node),
                title,
                estimated_cost: engaging.estimated_cost,
                unsure: true,
                ..Receipt::default()
            },
        );
    }
}
