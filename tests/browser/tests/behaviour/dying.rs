//! The worker dies at each step of a post. Whatever was reached: no word is lost, nothing is posted twice, the badge is true.
//!
//! The worker is held up at a step by what it waits for there: its storage, the network, or the network's answer.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, review, write};
use browser_suite::{Kind, Page, Result, any, both, containing};
use sandbox::{Endpoint, Fault, FaultKind};
use serde_json::json;

both!(
    before_it_is_written_down,
    after_it_is_written_down_and_before_it_is_sent,
    on_its_way_and_never_kept,
    kept_by_the_network_and_not_answered,
    answered_and_no_receipt_written,
    with_a_receipt_and_the_words_still_there,
    when_all_is_done,
);

/// Saving a state that says this never ends.
const STORAGE_HANGS: &str = "const { local } = chrome.storage; const set = local.set.bind(local);\
    const home = globalThis.window ?? globalThis;\
    local.set = (items) => {\
      if (!items.state?.includes(input)) return set(items);\
      home.held = true; return new Promise(() => {}); }";
/// Words are never removed.
const REMOVAL_HANGS: &str = "const home = globalThis.window ?? globalThis;\
    chrome.storage.local.remove = () => { home.held = true; return new Promise(() => {}); }";
/// Requests are never sent.
const FETCH_HANGS: &str = "const home = globalThis.window ?? globalThis;\
    home.fetch = () => { home.held = true; return new Promise(() => {}); }";
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

/// The draft is there as it was, goes out on a click, and once.
fn goes_out_on_a_click(scene: &Scene, panel: &Page<'_>) -> Result {
    panel.wait_for_text(MESSAGE)?;
    assert_eq!(scene.posts(MESSAGE), 0, "nothing is sent by itself");
    panel.role("button", containing("Post again")).click()?;
    panel.role("status", any()).wait_says("Posted")?;
    scene.is_posted_once()
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
    panel.role("button", "Post reprompt").click()?;
    panel.role("status", any()).wait_says("Posted")?;
    scene.is_posted_once()
}

fn after_it_is_written_down_and_before_it_is_sent(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = written(&scene)?;
    scene.browser.in_background(FETCH_HANGS, &json!(null))?;
    post_and_kill(&scene, panel)?;
    let panel = drafts(&scene)?;
    panel.wait_for_text("It is not there")?;
    goes_out_on_a_click(&scene, &panel)
}

fn on_its_way_and_never_kept(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = written(&scene)?;
    scene.network.fault(Fault::new(Endpoint::Reprompt, FaultKind::Hang));
    panel.role("button", "Post reprompt").click()?;
    scene.faults_met()?;
    scene.browser.stop_background()?;
    panel.close()?;
    let panel = drafts(&scene)?;
    panel.wait_for_text("It is not there")?;
    goes_out_on_a_click(&scene, &panel)
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

fn with_a_receipt_and_the_words_still_there(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = written(&scene)?;
    scene.browser.in_background(REMOVAL_HANGS, &json!(null))?;
    post_and_kill(&scene, panel)?;
    let panel = drafts(&scene)?;
    panel.wait_for_text("Posted")?;
    scene.is_posted_once()
}

fn when_all_is_done(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = written(&scene)?;
    panel.role("button", "Post reprompt").click()?;
    panel.role("status", any()).wait_says("Posted")?;
    scene.browser.stop_background()?;
    panel.close()?;
    drafts(&scene)?.wait_for_text("Posted")?;
    scene.is_posted_once()
}
