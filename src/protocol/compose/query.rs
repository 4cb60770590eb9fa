//! Calls that only read. None costs budget, though discovery counts against the daily quota (contract, section 7).

use super::Request;
use super::form::Form;
use crate::domain::ApiError;

/// The most that one page may hold (contract, section 1).
const MOST_PER_PAGE: u32 = 100;
/// The most models that one page may hold (contract, section 10).
const MOST_MODELS: u32 = 50;
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

/// A page of notifications.
pub(super) fn notifications(form: &mut Form<'_>) -> Result<Request, ApiError> {
    let unread = form.flag(&["unread"])?;
    Ok(page("/agent/notifications", form)?.with("unread", unread))
}
