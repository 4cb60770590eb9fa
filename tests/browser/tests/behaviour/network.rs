//! The network goes and comes back.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, review, write};
use browser_suite::{Kind, Result, any, both, containing};
use sandbox::Endpoint;
use serde_json::json;

both!(offline_a_post_waits_for_a_click, a_network_that_cannot_be_reached_costs_nothing);

fn offline_a_post_waits_for_a_click(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    scene.network.unplug();
    scene.browser.set_online(false)?;
    scene.browser.wait_badge("off")?;
    panel.wait_for_text("You’re offline")?;
    panel.role("button", "Post reprompt").click()?;
    panel.role("status", any()).wait_says("You’re offline")?;
    // The worker may die meanwhile: what is queued is written down.
    scene.browser.stop_background()?;
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("tab", containing("Drafts")).click()?;
    panel.role("article", containing(LIGHTHOUSE)).wait_says("Queued")?;
    scene.network.plug_in();
    scene.browser.set_online(true)?;
    scene.browser.wait_badge("3")?;
    assert_eq!(scene.asked(Endpoint::Reprompt), 0, "it never goes out by itself");
    panel.role("button", containing("Send now")).click()?;
    panel.role("status", any()).wait_says("Posted")?;
    scene.is_posted_once()
}

fn a_network_that_cannot_be_reached_costs_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    // The browser has a network, and nobody listens at the other end.
    scene.network.unplug();
    panel.role("button", "Post reprompt").click()?;
    panel.role("alert", any()).wait_says("did not reply")?;
    scene.browser.wait_badge("off")?;
    scene.network.plug_in();
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("tab", containing("Drafts")).click()?;
    // Read again when the network is back, found absent, given back.
    panel.wait_for_text("It was not posted")?;
    scene.browser.api("return await chrome.runtime.sendMessage({ do: 'heartbeat' })", &json!(null))?;
    scene.browser.wait_badge("3")?;
    assert_eq!(scene.asked(Endpoint::Reprompt), 0, "nothing is sent by itself");
    panel.role("button", containing("Post again")).click()?;
    panel.role("status", any()).wait_says("Posted")?;
    scene.is_posted_once()
}
