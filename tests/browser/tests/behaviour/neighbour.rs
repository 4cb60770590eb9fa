//! Another extension in the same browser, which asks ours for everything.

use crate::guest::NOTHING;
use crate::scene::{LIGHTHOUSE, Scene};
use browser_suite::{Kind, Launch, Result, both};
use sandbox::keys;
use serde_json::{Value, json};

both!(another_extension_is_told_nothing);

fn another_extension_is_told_nothing(kind: Kind) -> Result {
    let folder = tempfile::tempdir()?;
    let manifest = json!({
        "manifest_version": 3, "name": "A neighbour", "version": "1.0", "permissions": ["tabs", "scripting", "management"],
        "host_permissions": ["<all_urls>"], "browser_specific_settings": { "gecko": { "id": "neighbour@test.example" } },
    });
    std::fs::write(folder.path().join("manifest.json"), manifest.to_string())?;
    std::fs::write(folder.path().join("page.html"), "<!doctype html><title>Next door</title>")?;
    let launch = Launch { neighbour: Some(folder.path().to_path_buf()), ..Launch::default() };
    let scene = Scene::with(kind, &launch)?;
    scene.connect(keys::LANTERN)?.close()?;
    scene.panel()?.role("article", LIGHTHOUSE).wait()?;

    let own = scene.browser.api("return chrome.runtime.id", &NOTHING)?;
    let page = scene.browser.open_neighbour("page.html")?;
    let known = page.evaluate("return (await chrome.management.get(input)).enabled", &own)?;
    assert_eq!(known, json!(true), "it lives in the same browser as ours");
    let mut messages = crate::messages::of_every_kind();
    messages.extend(
        ["claim", "read", "write", "openPopup"]
            .map(|request| json!({ "panelRequest": request, "keys": ["key"] })),
    );
    let body = "const told = [];
      for (const message of input.messages) {
        try { told.push((await chrome.runtime.sendMessage(input.own, message)) ?? null); } catch { told.push(null); }
      }
      told.push(await new Promise((next) => {
        const port = chrome.runtime.connect(input.own);
        port.onMessage.addListener(next);
        port.onDisconnect.addListener(() => next(null));
        port.postMessage(input.messages[0]);
      }));
      for (const path of input.paths) {
        try { told.push((await fetch(`${input.origin}/${path}`)).status); } catch { told.push(null); }
      }
      for (const tab of (await chrome.tabs.query({})).filter((one) => one.url?.startsWith(input.origin))) {
        try { await chrome.scripting.executeScript({ target: { tabId: tab.id }, func: () => document.body.innerText }); told.push('in'); } catch { told.push(null); }
      }
      return told";
    let mut paths = vec!["options.html", "panel.html", "background.js", "pkg/impromptu_bg.wasm"];
    if kind == Kind::Chromium {
        // In Firefox whoever is told the address, which is drawn anew for each profile, may load the one page that stands in others.
        paths.push("page-panel.html");
    }
    let input = json!({ "own": own, "messages": messages, "paths": paths, "origin": scene.browser.origin() });
    let told = page.evaluate(body, &input)?;
    let told = told.as_array().cloned().unwrap_or_default();
    assert!(told.len() > messages.len() + 1 + paths.len(), "a tab of ours was tried too: {}", told.len());
    assert!(told.iter().all(Value::is_null), "{told:?}");
    Ok(())
}
