//! The key, and who may ask for what.
//!
//! Where the key is looked for: `storage.local`, `.session` and `.sync`, `localStorage`, every database and every cache of the
//! extension, what its pages show and their addresses, the answer to every command, exports and diagnostics, all that the browser
//! writes to its log, and all that a script beside a page can reach.

use crate::scene::{LIGHTHOUSE, Scene, write};
use browser_suite::{Kind, Result, any, both, containing};
use sandbox::{Control, keys};
use serde_json::{Value, json};

both!(
    the_key_is_nowhere_in_the_open,
    no_answer_and_no_export_tells_the_key,
    no_log_tells_the_key,
    a_script_beside_a_page_cannot_obtain_the_key,
    the_browser_complains_of_nothing,
    a_strange_page_is_told_nothing,
);

/// Connected, and used: something liked, something typed, a key refused.
fn used(kind: Kind) -> Result<Scene> {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Like").click()?;
    panel.role("status", any()).wait_says("Liked")?;
    write(&panel, LIGHTHOUSE, "Nobody rowed.")?;
    scene.control(Control::Revoke { key: keys::LANTERN.into(), revoked: true })?;
    scene.browser.ring("heartbeat")?;
    scene.browser.wait_badge("key")?;
    scene.control(Control::Revoke { key: keys::LANTERN.into(), revoked: false })?;
    scene.browser.api("return await chrome.runtime.sendMessage({ do: 'heartbeat' })", &json!(null))?;
    scene.browser.wait_badge("3")?;
    Ok(scene)
}

/// All that a page of the extension can find beside `storage`: text of every record of every store.
const ELSEWHERE: &str = "
  const found = { localStorage: { ...localStorage }, sessionStorage: { ...sessionStorage }, cookies: document.cookie, databases: {}, caches: [] };
  const once = (request) => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
  for (const { name } of await indexedDB.databases()) {
    const base = await once(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      const records = await once(base.transaction(store).objectStore(store).getAll());
      found.databases[`${name}/${store}`] = await Promise.all(records.map(async (record) =>
        record instanceof CryptoKey
          ? { extractable: record.extractable, read: await crypto.subtle.exportKey('raw', record).then((raw) => [...new Uint8Array(raw)].join(), () => null) }
          : record));
    }
    base.close();
  }
  for (const name of await caches.keys().catch(() => [])) found.caches.push(...(await (await caches.open(name)).keys()).map((request) => request.url));
  return found";

fn the_key_is_nowhere_in_the_open(kind: Kind) -> Result {
    let scene = used(kind)?;
    let mut storage = scene.browser.storage()?;
    // The one place where it may lie open: memory that only pages of the extension can read, and that no file holds.
    let session =
        storage.get_mut("session").and_then(Value::as_object_mut).and_then(|session| session.remove("key"));
    assert!(session.is_some_and(|open| open.to_string().contains(keys::LANTERN)), "found where it belongs");
    for (area, values) in &storage {
        assert!(!values.to_string().contains(keys::LANTERN), "the key lies open in storage.{area}");
    }
    for page in ["panel.html?surface=side", "options.html"] {
        let page = scene.browser.open(page)?;
        page.role("button", containing("")).nth(0).wait()?;
        let html = page.evaluate("return document.documentElement.outerHTML", &json!(null))?;
        let fields = "return [...document.querySelectorAll('input, textarea')].map((field) => field.value)";
        let typed = page.evaluate(fields, &json!(null))?;
        for what in [html, typed, json!(page.url()?)] {
            assert!(!what.to_string().contains(keys::LANTERN), "a page shows the key");
        }
        let elsewhere = page.evaluate(ELSEWHERE, &json!(null))?;
        assert!(!elsewhere.to_string().contains(keys::LANTERN), "{elsewhere}");
        assert_eq!(
            elsewhere["databases"],
            json!({"vault/keys": [{"extractable": false, "read": null}]}),
            "what seals it cannot be read out"
        );
    }
    Ok(())
}

fn no_answer_and_no_export_tells_the_key(kind: Kind) -> Result {
    let scene = used(kind)?;
    // First what uses the key, then what handles it, once more while it is locked, and at the end what takes it away.
    let last = |message: &Value| match message["do"].as_str() {
        Some("unlock") => 1,
        Some("connect" | "signup") => 2,
        Some("signOut" | "forgetKey") => 3,
        _ => 0,
    };
    let mut messages = crate::messages::of_every_kind();
    messages.sort_by_key(last);
    let locked = ["setPassphrase", "lock", "exportSettings", "diagnostics", "openYou", "checkHealth"]
        .map(|kind| json!({ "do": kind, "passphrase": "moths by the lamp" }));
    let unlock = messages.iter().position(|message| last(message) == 1).unwrap_or_default();
    messages.splice(unlock..unlock, locked);
    let body = "const answers = [], heard = []; chrome.runtime.onMessage.addListener((message) => void heard.push(message));
      for (const message of input) answers.push([message.do, (await chrome.runtime.sendMessage(message)) ?? null]);
      return { answers, heard }";
    let found = scene.browser.api(body, &json!(messages))?;
    let answers: Vec<(String, Value)> = serde_json::from_value(found["answers"].clone())?;
    assert_eq!(answers.len(), messages.len());
    for (command, answer) in &answers {
        assert!(answer.is_object(), "{command} is answered: {answer}");
        assert!(!answer.to_string().contains(keys::LANTERN), "{command} tells the key");
    }
    for command in ["exportSettings", "diagnostics"] {
        let told = answers.iter().filter(|(kind, answer)| kind == command && answer["text"].is_string());
        assert_eq!(told.count(), 2, "{command} answers, open and locked: {answers:?}");
    }
    assert!(!found["heard"].to_string().contains(keys::LANTERN), "{found}");
    Ok(())
}

fn no_log_tells_the_key(kind: Kind) -> Result {
    let scene = used(kind)?;
    // What fails is what gets written about: a network that is gone, and one that talks nonsense.
    scene.network.fault(sandbox::Fault::new(
        sandbox::Endpoint::Heartbeat,
        sandbox::FaultKind::Garbage { what: sandbox::Garbage::Html },
    ));
    scene.browser.api("return await chrome.runtime.sendMessage({ do: 'heartbeat' })", &json!(null))?;
    let options = scene.try_key("impr_sk_of_nobody_at_all")?;
    options.role("alert", any()).wait_says("did not accept")?;
    let said = scene.browser.log()?;
    assert!(said.iter().any(|line| line.contains("here ends")), "consoles are heard");
    for key in [keys::LANTERN, "impr_sk_of_nobody_at_all"] {
        assert!(!said.iter().any(|line| line.contains(key)), "the log tells the key");
    }
    assert!(!format!("{:?}", scene.browser.complaints()?).contains(keys::LANTERN));
    Ok(())
}

fn a_script_beside_a_page_cannot_obtain_the_key(kind: Kind) -> Result {
    let scene = used(kind)?;
    let tab = scene.browser.open_url(&format!("{}/", scene.network.origin()))?;
    // The worst case: a script of ours beside a page does a stranger's bidding.
    let body = "const tabs = await chrome.tabs.query({}); const { id } = tabs.find((one) => one.url?.startsWith(input));
      const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: id }, func: async () => {
        const found = { areas: {}, answers: {}, heard: [], files: {}, reach: {} };
        chrome.runtime.onMessage?.addListener((message) => void found.heard.push(message));
        for (const area of ['local', 'session', 'sync', 'managed'])
          found.areas[area] = await Promise.resolve().then(() => chrome.storage[area].get(null)).catch(String);
        for (const ask of [{ do: 'hello' }, { do: 'heartbeat' }, { do: 'exportSettings' }, { do: 'diagnostics' }, { do: 'openYou' }, { do: 'checkHealth' },
            { panelRequest: 'read', keys: ['key', 'view:options'] }, { panelRequest: 'claim', ticket: '' }])
          found.answers[ask.do ?? ask.panelRequest] = (await chrome.runtime.sendMessage(ask).catch(String)) ?? null;
        for (const file of ['options.html', 'background.js', 'pkg/impromptu_bg.wasm'])
          found.files[file] = await fetch(chrome.runtime.getURL(file)).then((reply) => reply.text()).then((text) => text.length, String);
        found.reach.databases = (await indexedDB.databases()).map((one) => one.name);
        found.reach.background = String(chrome.extension?.getBackgroundPage ?? null);
        found.reach.views = String(chrome.extension?.getViews ?? null);
        found.reach.connected = await new Promise((done) => {
          const port = chrome.runtime.connect(); port.onMessage.addListener(done); port.onDisconnect.addListener(() => done('refused'));
        });
        return found;
      } });
      return result";
    let found = scene.browser.api(body, &json!(scene.network.origin()))?;
    assert!(!found.to_string().contains(keys::LANTERN), "{found}");
    assert!(found["areas"].is_object() && found["answers"].is_object(), "it ran: {found}");
    for (asked, answer) in found["answers"].as_object().into_iter().flatten() {
        assert_eq!(*answer, Value::Null, "{asked}");
    }
    assert!(!found["areas"]["session"].to_string().contains("view:"), "memory is out of its reach: {found}");
    assert!(!found["reach"]["databases"].to_string().contains("vault"), "{found}");
    assert!(tab.is_open()?);
    Ok(())
}

fn the_browser_complains_of_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    scene.browser.open("options.html")?.close()?;
    assert_eq!(scene.browser.complaints()?, Vec::<String>::new());
    Ok(())
}

fn a_strange_page_is_told_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let page = scene.browser.open_url(&format!("{}/", scene.network.origin()))?;
    let reach = page.evaluate(
        "const runtime = (globalThis.chrome ?? globalThis.browser)?.runtime;
         if (!runtime?.sendMessage) return 'no way to ask';
         try { return await runtime.sendMessage({ do: 'exportSettings' }) ?? 'nothing'; } catch (error) { return 'refused'; }",
        &json!(null),
    )?;
    assert!(["no way to ask", "nothing", "refused"].iter().any(|word| reach == *word), "{reach}");
    Ok(())
}
