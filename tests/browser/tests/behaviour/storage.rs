//! The browser's storage is full, really full.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, review, write};
use browser_suite::{Kind, Launch, Result, any};
use sandbox::keys;
use serde_json::json;

#[test]
fn words_that_cannot_be_kept_stay_in_the_box_and_are_kept_later_in_chromium() -> Result {
    words_that_cannot_be_kept_stay_in_the_box_and_are_kept_later(Kind::Chromium)
}

#[test]
fn nothing_is_sent_that_cannot_be_written_down_in_chromium() -> Result {
    nothing_is_sent_that_cannot_be_written_down(Kind::Chromium)
}

/// Fills the storage to the last byte that it takes, in pieces of noise that cannot be pressed together.
const FILL: &str = "const noise = size => { let text = ''; while (text.length < size) text += Math.random().toString(36).slice(2); return text.slice(0, size) };\
    let pieces = 0;\
    for (let size = 1 << 20; size >= 1; size >>= 1) {\
      for (;;) {\
        try { await chrome.storage.local.set({ [`fill:${pieces}`]: noise(size) }); pieces += 1; }\
        catch { break; }\
      }\
    }\
    return pieces";
/// Makes room again.
const EMPTY: &str = "const keys = Object.keys(await chrome.storage.local.get(null)).filter(key => key.startsWith('fill:'));\
    await chrome.storage.local.remove(keys); return keys.length";

/// Connected, in a browser whose storage can be filled: Firefox gives an extension a share of the disk, unless it is told less.
fn small(kind: Kind) -> Result<Scene> {
    let scene = Scene::with(kind, &Launch { storage: Some(10 * 1024), ..Launch::default() })?;
    scene.connect(keys::LANTERN)?.close()?;
    Ok(scene)
}

fn words_that_cannot_be_kept_stay_in_the_box_and_are_kept_later(kind: Kind) -> Result {
    let scene = small(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, "The chair")?;
    panel.wait_for_text("Saved")?;
    scene.browser.api(FILL, &json!(null))?;
    panel.role("textbox", "Your message").fill(MESSAGE)?;
    panel.role("alert", any()).wait_says("storage is full")?;
    panel.wait_for_text("Not saved")?;
    assert_eq!(panel.role("textbox", "Your message").value()?, MESSAGE, "the words are still in the box");
    scene.browser.api(EMPTY, &json!(null))?;
    panel.role("status", any()).wait_says("saved")?;
    panel.close()?;
    scene.browser.stop_background()?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel.wait_for("return document.querySelector('textarea')?.value === input", &json!(MESSAGE))?;
    scene.browser.wait_badge("3")?;
    Ok(())
}

fn nothing_is_sent_that_cannot_be_written_down(kind: Kind) -> Result {
    let scene = small(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    panel.wait_for_text("Saved")?;
    scene.browser.api(FILL, &json!(null))?;
    panel.role("button", "Post reprompt").click()?;
    panel.role("alert", any()).wait_says("storage is full")?;
    assert_eq!(scene.posts(MESSAGE), 0);
    assert_eq!(panel.role("textbox", "Your message").value()?, MESSAGE);
    scene.browser.api(EMPTY, &json!(null))?;
    panel.role("button", "Post reprompt").click()?;
    panel.role("status", any()).wait_says("Posted")?;
    scene.is_posted_once()
}
