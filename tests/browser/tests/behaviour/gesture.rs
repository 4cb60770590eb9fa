//! Nothing before a gesture, and everything by one: keys and the toolbar button, on pages that the extension has no permission for.

use crate::guest::{KEYS, NOTHING, PANELS, PLAIN, open_panels};
use crate::scene::{LIGHTHOUSE, Scene};
use crate::web::site;
use browser_suite::{Kind, Page, Result, any, both};
use serde_json::json;

both!(
    no_page_is_reached_without_a_gesture,
    before_a_gesture_a_page_learns_nothing,
    one_key_is_suggested_and_the_rest_are_free,
    the_suggested_key_opens_the_popup,
    a_key_docks_the_panel,
    a_key_locks,
    the_toolbar_button_opens_what_was_chosen,
);

/// A page at an origin that not even a development build may reach.
fn stranger<'a>(scene: &'a Scene, body: &'static str) -> Result<Page<'a>> {
    scene.browser.open_url(&site("", body)?.replace("127.0.0.1", "localhost"))
}

/// What a script that the extension tries to put into the tab in front brings back.
fn reached(scene: &Scene) -> Result<String> {
    let body = "const [{ id }] = await chrome.tabs.query({ active: true });
      try {
        const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: id }, func: () => document.title });
        return result;
      } catch { return 'refused' }";
    Ok(scene.browser.api(body, &NOTHING)?.as_str().unwrap_or_default().to_owned())
}

fn no_page_is_reached_without_a_gesture(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    scene.browser.assign("open-page-panel", KEYS)?;
    let tab = stranger(&scene, PLAIN)?;
    assert_eq!(reached(&scene)?, "refused", "before");
    assert_eq!(tab.evaluate(PANELS, &NOTHING)?, json!(0));
    tab.press_above(KEYS)?;
    let panel = tab.frame()?;
    panel.role("article", LIGHTHOUSE).wait()?;
    assert_eq!(reached(&scene)?, "A stranger", "the tab of the gesture");
    let other = stranger(&scene, PLAIN)?;
    assert_eq!(reached(&scene)?, "refused", "another tab");
    assert_eq!(other.evaluate(PANELS, &NOTHING)?, json!(0));
    Ok(())
}

fn before_a_gesture_a_page_learns_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let tab = stranger(&scene, PLAIN)?;
    // The same questions about our address and about one where nothing lives: the answers must not differ.
    let ask = "const seen = [];
      const { origin } = new URL(input);
      const about = (name, value) => seen.push(`${name}: ${value}`);
      about('api', typeof (globalThis.chrome ?? {}).runtime + typeof globalThis.browser);
      for (const path of ['page-panel.html', 'page-panel.html?of=nobody', 'panel.html', 'panel.js', 'icons/mark-48.png', 'manifest.json', 'pkg/impromptu.js']) {
        const address = `${input}/${path}`;
        about(`fetch ${path}`, await fetch(address, { mode: 'no-cors' }).then(() => 'came', (error) => error.name));
        for (const [name, key] of [['img', 'src'], ['script', 'src'], ['link', 'href']]) {
          const element = document.createElement(name);
          if (name === 'link') element.rel = 'stylesheet';
          const told = new Promise((next) => { element.onload = () => next('came'); element.onerror = () => next('error'); });
          element[key] = address;
          document.body.append(element);
          about(`${name} ${path}`, await told);
          element.remove();
        }
      }
      about('document', document.documentElement.childElementCount + ' ' + document.querySelectorAll('[popover]').length);
      about('frames', document.querySelectorAll('iframe').length);
      return seen";
    let ours = tab.evaluate(ask, &json!(scene.browser.origin()))?;
    let nobody = match kind {
        Kind::Chromium => "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
        Kind::Firefox => "moz-extension://00000000-0000-4000-8000-000000000000",
    };
    let theirs = tab.evaluate(ask, &json!(nobody))?;
    if kind == Kind::Chromium {
        assert_eq!(ours, theirs, "the extension's own address answers as one where nothing lives");
    } else {
        // Firefox shows what is web-accessible to whoever knows the address; that is random in each profile, and told to no page
        // (`the_page_never_learns_the_address`). All else answers as if it were not there.
        let hidden = |seen: &serde_json::Value| -> Vec<String> {
            let lines: Vec<String> = serde_json::from_value(seen.clone()).unwrap_or_default();
            lines.into_iter().filter(|line| !line.contains("page-panel.html")).collect()
        };
        assert_eq!(hidden(&ours), hidden(&theirs));
    }
    Ok(())
}

fn one_key_is_suggested_and_the_rest_are_free(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let body = "return (await chrome.commands.getAll()).map(({ name, shortcut }) => [name, shortcut]).sort()";
    assert_eq!(
        scene.browser.api(body, &NOTHING)?,
        json!([
            ["_execute_action", "Alt+Shift+I"],
            ["lock", ""],
            ["open-page-panel", ""],
            ["open-side-panel", ""]
        ])
    );
    Ok(())
}

fn the_suggested_key_opens_the_popup(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    let tab = stranger(&scene, PLAIN)?;
    tab.press_above("Alt+Shift+I")?;
    scene.browser.await_popup()?.role("article", LIGHTHOUSE).wait()?;
    assert_eq!(open_panels(&scene)?, ["popup"]);
    assert_eq!(tab.evaluate(PANELS, &NOTHING)?, json!(0), "and nothing in the page");
    Ok(())
}

fn a_key_docks_the_panel(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    scene.browser.assign("open-side-panel", KEYS)?;
    stranger(&scene, PLAIN)?.press_above(KEYS)?;
    scene.browser.await_docked()?.role("article", LIGHTHOUSE).wait()?;
    assert_eq!(open_panels(&scene)?, ["docked"]);
    Ok(())
}

fn a_key_locks(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let options = scene.browser.open("options.html")?;
    options.role("radio", "Encrypted with a passphrase").click()?;
    options.role("textbox", "New passphrase").fill("an eel in the lamp room")?;
    options.role("textbox", "Repeat passphrase").fill("an eel in the lamp room")?;
    options.role("button", "Set passphrase").click()?;
    options.role("status", any()).wait_says("Encrypted with your passphrase")?;
    scene.browser.assign("lock", KEYS)?;
    stranger(&scene, PLAIN)?.press_above(KEYS)?;
    scene.browser.wait_api("return (await chrome.action.getTitle({})).includes('locked')", &NOTHING)?;
    Ok(())
}

fn the_toolbar_button_opens_what_was_chosen(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    // What was chosen is kept first and told to the browser after: a press in between still opens what was there before.
    let told = "const told = chrome.sidePanel
        ? (await chrome.sidePanel.getPanelBehavior()).openPanelOnActionClick === (input === 'docked')
        : localStorage.getItem('opens') === input;
      return told && ((await chrome.action.getPopup({})) !== '') === (input === 'popup')";
    let choose = |name: &str, opens: &str| -> Result {
        let options = scene.browser.open("options.html")?;
        options.role("radio", name).click()?;
        options.role("status", any()).wait_says("saved")?;
        scene.browser.wait_api(told, &json!(opens))?;
        options.close()
    };
    choose("The panel on the page", "page")?;
    let tab = stranger(&scene, PLAIN)?;
    tab.press_above("Alt+Shift+I")?;
    tab.frame()?.role("article", LIGHTHOUSE).wait()?;
    assert_eq!(open_panels(&scene)?, Vec::<String>::new(), "in the page, and nowhere else");

    choose("The side panel, next to the page", "docked")?;
    let tab = stranger(&scene, PLAIN)?;
    tab.press_above("Alt+Shift+I")?;
    let docked = scene.browser.await_docked()?;
    docked.role("article", LIGHTHOUSE).wait()?;
    assert_eq!(open_panels(&scene)?, ["docked"]);
    docked.close()?;

    choose("The popup", "popup")?;
    stranger(&scene, PLAIN)?.press_above("Alt+Shift+I")?;
    scene.browser.await_popup()?.role("article", LIGHTHOUSE).wait()?;
    assert_eq!(open_panels(&scene)?, ["popup"]);
    Ok(())
}
