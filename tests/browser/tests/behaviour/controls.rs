//! Every enabled control of every surface is pressed once, each on a page that was opened for it: something comes of it, no page fails to
//! load, nothing is thrown, and the focus is not lost.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, write};
use browser_suite::{Failure, Kind, Name, Page, Result, any, both, containing};
use sandbox::keys;
use serde_json::{Value, json};
use std::collections::BTreeSet;

both!(
    every_control_of_the_welcome_page_acts,
    every_control_of_the_sign_up_acts,
    every_control_of_the_options_without_a_key_acts,
    every_control_of_the_options_acts,
    every_control_of_the_panel_without_a_key_acts,
    every_control_of_opportunities_acts,
    every_control_of_notifications_acts,
    every_control_of_drafts_acts,
    every_control_of_create_acts,
    every_control_of_you_acts,
    every_control_of_a_thread_acts,
    every_control_of_the_composer_acts,
    every_control_of_the_review_acts,
    every_control_of_the_panel_offline_acts,
    every_control_of_the_locked_panel_acts,
);

/// A control as a person finds it.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Control {
    role: String,
    name: String,
    /// Whether a press gives it the focus and nothing else: a text field, or what is chosen already.
    only_focus: bool,
}

/// Every control that can be pressed, in the order of the document. A file field and a list of choices open a window of the system.
const CONTROLS: &str = "const open = document.querySelector('dialog[open]') ?? document;
  return [...open.querySelectorAll('button, a[href], input, textarea, summary, [role=tab], [role=combobox]')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('[inert]') && !e.matches(':disabled, [aria-disabled=true], [type=file]'))
    .map((e) => [by.role(e), by.name(e), e.matches('textarea, input:not([type=checkbox], [type=radio]), [aria-selected=true], [aria-pressed=true], :checked[type=radio]')])
    .filter(([role]) => role !== 'generic')";

/// What a press can change in a document. Errors are collected from the first call on.
const SIGNATURE: &str = "if (!globalThis.pressErrors) {
    const errors = globalThis.pressErrors = [];
    addEventListener('error', (event) => errors.push(event.message));
    addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
  }
  const values = [...document.querySelectorAll('input, textarea, select')].map((e) => [e.value, e.checked]);
  return JSON.stringify([location.href, document.body.outerHTML, values, [...document.querySelectorAll('*')].map((e) => e.scrollTop)])";

/// Presses what ends the account, or locks it, after all else.
const LAST: [&str; 7] = ["I have read it", "Forget", "Sign out", "Lock", "Remove", "Erase", "Delete"];

/// Presses every control of a surface, each kind of name once. `open` makes the surface anew.
fn press_all(scene: &Scene, open: impl Fn(&Scene) -> Result<Page<'_>>) -> Result {
    let tabs = "return (await chrome.tabs.query({})).map((tab) => tab.id)";
    let keep = scene.browser.api(tabs, &Value::Null)?;
    let mut pressed = BTreeSet::new();
    let mut failures = Vec::new();
    loop {
        let page = open(scene)?;
        let controls = controls(&page)?;
        // What ends the surface itself comes last, so it is not opened again after that.
        let rest = || controls.iter().filter(|control| !pressed.contains(*control));
        let ends = |control: &&Control| LAST.iter().any(|word| control.name.contains(word));
        let Some(control) = rest().find(|control| !ends(control)).or_else(|| rest().next()).cloned() else {
            break;
        };
        let is_last = rest().count() == 1;
        if let Err(failure) = press(scene, &page, &control) {
            failures.push(format!("{} {:?}: {failure}", control.role, control.name));
        }
        pressed.insert(control);
        let close = "for (const { id } of await chrome.tabs.query({})) if (!input.includes(id)) await chrome.tabs.remove(id)";
        scene.browser.api(close, &keep)?;
        if is_last {
            break;
        }
    }
    assert!(pressed.len() > 1, "The surface has no controls: {pressed:?}");
    assert_eq!(failures, Vec::<String>::new());
    Ok(())
}

fn controls(page: &Page<'_>) -> Result<Vec<Control>> {
    let found: Vec<(String, String, bool)> = serde_json::from_value(page.evaluate(CONTROLS, &Value::Null)?)?;
    Ok(found.into_iter().map(|(role, name, only_focus)| Control { role, name, only_focus }).collect())
}

/// Presses one control, and waits for what comes of it.
fn press(scene: &Scene, page: &Page<'_>, control: &Control) -> Result {
    let before = page.evaluate(SIGNATURE, &Value::Null)?;
    let asked = || scene.network.with(|world, _| world.seen().count());
    let windows = || scene.browser.api("return (await chrome.tabs.query({})).length", &Value::Null);
    let (asked_before, windows_before) = (asked(), windows()?);
    page.role(&control.role, control.name.as_str()).nth(0).click()?;
    let changed = format!(
        "return await by.until(async () => (await (async () => {{ {SIGNATURE} }})()) !== input, 250)"
    );
    // A page that is gone, or that shows another document, has acted.
    let acted = || -> Result<bool> {
        Ok(page.evaluate(&changed, &before).map_or(true, |changed| changed == json!(true))
            || asked() != asked_before
            || windows()? != windows_before)
    };
    let mut has_acted = control.only_focus;
    for _ in 0..20 {
        if has_acted {
            break;
        }
        has_acted = acted()?;
    }
    if !has_acted {
        return Err(Failure::new("Nothing came of the press."));
    }
    every_page_loaded(scene)?;
    if !page.is_open()? {
        return Ok(());
    }
    let state = page.evaluate(
        "return { errors: globalThis.pressErrors ?? [], text: document.body.innerText.trim().length, lost: document.hasFocus() && document.activeElement === document.body }",
        &Value::Null,
    )?;
    if state["errors"] != json!([]) {
        return Err(Failure::new(format!("It threw {}.", state["errors"])));
    }
    if state["text"].as_u64() < Some(10) {
        return Err(Failure::new("The page is empty."));
    }
    if state["lost"] == json!(true) {
        let waited = page.evaluate(
            "return await by.until(() => document.activeElement !== document.body, 3000)",
            &Value::Null,
        )?;
        if waited != json!(true) {
            return Err(Failure::new("The focus is lost."));
        }
    }
    Ok(())
}

/// Whether every tab with an address of the extension shows a document of the extension, and not the browser's error page.
fn every_page_loaded(scene: &Scene) -> Result {
    let body =
        "const shown = new Set(chrome.extension.getViews({ type: 'tab' }).map((view) => view.location.href));
      const tabs = await chrome.tabs.query({});
      return tabs.every(({ url = '', pendingUrl, status }) => !pendingUrl && status === 'complete'
        && (!/^(chrome|moz)-extension:/.test(url) || shown.has(url)))";
    let waited = format!("return await by.until(async () => {{ {body} }}, 5000)");
    if scene.browser.api(&waited, &Value::Null)? == json!(true) {
        return Ok(());
    }
    let tabs = scene.browser.api(
        "return (await chrome.tabs.query({})).map(({ url, status }) => `${status} ${url}`)",
        &Value::Null,
    )?;
    Err(Failure::new(format!("A page did not load: {tabs}.")))
}

fn panel<'scene>(scene: &'scene Scene, tab: &str) -> Result<Page<'scene>> {
    let panel = scene.panel()?;
    panel.role("tab", containing(tab)).click()?;
    panel.role("tabpanel", containing(tab)).wait_attribute("aria-busy", None)?;
    Ok(panel)
}

/// The opportunities with every group open: a collapsed one stays so from panel to panel.
fn opportunities(scene: &Scene) -> Result<Page<'_>> {
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.evaluate("localStorage.removeItem('collapsed'); return null", &Value::Null)?;
    panel.close()?;
    page_with(scene, "panel.html?surface=side", "article", any())
}

/// A page of the extension, once it shows the control.
fn page_with<'scene>(
    scene: &'scene Scene,
    path: &str,
    role: &str,
    name: impl Into<Name>,
) -> Result<Page<'scene>> {
    let page = scene.browser.open(path)?;
    page.role(role, name).nth(0).wait()?;
    Ok(page)
}

fn every_control_of_the_welcome_page_acts(kind: Kind) -> Result {
    press_all(&Scene::fresh(kind)?, |scene| page_with(scene, "register.html?first", "heading", any()))
}

fn every_control_of_the_sign_up_acts(kind: Kind) -> Result {
    press_all(&Scene::fresh(kind)?, |scene| page_with(scene, "register.html", "button", "Solve and register"))
}

fn every_control_of_the_options_without_a_key_acts(kind: Kind) -> Result {
    press_all(&Scene::fresh(kind)?, |scene| page_with(scene, "options.html", "button", "Connect"))
}

fn every_control_of_the_options_acts(kind: Kind) -> Result {
    press_all(&Scene::connected(kind)?, |scene| page_with(scene, "options.html", "button", "Connect"))
}

fn every_control_of_the_panel_without_a_key_acts(kind: Kind) -> Result {
    press_all(&Scene::fresh(kind)?, |scene| {
        page_with(scene, "panel.html?surface=side", "button", "I have a key")
    })
}

fn every_control_of_opportunities_acts(kind: Kind) -> Result {
    press_all(&Scene::connected(kind)?, opportunities)
}

fn every_control_of_notifications_acts(kind: Kind) -> Result {
    press_all(&Scene::connected(kind)?, |scene| panel(scene, "Notifications"))
}

fn every_control_of_drafts_acts(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let first = scene.panel()?;
    write(&first, LIGHTHOUSE, MESSAGE)?;
    first.wait_for_text("Saved")?;
    first.close()?;
    press_all(&scene, |scene| panel(scene, "Drafts"))
}

fn every_control_of_create_acts(kind: Kind) -> Result {
    press_all(&Scene::connected(kind)?, |scene| panel(scene, "Create"))
}

fn every_control_of_you_acts(kind: Kind) -> Result {
    press_all(&Scene::connected(kind)?, |scene| panel(scene, "You"))
}

fn every_control_of_a_thread_acts(kind: Kind) -> Result {
    press_all(&Scene::connected(kind)?, |scene| {
        let panel = scene.panel()?;
        panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
        panel.role("button", "Reprompt").wait()?;
        Ok(panel)
    })
}

fn every_control_of_the_composer_acts(kind: Kind) -> Result {
    press_all(&Scene::connected(kind)?, |scene| {
        let panel = scene.panel()?;
        write(&panel, LIGHTHOUSE, "Great point! I totally agree.")?;
        panel.role("button", "Turn off this hint").nth(0).is_there()?;
        Ok(panel)
    })
}

fn every_control_of_the_review_acts(kind: Kind) -> Result {
    press_all(&Scene::connected(kind)?, |scene| {
        let panel = scene.panel()?;
        write(&panel, LIGHTHOUSE, MESSAGE)?;
        let review = panel.role("button", "Review system prompt");
        review.wait()?;
        review.click()?;
        // It is held until the text stood for a moment.
        let read = panel.role("dialog", any()).role("button", "I have read it");
        read.wait_attribute("aria-disabled", None)?;
        Ok(panel)
    })
}

fn every_control_of_the_panel_offline_acts(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    scene.browser.set_online(false)?;
    press_all(&scene, opportunities)
}

fn every_control_of_the_locked_panel_acts(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let options = scene.connect(keys::LANTERN)?;
    options.role("radio", "Encrypted with a passphrase").click()?;
    options.role("textbox", "New passphrase").fill("moth and lamp")?;
    options.role("textbox", "Repeat passphrase").fill("moth and lamp")?;
    options.role("button", "Set passphrase").click()?;
    options.role("status", any()).wait_says("Encrypted with your passphrase")?;
    options.close()?;
    let open = scene.panel()?;
    open.role("tab", "You").click()?;
    open.role("button", "Lock").click()?;
    scene.browser.wait_badge("lock")?;
    open.close()?;
    press_all(&scene, |scene| page_with(scene, "panel.html?surface=side", "button", "Unlock"))
}
