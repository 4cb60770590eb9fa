//! Searching the network, which spends budget: saved before it is sent, sent once for each click, and never repeated automatically.

use crate::app::connection::connection_issue;
use crate::app::effect::{Answer, EffectBuilder, RequestFields, ViewKey};
use crate::app::effect::{NoResponse, Outcome, RequestResult};
use crate::app::reading::thread::learn_title;
use crate::app::state::{Pending, PendingSearch, Receipt, Search, SearchResults, SpendKind, State};
use crate::app::submission::{receipt, spend};
use crate::domain::{LocalizedMessage, Millis, Output, SearchPage};
use crate::protocol::{Endpoint, Reply};
use serde_json::json;
use std::collections::HashSet;

/// The least human signal of what people engaged with: any at all.
const HUMAN_SIGNAL: f64 = 0.01;

/// The number of results that one search brings.
const PAGE: u32 = 20;

/// The most results that are kept of one search.
const MOST: usize = 200;

/// Searches the network.
pub(crate) fn search(
    state: &mut State,
    token: u32,
    query: &Search,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let search = Search { words: query.words.trim().to_owned(), ..query.clone() };
    send(state, token, search, None, now, effects);
}

/// Reads the next page of the last search, at the same price.
pub(crate) fn more(state: &mut State, token: u32, now: Millis, effects: &mut EffectBuilder) {
    let found = state.cache.search.as_ref();
    match found.and_then(|found| Some((found.search.clone(), found.next_cursor.clone()?))) {
        Some((search, cursor)) => send(state, token, search, Some(cursor), now, effects),
        None => effects.answer(Some(token), Answer::default()),
    }
}

/// Stops waiting for a search. Its reply is not taken any more, and it may have been paid.
pub(crate) fn stop(state: &mut State, token: u32, now: Millis, effects: &mut EffectBuilder) {
    let searches: Vec<u64> = state
        .live
        .pending
        .iter()
        .filter(|(_, pending)| matches!(pending, Pending::Search(_)))
        .map(|(request, _)| *request)
        .collect();
    for request in searches {
        let waiter = state.live.pending.remove(&request).and_then(|pending| pending.waiter());
        effects.answer(waiter, Answer::default());
    }
    if let Some(pending) = state.pending_search.take() {
        unsure(state, &pending, now);
        failed(state, token, LocalizedMessage::new("searchStopped"), effects);
        effects.save = true;
    } else {
        effects.answer(Some(token), Answer::default());
    }
    effects.show(ViewKey::Search);
    effects.show(ViewKey::You);
}

fn send(
    state: &mut State,
    token: u32,
    search: Search,
    cursor: Option<String>,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let who = Some(token);
    effects.show(ViewKey::Search);
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
    let fields = fields(&search).text("cursor", cursor.as_deref().unwrap_or_default());
    state.live.search_problem = None;
    state.pending_search = Some(PendingSearch { search, cursor, at: now, estimated_cost });
    effects.save = true;
    effects.fetch(state, Endpoint::Query, &fields, Pending::Search(token));
}

fn fields(search: &Search) -> RequestFields {
    let mut fields = RequestFields::default().number("limit", PAGE);
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
    let PendingSearch { search, cursor, .. } = pending;
    let mut results = match state.cache.search.take() {
        Some(before) if cursor.is_some() && before.search == search => before.results,
        _ => Vec::new(),
    };
    let known: HashSet<String> = results.iter().map(|item| item.node_id.clone()).collect();
    results.extend(page.results.into_iter().filter(|item| !known.contains(&item.node_id)));
    let next_cursor = page.next_cursor.filter(|next| cursor.as_ref() != Some(next) && results.len() < MOST);
    state.cache.search = Some(SearchResults { search, results, total: page.total, next_cursor, at: now });
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
