//! The key, and who may ask for what.

use crate::scene::{LIGHTHOUSE, Scene};
use browser_suite::{Kind, Result, both, containing};
use sandbox::keys;
use serde_json::{Value, json};

both!(the_key_is_nowhere_in_the_open, the_browser_complains_of_nothing, a_strange_page_is_told_nothing);

fn the_key_is_nowhere_in_the_open(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Like").click()?;
    let mut storage = scene.browser.storage()?;
    // The one place where it may lie open: memory that only pages of the extension can read, and that no file holds.
    let session =
        storage.get_mut("session").and_then(Value::as_object_mut).and_then(|session| session.remove("key"));
    assert!(session.is_some_and(|open| open.to_string().contains(keys::LANTERN)), "found where it belongs");
    for (area, values) in &storage {
        assert!(!values.to_string().contains(keys::LANTERN), "the key lies open in storage.{area}");
    }
    for command in ["export", "diagnostics"] {
        let answer =
            scene.browser.api("return await chrome.runtime.sendMessage(input)", &json!({ "do": command }))?;
        assert!(!answer.to_string().contains(keys::LANTERN), "{command} tells the key");
        assert!(answer["text"].is_string(), "{command} answers: {answer}");
    }
    for page in ["panel.html?surface=side", "options.html"] {
        let page = scene.browser.open(page)?;
        page.role("button", containing("")).nth(0).wait()?;
        let html = page.evaluate("return document.documentElement.outerHTML", &json!(null))?;
        assert!(!html.to_string().contains(keys::LANTERN), "a page shows the key");
    }
    Ok(())
}

fn the_browser_complains_of_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    scene.browser.open("options.html")?.close()?;
    assert_eq!(scene.browser.complaints()?, Vec::<String>::new());
    Ok(())
}

fn a_strange_page_is_told_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let page = scene.browser.open_url(&format!("{}/", scene.network.origin()))?;
    let reach = page.evaluate(
        "const runtime = (globalThis.chrome ?? globalThis.browser)?.runtime;
         if (!runtime?.sendMessage) return 'no way to ask';
         try { return await runtime.sendMessage({ do: 'export' }) ?? 'nothing'; } catch (error) { return 'refused'; }",
        &json!(null),
    )?;
    assert!(["no way to ask", "nothing", "refused"].iter().any(|word| reach == *word), "{reach}");
    Ok(())
}
