//! Several accounts in one browser.

use crate::scene::{LIGHTHOUSE, Scene, post, review, write};
use browser_suite::{Kind, Result, any, both, containing};
use sandbox::{Endpoint, keys};
use serde_json::json;

both!(
    each_account_has_its_own_drafts_and_receipts,
    the_badge_counts_all_or_the_chosen_one,
    signing_out_of_one_leaves_the_other_as_it_was,
    what_was_there_before_is_the_first_account_s,
);

const LANTERN_S: &str = "Nobody rowed out that night.";
const WICK_S: &str = "Then who brought the oil?";

/// Lantern, and Wick beside it and in front.
fn two(kind: Kind) -> Result<Scene> {
    let scene = Scene::connected(kind)?;
    scene.browser.wait_badge("3")?;
    let options = scene.browser.open("options.html")?;
    options.role("button", "Add an account").click()?;
    options.role("status", any()).wait_says("The new account is now current")?;
    options.close()?;
    scene.connect(keys::WICK)?.close()?;
    Ok(scene)
}

/// Brings an account to the front on the options page.
fn switch(scene: &Scene, name: &str) -> Result {
    let options = scene.browser.open("options.html")?;
    options.role("button", format!("Switch to {name}").as_str()).click()?;
    options.role("status", any()).wait_says(&format!("{name} is now the current account"))?;
    // The button is gone, and the focus is where it was.
    options.wait_for("return document.activeElement?.textContent === 'current'", &json!(null))?;
    options.close()
}

fn each_account_has_its_own_drafts_and_receipts(kind: Kind) -> Result {
    let scene = two(kind)?;
    let panel = scene.panel()?;
    panel.wait_for_text("Wick")?;
    write(&panel, LIGHTHOUSE, WICK_S)?;
    switch(&scene, "Lantern")?;
    // The panel follows, and what was being written is not to be seen here.
    panel.wait_for_text("312 of 500")?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    assert_eq!(panel.role("textbox", "Your message").value()?, "");
    panel.role("textbox", "Your message").fill(LANTERN_S)?;
    review(&panel)?;
    post(&panel)?;
    switch(&scene, "Wick")?;
    panel.role("article", LIGHTHOUSE).wait()?;
    panel.role("tab", containing("Drafts")).click()?;
    panel.wait_for_text(WICK_S)?;
    assert!(!panel.text()?.contains(LANTERN_S), "the other's receipt is not here");
    let by = |name: &str, text: &str| {
        scene.network.with(|world, _| world.posts_by(name).iter().any(|post| post.text == text))
    };
    assert!(by("Lantern", LANTERN_S) && scene.posts(WICK_S) == 0);
    // All of it is there for the next worker.
    scene.browser.stop_background()?;
    let again = scene.panel()?;
    again.wait_for_text("Wick")?;
    again.role("tab", containing("Drafts")).click()?;
    again.wait_for_text(WICK_S)?;
    Ok(())
}

fn the_badge_counts_all_or_the_chosen_one(kind: Kind) -> Result {
    let scene = two(kind)?;
    let unread = |name: &str| {
        scene.network.with(|world, _| {
            world.notifications_of(name).iter().filter(|notification| !notification.read).count()
        })
    };
    let (lantern, wick) = (unread("Lantern"), unread("Wick"));
    let shown = |count: usize| if count == 0 { String::new() } else { count.to_string() };
    scene.browser.wait_badge(&shown(lantern + wick))?;
    let options = scene.browser.open("options.html")?;
    for (name, count) in [("Lantern", lantern), ("Wick", wick), ("Lantern", lantern)] {
        options.role("combobox", "Badge counts").choose(name)?;
        options.wait_for(
            "return [...document.querySelectorAll('option:checked')].some((one) => one.label === input)",
            &json!(name),
        )?;
        scene.browser.wait_badge(&shown(count))?;
    }
    scene.browser.stop_background()?;
    scene.browser.api("return await chrome.runtime.sendMessage({ do: 'heartbeat' })", &json!(null))?;
    scene.browser.wait_badge(&shown(lantern))?;
    Ok(())
}

fn signing_out_of_one_leaves_the_other_as_it_was(kind: Kind) -> Result {
    let scene = two(kind)?;
    let options = scene.browser.open("options.html")?;
    options.role("textbox", "Your name for Wick").fill("The oil boat")?;
    options.press("Tab")?;
    options.role("button", "Sign out of The oil boat").click()?;
    assert!(options.role("button", "Sign out").is_focused()?, "what is asked is heard");
    options.role("button", "Sign out").click()?;
    options.role("status", any()).wait_says("The key is deleted")?;
    assert!(options.role("heading", "Accounts").is_focused()?);
    let storage = scene.browser.storage()?;
    assert!(storage["local"].get("sealed:1").is_none() && storage["session"].get("key:1").is_none());
    assert!(storage["local"]["sealed"].is_string() && storage["session"]["key"].is_string());
    options.close()?;
    switch(&scene, "Lantern")?;
    scene.browser.wait_badge("3")?;
    // The other one's seal does not hang on the one that is gone.
    let before = scene.network.with(|world, _| world.seen().count());
    scene.browser.reload_extension()?;
    let panel = scene.panel()?;
    panel.wait_for_text("312 of 500")?;
    scene.browser.api("return await chrome.runtime.sendMessage({ do: 'heartbeat' })", &json!(null))?;
    // Another beat may be on its way already: then the question is answered at once.
    let is_beat = |seen: &sandbox::Seen| seen.endpoint == Endpoint::Heartbeat && seen.status == 200;
    scene.wait_network(&scene.network, "It never opened its key and beat.", |world| {
        world.seen().skip(before).any(is_beat)
    })?;
    Ok(())
}

fn what_was_there_before_is_the_first_account_s(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, LANTERN_S)?;
    panel.wait_for_text("Saved")?;
    let storage = scene.browser.storage()?;
    let names: Vec<&str> =
        storage["local"].as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    for name in ["state", "cache", "sealed", "draft:reply:rep_lighthouse_7"] {
        assert!(names.contains(&name), "{name} is where it always was: {names:?}");
    }
    assert!(!names.contains(&"accounts"), "and one account needs no list");
    Ok(())
}
