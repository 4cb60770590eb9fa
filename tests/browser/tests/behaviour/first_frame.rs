//! The first frame of the panel, which is painted before any module is loaded.

use crate::scene::{LIGHTHOUSE, Scene};
use browser_suite::{Kind, Page, Result, any, both};
use sandbox::keys;
use serde_json::{Value, json};

both!(
    rows_are_painted_before_the_modules_are_loaded,
    a_press_on_the_first_frame_is_carried_out,
    a_frame_of_another_account_is_not_painted,
    another_account_drops_the_frame,
);

const FRAME: &str = "const key = 'firstFrame:popup'; return JSON.stringify((await chrome.storage.session.get(key))[key] ?? null)";

/// Opens the panel as the popup has it, and waits until a frame with its opportunities is kept for the next one.
fn keep_frame(scene: &Scene) -> Result {
    let panel = scene.browser.open("panel.html")?;
    panel.role("article", LIGHTHOUSE).wait()?;
    let body = "return JSON.stringify((await chrome.storage.session.get())['firstFrame:popup'] ?? null).includes(input)";
    scene.browser.wait_api(body, &json!(LIGHTHOUSE))?;
    panel.close()
}

/// Whether the panel was painted before its modules were loaded.
fn is_painted_first(panel: &Page<'_>) -> Result<bool> {
    panel.role("article", LIGHTHOUSE).wait()?;
    Ok(panel.evaluate("return 'firstFrame' in globalThis", &Value::Null)? == true)
}

fn rows_are_painted_before_the_modules_are_loaded(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    keep_frame(&scene)?;
    let panel = scene.browser.open("panel.html")?;
    assert!(is_painted_first(&panel)?, "nothing was painted before the modules");
    // What was painted is alive: it has been taken over, not painted anew.
    panel.role("button", "Read thread").nth(0).click()?;
    panel.role("button", "Reprompt").wait()?;
    assert_eq!(panel.evaluate("return document.querySelectorAll('#panel > main').length", &Value::Null)?, 1);
    Ok(())
}

fn a_press_on_the_first_frame_is_carried_out(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    keep_frame(&scene)?;
    let opener = scene.browser.open("panel.html")?;
    opener.role("article", LIGHTHOUSE).wait()?;
    // Presses in another panel as soon as its first frame is there; messages are not slowed down in a page behind another.
    let body = "const panel = open('panel.html');\
                const turn = () => new Promise(next => { const { port1, port2 } = new MessageChannel(); port1.onmessage = next; port2.postMessage(null); });\
                const early = () => panel.document.querySelector('#panel[inert] article button:nth-of-type(2)');\
                for (let turns = 0; turns < 1e6 && !early(); turns += 1) await turn();\
                if (!early()) return 'no first frame';\
                const { x, y, width, height } = early().getBoundingClientRect();\
                panel.document.body.dispatchEvent(new panel.MouseEvent('click', { bubbles: true, clientX: x + width / 2, clientY: y + height / 2 }));\
                for (let turns = 0; turns < 1e6 && !panel.document.querySelector('#panel[data-view=thread]'); turns += 1) await turn();\
                return panel.document.getElementById('panel').dataset.view";
    assert_eq!(opener.evaluate(body, &Value::Null)?, "thread", "a press on the first frame was lost");
    Ok(())
}

fn a_frame_of_another_account_is_not_painted(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    keep_frame(&scene)?;
    // As a panel would leave it that kept its picture a moment too late.
    let body = "const key = 'firstFrame:popup'; const frame = (await chrome.storage.session.get(key))[key];\
                await chrome.storage.session.set({ [key]: { ...frame, account: frame.account + 1 } })";
    scene.browser.api(body, &Value::Null)?;
    let panel = scene.browser.open("panel.html")?;
    assert!(!is_painted_first(&panel)?, "the picture of another account was painted");
    Ok(())
}

fn another_account_drops_the_frame(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let options = scene.connect(keys::LANTERN)?;
    keep_frame(&scene)?;
    assert!(scene.browser.api(FRAME, &Value::Null)?.to_string().contains("lighthouse"));
    options.role("button", "Add an account").click()?;
    options.role("status", any()).wait_says("The new account is now current")?;
    assert_eq!(scene.browser.api(FRAME, &Value::Null)?, "null", "what another account read is kept");
    let panel = scene.browser.open("panel.html")?;
    panel.role("tab", "You").wait()?;
    assert!(!panel.text()?.contains(LIGHTHOUSE));
    Ok(())
}
