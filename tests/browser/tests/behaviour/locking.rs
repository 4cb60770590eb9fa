//! The key behind a passphrase.

use crate::scene::Scene;
use browser_suite::{Kind, Launch, Page, Result, any, both};
use sandbox::{Endpoint, keys};
use serde_json::json;

both!(
    a_passphrase_locks_and_opens,
    the_shortcut_locks,
    wrong_passphrases_slow_down_across_workers,
    it_locks_by_itself,
    it_is_locked_when_the_browser_starts,
    only_who_knows_the_passphrase_changes_it,
    only_who_knows_the_passphrase_removes_it,
    the_lock_screen_says_whose_account_it_is_and_offers_another_way,
);

const PHRASE: &str = "moth and lamp";

/// Connected, with a passphrase set on the options page.
fn sealed(scene: &Scene) -> Result {
    let options = scene.connect(keys::LANTERN)?;
    options.role("radio", "Encrypted with a passphrase").click()?;
    options.role("textbox", "New passphrase").fill(PHRASE)?;
    options.role("textbox", "Repeat passphrase").fill(PHRASE)?;
    options.role("button", "Set passphrase").click()?;
    options.role("status", any()).wait_says("Encrypted with your passphrase")?;
    options.close()
}

/// Tries a passphrase in the panel.
fn open_with(panel: &Page<'_>, phrase: &str) -> Result {
    panel.role("textbox", "Passphrase").fill(phrase)?;
    panel.role("button", "Unlock").click()
}

/// Nothing of the key lies open anywhere that is stored, and nothing that opens it without the passphrase.
fn nothing_lies_open(scene: &Scene) -> Result {
    let storage = scene.browser.storage()?;
    for (area, values) in &storage {
        assert!(!values.to_string().contains(keys::LANTERN), "the key lies open in storage.{area}");
        assert!(!values.to_string().contains(PHRASE), "the passphrase lies in storage.{area}");
    }
    assert!(storage["session"].get("key").is_none(), "no open key is left for the next worker");
    for frame in ["firstFrame:popup", "firstFrame:side"] {
        assert!(storage["session"].get(frame).is_none(), "a picture of what was read is left");
    }
    assert!(storage["local"]["sealed"].as_str().is_some_and(|sealed| sealed.contains("salt")));
    let body = "const base = await new Promise((done, failed) => {\
                  const asked = indexedDB.open('vault'); asked.onsuccess = () => done(asked.result); asked.onerror = failed; });\
                return await new Promise((done, failed) => {\
                  const asked = base.transaction('keys').objectStore('keys').count();\
                  asked.onsuccess = () => done(asked.result); asked.onerror = failed; })";
    assert_eq!(scene.browser.api(body, &json!(null))?, 0, "the browser's own key is gone");
    Ok(())
}

fn a_passphrase_locks_and_opens(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    sealed(&scene)?;
    let panel = scene.panel()?;
    panel.role("tab", "You").click()?;
    panel.role("button", "Lock").click()?;
    let badge = scene.browser.wait_badge("lock")?;
    assert!(badge.title.contains("locked"), "{}", badge.title);
    panel.wait_for_text("Your key is encrypted")?;
    nothing_lies_open(&scene)?;
    let before = scene.asked(Endpoint::Heartbeat);
    scene.browser.api("return await chrome.runtime.sendMessage({ do: 'heartbeat' })", &json!(null))?;
    assert_eq!(scene.asked(Endpoint::Heartbeat), before, "locked, no beat leaves");
    open_with(&panel, PHRASE)?;
    panel.role("status", any()).wait_says("Unlocked")?;
    scene.browser.wait_badge("3")?;
    Ok(())
}

fn the_shortcut_locks(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    sealed(&scene)?;
    scene.browser.wait_badge("3")?;
    scene.browser.stop_background()?;
    scene.browser.command("lock")?;
    scene.browser.wait_badge("lock")?;
    nothing_lies_open(&scene)
}

fn wrong_passphrases_slow_down_across_workers(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    sealed(&scene)?;
    scene.browser.command("lock")?;
    let panel = scene.browser.open("panel.html?surface=side")?;
    open_with(&panel, "moth")?;
    panel.role("alert", any()).wait_says("Try again in 1 s")?;
    let counted =
        "const { state } = await chrome.storage.local.get('state'); return JSON.parse(state).lock.wrong";
    assert_eq!(scene.browser.api(counted, &json!(null))?, 1, "the wrong one was counted, and kept");
    // As if many had been wrong.
    scene.edit_state("whole.lock = { ...whole.lock, wrong: 10, tryAt: Date.now() + 36000000 }")?;
    open_with(&panel, PHRASE)?;
    panel.role("alert", any()).wait_says("Try again in")?;
    scene.browser.wait_badge("lock")?;
    scene.edit_state("whole.lock.tryAt = 0")?;
    open_with(&panel, PHRASE)?;
    panel.role("status", any()).wait_says("Unlocked")?;
    Ok(())
}

fn it_locks_by_itself(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    sealed(&scene)?;
    scene.browser.wait_badge("3")?;
    let options = scene.browser.open("options.html")?;
    options.role("combobox", "Lock after").choose("1 hour")?;
    options.role("status", any()).wait_says("Saved")?;
    let alarms = "const { scheduledTime } = await chrome.alarms.get('lock') ?? {}; return scheduledTime > Date.now() + 3000000";
    scene.browser.wait_api(alarms, &json!(null))?;
    scene.browser.stop_background()?;
    scene.browser.ring("lock")?;
    scene.browser.wait_badge("lock")?;
    options.wait_for_text("Locked")?;
    nothing_lies_open(&scene)
}

fn it_is_locked_when_the_browser_starts(kind: Kind) -> Result {
    let profile = tempfile::tempdir()?;
    let launch = Launch { profile: Some(profile.path().to_owned()), ..Launch::default() };
    let scene = Scene::with(kind, &launch)?;
    sealed(&scene)?;
    scene.browser.wait_badge("3")?;
    let begun = scene.asked(Endpoint::Heartbeat);
    let scene = scene.restarted(&kind.extension(), &launch)?;
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.wait_for_text("Your key is encrypted")?;
    scene.browser.wait_badge("lock")?;
    nothing_lies_open(&scene)?;
    assert_eq!(scene.asked(Endpoint::Heartbeat), begun, "nothing was asked with a key that is locked");
    open_with(&panel, PHRASE)?;
    scene.browser.wait_badge("3")?;
    Ok(())
}

fn only_who_knows_the_passphrase_changes_it(kind: Kind) -> Result {
    const NEW: &str = "an eel in the lamp room";
    let scene = Scene::fresh(kind)?;
    sealed(&scene)?;
    let before = scene.browser.storage()?["local"]["sealed"].clone();
    let options = scene.browser.open("options.html")?;
    options.role("button", "Change passphrase").click()?;
    let current = options.role("textbox", "Current passphrase");
    options.role("textbox", "New passphrase").fill(NEW)?;
    options.role("textbox", "Repeat passphrase").fill(NEW)?;
    options.role("button", "Change passphrase").click()?;
    options.wait_for_text("Enter your passphrase.")?;
    current.fill("moth")?;
    options.role("button", "Change passphrase").click()?;
    options.wait_for_text("Wrong passphrase. Try again in 1 s.")?;
    current.wait_attribute("aria-invalid", Some("true"))?;
    current.wait_attribute("aria-describedby", Some("current-passphrase-wrong"))?;
    assert_eq!(scene.browser.storage()?["local"]["sealed"], before, "nothing changed");
    let counted =
        "const { state } = await chrome.storage.local.get('state'); return JSON.parse(state).lock.wrong";
    assert_eq!(scene.browser.api(counted, &json!(null))?, 1, "it counts as an attempt to unlock");
    scene.edit_state("whole.lock.tryAt = 0")?;
    current.fill(PHRASE)?;
    options.role("button", "Change passphrase").click()?;
    options.role("status", any()).wait_says("Encrypted with your passphrase")?;
    options.close()?;
    scene.browser.command("lock")?;
    let panel = scene.browser.open("panel.html?surface=side")?;
    open_with(&panel, PHRASE)?;
    panel.role("alert", any()).wait_says("Wrong passphrase")?;
    scene.edit_state("whole.lock.tryAt = 0")?;
    open_with(&panel, NEW)?;
    panel.role("status", any()).wait_says("Unlocked")?;
    Ok(())
}

fn only_who_knows_the_passphrase_removes_it(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    sealed(&scene)?;
    let options = scene.browser.open("options.html")?;
    options.role("radio", "Encrypted on this device").click()?;
    options.role("textbox", "Current passphrase").fill("moth")?;
    options.role("button", "Remove passphrase").click()?;
    options.wait_for_text("Wrong passphrase. Try again in 1 s.")?;
    let sealed = scene.browser.storage()?["local"]["sealed"].to_string();
    assert!(sealed.contains("salt"), "the passphrase still seals it");
    options.role("button", "Not now").click()?;
    options.role("button", "Change passphrase").wait()?;
    assert!(options.role("radio", "Encrypted with a passphrase").is_checked()?, "the choice is what it was");
    scene.edit_state("whole.lock.tryAt = 0")?;
    options.role("radio", "Encrypted on this device").click()?;
    options.role("textbox", "Current passphrase").fill(PHRASE)?;
    options.role("button", "Remove passphrase").click()?;
    options.role("status", any()).wait_says("without a passphrase")?;
    assert_eq!(options.role("button", "Lock").count()?, 0, "no passphrase, nothing to lock with");
    scene.browser.wait_badge("3")?;
    Ok(())
}

fn the_lock_screen_says_whose_account_it_is_and_offers_another_way(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    sealed(&scene)?;
    let options = scene.browser.open("options.html")?;
    options.role("button", "Add an account").click()?;
    options.role("status", any()).wait_says("The new account is now current")?;
    options.close()?;
    let options = scene.connect(keys::WICK)?;
    options.role("button", "Switch to Lantern").click()?;
    options.role("status", any()).wait_says("Lantern is now the current account")?;
    options.role("button", "Lock").click()?;
    options.role("status", any()).wait_says("Locked")?;
    options.close()?;
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.role("textbox", "Passphrase").wait()?;
    panel.wait_for(
        "return document.querySelector('.locked-account').textContent === 'Lantern'",
        &json!(null),
    )?;
    panel.wait_for_text("Forgot the passphrase?")?;
    panel.role("button", "Options").wait()?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "the lock screen");
    panel.role("button", "Switch to Wick").click()?;
    panel.role("textbox", "Passphrase").wait_gone()?;
    panel.role("button", "Wick").wait().map(drop)
}
