//! One draft in several places at once.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, review, write};
use browser_suite::{Kind, Page, Result, any, both};
use serde_json::json;

both!(two_tabs_and_the_popup_hold_one_draft);

fn reads(page: &Page<'_>, text: &str) -> Result {
    page.wait_for("return document.querySelector('textarea')?.value === input", &json!(text)).map(drop)
}

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
    popup.role("button", "Post reprompt").click()?;
    popup.role("status", any()).wait_says("Posted")?;
    popup.close()?;
    // The draft ended everywhere: what stood in the other places goes with it.
    reads(&one, "")?;
    reads(&two, "")?;
    scene.is_posted_once()
}
