//! The worker dies on the way of a post. Whatever was reached: no word is lost, nothing is posted twice, the badge is true.
//!
//! The worker is held up at a step by what it waits for there: its storage, the network, or the network's answer.

use crate::scene::{LIGHTHOUSE, MESSAGE, OTHER, STEELMAN, Scene, has_read, post, reads, review, write};
use browser_suite::{Kind, Page, Result, any, both, containing};
use sandbox::{Control, Endpoint, Fault, FaultKind};
use serde_json::json;

both!(
    before_it_is_written_down,
    before_it_reaches_the_network,
    kept_by_the_network_and_not_answered,
    answered_and_no_receipt_written,
    after_its_receipt_was_written,
    a_panel_that_stays_open_hears_what_became_of_it,
    between_any_two_presses,
    a_system_prompt_that_changed_is_read_before_a_post_goes_on,
);

/// Saving a state that says this never ends.
const STORAGE_HANGS: &str = "const { local } = chrome.storage; const set = local.set.bind(local);\
    const home = globalThis.window ?? globalThis;\
    local.set = (items) => {\
      if (!items.state?.includes(input)) return set(items);\
      home.held = true; return new Promise(() => {}); }";
/// Requests are never sent.
const FETCH_HANGS: &str = "const home = globalThis.window ?? globalThis;\
    home.fetch = () => { home.held = true; return new Promise(() => {}); }";
/// Words are never removed.
const REMOVAL_HANGS: &str = "const home = globalThis.window ?? globalThis;\
    chrome.storage.local.remove = () => { home.held = true; return new Promise(() => {}); }";
/// That this was posted is never shown in Drafts.
const VIEW_HANGS: &str = "const { session } = chrome.storage; const set = session.set.bind(session);\
    const home = globalThis.window ?? globalThis;\
    session.set = (items) => {\
      if (!JSON.stringify(items['view:outbox']?.posted ?? []).includes(input)) return set(items);\
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
    panel.role("alert", any()).wait_says("Your text is kept")?;
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
    panel.role("button", "Continue writing").click()?;
    reads(&panel, MESSAGE)?;
    post(&panel)?;
    scene.is_posted_once()
}

/// Written down and not sent; sent and not kept. Of neither anybody knows until the threads are read, 20 seconds later.
fn before_it_reaches_the_network(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = written(&scene)?;
    scene.browser.in_background(FETCH_HANGS, &json!(null))?;
    post_and_kill(&scene, panel)?;
    let panel = scene.panel()?;
    write(&panel, STEELMAN, OTHER)?;
    review(&panel)?;
    scene.network.fault(Fault::new(Endpoint::Reprompt, FaultKind::Hang));
    panel.role("button", "Post reprompt").click()?;
    scene.faults_met()?;
    scene.browser.stop_background()?;
    panel.close()?;
    let panel = drafts(&scene)?;
    for (place, message) in [(LIGHTHOUSE, MESSAGE), (STEELMAN, OTHER)] {
        let slip = panel.role("article", containing(place));
        slip.wait_says("It was not posted")?;
        assert_eq!(scene.posts(message), 0, "nothing is sent by itself");
        slip.role("button", containing("Post again")).click()?;
        panel.role("status", any()).wait_says("Posted")?;
    }
    scene.are_posted_once(&[MESSAGE, OTHER])
}

fn kept_by_the_network_and_not_answered(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = written(&scene)?;
    scene.network.fault(Fault::new(Endpoint::Reprompt, FaultKind::Hang).committed());
    panel.role("button", "Post reprompt").click()?;
    scene.faults_met()?;
    scene.browser.stop_background()?;
    panel.close()?;
    drafts(&scene)?.wait_for_text("It was posted")?;
    scene.is_posted_once()
}

fn answered_and_no_receipt_written(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = written(&scene)?;
    scene.browser.in_background(STORAGE_HANGS, &json!("\"receipts\":[{"))?;
    post_and_kill(&scene, panel)?;
    drafts(&scene)?.wait_for_text("It was posted")?;
    scene.is_posted_once()
}

/// With its words still there; with the words gone, and nobody told.
fn after_its_receipt_was_written(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = written(&scene)?;
    scene.browser.in_background(REMOVAL_HANGS, &json!(null))?;
    post_and_kill(&scene, panel)?;
    let panel = drafts(&scene)?;
    panel.role("article", containing(LIGHTHOUSE)).wait_says("Posted")?;
    scene.is_posted_once()?;
    panel.close()?;
    let panel = scene.panel()?;
    write(&panel, STEELMAN, OTHER)?;
    review(&panel)?;
    scene.browser.in_background(VIEW_HANGS, &json!(OTHER))?;
    post_and_kill(&scene, panel)?;
    let panel = drafts(&scene)?;
    panel.role("article", containing(STEELMAN)).wait_says("Posted")?;
    scene.are_posted_once(&[MESSAGE, OTHER])
}

fn a_panel_that_stays_open_hears_what_became_of_it(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = written(&scene)?;
    scene.browser.in_background(REMOVAL_HANGS, &json!(null))?;
    panel.role("button", "Post reprompt").click()?;
    scene.browser.wait_background(HANGS, &json!(null))?;
    scene.browser.stop_background()?;
    panel.role("alert", any()).wait_says("Your text is kept")?;
    // Nothing is pressed: the next worker is woken by the panel, and takes away what was posted.
    panel.role("button", "Post reprompt").wait()?;
    reads(&panel, "")?;
    panel.role("textbox", "Your message").fill(OTHER)?;
    post(&panel)?;
    scene.are_posted_once(&[MESSAGE, OTHER])
}

/// A panel stays open, and each press meets a worker that knows nothing of the one before.
fn between_any_two_presses(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    panel.wait_for_text("Saved")?;
    scene.browser.stop_background()?;
    panel.role("button", "Post reprompt").click()?;
    panel.role("dialog", "Review system prompt").wait()?;
    scene.browser.stop_background()?;
    has_read(&panel, "I have read it. Post")?;
    panel.role("status", any()).wait_says("Posted")?;
    scene.is_posted_once()
}

fn a_system_prompt_that_changed_is_read_before_a_post_goes_on(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = written(&scene)?;
    let refused = FaultKind::Status { status: 400, body: None, retry_after: None };
    scene.network.fault(Fault::new(Endpoint::Reprompt, refused));
    panel.role("button", "Post reprompt").click()?;
    panel.role("alert", any()).wait_says("cannot be used")?;
    panel.close()?;
    scene.browser.stop_background()?;
    let text = "Speak in headlines.".to_owned();
    scene.control(Control::SystemPrompt { node_id: "rep_lighthouse_7".into(), text })?;
    let panel = drafts(&scene)?;
    panel.role("button", containing("Post again")).click()?;
    panel.role("dialog", "Review system prompt").wait_says("Speak in headlines.")?;
    panel.role("dialog", "Review system prompt").role("group", "Previous").wait()?;
    assert_eq!(scene.posts(MESSAGE), 0);
    has_read(&panel, "I have read it. Post")?;
    panel.role("status", any()).wait_says("Posted")?;
    scene.is_posted_once()
}
