//! Searching the network, which spends budget: saved before it is sent, sent once for each click, and never repeated automatically.

use crate::app::connection::connection_issue;
use crate::app::effect::{EffectBuilder, Fields, ViewKey};
use crate::app::effect::{NoResponse, Outcome, RequestResult};
use crate::app::reading::thread::learn_title;
use crate::app::state::{Pending, PendingSearch, Receipt, Search, SearchResults, SpendKind, State};
use crate::app::submission::{receipt, spend};
use crate::domain::{LocalizedMessage, Millis, Output, SearchPage};
use crate::protocol::{Endpoint, Reply};
use serde_json::json;

/// The least human signal of what people engaged with: any at all.
const HUMAN_SIGNAL: f64 = 0.01;

/// The number of results that one search brings.
const PAGE: u32 = 20;

/// Searches the network.
pub(crate) fn search(
    state: &mut State,
    token: u32,
    query: &Search,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let who = Some(token);
    effects.show(ViewKey::Search);
    let search = Search { words: query.words.trim().to_owned(), ..query.clone() };
    if search == Search::default() {
        return effects.alert(who, LocalizedMessage::new("alertSearchEmpty"));
    }
    if let Some(line) = spend::blocker(state) {
        return effects.alert(who, line);
    }
    if let Some(until) = state.missing_until(Endpoint::Query, now) {
        return effects.alert(who, LocalizedMessage::new("searchMissing").at(until));
    }
    if state.pending_search.is_some() {
        return effects.alert(who, LocalizedMessage::new("alertSending"));
    }
    let estimated_cost = state.search_price(!search.words.is_empty(), search.unexplored, now);
    if let Some(line) = spend::budget_blocker(state, estimated_cost, now) {
        return effects.alert(who, line);
    }
    let fields = fields(&search);
    state.live.search_problem = None;
    state.pending_search = Some(PendingSearch { search, at: now, estimated_cost });
    effects.save = true;
    effects.fetch(state, Endpoint::Query, &fields, Pending::Search(token));
}

fn fields(search: &Search) -> Fields {
    let mut fields = Fields::default().number("limit", PAGE);
    if !search.words.is_empty() {
        // Without our context a search costs less, and tells the network nothing of what was read here.
        fields = fields.object("semantic", json!({ "query": search.words, "useMyContext": false }));
    }
    if search.human {
        fields = fields.object("humanSignal", json!({ "min": HUMAN_SIGNAL }));
    }
    if search.unexplored {
        fields = fields.object("exploration", json!({ "excludeExploredByMe": true }));
    }
    if let Some(days) = search.days {
        fields = fields.object("time", json!({ "maxAgeDays": days }));
    }
    match search.output {
        Some(Output::Image) => fields.text("contentType", "image"),
        Some(Output::Text) => fields.text("contentType", "text"),
        None => fields,
    }
}

/// Handles the result of a search.
pub(crate) fn handle_reply(
    state: &mut State,
    token: u32,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let pending = state.pending_search.take().unwrap_or_default();
    effects.save = true;
    match result.outcome {
        Outcome::Reply(reply) => {
            if let Reply::Search(page) = *reply {
                state.missing_endpoints.remove(Endpoint::Query.name());
                let said = found(state, pending, page, now, effects);
                effects.said(Some(token), said);
            }
        }
        Outcome::ApiError(problem) => {
            let line = if connection_issue::is_missing_endpoint(&problem) {
                state.remember_missing(Endpoint::Query, now);
                let until = state.missing_until(Endpoint::Query, now).unwrap_or(now);
                LocalizedMessage::new("searchMissing").at(until)
            } else if problem.code == "SEMANTIC_SEARCH_UNAVAILABLE" {
                LocalizedMessage::new("alertSearchWords")
            } else if problem.kind.leaves_result_open() {
                unsure(state, &pending, now);
                LocalizedMessage::new("alertSearchUnknown")
            } else {
                spend::refusal_line(state, &problem, result.meta, now)
            };
            failed(state, token, line, effects);
        }
        Outcome::NoResponse(NoResponse::Unsent) => {
            let key = if state.live.storage_full { "alertStorage" } else { "alertPermission" };
            failed(state, token, LocalizedMessage::new(key), effects);
        }
        Outcome::NoResponse(NoResponse::Dropped | NoResponse::Timeout) => {
            unsure(state, &pending, now);
            failed(state, token, LocalizedMessage::new("alertSearchUnknown"), effects);
        }
    }
    for view_key in [ViewKey::Search, ViewKey::Header, ViewKey::You] {
        effects.show(view_key);
    }
}

fn failed(state: &mut State, token: u32, line: LocalizedMessage, effects: &mut EffectBuilder) {
    state.live.search_problem = Some(line.clone());
    effects.alert(Some(token), line);
}

fn found(
    state: &mut State,
    pending: PendingSearch,
    mut page: SearchPage,
    now: Millis,
    effects: &mut EffectBuilder,
) -> LocalizedMessage {
    // A network that ignores the limit of a page sends more than can be stored.
    page.results.truncate(PAGE as usize);
    spend::record_decay(state, page.decay_multiplier, now);
    spend::record_balance(state, page.budget_remaining, now);
    let said = match (page.budget_spent, page.budget_remaining) {
        (Some(paid), Some(left)) => LocalizedMessage::new("saidSearched").with(paid).with(left),
        _ => LocalizedMessage::new("saidSearchedPlain"),
    };
    let kept = Receipt {
        paid: page.budget_spent,
        left: page.budget_remaining,
        request_id: page.request_id,
        ..receipt_of(&pending, now)
    };
    receipt::keep(state, kept);
    for item in &page.results {
        if let Some(title) = &item.title {
            learn_title(state, &item.node_id, title);
        }
    }
    let PendingSearch { search, .. } = pending;
    state.cache.search = Some(SearchResults { search, results: page.results, total: page.total, at: now });
    effects.save_cache = true;
    said
}

fn receipt_of(pending: &PendingSearch, now: Millis) -> Receipt {
    Receipt {
        at: now,
        act: SpendKind::Search,
        text: pending.search.words.clone(),
        estimated_cost: pending.estimated_cost,
        ..Receipt::default()
    }
}

/// Keeps a receipt for a search that may have been paid.
fn unsure(state: &mut State, pending: &PendingSearch, now: Millis) {
    let kept = Receipt { unsure: true, ..receipt_of(pending, now) };
    receipt::keep(state, kept);
}

/// The reply to a search was lost because the worker stopped or the account was left: it may have been paid.
pub(crate) fn record_lost_reply(state: &mut State, now: Millis) {
    if let Some(pending) = state.pending_search.take() {
        unsure(state, &pending, now);
        state.live.search_problem = Some(LocalizedMessage::new("alertSearchUnknown"));
    }
}
