//! Opportunities, threads, notifications.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene};
use browser_suite::{Kind, Mouse, Page, Result, any, both, containing};
use sandbox::{Control, Endpoint, Fault, FaultKind};
use serde_json::{Value, json};

both!(
    opportunities_stand_in_their_buckets_with_reasons,
    a_thread_is_read_to_its_depth,
    a_thread_of_hundreds_pages_in,
    a_node_that_is_gone_says_so,
    a_notification_reaches_badge_and_list,
    opening_is_not_reading,
    an_archived_notice_can_be_brought_back,
    the_keyboard_walks_the_rows,
    keys_undo_search_and_list_themselves,
    an_answer_is_drawn_as_it_was_meant,
    a_row_that_comes_in_the_middle_of_a_press_waits_for_its_end,
);

/// Whether a reply beyond the first page stands in the middle of what is seen of the thread.
const FAR_REPLY: &str = "const { left, top, width, height } = document.getElementById('tab-panel').getBoundingClientRect();\
    const row = document.elementFromPoint(left + width / 2, top + height / 2)?.closest('[aria-posinset]:not(.placeholder)');\
    return Number(row?.getAttribute('aria-posinset')) > 60";

fn opportunities_stand_in_their_buckets_with_reasons(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    for bucket in ["Human signal", "Unanswered", "Rising"] {
        panel.role("heading", containing(bucket)).wait()?;
    }
    panel.role("article", LIGHTHOUSE).wait_says("7 deep")?;
    for button in ["Reprompt", "Like", "Bookmark", "Read thread"] {
        panel.role("article", LIGHTHOUSE).role("button", button).wait()?;
    }
    Ok(())
}

fn a_thread_is_read_to_its_depth(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.role("heading", LIGHTHOUSE).wait()?;
    panel.wait_for_text("Forty in one night")?;
    panel.wait_for_text("System prompt")?;
    panel.press("Escape")?;
    panel.role("article", LIGHTHOUSE).wait()?;
    Ok(())
}

/// A worker that starts since has not read the thread: meanwhile the reader stays where they are, and so do their words.
fn a_thread_of_hundreds_pages_in(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    let navigation = json!({"node": "prm_pocket"});
    scene.browser.api("await chrome.storage.session.set({ navigation: input })", &navigation)?;
    let panel = scene.browser.open("panel.html?surface=side")?;
    // The network hands over fifty replies at a time.
    panel.wait_for_text("First 50 replies")?;
    panel.role("button", "Show more replies").click()?;
    panel.wait_for(
        "return Number(document.querySelector('[aria-setsize]')?.getAttribute('aria-setsize')) > 100",
        &json!(null),
    )?;
    let elements = panel.evaluate("return document.querySelectorAll('*').length", &json!(null))?;
    assert!(elements.as_u64().is_some_and(|count| count < 1_500), "{elements} elements");

    panel.role("textbox", "Your message").fill(MESSAGE)?;
    panel.wait_for_text("Saved")?;
    scene.browser.stop_background()?;
    scene.network.unplug();
    panel.evaluate(
        "const room = document.getElementById('tab-panel'); room.scrollTop = room.scrollHeight",
        &json!(null),
    )?;
    panel.wait_for_text("Can’t reach Impromptu")?;
    let top = panel.evaluate("return document.getElementById('tab-panel')?.scrollTop", &json!(null))?;
    assert!(
        top.as_f64().is_some_and(|top| top > 1_000.0),
        "the reader is where they scrolled to, not at {top}"
    );
    assert_eq!(panel.role("textbox", "Your message").value()?, MESSAGE);

    scene.network.plug_in();
    scene.browser.ring("heartbeat")?;
    panel.wait_for(FAR_REPLY, &json!(null))?;
    assert_eq!(panel.role("textbox", "Your message").value()?, MESSAGE);
    Ok(())
}

fn a_node_that_is_gone_says_so(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    scene.control(Control::Delete { node_id: "rep_lighthouse_7".into() })?;
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.wait_for_text("no longer exists")?;
    Ok(())
}

fn a_notification_reaches_badge_and_list(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.browser.wait_badge("3")?;
    scene.control(Control::Reply {
        node_id: "rep_lighthouse_6".into(),
        by: "Wren".into(),
        text: Some("I would like to speak to the rowing boat.".into()),
    })?;
    scene.browser.ring("heartbeat")?;
    scene.browser.wait_badge("4")?;
    let popup = scene.browser.open_popup()?;
    popup.role("tab", containing("Notifications")).click()?;
    popup.wait_for_text("Wren reprompted you")?;
    Ok(())
}

fn opening_is_not_reading(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    scene.browser.wait_badge("3")?;
    panel.role("tab", containing("Notifications")).click()?;
    panel.wait_for_text("reprompted you")?;
    assert_eq!(scene.browser.badge()?.text, "3", "looking at the list reads nothing");
    panel.role("button", "Mark all read").click()?;
    scene.browser.wait_badge("")?;
    panel.role("button", "Undo").click()?;
    scene.browser.wait_badge("3")?;
    Ok(())
}

/// Archives the first of three notices with the keyboard.
fn archive_first_notice(scene: &Scene, panel: &Page<'_>) -> Result {
    panel.role("tab", containing("Notifications")).click()?;
    panel.wait_for_text("reprompted you")?;
    panel.press("j")?;
    panel.press("e")?;
    scene.browser.wait_badge("2").map(drop)
}

fn an_archived_notice_can_be_brought_back(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    archive_first_notice(&scene, &panel)?;
    panel.role("button", "Undo").click()?;
    scene.browser.wait_badge("3")?;
    Ok(())
}

fn keys_undo_search_and_list_themselves(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.press("/")?;
    assert_eq!(panel.focused()?, ("searchbox".into(), "Search".into()));
    panel.insert("previous tenant")?;
    panel.role("article", containing("Letters to the previous tenant")).wait()?;
    panel.press("Escape")?;
    archive_first_notice(&scene, &panel)?;
    panel.role("button", "Undo").wait()?;
    panel.press("z")?;
    scene.browser.wait_badge("3")?;
    // A tab without a search leads to the one of the opportunities.
    panel.press("/")?;
    panel.role("tabpanel", "Opportunities").wait()?;
    panel.wait_for("return document.activeElement?.id === 'search'", &json!(null))?;
    panel.press("Escape")?;
    panel.press("?")?;
    let list = panel.role("dialog", "Keyboard shortcuts");
    list.wait_says("Undo the last action Z")?;
    panel.wait_settled()?;
    assert_eq!(panel.axe()?, Vec::<String>::new());
    // Behind the list no key acts.
    panel.press("2")?;
    panel.press("Escape")?;
    list.wait_gone()?;
    panel.role("tabpanel", "Opportunities").wait()?;
    panel.press("?")?;
    list.clone().role("button", "Close").click()?;
    list.wait_gone()
}

fn the_keyboard_walks_the_rows(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.press("j")?;
    assert_eq!(panel.focused()?, ("article".into(), LIGHTHOUSE.into()));
    panel.press("Enter")?;
    panel.role("region", "System prompt").wait()?;
    panel.press("r")?;
    panel.wait_for("return document.activeElement?.tagName === 'TEXTAREA'", &json!(null))?;
    assert_eq!(panel.focused()?.1, "Your message");
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("article", LIGHTHOUSE).wait()?;
    Ok(())
}

/// What a model writes.
const ANSWER: &str = "| Boot | Stair |\n|---|---|\n| left | third |\n\n- [x] counted\n- [ ] ~~found~~ sought\n\nSee https://a.example/boots. So $a_1 * b_1 * c$.\n\n\
    **注意：**请\n\n[ledger]: lost\n\n```rust\nfn boots() { println!(\"one line of code that is far longer than any panel is wide, so that it scrolls to its end\") }\n```\n";

fn an_answer_is_drawn_as_it_was_meant(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    let body = json!({ "node": { "nodeId": "rep_boots", "prompt": "Count them", "depth": 1, "llmResponse": ANSWER } });
    let kind = FaultKind::Status { status: 200, body: Some(body), retry_after: None };
    // A panel may ask again while the worker wakes up.
    scene.network.fault(Fault::new(Endpoint::Thread, kind).times(9));
    let navigation = json!({ "node": "rep_boots" });
    scene.browser.api("await chrome.storage.session.set({ navigation: input })", &navigation)?;
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.role("group", "Table").role("table", any()).wait_says("third")?;
    panel.role("img", "Done").wait()?;
    panel.role("img", "To do").wait()?;
    panel.role("link", containing("https://a.example/boots")).wait()?;
    for text in ["So $a_1 * b_1 * c$.", "注意：请", "[ledger]: lost"] {
        panel.wait_for_text(text)?;
    }
    panel.wait_for("return document.querySelector('.answer s')?.textContent === 'found'", &json!(null))?;
    let code = panel.role("group", "Code in rust");
    code.wait()?;
    panel.evaluate("document.querySelector('.answer pre').focus()", &json!(null))?;
    assert!(code.is_focused()?, "code scrolls by keyboard");
    panel.role("button", "Copy this code").click()?;
    panel.role("status", any()).wait_says("Copied")?;
    panel.wait_settled()?;
    assert_eq!(panel.axe()?, Vec::<String>::new());
    Ok(())
}

fn a_row_that_comes_in_the_middle_of_a_press_waits_for_its_end(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    let middle = "const button = [...document.querySelectorAll('[data-row] button')].find(one => one.innerText.includes('Read thread'));\
                  const { left, top, width, height } = button.getBoundingClientRect(); return [left + width / 2, top + height / 2]";
    let (x, y) = serde_json::from_value(panel.evaluate(middle, &Value::Null)?)?;
    panel.mouse(Mouse::Move, x, y)?;
    panel.mouse(Mouse::Down, x, y)?;
    // A row above it, and two frames in which it could be painted.
    let come = "const { 'view:feed': feed } = await chrome.storage.session.get('view:feed');\
                const heard = new Promise(next => chrome.storage.session.onChanged.addListener(next));\
                const [group, ...rest] = feed.groups;\
                const rows = [{ ...group.rows[0], node: 'came', title: 'A row that came' }, ...group.rows];\
                await chrome.storage.session.set({ 'view:feed': { ...feed, groups: [{ ...group, rows }, ...rest] } });\
                await heard; for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame)";
    panel.evaluate(come, &Value::Null)?;
    panel.mouse(Mouse::Up, x, y)?;
    panel.role("button", containing("Back")).wait()?;
    Ok(())
}
