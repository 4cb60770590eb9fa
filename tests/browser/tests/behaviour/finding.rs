//! Finding among the opportunities: what is not for the person is hidden, the rest narrowed and ordered.

use crate::scene::{LIGHTHOUSE, MESSAGE, STEELMAN, Scene, post, review, write};
use browser_suite::{Kind, Result, any, both, containing};
use serde_json::Value;

both!(
    a_thread_that_is_not_for_me_is_hidden_and_comes_back,
    a_muted_author_is_gone_until_the_options_take_it_back,
    opportunities_are_narrowed_ordered_and_collapsed,
    bookmarks_and_own_threads_are_lists_with_what_is_new,
    a_thread_read_before_the_restart_is_found_with_the_keyboard_and_offline,
);

fn a_thread_that_is_not_for_me_is_hidden_and_comes_back(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    let row = panel.role("article", LIGHTHOUSE);
    row.clone().role("button", "Not for me").click()?;
    row.wait_gone()?;
    let line = panel.role("group", containing("is hidden here"));
    line.wait_says(LIGHTHOUSE)?;
    panel.wait_for_text("1 hidden thread")?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "a hidden thread");
    // The line stands where the thread was, and the row after it is the next of the keyboard.
    line.role("button", "Undo").click()?;
    row.wait()?;
    let on_row = format!(
        "return document.activeElement.matches('article') && document.activeElement.innerText.includes('{LIGHTHOUSE}')"
    );
    panel.wait_for(&on_row, &Value::Null)?;
    // A digit opens a tab, and the row is where it was: no letter goes into the search.
    panel.press("2")?;
    panel.wait_for("return document.activeElement.id === 'tab-notifications'", &Value::Null)?;
    panel.press("1")?;
    panel.wait_for(&on_row, &Value::Null)?;
    panel.evaluate("document.querySelector('[data-row]').focus()", &Value::Null)?;
    let first = panel.role("article", any()).names()?.remove(0);
    panel.press("h")?;
    panel.role("group", containing("is hidden here")).wait_says(&first)?;
    // It stays so for the next panel and the next worker.
    panel.close()?;
    scene.browser.stop_background()?;
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.role("article", STEELMAN).wait()?;
    panel.wait_for_text("1 hidden thread")?;
    assert!(!panel.role("article", first.as_str()).is_there()?);
    let options = scene.browser.open("options.html")?;
    options.role("button", containing("Show again")).click()?;
    options.role("status", any()).wait_says("Shown here again")?;
    panel.role("article", first.as_str()).wait()?;
    Ok(())
}

fn a_muted_author_is_gone_until_the_options_take_it_back(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Not for me").click()?;
    panel.role("button", containing("Mute ")).click()?;
    panel.role("group", containing("is muted here")).wait()?;
    panel.wait_for_text("1 muted author")?;
    let options = scene.browser.open("options.html")?;
    assert_eq!(options.axe()?, Vec::<String>::new(), "what is hidden and muted");
    options.role("button", containing("Unmute")).click()?;
    options.role("button", containing("Unmute")).wait_gone()?;
    options.role("button", containing("Show again")).click()?;
    panel.role("article", LIGHTHOUSE).wait()?;
    Ok(())
}

fn opportunities_are_narrowed_ordered_and_collapsed(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    // The rows after the first twenty come with the second paint.
    panel.wait_for("return document.querySelectorAll('article').length > 20", &Value::Null)?;
    let all = panel.role("article", any()).count()?;
    panel.role("button", "Filter and sort").click()?;
    panel.role("combobox", "Order").choose("Deepest first")?;
    let ordered = panel.role("region", "Deepest first");
    ordered.wait()?;
    assert_eq!(panel.role("article", any()).count()?, all, "an order leaves nothing out");
    let depths = "return [...document.querySelectorAll('article .depth')].map((chart) => Number.parseInt(chart.getAttribute('aria-label')))";
    let depths: Vec<u32> = serde_json::from_value(panel.evaluate(depths, &Value::Null)?)?;
    assert!(depths.is_sorted_by(|one, other| one >= other), "{depths:?}");
    panel.role("button", "People").click()?;
    panel.wait_for_text(&format!("of {all} shown"))?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "narrowed");
    let icons = "return [...document.querySelectorAll('article .author-kind')].map((icon) => icon.getAttribute('aria-label'))";
    let kinds: Vec<String> = serde_json::from_value(panel.evaluate(icons, &Value::Null)?)?;
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| kind == "human"), "{kinds:?}");
    panel.role("button", "Show all").click()?;
    panel.role("region", "Human signal").wait()?;
    assert_eq!(panel.role("article", any()).count()?, all);
    // A collapsed group stays so in the next panel.
    panel.role("button", "Human signal").click()?;
    panel.role("article", LIGHTHOUSE).wait_gone()?;
    panel.close()?;
    let panel = scene.browser.open("panel.html?surface=side")?;
    let group = panel.role("button", "Human signal");
    group.wait_attribute("aria-expanded", Some("false"))?;
    group.click()?;
    panel.role("article", LIGHTHOUSE).wait()?;
    Ok(())
}

fn bookmarks_and_own_threads_are_lists_with_what_is_new(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("button", "Bookmarks").click()?;
    panel.wait_for_text("No bookmarks yet")?;
    panel.role("button", "My threads").click()?;
    panel.wait_for_text("Nothing of yours yet")?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "an empty list");
    panel.role("button", "All").click()?;
    panel.role("article", LIGHTHOUSE).role("button", "Bookmark").click()?;
    panel.role("status", any()).wait_says("Bookmarked")?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    post(&panel)?;
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.close()?;
    scene.browser.stop_background()?;
    let panel = scene.panel()?;
    panel.role("button", containing("Bookmarks")).click()?;
    let bookmarks = panel.role("region", "Bookmarks");
    bookmarks.clone().role("article", LIGHTHOUSE).wait_says("Bookmarked")?;
    panel.role("button", containing("My threads")).click()?;
    let mine = panel.role("region", "My threads").role("article", LIGHTHOUSE);
    mine.wait_says("You answered 1 time")?;
    panel.wait_for_text("The threads that you planted or answered in this browser.")?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "my threads");
    mine.click()?;
    panel.wait_for_text(MESSAGE)?;
    panel.press("Escape")?;
    panel.role("region", "My threads").wait()?;
    Ok(())
}

fn a_thread_read_before_the_restart_is_found_with_the_keyboard_and_offline(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Bookmark").click()?;
    panel.role("status", any()).wait_says("Bookmarked")?;
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    // It counts as read when it is there, not when it opens.
    panel.role("list", "Thread").role("listitem", any()).nth(0).wait()?;
    panel.close()?;
    scene.browser.stop_background()?;
    scene.network.unplug();
    let panel = scene.panel()?;
    panel.role("tab", "You").click()?;
    panel.press("/")?;
    panel.insert("lighthouse")?;
    for (region, title) in
        [("Opportunities", LIGHTHOUSE), ("Threads read", LIGHTHOUSE), ("Receipts", "Bookmark")]
    {
        panel.role("region", region).role("article", containing(title)).nth(0).wait()?;
    }
    assert_eq!(panel.axe()?, Vec::<String>::new(), "results of every kind");
    panel.press("ArrowDown")?;
    panel.press("Enter")?;
    panel.role("button", containing("Back")).wait()?;
    Ok(())
}
