//! The browser's storage: `local` for what must survive, `session` for what surfaces paint from.

use super::api;
use crate::agent::{Found, Stored, Words};
use crate::model::Millis;
use wasm_bindgen::{JsCast, JsValue};

const WORDS: &str = "words:";

/// What was found at the start.
pub(super) struct Opening {
    pub(super) found: Found,
    /// The sealed key, as JSON.
    pub(super) sealed: Option<String>,
    /// The open key, as JSON, if an earlier worker of this browser session left it.
    pub(super) open: Option<String>,
    /// Whether surfaces have nothing to paint from.
    pub(super) views_lost: bool,
}

/// Reads everything that is needed to begin.
pub(super) async fn open() -> Result<Opening, JsValue> {
    let local = api::local_get(&JsValue::NULL).await?;
    let wanted = js_sys::Array::of2(&"key".into(), &"view:masthead".into());
    let session = api::session_get(&wanted).await?;
    let mut found =
        Found { state: api::text(&local, "state"), cache: api::text(&local, "cache"), words: Vec::new() };
    for key in
        js_sys::Object::keys(local.unchecked_ref::<js_sys::Object>()).iter().filter_map(|key| key.as_string())
    {
        if let Some(draft) = key.strip_prefix(WORDS)
            && let Some(value) = api::field(&local, &key)
        {
            let text = js_sys::JSON::stringify(&value).map(String::from).unwrap_or_default();
            found.words.push((draft.to_owned(), text));
        }
    }
    Ok(Opening {
        found,
        sealed: api::text(&local, "sealed"),
        open: api::text(&session, "key"),
        views_lost: api::field(&session, "view:masthead").is_none(),
    })
}

/// Puts a state aside that could not be read, so that nothing of it is written over.
pub(super) async fn put_aside(text: &str, now: Millis) -> Result<JsValue, JsValue> {
    let key = format!("aside:{now}");
    api::local_set(&api::object([(key.as_str(), JsValue::from_str(text))])).await
}

/// Saves what must survive.
pub(super) async fn save(state: &str) -> Result<JsValue, JsValue> {
    api::local_set(&api::object([("state", JsValue::from_str(state))])).await
}

/// Saves what can be fetched again.
pub(super) async fn save_cache(cache: &str) -> Result<JsValue, JsValue> {
    api::local_set(&api::object([("cache", JsValue::from_str(cache))])).await
}

/// Stores words where surfaces find them.
pub(super) async fn store_words(draft: &str, words: &Words, at: Millis) -> Result<JsValue, JsValue> {
    let stored = serde_json::to_string(&Stored { words: words.clone(), at }).unwrap_or_default();
    let value = js_sys::JSON::parse(&stored)?;
    api::local_set(&api::object([(format!("{WORDS}{draft}").as_str(), value)])).await
}

/// Removes what was typed to sign up: the fields on disk, and the keys in memory.
pub(super) async fn forget_form() -> Result<(), JsValue> {
    let key = JsValue::from_str("signup");
    api::session_remove(&key).await?;
    api::local_remove(&key).await?;
    Ok(())
}

/// Removes words, unless a surface has stored others since.
pub(super) async fn remove_words(draft: &str, words: &Words) -> Result<(), JsValue> {
    let key = JsValue::from_str(&format!("{WORDS}{draft}"));
    let held = api::local_get(&key).await?;
    let stored = api::field(&held, &format!("{WORDS}{draft}"))
        .and_then(|value| js_sys::JSON::stringify(&value).ok())
        .and_then(|text| serde_json::from_str::<Stored>(&String::from(text)).ok());
    if stored.is_none_or(|stored| stored.words.says_the_same(words)) {
        api::local_remove(&key).await?;
    }
    Ok(())
}

/// Writes a view. A surface that listens repaints; one that opens later paints from it.
pub(super) async fn show(view: &[(String, String)]) -> Result<(), JsValue> {
    let mut entries = Vec::new();
    for (key, json) in view {
        entries.push((key.as_str(), js_sys::JSON::parse(json)?));
    }
    api::session_set(&api::object(entries)).await?;
    Ok(())
}
