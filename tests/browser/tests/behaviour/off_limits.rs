//! Pages in which no panel can stand, because the browser lets no extension in or because they are no web pages: the popup opens
//! and says so.

use crate::guest::{KEYS, NOTHING, PANELS, PLAIN, open_panels};
use crate::scene::{LIGHTHOUSE, Scene};
use crate::web::site;
use browser_suite::{Kind, Result, any, both};
use serde_json::json;
use std::path::Path;

both!(where_no_panel_can_stand_the_popup_says_so,);

const SENTENCE: &str = "The browser does not allow the panel on this page";

const SANDBOXED: &str = "Content-Security-Policy: sandbox\r\n";

/// A document that a PDF viewer opens.
const PDF: &str = "%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj \
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>";

/// One of each kind: the browser's own, its store, a PDF by its name, a PDF by its type, a file, a picture, one that is sandboxed.
fn closed(kind: Kind) -> Result<[String; 7]> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/driver/page.html");
    // The store cannot be reached from here; the browser's page about that stands at its address.
    let (own, store) = match kind {
        Kind::Chromium => ("chrome://version/", "https://chromewebstore.google.com/"),
        Kind::Firefox => ("about:support", "https://addons.mozilla.org/"),
    };
    Ok([
        own.to_owned(),
        store.to_owned(),
        format!("{}/tide-table.pdf", site("", PLAIN)?),
        format!("{}/tide-table", site("Content-Type: application/pdf\r\n", PDF)?),
        format!("file://{}", file.display()),
        site("Content-Type: image/svg+xml\r\n", "<svg xmlns='http://www.w3.org/2000/svg'/>")?,
        site(SANDBOXED, PLAIN)?,
    ])
}

fn where_no_panel_can_stand_the_popup_says_so(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    scene.browser.assign("open-page-panel", KEYS)?;
    for url in closed(kind)? {
        let tab = scene.browser.visit(&url)?;
        tab.press_above(KEYS)?;
        let popup = scene.browser.await_popup()?;
        popup.role("status", any()).wait_says(SENTENCE).map_err(|failure| failure.during(&url))?;
        assert_eq!(open_panels(&scene)?, ["popup"], "{url}");
        popup.close()?;
        tab.close()?;
    }
    // By the menu too, and where a panel is docked, which goes on with what it was about.
    let docked = scene.browser.open_docked()?;
    docked.role("article", LIGHTHOUSE).wait()?;
    let tab = scene.browser.open_url(&site(SANDBOXED, PLAIN)?)?;
    tab.choose("page", 20.0, 60.0)?;
    scene.browser.await_popup()?.role("status", any()).wait_says(SENTENCE)?;
    assert!(!docked.text()?.contains(SENTENCE));
    assert_eq!(tab.evaluate(PANELS, &NOTHING)?, json!(0));
    Ok(())
}
