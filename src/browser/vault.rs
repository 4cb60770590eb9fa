//! The key at rest: sealed with AES-GCM under a key of the browser's own that cannot be read out, kept in the extension's `IndexedDB`.
//!
//! That keeps it from whoever copies the browser's files and from content scripts, which cannot open `IndexedDB` of the extension. It
//! does not keep it from somebody who uses this browser; the options page says so. With a passphrase the sealing key is derived from
//! that instead, by Argon2id, and nothing in the browser opens it.

use super::api;
use super::http::OpenKey;
use super::storage_key::storage_key;
use crate::domain::{Secret, from_json};
use crate::puzzle;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{Crypto, CryptoKey, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest, IdbTransactionMode};

const DATABASE: &str = "vault";
const STORE: &str = "keys";
const WRAPPER: &str = "wrapper";
/// Where the sealed key lies in `storage.local`.
pub(super) const SEALED: &str = "sealed";
/// Where the open key lies in `storage.session`.
pub(super) const OPEN: &str = "key";
const ALGORITHM: &str = "AES-GCM";

/// The sealed key as it is stored. Bytes are lists of numbers: there are forty of them, and JSON needs no further tool.
#[derive(Serialize, Deserialize)]
struct Sealed {
    origin: String,
    iv: Vec<u8>,
    bytes: Vec<u8>,
    /// Salt of the passphrase; absent without one.
    #[serde(default)]
    salt: Option<Vec<u8>>,
}

#[derive(Serialize, Deserialize)]
struct Open {
    origin: String,
    key: Secret,
}

/// Seals a key and stores it, and leaves it open for the workers of this browser session. An empty passphrase is none.
pub(super) async fn keep(account: u32, open: &OpenKey, passphrase: &Secret) -> Result<(), JsValue> {
    let mut iv = [0_u8; 12];
    crypto()?.get_random_values_with_u8_array(&mut iv)?;
    let (wrapper, salt) = if passphrase.is_empty() {
        (wrapper(account, true).await?.ok_or_else(|| JsValue::from_str("no key to seal with"))?, None)
    } else {
        let mut salt = [0_u8; 16];
        crypto()?.get_random_values_with_u8_array(&mut salt)?;
        (derived(passphrase, &salt).await?, Some(salt.to_vec()))
    };
    let by_passphrase = salt.is_some();
    let plain = open.key.expose().as_bytes();
    let promise = crypto()?.subtle().encrypt_with_object_and_u8_array(
        &parameters(&iv, &open.origin),
        &wrapper,
        plain,
    )?;
    let bytes = Uint8Array::new(&api::wait(promise).await?).to_vec();
    let sealed = Sealed { origin: open.origin.clone(), iv: iv.to_vec(), bytes, salt };
    api::local_set(&api::object([(
        storage_key(account, SEALED).as_str(),
        JsValue::from_str(&json(&sealed)),
    )]))
    .await?;
    if by_passphrase {
        // Whatever old copy of the sealed key the browser's files still hold must not open without the passphrase.
        forget_wrapper(account).await?;
    }
    remember(account, open).await
}

/// Whether a passphrase is needed to open a sealed key.
pub(super) fn wants_passphrase(sealed: &str) -> bool {
    from_json::<Sealed>(sealed).is_ok_and(|sealed| sealed.salt.is_some())
}

/// Opens a sealed key. Nothing when this browser no longer has what opens it, or when the passphrase is not the one.
pub(super) async fn open(account: u32, sealed: &str, passphrase: &Secret) -> Option<OpenKey> {
    let sealed: Sealed = from_json(sealed).ok()?;
    let wrapper = match &sealed.salt {
        Some(salt) => derived(passphrase, salt).await.ok()?,
        None => wrapper(account, false).await.ok()??,
    };
    let parameters = parameters(&sealed.iv, &sealed.origin);
    let promise = crypto()
        .ok()?
        .subtle()
        .decrypt_with_object_and_u8_array(&parameters, &wrapper, &sealed.bytes)
        .ok()?;
    let bytes = Uint8Array::new(&api::wait(promise).await.ok()?).to_vec();
    let open = OpenKey { key: Secret::new(String::from_utf8(bytes).ok()?), origin: sealed.origin };
    remember(account, &open).await.ok()?;
    Some(open)
}

/// A sealing key made of a passphrase.
async fn derived(passphrase: &Secret, salt: &[u8]) -> Result<CryptoKey, JsValue> {
    let key = puzzle::derive(passphrase.expose(), salt)
        .ok_or_else(|| JsValue::from_str("no memory to seal with"))?;
    let bytes = Uint8Array::from(&key[..]);
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let made = crypto()?.subtle().import_key_with_str("raw", &bytes, ALGORITHM, false, &usages)?;
    api::wait(made).await?.dyn_into()
}

/// Takes up a key that an earlier worker of this browser session left open.
pub(super) fn left_open(text: &str) -> Option<OpenKey> {
    let open: Open = from_json(text).ok()?;
    Some(OpenKey { key: open.key, origin: open.origin })
}

/// Forgets the key in memory; the sealed one stays.
pub(super) async fn lock(account: u32) -> Result<(), JsValue> {
    api::session_remove(&JsValue::from_str(&storage_key(account, OPEN))).await?;
    Ok(())
}

/// Forgets the key everywhere, and what sealed it.
pub(super) async fn drop_key(account: u32) -> Result<(), JsValue> {
    lock(account).await?;
    api::local_remove(&JsValue::from_str(&storage_key(account, SEALED))).await?;
    forget_wrapper(account).await
}

/// The sealed key of an account, as JSON.
pub(super) async fn sealed(account: u32) -> Result<Option<String>, JsValue> {
    let key = storage_key(account, SEALED);
    Ok(api::text(&api::local_get(&JsValue::from_str(&key)).await?, &key))
}

async fn forget_wrapper(account: u32) -> Result<(), JsValue> {
    let store = database().await?.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
    let name = JsValue::from_str(&storage_key(account, WRAPPER));
    done(&store.object_store(STORE)?.delete(&name)?).await?;
    Ok(())
}

/// Leaves the key where the next worker of this browser session finds it: memory that no page and no file sees.
async fn remember(account: u32, open: &OpenKey) -> Result<(), JsValue> {
    let text = json(&Open { origin: open.origin.clone(), key: open.key.clone() });
    api::session_set(&api::object([(storage_key(account, OPEN).as_str(), JsValue::from_str(&text))])).await?;
    Ok(())
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The origin is bound into the seal: a sealed key moved to another origin does not open.
fn parameters(iv: &[u8], origin: &str) -> Object {
    let parameters = api::object([
        ("name", JsValue::from_str(ALGORITHM)),
        ("iv", Uint8Array::from(iv).into()),
        ("additionalData", Uint8Array::from(origin.as_bytes()).into()),
    ]);
    parameters.unchecked_into()
}

fn crypto() -> Result<Crypto, JsValue> {
    Reflect::get(&js_sys::global(), &JsValue::from_str("crypto"))?.dyn_into()
}

/// The browser's own key, made once for each account, never readable.
async fn wrapper(account: u32, create: bool) -> Result<Option<CryptoKey>, JsValue> {
    let name = JsValue::from_str(&storage_key(account, WRAPPER));
    let database = database().await?;
    let asked = database.transaction_with_str(STORE)?.object_store(STORE)?.get(&name)?;
    if let Ok(key) = done(&asked).await?.dyn_into::<CryptoKey>() {
        return Ok(Some(key));
    }
    if !create {
        return Ok(None);
    }
    let algorithm =
        api::object([("name", JsValue::from_str(ALGORITHM)), ("length", JsValue::from_f64(256.0))]);
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let made = crypto()?.subtle().generate_key_with_object(algorithm.unchecked_ref(), false, &usages)?;
    let key: CryptoKey = api::wait(made).await?.dyn_into()?;
    let store =
        database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?.object_store(STORE)?;
    done(&store.put_with_key(&key, &name)?).await?;
    Ok(Some(key))
}

async fn database() -> Result<IdbDatabase, JsValue> {
    let factory: IdbFactory = Reflect::get(&js_sys::global(), &JsValue::from_str("indexedDB"))?.dyn_into()?;
    let request: IdbOpenDbRequest = factory.open_with_u32(DATABASE, 1)?;
    let upgrade = Closure::<dyn FnMut()>::new({
        let request = request.clone();
        move || {
            let database = request.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok());
            if let Some(database) = database {
                // Fails only when the store is there already, which is as well.
                let _ = database.create_object_store(STORE);
            }
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let database = done(&request).await?.dyn_into()?;
    Ok(database)
}

/// Waits for a request of the database.
async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    api::wait(promise).await?;
    request.result()
}
