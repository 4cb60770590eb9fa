//! Ways in: context menu, address bar, and what a page hands over.

use crate::scene::{LIGHTHOUSE, Scene};
use browser_suite::{Kind, Page, Result, both, containing};
use serde_json::json;

both!(
    a_selection_waits_for_the_thread_that_is_chosen,
    a_selection_on_a_thread_goes_into_its_draft,
    a_selection_becomes_the_opening_of_a_seed,
    a_link_to_a_thread_opens_it,
    the_menu_is_made_once,
);

/// Selects all the text of the first element that fits.
fn select(tab: &Page<'_>, selector: &str) -> Result {
    tab.evaluate("getSelection().selectAllChildren(document.querySelector(input))", &json!(selector))?;
    Ok(())
}

/// The middle of the first element that fits.
fn middle(tab: &Page<'_>, selector: &str) -> Result<(f64, f64)> {
    let body = "const box = document.querySelector(input).getBoundingClientRect();\
                return [box.left + Math.min(box.width / 2, 20), box.top + box.height / 2]";
    Ok(serde_json::from_value(tab.evaluate(body, &json!(selector))?)?)
}

fn a_selection_waits_for_the_thread_that_is_chosen(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    let tab = scene.browser.open_url(&format!("{}/", scene.network.origin()))?;
    select(&tab, "h1")?;
    let (x, y) = middle(&tab, "h1")?;
    tab.choose("quote", x, y)?;
    let panel = tab.frame()?;
    panel.wait_for_text("Selected, for the thread you choose")?;
    // Chromium lets no click through to a frame that has only just come, as a guard of its own.
    panel.wait_for("return performance.now() > 2000", &json!(null))?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel.wait_for("return document.getElementById('words')?.value.startsWith('“')", &json!(null))?;
    let words = panel.role("textbox", "Your message").value()?;
    assert!(words.contains("(A local Impromptu network)"), "its title goes along: {words}");
    Ok(())
}

fn a_selection_on_a_thread_goes_into_its_draft(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    let tab = scene.browser.open_url(&format!("{}/prompt/rep_lighthouse_6", scene.network.origin()))?;
    select(&tab, "h1")?;
    let (x, y) = middle(&tab, "h1")?;
    tab.choose("quote", x, y)?;
    let panel = tab.frame()?;
    panel.wait_for(
        "return document.getElementById('words')?.value.startsWith('“The lighthouse')",
        &json!(null),
    )?;
    let storage = scene.browser.storage()?;
    assert!(storage["local"]["words:reply:rep_lighthouse_6"].is_object(), "it is the draft of that node");
    Ok(())
}

fn a_selection_becomes_the_opening_of_a_seed(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    let tab = scene.browser.open_url(&format!("{}/", scene.network.origin()))?;
    select(&tab, "h1")?;
    let (x, y) = middle(&tab, "h1")?;
    tab.choose("seed", x, y)?;
    let panel = tab.frame()?;
    panel.wait_for("return document.getElementById('seed-text')?.value.startsWith('“')", &json!(null))?;
    assert_eq!(panel.role("textbox", containing("System prompt")).value()?, "", "a page never writes one");
    Ok(())
}

fn a_link_to_a_thread_opens_it(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    let tab = scene.browser.open_url(&format!("{}/", scene.network.origin()))?;
    let (x, y) = middle(&tab, "a[href^='/prompt/']")?;
    let title =
        tab.evaluate("return document.querySelector(\"a[href^='/prompt/']\").textContent", &json!(null))?;
    tab.choose("link", x, y)?;
    let panel = tab.frame()?;
    panel.role("heading", title.as_str().unwrap_or_default()).wait()?;
    Ok(())
}

fn the_menu_is_made_once(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.browser.reload_extension()?;
    scene.browser.api("return await chrome.runtime.sendMessage({ do: 'hello' })", &json!(null))?;
    let about_menus = |said: &String| said.contains("duplicate") || said.contains("menu");
    assert_eq!(
        scene.browser.complaints()?.into_iter().filter(about_menus).collect::<Vec<_>>(),
        Vec::<String>::new()
    );
    Ok(())
}
