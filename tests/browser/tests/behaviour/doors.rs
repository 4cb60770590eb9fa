//! Ways in: context menu, address bar, and what a page hands over.

use crate::guest::{NOTHING, open_panels};
use crate::scene::{LIGHTHOUSE, Scene, write};
use crate::web::site;
use browser_suite::{Failure, Kind, Page, Result, both, containing};
use serde_json::json;

both!(
    a_selection_waits_for_the_thread_that_is_chosen,
    a_selection_on_a_thread_goes_into_its_draft,
    a_selection_becomes_the_opening_of_a_seed,
    a_link_to_a_thread_opens_it,
    the_tab_of_a_thread_is_answered_at_its_node,
    the_source_of_a_quote_is_the_persons_to_name,
    without_a_thread_recent_and_rising_ones_stand_first,
    the_address_bar_finds_what_is_at_hand,
    the_address_bar_opens_the_same_draft,
    the_menu_is_made_once,
    the_icon_has_a_menu_of_its_own,
    a_selection_in_a_frame_is_quoted,
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

/// The heading of one of the network's pages, handed over by an entry of the context menu, and the panel that it opens.
fn hand_over<'a>(scene: &'a Scene, path: &str, entry: &str) -> Result<Page<'a>> {
    scene.panel()?.close()?;
    let tab = scene.browser.open_url(&format!("{}{path}", scene.network.origin()))?;
    select(&tab, "h1")?;
    let (x, y) = middle(&tab, "h1")?;
    tab.choose(entry, x, y)?;
    tab.frame()
}

fn a_selection_waits_for_the_thread_that_is_chosen(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = hand_over(&scene, "/", "quote")?;
    panel.wait_for_text("Selected text. Choose a thread to answer with it")?;
    // Chromium lets no click through to a frame that has only just come, as a guard of its own.
    panel.wait_for("return performance.now() > 2000", &json!(null))?;
    // One that is proposed for it, and so stands first.
    panel.role("article", "Steelman, then strike").role("button", "Reprompt").click()?;
    panel.wait_for("return document.getElementById('draft-text')?.value.startsWith('“')", &json!(null))?;
    let words = panel.role("textbox", "Your message").value()?;
    assert!(words.contains("(A local Impromptu network)"), "its title goes along: {words}");
    Ok(())
}

fn a_selection_on_a_thread_goes_into_its_draft(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = hand_over(&scene, "/prompt/rep_lighthouse_7", "quote")?;
    panel.wait_for(
        "return document.getElementById('draft-text')?.value.startsWith('“The lighthouse')",
        &json!(null),
    )?;
    let storage = scene.browser.storage()?;
    assert!(storage["local"]["draft:reply:rep_lighthouse_7"].is_object(), "it is the draft of that node");
    Ok(())
}

fn a_selection_becomes_the_opening_of_a_seed(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = hand_over(&scene, "/", "seed")?;
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

fn the_tab_of_a_thread_is_answered_at_its_node(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    let tab = scene.browser.open_url(&format!("{}/prompt/rep_lighthouse_7", scene.network.origin()))?;
    tab.choose("page", 5.0, 5.0)?;
    let panel = tab.frame()?;
    panel.wait_for_text("Forty in one night")?;
    crate::guest::look(&panel)?;
    panel.role("textbox", "Your message").fill("Which eel?")?;
    scene.browser.wait_api(
        "return (await chrome.storage.local.get('draft:reply:rep_lighthouse_7'))['draft:reply:rep_lighthouse_7']?.content.text === 'Which eel?'",
        &NOTHING,
    )?;
    Ok(())
}

fn the_source_of_a_quote_is_the_persons_to_name(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    let address = format!("{}/prompt/rep_lighthouse_7", scene.network.origin());
    let tab = scene.browser.open_url(&address)?;
    select(&tab, "h1")?;
    let (x, y) = middle(&tab, "h1")?;
    tab.choose("quote", x, y)?;
    tab.frame()?.role("combobox", "Source").wait()?;
    // The same draft, in a panel beside the page.
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    let (message, source) = (panel.role("textbox", "Your message"), panel.role("combobox", "Source"));
    let quote = "“The lighthouse keeper’s ledger”";
    source.wait()?;
    assert_eq!(message.value()?.trim(), format!("{quote} (A local Impromptu network)"));
    for (way, draft) in [
        ("None", quote.to_owned()),
        ("Page title and address", format!("{quote} (A local Impromptu network, {address})")),
        ("Page title", format!("{quote} (A local Impromptu network)")),
    ] {
        source.choose(way)?;
        panel
            .wait_for("return document.getElementById('draft-text').value.trim() === input", &json!(draft))?;
    }
    message.fill("My own words.")?;
    source.wait_gone()
}

/// The buckets of the list, in the order in which they stand.
fn buckets(panel: &Page<'_>) -> Result<Vec<String>> {
    let body = "return [...document.querySelectorAll('h2[id^=bucket-]')].map((one) => one.id.slice(7))";
    Ok(serde_json::from_value(panel.evaluate(body, &NOTHING)?)?)
}

fn without_a_thread_recent_and_rising_ones_stand_first(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let usual = buckets(&scene.panel()?)?;
    assert_eq!(usual.first().map(String::as_str), Some("humanSignal"), "usually: {usual:?}");
    let tab = scene.browser.open_url(&format!("{}/", scene.network.origin()))?;
    select(&tab, "h1")?;
    let (x, y) = middle(&tab, "h1")?;
    tab.choose("quote", x, y)?;
    let panel = tab.frame()?;
    panel.wait_for_text("Selected text. Choose a thread to answer with it")?;
    let proposed = buckets(&panel)?;
    let first =
        proposed.iter().take_while(|bucket| ["rising", "unanswered", "active"].contains(&bucket.as_str()));
    assert_ne!(first.count(), 0, "{proposed:?}");
    assert_eq!(proposed.last().map(String::as_str), Some("humanSignal"), "{proposed:?}");
    // Or a seed, which is read and planted by hand in its own room.
    crate::guest::look(&panel)?;
    panel.role("button", "Plant a seed with it").click()?;
    panel.wait_for("return document.getElementById('seed-text')?.value.startsWith('“')", &NOTHING)?;
    assert_eq!(panel.role("textbox", containing("System prompt")).value()?, "", "a page never writes one");
    Ok(())
}

/// A draft with everything in it that XML could stumble over.
const AWKWARD: &str = "Salt & <b>marmalade</b> \"to\" the 'keeper' ]]> \u{7}end";

fn the_address_bar_finds_what_is_at_hand(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    let found = |words: &str, content: &str| -> Result<String> {
        let offers = scene.browser.suggestions(words)?;
        let offer = offers.iter().find(|(stands_for, _)| stands_for == content);
        let (_, described) = offer.ok_or_else(|| Failure::new(format!("{content} is not in {offers:?}")))?;
        Ok(described.clone())
    };
    assert!(found("keeper ledger", "node:rep_lighthouse_7")?.contains(LIGHTHOUSE), "an opportunity");
    write(&panel, LIGHTHOUSE, AWKWARD)?;
    scene.browser.wait_api(
        "return (await chrome.storage.session.get('view:outbox'))['view:outbox']?.drafts.length === 1",
        &NOTHING,
    )?;
    let described = found("marmalade", "draft:reply:rep_lighthouse_7")?;
    assert!(
        described.contains("Salt & <b>marmalade</b> \"to\" the 'keeper' ]]>"),
        "a draft, as it was written: {described}"
    );
    // A thread that was read, and stands in no list of opportunities.
    let read = scene.browser.api(
        "const answer = await chrome.runtime.sendMessage({ do: 'openThread', node: 'rep_lighthouse_2' }); return answer ?? {}",
        &NOTHING,
    )?;
    assert!(read.is_object());
    scene.browser.wait_api("return (await chrome.storage.session.get('view:thread:rep_lighthouse_2'))['view:thread:rep_lighthouse_2']?.current", &NOTHING)?;
    found("ledger", "node:rep_lighthouse_2")?;
    assert_eq!(scene.browser.suggestions("zeppelin")?, Vec::<(String, String)>::new());
    Ok(())
}

fn the_address_bar_opens_the_same_draft(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, "Marmalade, first of all.")?;
    scene.browser.wait_api(
        "return (await chrome.storage.session.get('view:outbox'))['view:outbox']?.drafts.length === 1",
        &NOTHING,
    )?;
    panel.close()?;
    scene.browser.take_suggestion("marmalade", "draft:reply:rep_lighthouse_7")?;
    let popup = scene.browser.await_popup()?;
    popup.wait_for(
        "return document.getElementById('draft-text')?.value === 'Marmalade, first of all.'",
        &NOTHING,
    )?;
    assert_eq!(open_panels(&scene)?, ["popup"]);
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

fn the_icon_has_a_menu_of_its_own(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    scene.browser.open_url(&scene.network.origin())?;
    scene.browser.choose_at_icon("docked")?;
    // The event that is sent in Chromium is no gesture, without which nothing is docked there; then the popup opens.
    let (panel, name) = match kind {
        Kind::Chromium => (scene.browser.await_popup()?, "popup"),
        Kind::Firefox => (scene.browser.await_docked()?, "docked"),
    };
    panel.role("article", LIGHTHOUSE).wait()?;
    assert_eq!(open_panels(&scene)?, [name]);
    panel.close()?;
    scene.browser.choose_at_icon("options")?;
    let options = "const tabs = await chrome.tabs.query({}); return tabs.some(({ url }) => url?.endsWith('/options.html'))";
    scene.browser.wait_api(options, &NOTHING).map(drop)
}

fn a_selection_in_a_frame_is_quoted(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    let body = "<style>body{margin:0}</style><iframe style=border:0 srcdoc='<p id=said>Said in a frame of the same site.'></iframe>";
    let tab = scene.browser.open_url(&site("", body)?)?;
    tab.evaluate(
        "const inner = document.querySelector('iframe').contentDocument;
         inner.getSelection().selectAllChildren(inner.getElementById('said'))",
        &NOTHING,
    )?;
    tab.choose("quote", 60.0, 24.0)?;
    let panel = tab.frame()?;
    panel.wait_for_text("Selected text. Choose a thread to answer with it")?;
    panel.wait_for_text("Said in a frame of the same site.")
}
