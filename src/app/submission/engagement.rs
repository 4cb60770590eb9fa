use crate::app::connection::connection_issue;
use crate::app::effect::{EffectBuilder, RequestFields, ViewKey};
use crate::app::effect::{NoResponse, Outcome, RequestResult};
use crate::app::state::{Pending, PendingEngagement, Receipt, SpendKind, State};
use crate::app::submission::{receipt, spend};
use crate::domain::{ApiError, ApiErrorKind, LocalizedMessage, Millis, Verb, excerpt};
use crate::protocol::{Endpoint, Reply};

/// The number of nodes whose engagements are kept.
const MAX_ENGAGEMENTS: usize = 2_000;

/// The longest reason of a handoff, in characters (contract, section 2.12).
pub(crate) const MOST_REASON: u32 = 280;

/// An engagement as a spend, as the network calls it, and the message that says it was done.
fn spend_names(verb: Verb) -> (SpendKind, &'static str, &'static str) {
    match verb {
        Verb::Bookmark => (SpendKind::Bookmark, "BOOKMARK", "saidBookmarked"),
        Verb::Dislike => (SpendKind::Dislike, "DISLIKE", "saidDisliked"),
        Verb::HandOff => (SpendKind::Handoff, "", "saidHandedOff"),
        Verb::Like | Verb::Reprompt | Verb::Read => (SpendKind::Like, "LIKE", "saidLiked"),
    }
}

/// Likes, dislikes or bookmarks a node.
pub(crate) fn engage(
    state: &mut State,
    token: u32,
    node: &str,
    verb: Verb,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let (act, word, _) = spend_names(verb);
    let fields = RequestFields::default().text("nodeId", node).text("type", word);
    let estimated_cost = state.price(act, now).units;
    let pending =
        PendingEngagement { node: node.to_owned(), verb, reason: String::new(), at: now, estimated_cost };
    send(state, token, pending, Endpoint::Engage, &fields, effects);
}

/// Hands a node to people, with a reason. What is urgent costs twice as much.
pub(crate) fn hand_off(
    state: &mut State,
    token: u32,
    node: &str,
    (reason, urgent): (&str, bool),
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let reason = reason.trim();
    let length = reason.chars().count();
    if length == 0 || length > MOST_REASON as usize {
        let line = if length == 0 { "alertHandoffReason" } else { "alertHandoffLong" };
        return effects.alert(Some(token), LocalizedMessage::new(line).with(MOST_REASON));
    }
    if let Some(until) = state.missing_until(Endpoint::Handoff, now) {
        return effects.alert(Some(token), LocalizedMessage::new("handoffMissing").at(until));
    }
    let priority = if urgent { "high" } else { "normal" };
    let fields =
        RequestFields::default().text("nodeId", node).text("reason", reason).text("priority", priority);
    let pending = PendingEngagement {
        node: node.to_owned(),
        verb: Verb::HandOff,
        reason: reason.to_owned(),
        at: now,
        estimated_cost: state.handoff_price(urgent, now),
    };
    send(state, token, pending, Endpoint::Handoff, &fields, effects);
}

/// Sends an engagement. It is saved before it is sent; a second click before the reply does nothing.
fn send(
    state: &mut State,
    token: u32,
    pending: PendingEngagement,
    endpoint: Endpoint,
    fields: &RequestFields,
    effects: &mut EffectBuilder,
) {
    let who = Some(token);
    if let Some(line) = spend::blocker(state) {
        return effects.alert(who, line);
    }
    let PendingEngagement { node, verb, at, estimated_cost, .. } = &pending;
    let mut marks = state.engagements.get(node).copied().unwrap_or_default();
    if marks.of(*verb).is_some_and(|done| *done) {
        return effects.said(who, LocalizedMessage::new("saidAlready"));
    }
    if state.pending_engagements.iter().any(|other| other.node == *node && other.verb == *verb) {
        return effects.alert(who, LocalizedMessage::new("alertSending"));
    }
    if let Some(line) = spend::budget_blocker(state, *estimated_cost, *at) {
        return effects.alert(who, line);
    }
    let purpose = Pending::Engage { node: node.clone(), verb: *verb, token };
    state.pending_engagements.push(pending);
    effects.save = true;
    effects.fetch(state, endpoint, fields, purpose);
}

/// Handles the result of an engagement.
pub(crate) fn handle_engagement_reply(
    state: &mut State,
    node: &str,
    verb: Verb,
    token: Option<u32>,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let place = state.pending_engagements.iter().position(|other| other.node == node && other.verb == verb);
    let (estimated_cost, text) = place.map_or((0.0, String::new()), |place| {
        let PendingEngagement { estimated_cost, reason, .. } = state.pending_engagements.remove(place);
        (estimated_cost, reason)
    });
    // What was bookmarked is listed by its first words when the network is not there.
    let text = if verb == Verb::Bookmark { first_words(state, node) } else { text };
    let (act, _, key) = spend_names(verb);
    let mut receipt = Receipt {
        at: now,
        act,
        parent: Some(node.to_owned()),
        title: state.title_of(node),
        text,
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
                let line = match (receipt.paid, receipt.left) {
                    (Some(paid), Some(left)) => LocalizedMessage::new(key).with(paid).with(left),
                    _ => LocalizedMessage::new(&format!("{key}Plain")),
                };
                mark(state, node, verb);
                receipt::keep(state, receipt);
                effects.said(token, line);
            }
        }
        // The node was engaged with in this way before (contract, section 7).
        Outcome::ApiError(ApiError { kind: ApiErrorKind::Duplicate, .. }) => {
            mark(state, node, verb);
            effects.said(token, LocalizedMessage::new("saidAlready"));
        }
        Outcome::ApiError(problem)
            if verb == Verb::HandOff
                && problem.code != "VAL_001"
                && connection_issue::is_missing_endpoint(&problem) =>
        {
            state.remember_missing(Endpoint::Handoff, now);
            let until = state.missing_until(Endpoint::Handoff, now).unwrap_or(now);
            effects.alert(token, LocalizedMessage::new("handoffMissing").at(until));
        }
        Outcome::ApiError(problem) if !problem.kind.leaves_result_open() => {
            let line = match problem.kind {
                ApiErrorKind::Missing => LocalizedMessage::new("alertGone"),
                _ => spend::refusal_line(state, &problem, result.meta, now),
            };
            effects.alert(token, line);
        }
        // It may have counted. Another click is harmless, because the network counts each engagement once; a handoff counts each time.
        Outcome::ApiError(_) | Outcome::NoResponse(NoResponse::Dropped | NoResponse::Timeout) => {
            receipt.unsure = true;
            receipt::keep(state, receipt);
            let line = if verb == Verb::HandOff { "alertHandoffUnknown" } else { "alertOutcomeUnknown" };
            effects.alert(token, LocalizedMessage::new(line));
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

/// The length of the words that a bookmark is listed by, in characters.
const FIRST_WORDS: usize = 200;

/// The first words of a node that is listed or was read.
fn first_words(state: &State, node: &str) -> String {
    let items = state.cache.feed.iter().chain(&state.cache.trending);
    let mut items = items.chain(state.cache.search.iter().flat_map(|found| &found.results));
    let listed = items.find(|item| item.node_id == node).and_then(|item| item.preview.as_deref());
    let mut read = state.cache.read_threads.iter();
    let words = listed.or_else(|| read.find(|read| read.node == node).map(|read| read.text.as_str()));
    excerpt(words.unwrap_or_default(), FIRST_WORDS)
}

fn mark(state: &mut State, node: &str, verb: Verb) {
    if verb == Verb::HandOff {
        return;
    }
    if state.engagements.len() >= MAX_ENGAGEMENTS {
        state.engagements.pop_first();
    }
    if let Some(done) = state.engagements.get_or_insert_with(node.to_owned(), Default::default).of(verb) {
        *done = true;
    }
}

/// Keeps receipts for engagements whose replies were lost because the worker stopped: they may have been paid.
pub(crate) fn record_lost_replies(state: &mut State) {
    for engaging in std::mem::take(&mut state.pending_engagements) {
        let title = state.title_of(&engaging.node);
        receipt::keep(
            state,
            Receipt {
                at: engaging.at,
                act: spend_names(engaging.verb).0,
                parent: Some(engaging.node),
                title,
                text: engaging.reason,
                estimated_cost: engaging.estimated_cost,
                unsure: true,
                ..Receipt::default()
            },
        );
    }
}
