//! What a new user meets: rows that open, keys that act once, messages that leave, a popup that fits.

use crate::scene::{LIGHTHOUSE, Scene, post, review, write};
use browser_suite::{Kind, Page, Result, any, both, containing};
use sandbox::Control;
use serde_json::{Value, json};

both!(
    a_click_on_a_row_opens_it,
    the_answered_message_stays_in_sight_above_the_composer,
    notifications_are_grouped_and_answered_from_their_row,
    a_held_letter_types_nothing,
    escape_in_the_open_list_of_models_closes_the_list_only,
    a_message_leaves_when_the_person_goes_on_or_closes_it,
    the_name_opens_a_menu_and_the_age_updates_the_page,
    a_message_leaves_the_options_with_its_account,
    you_draws_no_chart_of_one_value,
    with_large_text_everything_in_the_popup_can_be_reached,
);

const NOTHING: Value = Value::Null;

fn a_click_on_a_row_opens_it(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    let preview = "const { left, top } = document.querySelector('.opportunity .preview').getBoundingClientRect(); return [left + 20, top + 8]";
    let cursor = "return getComputedStyle(document.querySelector('.opportunity .preview')).cursor";
    assert_eq!(panel.evaluate(cursor, &NOTHING)?, json!("pointer"));
    let (x, y): (f64, f64) = serde_json::from_value(panel.evaluate(preview, &NOTHING)?)?;
    panel.click_at(x, y)?;
    panel.wait_for("return document.querySelector('.panel').dataset.view === 'thread'", &NOTHING)?;
    Ok(())
}

fn the_answered_message_stays_in_sight_above_the_composer(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.role("button", "Reprompt").click()?;
    let in_sight = "const { top, bottom } = document.querySelector('.thread-nodes .current').getBoundingClientRect();
        const space = document.querySelector('#tab-panel').getBoundingClientRect();
        return document.activeElement?.id === 'draft-text'
          && (bottom - top > space.height ? Math.abs(top - space.top) < 2 : top >= space.top - 1 && bottom <= space.bottom + 1)";
    panel.wait_for(in_sight, &NOTHING)?;
    // Lines and hints make the composer taller.
    panel
        .role("textbox", "Your message")
        .fill("Great point! I totally agree.\n\nSo true.\n\nThanks for this!\n")?;
    panel.role("list", "Writing hints").wait()?;
    panel.wait_for(in_sight, &NOTHING).map(drop)
}

fn notifications_are_grouped_and_answered_from_their_row(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.browser.wait_badge("3")?;
    for number in 1..=7 {
        scene.control(Control::Reply {
            node_id: "rep_lighthouse_6".into(),
            by: "Wren".into(),
            text: Some(format!("Then who counted chair {number}?")),
        })?;
    }
    let panel = scene.panel()?;
    scene.browser.ring("heartbeat")?;
    scene.browser.wait_badge("10")?;
    panel.role("tab", containing("Notifications")).click()?;
    let group = || panel.role("region", LIGHTHOUSE);
    group().role("heading", containing("new")).wait()?;
    let rows = "return document.querySelectorAll('section[aria-label=\"The lighthouse keeper’s ledger\"] article').length === input";
    panel.wait_for(rows, &json!(4))?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "grouped");
    group().role("button", containing("more")).click()?;
    panel.wait_for(
        "return document.activeElement?.matches('article.notification:nth-of-type(5)')",
        &NOTHING,
    )?;
    group().role("button", "Reprompt").nth(0).click()?;
    panel.wait_for("return document.activeElement?.id === 'draft-text'", &NOTHING)?;
    panel.wait_for_text("Then who counted chair 7?")
}

fn a_held_letter_types_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    // What a browser sends while R is held, to whatever has the focus; false means that the letter becomes no text.
    let key = "return document.activeElement.dispatchEvent(new KeyboardEvent(input.type ?? 'keydown',
        { key: 'r', code: 'KeyR', repeat: input.repeat, bubbles: true, cancelable: true }))";
    panel.evaluate("document.querySelector('[data-row]').focus()", &NOTHING)?;
    assert_eq!(panel.evaluate(key, &json!({ "repeat": false }))?, json!(false), "it acts");
    panel.wait_for("return document.activeElement?.id === 'draft-text'", &NOTHING)?;
    assert_eq!(panel.evaluate(key, &json!({ "repeat": true }))?, json!(false), "held, it types nothing");
    panel.evaluate(key, &json!({ "type": "keyup" }))?;
    assert_eq!(panel.evaluate(key, &json!({ "repeat": false }))?, json!(true), "pressed again, it is text");
    Ok(())
}

fn escape_in_the_open_list_of_models_closes_the_list_only(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, "The chair is missing.")?;
    panel.role("combobox", "Model").click()?;
    panel.role("listbox", "Models").wait()?;
    panel.press("Escape")?;
    panel.role("listbox", "Models").wait_gone()?;
    panel.role("button", "Post reprompt").wait()?;
    panel.press("Escape")?;
    panel.role("button", "Post reprompt").wait_gone()
}

/// Posts a first message, and returns to the opportunities.
fn post_and_go_back(panel: &Page<'_>) -> Result {
    write(panel, LIGHTHOUSE, "The chair by the window is missing.")?;
    review(panel)?;
    post(panel)?;
    panel.role("button", containing("Back")).click()
}

fn a_message_leaves_when_the_person_goes_on_or_closes_it(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    post_and_go_back(&panel)?;
    panel.wait_for("return document.querySelector('[role=status]').textContent === ''", &NOTHING)?;
    panel.role("article", LIGHTHOUSE).role("button", "Like").click()?;
    panel.role("status", any()).wait_says("Liked")?;
    panel.role("button", "Close this message").click()?;
    panel.wait_for(
        "return document.querySelector('[role=status]').textContent === '' && document.activeElement !== document.body",
        &NOTHING,
    )?;
    Ok(())
}

fn the_name_opens_a_menu_and_the_age_updates_the_page(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("button", "Lantern").click()?;
    panel.role("menuitemradio", containing("Lantern")).wait_attribute("aria-checked", Some("true"))?;
    for entry in ["Add an account", "Options", "Help"] {
        panel.role("menuitem", entry).wait()?;
    }
    assert_eq!(panel.role("menuitem", "Lock").count()?, 0, "no passphrase, nothing to lock with");
    panel.wait_for("return document.activeElement?.closest('[role=menu]') !== null", &NOTHING)?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "menu");
    panel.press("Escape")?;
    panel.role("menu", any()).wait_gone()?;
    assert_eq!(panel.focused()?, ("button".into(), "Lantern".into()));
    let before = scene.asked(sandbox::Endpoint::Heartbeat);
    panel.role("button", containing("Updated")).click()?;
    scene.wait_network(&scene.network, "No update was asked for.", |world| {
        world.seen().filter(|seen| seen.endpoint == sandbox::Endpoint::Heartbeat).count() > before
    })
}

fn a_message_leaves_the_options_with_its_account(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.browser.wait_badge("3")?;
    let options = scene.browser.open("options.html")?;
    options.role("combobox", "Every").choose("1 hour")?;
    options.role("status", any()).wait_says("Saved")?;
    // Another window changes the account.
    scene.browser.api("await chrome.runtime.sendMessage({ do: 'addAccount' })", &NOTHING)?;
    options.wait_for_text("New account")?;
    options.wait_for("return document.querySelector('[role=status]').textContent === ''", &NOTHING).map(drop)
}

fn you_draws_no_chart_of_one_value(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    post_and_go_back(&panel)?;
    panel.role("tab", "You").click()?;
    panel.wait_for_text("Reprompts and seeds")?;
    let charts = "return document.querySelectorAll('.post-bars, .depths').length";
    assert_eq!(panel.evaluate(charts, &NOTHING)?, json!(0), "one post makes no chart");
    let names = "return [...document.querySelectorAll('#panel *')].filter(element => !element.children.length && element.textContent === 'Lantern').length";
    assert_eq!(panel.evaluate(names, &NOTHING)?, json!(1), "the name stands in the header");
    assert_eq!(panel.role("button", "Lock").count()?, 0, "nothing locks without a passphrase");
    Ok(())
}

fn with_large_text_everything_in_the_popup_can_be_reached(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let options = scene.browser.open("options.html")?;
    options.evaluate(
        "await chrome.runtime.sendMessage({ do: 'changeSettings', change: { appearance: { theme: 'system', text: 'large', keys: true } } })",
        &NOTHING,
    )?;
    options.wait_for("return document.documentElement.dataset.text === 'large'", &NOTHING)?;
    let popup = scene.browser.open_popup()?;
    popup.role("tab", containing("Create")).click()?;
    popup.role("button", "Plant seed").wait()?;
    popup.wait_for(
        "const { bottom, height } = document.querySelector('#post').getBoundingClientRect(); return height > 0 && bottom <= innerHeight",
        &NOTHING,
    )?;
    // No tab's name is cut, and none reaches over the edge.
    popup.wait_for(
        "const list = document.querySelector('.tabs'); return list.scrollWidth <= list.clientWidth && document.documentElement.scrollHeight <= innerHeight",
        &NOTHING,
    )?;
    Ok(())
}
