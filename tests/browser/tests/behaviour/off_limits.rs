//! Pages into which no browser lets an extension: the key for it says so, and opens the docked panel instead.

use crate::guest::{KEYS, PLAIN, open_panels};
use crate::scene::Scene;
use crate::web::site;
use browser_suite::{Kind, Result, any, both};
use std::path::Path;

both!(
    a_page_of_the_browser_gets_the_docked_panel,
    a_page_of_the_store_gets_the_docked_panel,
    a_pdf_gets_the_docked_panel,
    a_file_gets_the_docked_panel,
);

const SENTENCE: &str = "No panel can stand in this page";

/// Presses the key for the page panel on a page: it says why there is none, and stands docked instead.
fn docked(kind: Kind, url: &str) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    scene.browser.assign("open-page-panel", KEYS)?;
    scene.browser.visit(url)?.press_above(KEYS)?;
    scene.browser.await_docked()?.role("status", any()).wait_says(SENTENCE)?;
    assert_eq!(open_panels(&scene)?, ["docked"], "{url}");
    Ok(())
}

fn a_page_of_the_browser_gets_the_docked_panel(kind: Kind) -> Result {
    docked(kind, if kind == Kind::Chromium { "chrome://version/" } else { "about:support" })
}

fn a_page_of_the_store_gets_the_docked_panel(kind: Kind) -> Result {
    // It cannot be reached from here; the browser's page about that stands at the store's address.
    let store = if kind == Kind::Chromium {
        "https://chromewebstore.google.com/"
    } else {
        "https://addons.mozilla.org/"
    };
    docked(kind, store)
}

fn a_pdf_gets_the_docked_panel(kind: Kind) -> Result {
    docked(kind, &format!("{}/tide-table.pdf", site("", PLAIN)?))
}

fn a_file_gets_the_docked_panel(kind: Kind) -> Result {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/driver/page.html");
    docked(kind, &format!("file://{}", file.display()))
}
