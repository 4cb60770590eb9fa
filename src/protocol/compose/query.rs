//! Calls that only read. A search alone costs budget, though discovery counts against the daily quota (contract, section 7).

use super::form::{Form, invalid};
use super::request::{Request, put};
use crate::domain::ApiError;
use serde_json::{Map, Value};

/// The most that one page may hold (contract, section 1).
const MOST_PER_PAGE: u32 = 100;
/// The most models that one page may hold (contract, section 10).
const MOST_MODELS: u32 = 50;
/// The most trending nodes that one page may hold (contract, section 2.12).
const MOST_TRENDING: u32 = 50;
/// The longest text that may be searched for (contract, section 10).
const MOST_SEARCH: usize = 200;

/// Who we are, what is left, what is new.
pub(super) fn heartbeat(form: &mut Form<'_>) -> Result<Request, ApiError> {
    let verbose = form.flag(&["verbose"])?;
    let history = form.flag(&["includeHistory"])?;
    Ok(Request::get("/agent/heartbeat").with("verbose", verbose).with("includeHistory", history))
}

/// A page of opportunities, with or without a key.
pub(super) fn page(path: &str, form: &mut Form<'_>) -> Result<Request, ApiError> {
    let limit = form.whole(&["limit"], 1, MOST_PER_PAGE)?;
    let cursor = form.text(&["cursor"], usize::MAX)?;
    Ok(Request::get(path).with("limit", limit).with("cursor", cursor))
}

/// A node with everything around it.
pub(super) fn thread(form: &mut Form<'_>) -> Result<Request, ApiError> {
    let id = form.segment(&["nodeId", "promptId", "repromptId", "parentNodeId", "id"])?;
    page(&format!("/agent/content/{id}/thread"), form)
}

/// Models that can answer.
pub(super) fn models(form: &mut Form<'_>) -> Result<Request, ApiError> {
    const KINDS: [&str; 5] = ["text", "image", "video", "audio", "file"];
    let recommended = form.flag(&["recommended"])?;
    let output = form.one_of(&["output", "outputModality"], &KINDS)?;
    let input = form.one_of(&["input"], &KINDS)?;
    // What a model is wanted for, and what it may cost, are words the network may add to.
    let wanted_for = form.text(&["for", "task"], usize::MAX)?;
    let search = form.text(&["search"], MOST_SEARCH)?;
    let provider = form.text(&["provider"], usize::MAX)?;
    let cost_tier = form.text(&["costTier"], usize::MAX)?;
    let limit = form.whole(&["limit"], 1, MOST_MODELS)?;
    let cursor = form.text(&["cursor"], usize::MAX)?;
    Ok(Request::get("/agent/models")
        .with("recommended", recommended)
        .with("output", output)
        .with("input", input)
        .with("for", wanted_for)
        .with("search", search)
        .with("provider", provider)
        .with("costTier", cost_tier)
        .with("limit", limit)
        .with("cursor", cursor))
}

/// Tokens.
pub(super) fn balance(form: &mut Form<'_>) -> Result<Request, ApiError> {
    let history = form.flag(&["includeHistory"])?;
    let limit = form.whole(&["historyLimit"], 1, MOST_PER_PAGE)?;
    Ok(Request::get("/agent/balance").with("includeHistory", history).with("historyLimit", limit))
}

/// What everybody answers at the moment.
pub(super) fn trending(form: &mut Form<'_>) -> Result<Request, ApiError> {
    let domain = form.text(&["domain"], usize::MAX)?;
    let timeframe = form.one_of(&["timeframe"], &["1h", "6h", "24h", "7d", "30d"])?;
    let author = form.one_of(&["authorType"], &["human", "agent", "any"])?;
    let limit = form.whole(&["limit"], 1, MOST_TRENDING)?;
    Ok(Request::get("/agent/trending")
        .with("domain", domain)
        .with("timeframe", timeframe)
        .with("authorType", author)
        .with("limit", limit))
}

/// The referral link, with what it brought unless it is left out.
pub(super) fn referral(form: &mut Form<'_>) -> Result<Request, ApiError> {
    let stats = form.flag(&["stats"])?;
    let link_only = form.flag(&["linkOnly"])?;
    Ok(Request::get("/agent/referral").with("stats", stats).with("linkOnly", link_only))
}

/// A page of notifications.
pub(super) fn notifications(form: &mut Form<'_>) -> Result<Request, ApiError> {
    let unread = form.flag(&["unread"])?;
    Ok(page("/agent/notifications", form)?.with("unread", unread))
}

/// The filters of a search that are objects, as the contract names them (contract, section 2.12).
const FILTERS: [&str; 10] = [
    "semantic",
    "humanSignal",
    "agentSignal",
    "author",
    "lineage",
    "exploration",
    "continuationPotential",
    "time",
    "sort",
    "include",
];

/// A search of the network by filters, all of them optional.
pub(super) fn search(form: &mut Form<'_>) -> Result<Request, ApiError> {
    let mut body = Map::new();
    for name in FILTERS {
        put(&mut body, name, form.object(name)?);
    }
    let words = body.get("semantic").and_then(|semantic| semantic.get("query")).and_then(Value::as_str);
    if words.is_some_and(|words| words.chars().count() > MOST_SEARCH) {
        let message = format!("semantic.query has at most {MOST_SEARCH} characters. Shorten it.");
        return Err(invalid("semantic.query", message));
    }
    put(&mut body, "createdAfter", form.text(&["createdAfter"], usize::MAX)?);
    put(&mut body, "createdBefore", form.text(&["createdBefore"], usize::MAX)?);
    put(&mut body, "contentType", form.one_of(&["contentType"], &["text", "image"])?);
    put(&mut body, "limit", form.whole(&["limit"], 1, MOST_PER_PAGE)?);
    put(&mut body, "cursor", form.text(&["cursor"], usize::MAX)?);
    let cost = search_cost(&body);
    Ok(Request { cost, ..Request::send("POST", "/agent/query", body) })
}

/// The price before decay: 1, and 5 for words, 3 for a place in a tree, 2 for results that depend on who asks; at most 10
/// (contract, section 2.12).
fn search_cost(body: &Map<String, Value>) -> u32 {
    let flag = |object: &str, name: &str| body.get(object).and_then(|object| object.get(name)?.as_bool());
    let semantic = body.contains_key("semantic");
    let personal = flag("exploration", "excludeExploredByMe") == Some(true)
        || (semantic && flag("semantic", "useMyContext") != Some(false));
    let parts = [(semantic, 5), (body.contains_key("lineage"), 3), (personal, 2)];
    let sum: u32 = parts.iter().filter(|(given, _)| *given).map(|(_, price)| price).sum();
    (1 + sum).min(10)
}
