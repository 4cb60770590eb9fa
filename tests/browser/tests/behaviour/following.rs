//! What changed since the person was here: in a thread, among notifications, day by day.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, post, review, write};
use browser_suite::{Kind, Page, Result, any, both, containing};
use sandbox::Control;
use serde_json::{Value, json};

both!(
    what_came_since_the_last_visit_is_marked_and_reached_by_a_key,
    notifications_are_selected_archived_and_snoozed_by_one_key_each,
    the_menu_of_a_thread_finds_folds_and_copies,
    days_posts_and_receipts_are_looked_back_on,
);

fn read_lighthouse(panel: &Page<'_>) -> Result {
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.wait_for_text("Forty in one night")
}

fn what_came_since_the_last_visit_is_marked_and_reached_by_a_key(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    read_lighthouse(&panel)?;
    panel.role("button", containing("Next new")).wait_gone()?;
    panel.press("Escape")?;
    for (by, text) in [("Wren", "Who wound the clock?"), ("Ada Okafor", "The oil was sold twice.")] {
        let text = Some(text.to_owned());
        scene.control(Control::Reply { node_id: "rep_lighthouse_7".into(), by: by.into(), text })?;
    }
    read_lighthouse(&panel)?;
    panel.wait_for_text("2 new since you were here")?;
    panel.wait_settled()?;
    assert_eq!(panel.axe()?, Vec::<String>::new());
    let focused = |text: &str| {
        let body = "return document.activeElement?.matches('li.new') && document.activeElement.innerText.includes(input)";
        panel.wait_for(body, &json!(text))
    };
    panel.press("n")?;
    focused("Who wound the clock?")?;
    panel.press("n")?;
    focused("The oil was sold twice.")?;
    panel.press("n")?;
    focused("Who wound the clock?")?;
    panel.role("button", containing("Next new")).click()?;
    focused("The oil was sold twice.").map(drop)
}

fn notifications_are_selected_archived_and_snoozed_by_one_key_each(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("tab", containing("Notifications")).click()?;
    panel.wait_for_text("reprompted you")?;
    panel.press("j")?;
    panel.press("t")?;
    panel.role("status", any()).wait_says("Snoozed until")?;
    scene.browser.wait_badge("2")?;
    panel.role("button", containing("Snoozed")).click()?;
    panel.wait_for_text("Comes back")?;
    panel.role("button", "Bring back now").click()?;
    scene.browser.wait_badge("3")?;
    panel.press("z")?;
    scene.browser.wait_badge("2")?;
    // What an undo brings back has the focus.
    panel.wait_for("return document.activeElement.matches('article.snoozed')", &Value::Null)?;
    panel.role("button", "Bring back now").click()?;
    scene.browser.wait_badge("3")?;
    panel.role("button", "All").click()?;
    panel.press("j")?;
    panel.press("x")?;
    let bar = panel.role("toolbar", "Selected notifications");
    bar.wait_says("1 selected")?;
    panel.press("j")?;
    panel.press("x")?;
    bar.wait_says("2 selected")?;
    panel.wait_settled()?;
    assert_eq!(panel.axe()?, Vec::<String>::new());
    panel.press("Escape")?;
    bar.wait_gone()?;
    panel.press("x")?;
    bar.clone().role("button", "Archive").click()?;
    bar.wait_gone()?;
    panel.role("button", "Undo").wait()?;
    panel.role("button", "Mark all read").click()?;
    scene.browser.wait_badge("")?;
    panel.role("button", "Archive read").click()?;
    panel.role("button", "Archive read").wait_gone()?;
    panel.wait_for("return !document.querySelector('article.notification')", &Value::Null).map(drop)
}

fn the_menu_of_a_thread_finds_folds_and_copies(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    read_lighthouse(&panel)?;
    let choose = |name: &str| -> Result {
        panel.role("button", "More actions").click()?;
        panel.role("menuitem", name).click()
    };
    choose("Copy thread as Markdown")?;
    panel.role("status", any()).wait_says("Copied")?;
    choose("Copy link")?;
    choose("Collapse all replies")?;
    panel.wait_for("return document.querySelectorAll('li.reply.collapsed').length > 1", &Value::Null)?;
    choose("Expand all replies")?;
    panel.wait_for("return !document.querySelector('li.reply.collapsed')", &Value::Null)?;
    choose("Find in this thread")?;
    panel.role("searchbox", "Find in this thread").fill("Forty in one")?;
    panel.wait_for_text("1 message")?;
    panel.press("Enter")?;
    panel.wait_for_text("Message 1 of 1")?;
    panel.wait_for(
        "return [...CSS.highlights.get('found-words') ?? []].map(String).join() === 'Forty in one'",
        &Value::Null,
    )?;
    panel.wait_for(
        "return document.querySelector('.found')?.innerText.includes('Forty in one night')",
        &Value::Null,
    )?;
    panel.wait_settled()?;
    assert_eq!(panel.axe()?, Vec::<String>::new());
    panel.press("Escape")?;
    panel.role("searchbox", "Find in this thread").wait_gone()?;
    panel.wait_for(
        "return !CSS.highlights.has('found-words') && !document.querySelector('.found')",
        &Value::Null,
    )?;
    panel.role("heading", LIGHTHOUSE).wait().map(drop)
}

fn days_posts_and_receipts_are_looked_back_on(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    post(&panel)?;
    panel.close()?;
    // Three days and six days ago something was known.
    scene.edit_state(
        "const [today] = whole.days.slice(-1);\
         whole.days = [{ day: today.day - 6, lowest: 90, spent: 40 }, { day: today.day - 3, lowest: 20, spent: 0 }, today]",
    )?;
    let panel = scene.panel()?;
    panel.role("tab", containing("You")).click()?;
    panel.role("img", containing("Lowest budget of each day")).wait()?;
    panel.role("img", containing("Units spent on each day: 50 in all")).wait()?;
    panel.evaluate(
        "[...document.querySelectorAll('summary')].find(one => one.innerText === 'Show as a table').click()",
        &Value::Null,
    )?;
    panel.role("table", any()).wait_says("Lowest budget")?;
    panel.role("region", "What each post brought").wait_says(MESSAGE)?;
    panel.role("button", "Save receipts as CSV").click()?;
    panel.role("status", any()).wait_says("Receipts saved")?;
    panel.wait_settled()?;
    assert_eq!(panel.axe()?, Vec::<String>::new());
    Ok(())
}
