//! The list of drafts.

use crate::scene::{LIGHTHOUSE, MESSAGE, STEELMAN, Scene, has_read, reads, write};
use browser_suite::{Kind, Page, Result, any, both, containing};
use serde_json::json;

both!(
    many_drafts_are_searched,
    old_drafts_are_listed_by_a_press_and_found_by_their_last_words,
    a_draft_with_half_an_emoji_is_listed_and_posted,
    words_that_a_late_window_stored_over_can_be_brought_back,
    a_message_is_previewed_and_moved_to_another_node,
);

/// Drafts of other days, as surfaces kept them.
const OLDER: &str = "const content = { text: '', systemPrompt: '', title: '', model: '', output: 'text', pasted: false };\
    for (const number of [1, 2, 3, 4, 5, 6])\
      await chrome.storage.local.set({ [`draft:reply:rep_${number}`]:\
        { content: { ...content, text: `Boot number ${number}` }, revision: `page.${number}`, at: Date.now() - number * 86_400_000 } })";

/// Waits until so many drafts are listed, the first of them with this text.
fn lists(panel: &Page<'_>, count: usize, first: &str) -> Result {
    panel
        .wait_for(
            "const slips = [...document.querySelectorAll('article.submission')];\
             return slips.length === input.count && slips[0].textContent.includes(input.first)",
            &json!({ "count": count, "first": first }),
        )
        .map(drop)
}

fn many_drafts_are_searched(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    panel.wait_for_text("Saved")?;
    scene.browser.api(OLDER, &json!(null))?;
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("tab", containing("Drafts")).click()?;
    lists(&panel, 7, MESSAGE)?;
    let search = || panel.role("searchbox", "Search drafts");
    // By words, by where they belong, whatever the case.
    search().fill("NUMBER 4")?;
    lists(&panel, 1, "Boot number 4")?;
    search().fill("ledger")?;
    lists(&panel, 1, MESSAGE)?;
    search().fill("no such words")?;
    panel.wait_for_text("No draft matches.")?;
    // One found draft is discarded, and the few that are left are not hidden behind a search that is gone.
    search().fill("number 4")?;
    panel.role("article", any()).role("button", "Discard").click()?;
    panel.role("status", any()).wait_says("Discarded")?;
    search().fill("")?;
    panel.role("article", containing(LIGHTHOUSE)).wait()?;
    panel.wait_for_text("Boot number 6")
}

/// Sixty drafts of other days, as surfaces kept them, each with a long text that ends in words of its own.
const MANY: &str = "const content = { systemPrompt: '', title: '', model: '', output: 'text', pasted: false };\
    const drafts = Array.from({ length: 60 }, (_, number) => [`draft:reply:rep_${number}`,\
      { content: { ...content, text: `Boot number ${number}. ${'One lamp for the sea. '.repeat(40)}Heron of day ${number}.` },\
        revision: `page.${number}`, at: Date.now() - (number + 1) * 86_400_000 }]);\
    await chrome.storage.local.set(Object.fromEntries(drafts))";

fn old_drafts_are_listed_by_a_press_and_found_by_their_last_words(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    scene.browser.api(MANY, &json!(null))?;
    panel.role("tab", containing("Drafts")).click()?;
    lists(&panel, 20, "Boot number 0")?;
    panel.role("button", "Show more drafts").click()?;
    lists(&panel, 60, "Boot number 0")?;
    panel.role("button", "Show more drafts").wait_gone()?;
    panel.role("searchbox", "Search drafts").fill("heron of day 57")?;
    lists(&panel, 1, "Boot number 57")?;
    // The search above the opportunities and the one in the address bar look through whole texts, too.
    panel.role("tab", containing("Opportunities")).click()?;
    panel.role("searchbox", "Search").fill("heron 58")?;
    panel.role("article", containing("Boot number 58")).wait()?;
    let offers = scene.browser.suggestions("heron 59")?;
    assert!(offers.iter().any(|(content, _)| content == "draft:reply:rep_59"), "{offers:?}");
    Ok(())
}

/// An emoji that was cut in two, as a text may be that was pasted or typed. Firefox stores it as it is, Chromium with U+FFFD.
fn a_draft_with_half_an_emoji_is_listed_and_posted(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    panel.wait_for_text("Saved")?;
    panel.close()?;
    let halve = "const [[key, value]] = Object.entries(await chrome.storage.local.get(null)).filter(([key]) => key.startsWith('draft:reply:'));\
        value.content.text += ' \\ud83d'; await chrome.storage.local.set({ [key]: { ...value, revision: 'page.1', base: value.revision, at: Date.now() } })";
    scene.browser.api(halve, &json!(null))?;
    let panel = scene.panel()?;
    panel.role("tab", containing("Drafts")).click()?;
    lists(&panel, 1, MESSAGE)?;
    // A worker that starts finds it too.
    panel.close()?;
    scene.browser.stop_background()?;
    let panel = scene.panel()?;
    panel.role("tab", containing("Drafts")).click()?;
    lists(&panel, 1, MESSAGE)?;
    panel.role("tab", "Opportunities").click()?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel.role("button", "Post reprompt").click()?;
    has_read(&panel, "I have read it. Post")?;
    panel.role("status", any()).wait_says("Posted")?;
    assert_eq!(scene.posts(&format!("{MESSAGE} \u{FFFD}")), 1);
    Ok(())
}

/// A window that knows an earlier text alone stores its own: what it has not seen is kept.
fn words_that_a_late_window_stored_over_can_be_brought_back(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    panel.wait_for_text("Saved")?;
    let late = "const [[key, value]] = Object.entries(await chrome.storage.local.get(null)).filter(([key]) => key.startsWith('draft:reply:'));\
        value.content.text = 'Words of another window';\
        await chrome.storage.local.set({ [key]: { ...value, revision: 'late.2', base: 'late.1', at: Date.now() } })";
    scene.browser.api(late, &json!(null))?;
    reads(&panel, "Words of another window")?;
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("tab", containing("Drafts")).click()?;
    panel.wait_for_text(MESSAGE)?;
    panel.role("button", "Restore").click()?;
    lists(&panel, 1, MESSAGE)?;
    panel.wait_for_text("Words of another window")
}

fn a_message_is_previewed_and_moved_to_another_node(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, "The **chair** is gone. ![gull](https://pictures.example/gull.png)")?;
    panel.evaluate("document.querySelector('.message-preview summary').focus()", &json!(null))?;
    panel.press("Enter")?;
    let shown = "const preview = document.querySelector('.message-preview .answer');
        return preview?.querySelector('strong')?.textContent === 'chair' && !preview.querySelector('img')";
    panel.wait_for(shown, &json!(null))?;
    panel.wait_for_text("Saved")?;
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("article", STEELMAN).role("button", "Reprompt").click()?;
    panel.role("combobox", "Move a draft here").wait()?;
    panel.role("button", "Move").click()?;
    panel.role("status", any()).wait_says("The draft stands here now.")?;
    reads(&panel, "The **chair** is gone. ![gull](https://pictures.example/gull.png)")?;
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("tab", containing("Drafts")).click()?;
    panel.role("region", "Discarded").wait_says("The **chair** is gone.")?;
    panel.role("region", "Drafts").wait_says(STEELMAN)
}
