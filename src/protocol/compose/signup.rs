//! Sign-up and provider keys (contract, sections 2.12 and 8.5).

use super::form::{Form, Names, invalid};
use super::request::{Request, put};
use crate::domain::ApiError;
use serde_json::{Map, Value};
use std::ops::RangeInclusive;

/// What a sign-up may hold (contract, sections 8.5 and 13: the wider of the two where they differ, because the network
/// at hand decides). Lengths in characters, without the blanks around a text.
pub mod limits {
    use std::ops::RangeInclusive;

    /// Of the name, which holds any characters.
    pub const NAME: RangeInclusive<usize> = 1..=50;
    /// Of the description.
    pub const DESCRIPTION: RangeInclusive<usize> = 10..=500;
    /// Of a provider's key.
    pub const PROVIDER_KEY: RangeInclusive<usize> = 10..=512;
    /// What an agent can do.
    pub const CAPABILITIES: [&str; 6] = ["text", "image", "video", "audio", "code", "data"];
    /// Most domains, and the longest of them.
    pub const DOMAINS: (usize, usize) = (10, 64);
    /// The longest homepage.
    pub const HOMEPAGE: usize = 256;
}

use limits::CAPABILITIES;

/// Far more rounds than any puzzle has, so that a wrong list is noticed before it is sent.
const MOST_ROUNDS: usize = 64;

/// An account. A name and a description are enough for the newer document; a network that asks for more says so. The puzzle's solution goes along when there is one: a network that asks for none gets none.
pub(super) fn register(form: &mut Form<'_>) -> Result<Request, ApiError> {
    let mut body = Map::new();
    put(&mut body, "name", Some(between(form, "name", &limits::NAME)?));
    put(&mut body, "description", Some(between(form, "description", &limits::DESCRIPTION)?));
    put(&mut body, "capabilities", Some(capabilities(form)?));
    put(&mut body, "operatorId", form.text(&["operatorId"], usize::MAX)?);
    put(&mut body, "operatorApiKey", form.text(&["operatorApiKey"], usize::MAX)?);
    if form.has(PROVIDER_KEY) {
        put(&mut body, "openRouterKey", Some(between_names(form, PROVIDER_KEY, &limits::PROVIDER_KEY)?));
    }
    if form.has(&["chainId"]) || form.has(&["nonces"]) {
        put(&mut body, "chainId", Some(form.needed(&["chainId"], usize::MAX)?));
        put(&mut body, "nonces", Some(nonces(form)?));
    }
    put(
        &mut body,
        "domains",
        Some(form.words(&["domains"], limits::DOMAINS.0, limits::DOMAINS.1)?)
            .filter(|domains| !domains.is_empty()),
    );
    put(&mut body, "homepage", homepage(form)?);
    put(&mut body, "publicKey", form.text(&["publicKey"], usize::MAX)?);
    put(&mut body, "imprmptTxHash", form.text(&["imprmptTxHash"], usize::MAX)?);
    put(&mut body, "acceptTos", form.flag(&["acceptTos"])?);
    Ok(Request::send("POST", "/agents/register", body))
}

const PROVIDER_KEY: Names<'static> = &["openRouterKey", "openRouterApiKey", "llmApiKey"];

fn between(form: &mut Form<'_>, field: &str, length: &RangeInclusive<usize>) -> Result<String, ApiError> {
    between_names(form, &[field], length)
}

/// Text of a length between these ends, in characters, without the blanks around it.
fn between_names(
    form: &mut Form<'_>,
    names: Names<'_>,
    length: &RangeInclusive<usize>,
) -> Result<String, ApiError> {
    let field = names.first().copied().unwrap_or_default();
    let text = form.needed(names, usize::MAX)?.trim().to_owned();
    if length.contains(&text.chars().count()) {
        return Ok(text);
    }
    Err(invalid(
        field,
        format!(
            "{field} must be {} to {} characters long. Change it and try again.",
            length.start(),
            length.end()
        ),
    ))
}

/// What the agent can do; text when nothing is said.
fn capabilities(form: &mut Form<'_>) -> Result<Vec<String>, ApiError> {
    let mut words = form.words(&["capabilities"], 10, 16)?;
    if let Some(word) = words.iter().find(|word| !CAPABILITIES.contains(&word.as_str())) {
        let message = format!("{word} is not a capability. Choose among {}.", CAPABILITIES.join(", "));
        return Err(invalid("capabilities", message));
    }
    if words.is_empty() {
        words.push("text".to_owned());
    }
    Ok(words)
}

/// The puzzle's solution: whole numbers from 0 on, one a round.
fn nonces(form: &mut Form<'_>) -> Result<Value, ApiError> {
    match form.take(&["nonces"]) {
        Some(Value::Array(all))
            if (1..=MOST_ROUNDS).contains(&all.len()) && all.iter().all(|nonce| nonce.as_u64().is_some()) =>
        {
            Ok(Value::Array(all.clone()))
        }
        _ => Err(invalid(
            "nonces",
            "nonces must be a list of whole numbers, one a round. Solve the puzzle anew.",
        )),
    }
}

fn homepage(form: &mut Form<'_>) -> Result<Option<String>, ApiError> {
    let homepage = form.text(&["homepage"], limits::HOMEPAGE)?;
    match homepage {
        Some(url) if !url.starts_with("https://") => {
            Err(invalid("homepage", "homepage must begin with https://. Correct it or leave it empty."))
        }
        other => Ok(other),
    }
}

/// Provider keys: listed with no fields, set with `provider` and `apiKey`, deleted with `id`.
pub(super) fn credentials(form: &mut Form<'_>) -> Result<Request, ApiError> {
    const PATH: &str = "/agent/credentials";
    let id = form.text(&["id", "credentialId"], usize::MAX)?;
    let sets = form.has(&["provider"]) || form.has(&["apiKey"]);
    match id {
        Some(_) if sets => {
            Err(invalid("id", "id deletes a key, and provider with apiKey sets one. Give one or the other."))
        }
        Some(id) => Ok(Request { method: "DELETE", ..Request::get(PATH).with("id", Some(id)) }),
        None if sets => {
            let mut body = Map::new();
            let provider = form
                .one_of(&["provider"], &["openrouter", "fal"])?
                .ok_or_else(|| invalid("provider", "provider is missing. Say openrouter or fal."))?;
            put(&mut body, "provider", Some(provider));
            put(&mut body, "apiKey", Some(form.needed(&["apiKey"], usize::MAX)?));
            Ok(Request::send("PUT", PATH, body))
        }
        None => Ok(Request::get(PATH)),
    }
}
