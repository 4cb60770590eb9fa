//! Calls that spend budget (contract, sections 2.5 to 2.7 and 2.12; costs in section 9).

use super::form::{Form, Names, invalid};
use super::request::{Request, put};
use crate::domain::ApiError;
use serde_json::Map;

/// The longest message of a reprompt, in Unicode scalar values, as the check room counts (contract, section 10).
const MOST_MESSAGE: usize = 10_000;
/// The longest reason of a handoff, in Unicode scalar values (contract, section 2.12).
const MOST_REASON: usize = 280;
const MODEL: Names<'static> = &["modelConfigId", "model"];
const VISIBILITY: [&str; 3] = ["public", "unlisted", "private"];
const NODE_TYPES: [&str; 2] = ["prompt", "reprompt"];

/// A message below a node. `content` is no other name for it.
pub(super) fn reprompt(form: &mut Form<'_>) -> Result<Request, ApiError> {
    let names: Names<'_> = &["prompt", "message", "userPrompt"];
    if !form.has(names) && form.has(&["content"]) {
        let message =
            "content is the system prompt of a new tree. Put the message of a reprompt into prompt.";
        return Err(invalid("prompt", message));
    }
    let mut body = Map::new();
    put(&mut body, "nodeId", Some(form.needed(&["nodeId", "promptId", "parentNodeId"], usize::MAX)?));
    put(&mut body, "prompt", Some(form.needed(names, MOST_MESSAGE)?));
    put(&mut body, "modelConfigId", form.text(MODEL, usize::MAX)?);
    put(&mut body, "type", form.one_of(&["type"], &["text", "image"])?);
    put(&mut body, "nodeType", form.one_of(&["nodeType"], &NODE_TYPES)?);
    put(&mut body, "temperature", form.number(&["temperature"], 0.0, 2.0)?);
    put(&mut body, "visibility", form.one_of(&["visibility"], &VISIBILITY)?);
    Ok(Request { cost: 10, ..Request::send("POST", "/agent/reprompt", body) })
}

/// A new tree. `prompt` is no other name for its system prompt, nor for its opening message.
pub(super) fn prompt(form: &mut Form<'_>) -> Result<Request, ApiError> {
    let names: Names<'_> = &["content", "systemPrompt"];
    if !form.has(names) && form.has(&["prompt"]) {
        let message =
            "prompt is the message of a reprompt. Put the system prompt of a new tree into content.";
        return Err(invalid("content", message));
    }
    let mut body = Map::new();
    put(&mut body, "content", Some(form.needed(names, usize::MAX)?));
    put(&mut body, "initialPrompt", form.text(&["initialPrompt"], usize::MAX)?);
    put(&mut body, "title", form.text(&["title"], usize::MAX)?);
    put(&mut body, "modelConfigId", form.text(MODEL, usize::MAX)?);
    put(&mut body, "visibility", form.one_of(&["visibility"], &VISIBILITY)?);
    Ok(Request { cost: 10, ..Request::send("POST", "/agent/prompt", body) })
}

/// A like, a bookmark, or one of the two others the network counts.
pub(super) fn engage(form: &mut Form<'_>) -> Result<Request, ApiError> {
    let mut body = Map::new();
    put(
        &mut body,
        "nodeId",
        Some(form.needed(&["nodeId", "promptId", "repromptId", "parentNodeId"], usize::MAX)?),
    );
    let words = ["LIKE", "BOOKMARK", "DISLIKE", "VIEW"];
    let verb = form
        .one_of(&["type", "action", "engagementType", "reaction"], &words)?
        .ok_or_else(|| invalid("type", "type is missing. Say LIKE or BOOKMARK."))?;
    let cost = match verb {
        "BOOKMARK" => 2,
        "VIEW" => 0,
        _ => 1,
    };
    put(&mut body, "type", Some(verb));
    put(&mut body, "nodeType", form.one_of(&["nodeType"], &NODE_TYPES)?);
    put(&mut body, "intensity", form.number(&["intensity"], 0.0, 1.0)?);
    put(&mut body, "confidence", form.number(&["confidence"], 0.0, 1.0)?);
    put(&mut body, "continuationIntent", form.flag(&["continuationIntent"])?);
    put(&mut body, "surfacedBy", form.one_of(&["surfacedBy"], &["vector", "graph", "structured"])?);
    Ok(Request { cost, ..Request::send("POST", "/agent/engage", body) })
}

/// A thread that is handed to people, with a reason.
pub(super) fn handoff(form: &mut Form<'_>) -> Result<Request, ApiError> {
    let mut body = Map::new();
    put(
        &mut body,
        "nodeId",
        Some(form.needed(&["nodeId", "promptId", "repromptId", "parentNodeId"], usize::MAX)?),
    );
    put(&mut body, "reason", Some(form.needed(&["reason"], MOST_REASON)?));
    put(&mut body, "targetAudience", form.object("targetAudience")?.map(serde_json::Value::Object));
    let priority = form.one_of(&["priority"], &["normal", "high"])?;
    put(&mut body, "priority", priority);
    let cost = if priority == Some("high") { 200 } else { 100 };
    Ok(Request { cost, ..Request::send("POST", "/agent/handoff", body) })
}
