//! More than a browser holds: what does not fit makes room, or says so where it should stand.

use crate::scene::{LIGHTHOUSE, Scene, write};
use browser_suite::{Kind, Page, Result, any, both};
use sandbox::{Control, Endpoint, Fault, FaultKind, Garbage, keys};
use serde_json::{Value, json};

both!(
    forty_long_threads_open_one_after_another,
    a_thread_that_is_too_large_says_so_and_the_next_one_opens,
    a_reply_that_unpacks_without_end_is_given_up_and_said,
    a_reply_that_drips_is_given_up_in_time,
    a_hundred_thousand_notices_do_not_stop_the_worker,
    a_long_description_leaves_room_for_words,
);

/// Asks for a thread.
const OPEN: &str = "await chrome.runtime.sendMessage({ do: 'openThread', node: input })";
/// Whether its view is written and no longer says that it is being read.
const IS_OPEN: &str = "const view = (await chrome.storage.session.get(`view:thread:${input}`))[`view:thread:${input}`];\
    return view && view.status !== 'loading' && view.status";

/// A reply with a thread whose message, and that of each reply below it, has so many characters.
fn thread(node: &str, replies: usize, length: usize) -> Value {
    let text = "The ledger says nothing of the nineteenth. ".repeat(length / 43 + 1);
    let text: String = text.chars().take(length).collect();
    let below: Vec<Value> = (0..replies)
        .map(|place| {
            json!({ "nodeId": format!("{node}_{place}"), "parentNodeId": node, "depth": 2,
                "author": { "name": "Odile" }, "prompt": text, "llmResponse": text })
        })
        .collect();
    json!({ "node": { "nodeId": node, "depth": 1, "author": { "name": "Odile" }, "prompt": text },
        "root": { "nodeId": format!("{node}_root"), "title": "A long thread" }, "children": below })
}

/// The next replies with a thread are this one, until the network is as it was: a panel may ask again while the worker wakes up.
fn serve(scene: &Scene, body: Value) -> Result {
    scene.control(Control::Reset)?;
    let kind = FaultKind::Status { status: 200, body: Some(body), retry_after: None };
    scene.network.fault(Fault::new(Endpoint::Thread, kind).times(9));
    Ok(())
}

/// Opens a panel at a node.
fn panel_at<'a>(scene: &'a Scene, node: &str) -> Result<Page<'a>> {
    let navigation = json!({ "node": node });
    scene.browser.api("await chrome.storage.session.set({ navigation: input })", &navigation)?;
    scene.browser.open("panel.html?surface=side")
}

fn forty_long_threads_open_one_after_another(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    for number in 0..40 {
        let node = format!("rep_long_{number}");
        serve(&scene, thread(&node, 20, 10_000))?;
        scene.browser.api(OPEN, &json!(node))?;
        let status = scene.browser.wait_api(IS_OPEN, &json!(node))?;
        assert_eq!(status, json!("shown"), "thread {number}");
    }
    scene.control(Control::Reset)?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.wait_for_text("Forty in one night")?;
    // What was read long ago made room, and is read again when it is opened.
    serve(&scene, thread("rep_long_0", 20, 10_000))?;
    panel.close()?;
    let panel = panel_at(&scene, "rep_long_0")?;
    panel.wait_for_text("The ledger says nothing")
}

fn a_thread_that_is_too_large_says_so_and_the_next_one_opens(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    serve(&scene, thread("rep_huge", 0, 12_000_000))?;
    let panel = panel_at(&scene, "rep_huge")?;
    panel.wait_for_text("too large to show here")?;
    panel.close()?;
    scene.control(Control::Reset)?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.wait_for_text("Forty in one night")
}

/// The next thread that is asked for meets this; the panel says so; the one after it opens.
fn meets(kind: Kind, what: Garbage, sentence: &str) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    scene.network.fault(Fault::new(Endpoint::Thread, FaultKind::Garbage { what }).times(9));
    let panel = panel_at(&scene, "rep_endless")?;
    panel.wait_for_text(sentence)?;
    panel.close()?;
    scene.control(Control::Reset)?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.wait_for_text("Forty in one night")
}

fn a_reply_that_unpacks_without_end_is_given_up_and_said(kind: Kind) -> Result {
    meets(kind, Garbage::Bomb, "too large to show here")
}

fn a_reply_that_drips_is_given_up_in_time(kind: Kind) -> Result {
    meets(kind, Garbage::Drip, "Can’t load this thread")
}

fn a_hundred_thousand_notices_do_not_stop_the_worker(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let notices: Vec<Value> = (0..100_000)
        .map(|number| json!({ "id": format!("n{number}"), "type": "LIKE", "read": false }))
        .collect();
    let body = json!({ "notifications": notices, "unreadCount": 100_000 });
    let kind = FaultKind::Status { status: 200, body: Some(body), retry_after: None };
    scene.network.fault(Fault::new(Endpoint::Notifications, kind));
    scene.connect(keys::LANTERN)?.close()?;
    let kept = "const { cache } = await chrome.storage.local.get('cache');\
        return cache && JSON.parse(cache).notifications.length";
    let kept = scene.browser.wait_api(kept, &json!(null))?;
    assert!(kept.as_u64().is_some_and(|kept| kept <= 2_000), "{kept} notices are kept");
    scene.faults_met()?;
    scene.panel().map(drop)
}

/// The sizes of what local storage holds: all of it, and its caches.
const SIZES: &str = "const size = entries => JSON.stringify(entries).length; const all = await chrome.storage.local.get(null);\
    return [size(all), size(Object.entries(all).filter(([key]) => key.startsWith('cache')))]";

fn a_long_description_leaves_room_for_words(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let body =
        json!({ "agentId": "agent_lantern", "name": "Lantern", "description": "long ".repeat(1_500_000) });
    let kind = FaultKind::Status { status: 200, body: Some(body), retry_after: None };
    scene.network.fault(Fault::new(Endpoint::Profile, kind));
    let panel = scene.panel()?;
    panel.role("tab", "You").click()?;
    scene.faults_met()?;
    let told =
        "const { cache } = await chrome.storage.local.get('cache'); return cache?.includes('long long')";
    scene.browser.wait_api(told, &json!(null))?;
    let sizes = scene.browser.api(SIZES, &json!(null))?;
    assert!(sizes[0].as_u64().is_some_and(|all| all < 2 << 20), "{sizes} bytes are stored");
    panel.role("tab", "Opportunities").click()?;
    write(&panel, LIGHTHOUSE, "The chair")?;
    panel.wait_for_text("Saved")?;
    panel.close()?;
    let options = scene.browser.open("options.html")?;
    options.wait_for_text("Storage: 0")?;
    options.role("button", "Clear caches").click()?;
    options.role("status", any()).wait_says("Caches cleared")?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel
        .wait_for("return document.querySelector('textarea')?.value === input", &json!("The chair"))
        .map(drop)
}
