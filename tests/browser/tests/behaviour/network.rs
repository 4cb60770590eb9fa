//! The network goes and comes back.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, review, write};
use browser_suite::{Kind, Result, any, both, containing};
use sandbox::Endpoint;
use serde_json::json;

both!(a_network_that_cannot_be_reached_costs_nothing);

fn a_network_that_cannot_be_reached_costs_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    // The browser has a network, and nobody listens at the other end.
    scene.network.unplug();
    panel.role("button", "Post reprompt").click()?;
    panel.role("alert", any()).wait_says("No reply")?;
    scene.browser.wait_badge("off")?;
    scene.network.plug_in();
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("tab", containing("Drafts")).click()?;
    // Read again when the network is back, found absent, given back.
    panel.wait_for_text("It is not there")?;
    scene.browser.api("return await chrome.runtime.sendMessage({ do: 'beat' })", &json!(null))?;
    scene.browser.wait_badge("3")?;
    let posts =
        |world: &mut sandbox::World| world.seen().filter(|seen| seen.endpoint == Endpoint::Reprompt).count();
    assert_eq!(scene.network.with(|world, _| posts(world)), 0, "nothing is sent by itself");
    panel.role("button", containing("Post again")).click()?;
    panel.role("status", any()).wait_says("Posted")?;
    scene.is_posted_once()
}
