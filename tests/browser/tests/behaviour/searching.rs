//! Searching: what is stored here answers at once, the network at a press that tells its price.

use crate::scene::{LIGHTHOUSE, Scene};
use browser_suite::{Kind, Page, Result, any, both, containing};
use sandbox::{Control, Endpoint, Fault, FaultKind, Missing, Tier};
use serde_json::{Value, json};

both!(
    a_search_tells_its_price_and_is_sent_once,
    what_is_stored_here_is_found_at_once_and_free,
    a_search_that_finds_nothing_or_fails_says_so,
    a_network_without_a_search_is_not_asked_again,
    a_script_cannot_search,
    progress_to_the_next_tier_is_shown_where_it_is_told,
    a_saved_search_tells_what_is_new_and_spends_nothing,
    a_saved_search_is_run_and_removed_with_the_keyboard,
);

const NOTHING: Value = Value::Null;

/// The panel with the search open and these words in it.
fn searching<'s>(scene: &'s Scene, words: &str) -> Result<Page<'s>> {
    let panel = scene.panel()?;
    panel.role("searchbox", "Search").fill(words)?;
    Ok(panel)
}

fn a_search_tells_its_price_and_is_sent_once(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = searching(&scene, "lighthouse ledger")?;
    let ask = panel.role("button", containing("Search there"));
    ask.wait_says("6")?;
    panel.role("button", "Unexplored").click()?;
    ask.wait_says("8")?;
    panel.role("button", "Unexplored").click()?;
    ask.wait_says("6")?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "before the search");
    // Typing and Enter send nothing.
    panel.role("searchbox", "Search").click()?;
    panel.press("Enter")?;
    assert_eq!(scene.asked(Endpoint::Query), 0);
    ask.click()?;
    panel.role("status", any()).wait_says("Searched. 6 spent")?;
    let there = panel.role("region", "On Impromptu");
    there.clone().role("article", containing("ighthouse")).nth(0).wait()?;
    assert_eq!(scene.asked(Endpoint::Query), 1);
    assert_eq!(panel.axe()?, Vec::<String>::new(), "results");
    // A result is a row like an opportunity. The search is there again when the panel is opened the next time.
    panel.close()?;
    scene.browser.stop_background()?;
    let panel = scene.panel()?;
    panel.role("searchbox", "Search").click()?;
    let there = panel.role("region", "On Impromptu");
    there.role("article", containing("ighthouse")).nth(0).role("button", "Read thread").click()?;
    panel.role("button", containing("Back")).wait()?;
    assert_eq!(scene.asked(Endpoint::Query), 1, "nothing is sent again by itself");
    panel.press("Escape")?;
    panel.role("searchbox", "Search").wait()?;
    // With the keyboard, by filters alone.
    panel.press("Escape")?;
    panel.role("searchbox", "Search").click()?;
    panel.role("searchbox", "Search").fill("")?;
    panel.evaluate("[...document.querySelectorAll('.filter-button')].at(-1).focus()", &NOTHING)?;
    panel.press("Space")?;
    let ask = panel.role("button", containing("Search there"));
    ask.wait_says("1")?;
    panel.evaluate("document.querySelector('.search-there button').focus()", &NOTHING)?;
    panel.press("Enter")?;
    panel.role("status", any()).wait_says("Searched. 1 spent")?;
    assert_eq!(scene.asked(Endpoint::Query), 2);
    panel.role("tab", "You").click()?;
    panel.role("region", "Receipts").wait_says("Search, lighthouse ledger")
}

fn what_is_stored_here_is_found_at_once_and_free(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel.role("textbox", "Your message").fill("Ask the harbour master.")?;
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("searchbox", "Search").fill("harbour")?;
    panel.role("region", "Drafts").wait_says("Ask the harbour master.")?;
    panel.role("searchbox", "Search").fill("LIGHTHOUSE keeper")?;
    panel.role("region", "Opportunities").wait_says(LIGHTHOUSE)?;
    panel.role("region", "Threads read").role("article", containing(LIGHTHOUSE)).wait()?;
    assert_eq!(scene.asked(Endpoint::Query), 0);
    assert_eq!(panel.axe()?, Vec::<String>::new(), "what is here");
    panel.evaluate("document.querySelector('article.hit').focus()", &NOTHING)?;
    panel.press("Enter")?;
    panel.role("button", containing("Back")).wait()?;
    Ok(())
}

fn a_search_that_finds_nothing_or_fails_says_so(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = searching(&scene, "zyzzyva quokka")?;
    panel.wait_for_text("Nothing here says")?;
    let ask = panel.role("button", containing("Search there"));
    ask.click()?;
    panel.wait_for_text("Impromptu found nothing.")?;
    scene
        .network
        .fault(Fault::new(Endpoint::Query, FaultKind::Status { status: 503, body: None, retry_after: None }));
    ask.click()?;
    panel.role("region", "On Impromptu").wait_says("may have been paid")?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "a search that failed");
    assert_eq!(scene.asked(Endpoint::Query), 1, "the fault met the second, and nothing is sent again");
    Ok(())
}

fn a_network_without_a_search_is_not_asked_again(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.control(Control::Endpoint { endpoint: Endpoint::Query, missing: Some(Missing::NotFound) })?;
    let panel = searching(&scene, "zyzzyva")?;
    panel.role("button", containing("Search there")).click()?;
    panel.role("alert", any()).wait_says("This network has no search")?;
    panel.role("region", "On Impromptu").wait_gone()?;
    panel.wait_for_text("Nothing here says")?;
    panel.close()?;
    scene.browser.stop_background()?;
    let panel = searching(&scene, "zyzzyva")?;
    panel.wait_for_text("The extension checks again after")?;
    assert!(!panel.role("button", containing("Search there")).is_there()?);
    assert_eq!(panel.axe()?, Vec::<String>::new(), "no search");
    Ok(())
}

fn a_script_cannot_search(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = searching(&scene, "lighthouse")?;
    panel.role("button", containing("Search there")).wait()?;
    panel.evaluate("document.querySelector('.search-there button').click()", &json!(null))?;
    panel.role("button", "Unexplored").click()?;
    panel.role("button", containing("Search there")).wait_says("8")?;
    assert_eq!(scene.asked(Endpoint::Query), 0);
    Ok(())
}

fn progress_to_the_next_tier_is_shown_where_it_is_told(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("tab", "You").click()?;
    let tier = panel.role("region", "Tier");
    tier.wait_says("Established")?;
    assert!(!tier.text()?.contains("human-validated engagements"), "nothing is told for this tier");
    scene.control(Control::Tier { account: "Lantern".into(), tier: Tier::Registered })?;
    scene.browser.ring("heartbeat")?;
    tier.wait_says("of 50 human-validated engagements")?;
    tier.wait_says("day 7 of 7")?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "progress");
    Ok(())
}

/// Somebody writes of the apiary in a thread that nobody answered so far.
fn write_of_the_apiary(scene: &Scene) -> Result {
    scene.control(Control::Reply {
        node_id: "prm_bees".into(),
        by: "Wren".into(),
        text: Some("Nobody told the apiary.".into()),
    })
}

fn a_saved_search_tells_what_is_new_and_spends_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = searching(&scene, "apiary")?;
    scene.browser.wait_badge("3")?;
    panel.role("button", "Save this search").click()?;
    panel.role("status", any()).wait_says("Search saved.")?;
    panel.role("button", "Remove from the saved searches").wait()?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "a search that is saved");
    panel.role("searchbox", "Search").fill("")?;
    let saved = panel.role("region", "Saved searches").role("article", "apiary");
    saved.wait_says("Nothing found so far")?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "the saved searches");
    // Without a panel, a worker that the alarm wakes looks by itself.
    panel.close()?;
    write_of_the_apiary(&scene)?;
    scene.browser.stop_background()?;
    scene.browser.ring("heartbeat")?;
    scene.browser.wait_badge("4")?;
    let panel = searching(&scene, "")?;
    panel.role("searchbox", "Search").click()?;
    panel.role("region", "Saved searches").role("article", "apiary").wait_says("1 found")?;
    panel.role("tab", "Notifications").click()?;
    let row = panel.role("article", containing("Found by your saved search: apiary"));
    row.wait_says("Nobody told the apiary.")?;
    panel.role("region", "Tell the bees").wait()?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "a notification of a saved search");
    row.clone().role("button", "Archive").click()?;
    row.wait_gone()?;
    scene.browser.wait_badge("3")?;
    panel.role("button", "Undo").click()?;
    row.role("button", "Read thread").click()?;
    panel.role("heading", "Tell the bees").wait()?;
    // Nobody hears of the same node again.
    scene.browser.ring("heartbeat")?;
    scene.browser.wait_badge("4")?;
    assert_eq!(scene.asked(Endpoint::Query), 0);
    let options = scene.browser.open("options.html")?;
    assert!(options.role("checkbox", "Saved searches: Badge").is_checked()?);
    assert!(!options.role("checkbox", "Saved searches: Desktop").is_checked()?);
    Ok(())
}

fn a_saved_search_is_run_and_removed_with_the_keyboard(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = searching(&scene, "LIGHTHOUSE keeper")?;
    panel.role("button", "Human signal").click()?;
    panel.role("button", "Save this search").click()?;
    panel.role("searchbox", "Search").fill("")?;
    panel.role("button", "Human signal").click()?;
    let saved = panel.role("article", containing("LIGHTHOUSE keeper"));
    saved.wait_says("Human signal")?;
    panel.evaluate("document.querySelector('article.saved').focus()", &NOTHING)?;
    panel.press("Enter")?;
    panel.role("region", "Opportunities").wait_says(LIGHTHOUSE)?;
    panel.role("button", "Remove from the saved searches").wait()?;
    assert_eq!(panel.focused()?, ("searchbox".into(), "Search".into()));
    panel.role("searchbox", "Search").fill("")?;
    panel.role("button", "Human signal").click()?;
    saved.wait()?;
    panel.evaluate("document.querySelector('article.saved button').focus()", &NOTHING)?;
    panel.press("Enter")?;
    panel.role("status", any()).wait_says("Saved search removed.")?;
    saved.wait_gone()?;
    panel.role("button", "Undo").click()?;
    saved.wait()?;
    assert_eq!(scene.asked(Endpoint::Query), 0);
    Ok(())
}
