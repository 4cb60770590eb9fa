//! The one thing that must never go wrong.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, has_read, post, review, write};
use browser_suite::{Kind, Result, any, both, containing};
use sandbox::{Control, Endpoint, Fault};
use serde_json::json;

both!(
    a_reprompt_is_posted_once_and_leaves_a_receipt,
    the_price_stands_beside_the_button,
    a_like_counts_and_tells_its_cost,
    a_draft_survives_the_popup_closing,
    a_draft_survives_the_worker,
    a_discarded_draft_comes_back,
    an_empty_budget_gives_the_draft_back_with_a_time,
    a_lost_reply_is_settled_by_reading,
    a_lost_request_gives_the_draft_back,
    a_press_right_after_the_last_key_counts,
    a_press_right_after_the_review_counts,
    a_script_cannot_press_the_button,
);

fn a_reprompt_is_posted_once_and_leaves_a_receipt(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    assert_eq!(scene.posts(MESSAGE), 0, "reading a system prompt posts nothing");
    post(&panel)?;
    assert_eq!(scene.posts(MESSAGE), 1);
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("tab", containing("Drafts")).click()?;
    panel.wait_for_text("Posted")?;
    panel.wait_for_text(MESSAGE)?;
    panel.wait_for_text("req_")?;
    let left = scene.browser.storage()?;
    assert!(!left["local"].to_string().contains("draft:reply:"), "the draft ended: {}", left["local"]);
    Ok(())
}

fn the_price_stands_beside_the_button(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    let told = panel.role("button", "Post reprompt").description()?;
    assert!(told.contains("10") && told.contains("302"), "{told}");
    Ok(())
}

fn a_like_counts_and_tells_its_cost(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Like").click()?;
    panel.role("status", any()).wait_says("Liked. 1 spent, 311 left")?;
    panel.role("article", LIGHTHOUSE).role("button", "Like").wait_attribute("aria-pressed", Some("true"))?;
    panel.wait_for_text("311 of 500")?;
    panel.role("article", LIGHTHOUSE).role("button", "Bookmark").click()?;
    panel.role("status", any()).wait_says("2 spent, 309 left")?;
    Ok(())
}

fn a_draft_survives_the_popup_closing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    let popup = scene.browser.open_popup()?;
    popup.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    popup.role("textbox", "Your message").type_text("Half a sentence, and th")?;
    popup.close()?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).wait_says("draft")?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel.role("textbox", "Your message").wait()?;
    panel.wait_for(
        "return document.querySelector('textarea')?.value === 'Half a sentence, and th'",
        &json!(null),
    )?;
    Ok(())
}

fn a_draft_survives_the_worker(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    panel.wait_for_text("Saved")?;
    scene.browser.stop_background()?;
    panel.close()?;
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.role("tab", containing("Drafts")).click()?;
    panel.wait_for_text(MESSAGE)?;
    Ok(())
}

fn a_discarded_draft_comes_back(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    panel.wait_for_text("Saved")?;
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("tab", containing("Drafts")).click()?;
    panel.wait_for_text(MESSAGE)?;
    panel.role("button", "Discard").click()?;
    panel.role("status", any()).wait_says("Discarded")?;
    panel.role("button", "Discard").wait_gone()?;
    panel.role("button", "Undo").click()?;
    panel.role("button", "Discard").click()?;
    panel.role("button", "Discard").wait_gone()?;
    // Later, when the line that offered to undo it is gone and the worker with it.
    scene.browser.stop_background()?;
    panel.close()?;
    let panel = scene.panel()?;
    panel.role("tab", containing("Drafts")).click()?;
    panel.role("button", "Restore").click()?;
    panel.role("button", "Discard").wait()?;
    panel.wait_for_text(MESSAGE)?;
    Ok(())
}

fn an_empty_budget_gives_the_draft_back_with_a_time(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    // The network knows better than we do what is left.
    scene.control(Control::Budget { account: "Lantern".into(), balance: 4 })?;
    panel.role("button", "Post reprompt").click()?;
    panel.role("alert", any()).wait_says("Enough at")?;
    assert_eq!(panel.role("textbox", "Your message").value()?, MESSAGE);
    assert_eq!(scene.posts(MESSAGE), 0);
    Ok(())
}

fn a_lost_reply_is_settled_by_reading(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    scene.network.fault(Fault::drop_after_commit(Endpoint::Reprompt));
    panel.role("button", "Post reprompt").click()?;
    panel.role("alert", any()).wait_says("did not reply")?;
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("tab", containing("Drafts")).click()?;
    panel.role("button", "Check the thread").click()?;
    panel.role("status", any()).wait_says("It was posted")?;
    panel.wait_for_text("It was posted")?;
    assert_eq!(scene.posts(MESSAGE), 1, "posted once, and never sent again");
    Ok(())
}

fn a_lost_request_gives_the_draft_back(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    scene.network.fault(Fault::drop_before_commit(Endpoint::Reprompt));
    panel.role("button", "Post reprompt").click()?;
    panel.role("alert", any()).wait_says("did not reply")?;
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("tab", containing("Drafts")).click()?;
    // Settled by itself once it can no longer arrive: read, found absent, given back, not sent.
    panel.wait_for_text("It was not posted")?;
    panel.wait_for_text(MESSAGE)?;
    assert_eq!(scene.posts(MESSAGE), 0, "nothing is sent by itself");
    panel.role("button", containing("Post")).click()?;
    panel.role("status", any()).wait_says("Posted")?;
    assert_eq!(scene.posts(MESSAGE), 1);
    Ok(())
}

fn a_script_cannot_press_the_button(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    panel.evaluate(
        "for (const button of document.querySelectorAll('button')) if (button.textContent.includes('Post')) button.click()",
        &json!(null),
    )?;
    // A press that counts comes after it, and is the only one that does.
    post(&panel)?;
    assert_eq!(scene.posts(MESSAGE), 1);
    Ok(())
}

/// Answers about words are held back until `release` is called.
const HOLD_ADVICE: &str = "const { runtime } = chrome; const ask = runtime.sendMessage.bind(runtime);\
    let release; const released = new Promise(next => { release = next }); window.release = release;\
    runtime.sendMessage = message => (message.do === 'checkDraft' ? released.then(() => ask(message)) : ask(message))";

fn a_press_right_after_the_last_key_counts(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, "The chair")?;
    review(&panel)?;
    panel.evaluate(HOLD_ADVICE, &json!(null))?;
    panel.role("textbox", "Your message").fill(MESSAGE)?;
    panel.role("button", "Post reprompt").click()?;
    panel.evaluate("window.release()", &json!(null))?;
    panel.role("status", any()).wait_says("Posted")?;
    scene.is_posted_once()
}

fn a_press_right_after_the_review_counts(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    panel.role("button", "Post reprompt").click()?;
    let dialog = panel.role("dialog", "Review system prompt");
    dialog.wait()?;
    // What was known of the words before is asked for once more, and not answered yet.
    panel.evaluate(HOLD_ADVICE, &json!(null))?;
    let touched = "const key = Object.keys(await chrome.storage.local.get(null)).find(key => key.startsWith('draft:reply:'));\
                   const kept = (await chrome.storage.local.get(key))[key];\
                   await chrome.storage.local.set({ [key]: { ...kept, revision: 'another-window.1', base: kept.revision, at: Date.now() } })";
    scene.browser.api(touched, &json!(null))?;
    has_read(&panel, "I have read it. Post")?;
    panel.evaluate("window.release()", &json!(null))?;
    panel.role("status", any()).wait_says("Posted")?;
    scene.is_posted_once()
}
