//! Keys and addresses.

use crate::scene::{LIGHTHOUSE, Scene, dialect};
use browser_suite::{Kind, Result, any, both};
use sandbox::{Control, Dialect, Endpoint, keys};
use serde_json::json;

both!(
    a_key_that_is_accepted_fills_the_panel,
    without_a_key_the_sample_is_shown_and_says_why,
    a_wrong_key_is_refused_in_words_and_in_the_badge,
    what_is_wrong_with_a_key_stands_beside_it,
    a_key_that_is_forgotten_takes_its_address_along,
    a_key_revoked_later_stays_stored,
    a_pending_account_connects_and_accepts_its_terms,
    an_address_that_is_no_network_is_told,
    settings_are_saved_as_they_change,
    the_health_check_says_what_it_found,
    preferences_follow_only_when_they_are_told_to,
    a_sync_that_is_full_is_told,
);

fn a_key_that_is_accepted_fills_the_panel(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    assert_eq!(scene.browser.wait_badge("3")?.title, "Impromptu: 3 unread notifications");
    let popup = scene.browser.open_popup()?;
    popup.wait_for_text("Lantern")?;
    popup.wait_for_text("Established")?;
    popup.wait_for_text("312 of 500")?;
    // The loose dialect has no counts in its feed, and a reason without one.
    let reason = if dialect()? == Dialect::Loose { "People keep reading it" } else { "4 people liked it" };
    popup.role("article", LIGHTHOUSE).wait_says(reason)?;
    Ok(())
}

fn without_a_key_the_sample_is_shown_and_says_why(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    // The default address is not reachable from a test: what is shown is why, and how to go on.
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.wait_for_text("No key")?;
    panel.wait_for_text("The sample did not load")?;
    panel.role("button", "I have a key").wait()?;
    panel.role("button", "Try again").click()?;
    panel.role("alert", any()).wait_says("Impromptu")?;
    assert_eq!(
        scene.network.with(|world, _| world.seen().count()),
        0,
        "nothing was asked of a network nobody named"
    );
    Ok(())
}

fn a_wrong_key_is_refused_in_words_and_in_the_badge(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let options = scene.try_key("impr_sk_not_a_key_of_anyone")?;
    options.role("alert", any()).wait_says("did not accept")?;
    let key = options.role("textbox", "API key");
    key.wait_attribute("aria-invalid", Some("true"))?;
    key.wait_attribute("aria-describedby", Some("key-wrong key-line"))?;
    options.wait_for("return document.activeElement.id === 'key'", &json!(null))?;
    let badge = scene.browser.wait_badge("key")?;
    assert_eq!(badge.title, "Impromptu: key not accepted");
    // A second try with the right one ends it.
    options.role("textbox", "API key").fill(keys::LANTERN)?;
    options.role("button", "Connect").click()?;
    options.role("status", any()).wait_says("Connected")?;
    scene.browser.wait_badge("3")?;
    Ok(())
}

fn what_is_wrong_with_a_key_stands_beside_it(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let options = scene.try_key("impr_sk_not_a_key_of_anyone")?;
    let key = options.role("textbox", "API key");
    key.wait_attribute("aria-invalid", Some("true"))?;
    assert!(key.description()?.contains("did not accept"), "{}", key.description()?);
    key.fill(keys::LANTERN)?;
    key.wait_attribute("aria-invalid", None)?;
    options.role("textbox", "API address").fill("not an address at all")?;
    options.role("button", "Connect").click()?;
    options.role("textbox", "API address").wait_attribute("aria-invalid", Some("true"))?;
    options.wait_for("return document.activeElement !== document.body", &json!(null)).map(drop)
}

fn a_key_that_is_forgotten_takes_its_address_along(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let before = scene.browser.open("options.html")?;
    let address = before.role("textbox", "API address").value()?;
    before.close()?;
    let options = scene.connect(keys::LANTERN)?;
    assert_ne!(options.role("textbox", "API address").value()?, address);
    options.role("button", "Delete the key").click()?;
    options.role("button", "Delete the key").click()?;
    options.role("button", "Delete the key").wait_gone()?;
    options.wait_for("return document.getElementById('address').value === input", &json!(address)).map(drop)
}

fn a_key_revoked_later_stays_stored(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.control(Control::Revoke { key: keys::LANTERN.into(), revoked: true })?;
    scene.browser.ring("heartbeat")?;
    scene.browser.wait_badge("key")?;
    let popup = scene.browser.open_popup()?;
    popup.wait_for_text("did not accept your key")?;
    scene.control(Control::Revoke { key: keys::LANTERN.into(), revoked: false })?;
    popup.role("button", "Try again").click()?;
    scene.browser.wait_badge("3")?;
    Ok(())
}

fn a_pending_account_connects_and_accepts_its_terms(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let options = scene.try_key(keys::THRESHOLD)?;
    options.role("status", any()).wait_says("The account waits: read the terms and accept them.")?;
    let notice = options.role("group", "Accept the new terms");
    notice.wait_says("only your profile, the security status and deregistering work")?;
    assert_eq!(options.axe()?, Vec::<String>::new(), "terms in the options");
    assert_eq!(scene.browser.wait_badge("ToS")?.title, "Impromptu: new terms to accept");
    // The panel says the same, and leads on.
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.role("button", "Accept the terms").wait()?;
    panel.wait_for_text("Threshold")?;
    panel.role("tab", "You").click()?;
    panel.role("region", "Account health").wait_says("Still works: your profile")?;
    panel.close()?;
    // A script accepts nothing; a press does.
    options.evaluate("[...document.querySelectorAll('button')].find(one => one.textContent === 'Accept the terms').click()", &json!(null))?;
    notice.clone().role("button", "Accept the terms").click()?;
    options.role("status", any()).wait_says("The terms are accepted.")?;
    notice.wait_gone()?;
    assert_eq!(scene.asked(Endpoint::AcceptTos), 1);
    scene.panel().map(drop)
}

fn an_address_that_is_no_network_is_told(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    for (address, says) in [
        ("http://example.org", "address"),
        ("not an address at all", "address"),
        ("http://127.0.0.1:9", "reach"),
    ] {
        let options = scene.browser.open("options.html")?;
        options.role("textbox", "API address").fill(address)?;
        options.role("textbox", "API key").fill(keys::LANTERN)?;
        options.role("button", "Connect").click()?;
        options.role("alert", any()).wait_says(says)?;
        options.role("textbox", "API address").wait_attribute("aria-invalid", Some("true"))?;
        options
            .wait_for("return document.getElementById('address-wrong').checkVisibility()", &json!(null))?;
        options.close()?;
    }
    Ok(())
}

fn settings_are_saved_as_they_change(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let options = scene.browser.open("options.html")?;
    options.role("combobox", "Every").choose("1 hour")?;
    options.role("status", any()).wait_says("Saved")?;
    let badge = options.role("checkbox", browser_suite::containing("Mentions"));
    assert!(badge.count()? > 0);
    scene.browser.wait_api(
        "const { state } = await chrome.storage.local.get('state'); return JSON.parse(state).settings.pace === 60",
        &json!(null),
    )?;
    Ok(())
}

fn the_health_check_says_what_it_found(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let options = scene.browser.open("options.html")?;
    options.role("button", "Run health check").click()?;
    options.wait_for_text("The address answers")?;
    options.wait_for_text("Lantern")?;
    options.wait_for_text("Clock is correct")?;
    Ok(())
}

fn preferences_follow_only_when_they_are_told_to(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let sync = |scene: &Scene| -> Result<serde_json::Value> {
        scene.browser.api("return await chrome.storage.sync.get(null)", &json!(null))
    };
    let options = scene.browser.open("options.html")?;
    options.role("combobox", "Every").choose("1 hour")?;
    options.role("status", any()).wait_says("Saved")?;
    // What followed the answer has been carried out when the next one comes.
    scene.browser.api("return await chrome.runtime.sendMessage({ do: 'hello' })", &json!(null))?;
    assert_eq!(sync(&scene)?, json!({}), "nothing travels at first");
    options.role("checkbox", "Sync preferences with your browser account").click()?;
    let holds = "const { preferences } = await chrome.storage.sync.get(null); return JSON.parse(preferences ?? '{}').pace === input";
    scene.browser.wait_api(holds, &json!(60))?;
    options.role("combobox", "Every").choose("2 hours")?;
    scene.browser.wait_api(holds, &json!(120))?;
    let there = sync(&scene)?;
    assert_eq!(
        there.as_object().map(serde_json::Map::len),
        Some(1),
        "preferences, and nothing else: {there}"
    );
    for word in [keys::LANTERN, "Lantern", "sealed", "words", "receipts"] {
        assert!(!there.to_string().contains(word), "{word} travels: {there}");
    }
    // As another browser of the same person would; the worker is stopped and wakes for it.
    scene.browser.stop_background()?;
    let other = "const { preferences } = await chrome.storage.sync.get(null);\
                 await chrome.storage.sync.set({ preferences: JSON.stringify({ ...JSON.parse(preferences), pace: input }) })";
    scene.browser.api(other, &json!(240))?;
    let kept = "const { state } = await chrome.storage.local.get('state'); return JSON.parse(state).settings.pace === input";
    scene.browser.wait_api(kept, &json!(240))?;
    Ok(())
}

/// Fills the browser's own sync to about a hundred of its 102,400 bytes, fewer than preferences take. An item may take 8,192 with its
/// name, and browsers differ by a few bytes in what they count.
const FILL_SYNC: &str = "const items = { m: 'x'.repeat(4_100) };\
    for (const name of 'abcdefghijkl') items[name] = 'x'.repeat(8_180);\
    await chrome.storage.sync.set(items)";

fn a_sync_that_is_full_is_told(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.browser.api(FILL_SYNC, &json!(null))?;
    let options = scene.browser.open("options.html")?;
    options.role("checkbox", "Sync preferences with your browser account").click()?;
    options.role("alert", any()).wait_says("Browser sync failed")?;
    scene.browser.api("await chrome.storage.sync.clear()", &json!(null))?;
    options.role("combobox", "Every").choose("1 hour")?;
    options.role("status", any()).wait_says("Saved")?;
    let holds = "const { preferences } = await chrome.storage.sync.get(null); return JSON.parse(preferences ?? '{}').pace === input";
    scene.browser.wait_api(holds, &json!(60)).map(drop)
}
