//! The worker dies in the middle of a post. Whatever was reached: no word is lost, nothing is posted twice, the badge is true.
//!
//! The worker is held up at a step by what it waits for there: its storage, the network, or the network's answer.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, review, write};
use browser_suite::{Kind, Page, Result, any, both, containing};
use sandbox::{Endpoint, Fault, FaultKind};
use serde_json::json;

both!(before_it_is_written_down, kept_by_the_network_and_not_answered, answered_and_no_receipt_written,);

/// Saving a state that says this never ends.
const STORAGE_HANGS: &str = "const { local } = chrome.storage; const set = local.set.bind(local);\
    const home = globalThis.window ?? globalThis;\
    local.set = (items) => {\
      if (!items.state?.includes(input)) return set(items);\
      home.held = true; return new Promise(() => {}); }";
/// Whether the worker has come to where it hangs.
const HANGS: &str = "return (globalThis.window ?? globalThis).held === true";

/// A reviewed draft, and *Post* a press away.
fn written(scene: &Scene) -> Result<Page<'_>> {
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    panel.wait_for_text("Saved")?;
    Ok(panel)
}

/// Presses *Post*, and kills the worker as soon as it is held up.
fn post_and_kill(scene: &Scene, panel: Page<'_>) -> Result {
    panel.role("button", "Post reprompt").click()?;
    scene.browser.wait_background(HANGS, &json!(null))?;
    scene.browser.stop_background()?;
    panel.role("alert", any()).wait_says("Your words are kept")?;
    panel.close()
}

/// Wakes the next worker by opening the panel, at its drafts.
fn drafts(scene: &Scene) -> Result<Page<'_>> {
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.role("tab", containing("Drafts")).click()?;
    Ok(panel)
}

fn before_it_is_written_down(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = written(&scene)?;
    scene.browser.in_background(STORAGE_HANGS, &json!("\"sending\""))?;
    post_and_kill(&scene, panel)?;
    let panel = drafts(&scene)?;
    panel.wait_for_text(MESSAGE)?;
    assert_eq!(scene.posts(MESSAGE), 0);
    panel.role("button", "Go on writing").click()?;
    assert_eq!(panel.role("textbox", "Your message").value()?, MESSAGE);
    Ok(())
}

fn kept_by_the_network_and_not_answered(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = written(&scene)?;
    scene.network.fault(Fault::new(Endpoint::Reprompt, FaultKind::Hang).committed());
    panel.role("button", "Post reprompt").click()?;
    scene.faults_met()?;
    scene.browser.stop_background()?;
    panel.close()?;
    drafts(&scene)?.wait_for_text("It was there")?;
    scene.is_posted_once()
}

fn answered_and_no_receipt_written(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = written(&scene)?;
    scene.browser.in_background(STORAGE_HANGS, &json!("\"receipts\":[{"))?;
    post_and_kill(&scene, panel)?;
    drafts(&scene)?.wait_for_text("It was there")?;
    scene.is_posted_once()
}
