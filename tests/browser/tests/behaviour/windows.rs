//! One draft in several places at once.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, post, reads, review, write};
use browser_suite::{Kind, Result, any, both};
use serde_json::json;

both!(two_tabs_and_the_popup_hold_one_draft, two_windows_post_once);

fn two_tabs_and_the_popup_hold_one_draft(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let one = scene.panel()?;
    write(&one, LIGHTHOUSE, "The chair by the window")?;
    let two = scene.panel()?;
    two.role("article", LIGHTHOUSE).wait_says("draft")?;
    two.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    reads(&two, "The chair by the window")?;
    two.role("textbox", "Your message").fill("The chair is missing.")?;
    reads(&one, "The chair is missing.")?;
    let popup = scene.browser.open_popup()?;
    popup.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    reads(&popup, "The chair is missing.")?;
    popup.role("textbox", "Your message").fill(MESSAGE)?;
    reads(&one, MESSAGE)?;
    reads(&two, MESSAGE)?;
    review(&popup)?;
    post(&popup)?;
    popup.close()?;
    // The draft ended everywhere: what stood in the other places goes with it.
    reads(&one, "")?;
    reads(&two, "")?;
    scene.is_posted_once()
}

/// A press of *Post* is heard only when `release` is called.
const HOLD_POST: &str = "const { runtime } = chrome; const ask = runtime.sendMessage.bind(runtime);\
    let release; const released = new Promise(next => { release = next }); window.release = release;\
    runtime.sendMessage = message => (message.do === 'post' ? released.then(() => ask(message)) : ask(message))";

fn two_windows_post_once(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let one = scene.panel()?;
    write(&one, LIGHTHOUSE, "The chair by the window")?;
    review(&one)?;
    let two = scene.browser.open_window("panel.html?surface=side")?;
    // By keys alone: a Firefox without a screen hands no mouse to its second window.
    two.role("article", LIGHTHOUSE).wait()?;
    two.press("j")?;
    assert_eq!(two.focused()?, ("article".into(), LIGHTHOUSE.into()));
    two.press("r")?;
    reads(&two, "The chair by the window")?;
    two.press("Control+a")?;
    two.insert(MESSAGE)?;
    reads(&one, MESSAGE)?;
    // Pressed in both before either hears of the other.
    one.evaluate(HOLD_POST, &json!(null))?;
    one.role("button", "Post reprompt").click()?;
    one.role("button", "Sending").wait()?;
    two.press("Control+Enter")?;
    two.role("status", any()).wait_says("Posted")?;
    one.evaluate("window.release()", &json!(null))?;
    one.role("status", any()).wait_says("already")?;
    reads(&one, "")?;
    scene.is_posted_once()
}
