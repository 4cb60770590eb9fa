//! The browser's storage: `local` for what must survive, `session` for what surfaces paint from.

use super::storage_key::{account_of, storage_key};
use super::{api, vault};
use crate::app::{Revision, StoredData, StoredDraft, split_account_key};
use crate::domain::{Millis, Table};
use crate::view::{StoredThreads, THREAD_VIEW};
use wasm_bindgen::{JsCast, JsValue};

const DRAFTS: &str = "draft:";
const STATE: &str = "state";
const CACHE: &str = "cache";
const ACCOUNT_LIST: &str = "accounts";
/// Which thread views session storage has. Not a view itself.
const THREADS: &str = "stored-threads";
/// The one thing that is ever kept in `storage.sync`.
const PREFERENCES: &str = "preferences";

/// What was found at the start.
pub(super) struct Opening {
    /// Which accounts there are, as JSON.
    pub(super) account_list: Option<String>,
    /// What belongs to each, by its number.
    pub(super) found: Vec<(u32, StoredData)>,
    /// The sealed keys, as JSON.
    pub(super) sealed: Vec<(u32, String)>,
    /// The open keys, as JSON, that an earlier worker of this browser session left.
    pub(super) open: Vec<(u32, String)>,
    /// Which thread views session storage has.
    pub(super) threads: StoredThreads,
    /// Whether surfaces have nothing to paint from.
    pub(super) views_lost: bool,
}

/// Finds what is needed to begin in all that `storage.local` holds, and in what `storage.session` has beside it.
pub(super) async fn open(local: JsValue) -> Result<Opening, JsValue> {
    let mut found: Table<u32, StoredData> = Table::new();
    let (mut sealed, mut open) = (Vec::new(), Vec::new());
    for (key, value) in entries(&local) {
        if let Some(draft) = key.strip_prefix(DRAFTS) {
            let text = js_sys::JSON::stringify(&value).map(String::from).unwrap_or_default();
            found
                .get_or_insert_with(split_account_key(draft).0, StoredData::default)
                .drafts
                .push((draft.to_owned(), text));
            continue;
        }
        let Some(text) = value.as_string() else { continue };
        if let Some(account) = account_of(&key, STATE) {
            found.get_or_insert_with(account, StoredData::default).state = Some(text);
        } else if let Some(account) = account_of(&key, CACHE) {
            found.get_or_insert_with(account, StoredData::default).cache = Some(text);
        } else if let Some(account) = account_of(&key, vault::SEALED) {
            found.get_or_insert_with(account, StoredData::default);
            sealed.push((account, text));
        }
    }
    // Not all of it: the views lie there, and they are large.
    let wanted = js_sys::Array::of2(&"view:header".into(), &THREADS.into());
    for (account, _) in &sealed {
        wanted.push(&storage_key(*account, vault::OPEN).into());
    }
    let session = api::session_get(&wanted).await?;
    for (key, value) in entries(&session) {
        if let (Some(account), Some(text)) = (account_of(&key, vault::OPEN), value.as_string()) {
            open.push((account, text));
        }
    }
    Ok(Opening {
        account_list: api::text(&local, ACCOUNT_LIST),
        found: found.into_iter().collect(),
        sealed,
        open,
        threads: api::text(&session, THREADS).map(|json| StoredThreads::parse(&json)).unwrap_or_default(),
        views_lost: api::field(&session, "view:header").is_none(),
    })
}

/// Keys and values of a plain object.
fn entries(object: &JsValue) -> Vec<(String, JsValue)> {
    let keys = js_sys::Object::keys(object.unchecked_ref::<js_sys::Object>());
    keys.iter()
        .filter_map(|key| key.as_string())
        .filter_map(|key| Some((api::field(object, &key)?, key)))
        .map(|(value, key)| (key, value))
        .collect()
}

/// Puts a state aside that could not be read, so that nothing of it is written over.
pub(super) async fn put_aside(account: u32, text: &str, now: Millis) -> Result<JsValue, JsValue> {
    keep(&storage_key(account, &format!("aside:{now}")), text).await
}

/// Saves what must survive of an account.
pub(super) async fn save(account: u32, state: &str) -> Result<JsValue, JsValue> {
    keep_twice(&storage_key(account, STATE), state).await
}

/// Saves what can be fetched again for an account.
pub(super) async fn save_cache(account: u32, cache: &str) -> Result<JsValue, JsValue> {
    keep(&storage_key(account, CACHE), cache).await
}

/// Saves which accounts there are.
pub(super) async fn save_account_list(account_list: &str) -> Result<JsValue, JsValue> {
    keep_twice(ACCOUNT_LIST, account_list).await
}

async fn keep_twice(key: &str, text: &str) -> Result<JsValue, JsValue> {
    with_room(async || keep(key, text).await).await
}

/// Writes what cannot be fetched again: when the browser refuses it, what can be makes room, and it is written again. A second try may fail
/// for another reason: with a write that it refuses for want of room Firefox loses its way to the storage, and refuses the next one too,
/// whatever room there is by then.
pub(super) async fn with_room<T>(write: impl AsyncFn() -> Result<T, JsValue>) -> Result<T, JsValue> {
    if let Ok(written) = write().await {
        return Ok(written);
    }
    // Where this fails too, the next try tells.
    let _ = drop_caches().await;
    match write().await {
        Err(_) => write().await,
        written => written,
    }
}

/// Removes the stored caches of all accounts.
pub(super) async fn drop_caches() -> Result<(), JsValue> {
    let local = api::local_get(&JsValue::NULL).await?;
    for (key, _) in entries(&local).into_iter().filter(|(key, _)| account_of(key, CACHE).is_some()) {
        api::local_remove(&JsValue::from_str(&key)).await?;
    }
    Ok(())
}

async fn keep(key: &str, text: &str) -> Result<JsValue, JsValue> {
    api::local_set(&api::object([(key, JsValue::from_str(text))])).await
}

/// Saves preferences where the browser's own sync finds them.
pub(super) async fn save_sync(preferences: &str) -> Result<JsValue, JsValue> {
    api::sync_set(&api::object([(PREFERENCES, JsValue::from_str(preferences))])).await
}

/// The preferences that the browser's own sync holds.
pub(super) async fn read_sync() -> Result<Option<String>, JsValue> {
    Ok(api::text(&api::sync_get(&JsValue::from_str(PREFERENCES)).await?, PREFERENCES))
}

/// Removes what was saved of an account that held nothing.
pub(super) async fn drop_account(account: u32) -> Result<(), JsValue> {
    for key in [STATE, CACHE] {
        api::local_remove(&JsValue::from_str(&storage_key(account, key))).await?;
    }
    Ok(())
}

/// Removes what panels keep of their last picture (`first-frame.js`): what it shows is no longer to be seen.
pub(super) async fn drop_first_frames() -> Result<(), JsValue> {
    let keys: js_sys::Array =
        ["firstFrame:popup", "firstFrame:side"].iter().map(|key| JsValue::from_str(key)).collect();
    api::session_remove(&keys).await
}

/// Removes the threads that surfaces paint from.
pub(super) async fn drop_threads() -> Result<(), JsValue> {
    let session = api::session_get(&JsValue::NULL).await?;
    let keys: js_sys::Array = entries(&session)
        .into_iter()
        .filter(|(key, _)| key.starts_with(THREAD_VIEW) || key == THREADS)
        .map(|(key, _)| JsValue::from_str(&key))
        .collect();
    api::session_remove(&keys).await
}

/// Removes the views of these threads, so that others have room.
pub(super) async fn evict_threads(nodes: &[String]) -> Result<(), JsValue> {
    let keys: js_sys::Array =
        nodes.iter().map(|node| JsValue::from_str(&format!("{THREAD_VIEW}{node}"))).collect();
    api::session_remove(&keys).await
}

/// Stores a draft where pages find it.
pub(super) async fn store_draft(draft: &str, stored: &StoredDraft) -> Result<JsValue, JsValue> {
    let value = js_sys::JSON::parse(&serde_json::to_string(stored).unwrap_or_default())?;
    let item = api::object([(format!("{DRAFTS}{draft}").as_str(), value)]);
    with_room(async || api::local_set(&item).await).await
}

/// Removes what was typed to sign up: the fields on disk, and the keys in memory.
pub(super) async fn forget_form() -> Result<(), JsValue> {
    let key = JsValue::from_str("signup-form");
    api::session_remove(&key).await?;
    api::local_remove(&key).await?;
    Ok(())
}

/// Removes a draft, unless storage holds another revision of it.
pub(super) async fn remove_draft(draft: &str, revision: &Revision) -> Result<(), JsValue> {
    if stored_draft(draft).await?.is_none_or(|stored| stored.revision == *revision) {
        api::local_remove(&JsValue::from_str(&format!("{DRAFTS}{draft}"))).await?;
    }
    Ok(())
}

/// The draft that storage holds.
pub(super) async fn stored_draft(draft: &str) -> Result<Option<StoredDraft>, JsValue> {
    let key = format!("{DRAFTS}{draft}");
    let held = api::local_get(&JsValue::from_str(&key)).await?;
    Ok(api::field(&held, &key).and_then(|value| read_draft(&value)))
}

/// A draft as the browser hands it out; nothing where it hands out none.
pub(super) fn read_draft(value: &JsValue) -> Option<StoredDraft> {
    // What is undefined has no JSON, not even an empty one.
    if value.is_undefined() {
        return None;
    }
    js_sys::JSON::stringify(value).ok().and_then(|text| StoredDraft::read(&String::from(text)))
}

/// Writes views, and which threads are among those that session storage has. A surface that listens repaints; one that opens later paints
/// from them.
pub(super) async fn show(views: &[(String, String)], threads: &StoredThreads) -> Result<(), JsValue> {
    let mut entries = Vec::new();
    for (key, json) in views {
        entries.push((key.as_str(), js_sys::JSON::parse(json)?));
    }
    if views.iter().any(|(key, _)| key.starts_with(THREAD_VIEW)) {
        entries.push((THREADS, JsValue::from_str(&threads.to_json())));
    }
    api::session_set(&api::object(entries)).await?;
    Ok(())
}
