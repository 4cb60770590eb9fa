//! What the core says about words while they are typed: hints on the words, facts that stand in the way, and nothing stolen.

use browser_suite::{Kind, Page, Result, any, both, containing};
use serde_json::json;

use crate::scene::{LIGHTHOUSE, Scene, write};

both!(
    weak_words_are_marked_and_the_list_takes_the_keyboard,
    a_strange_sentence_is_left_alone,
    a_hint_that_is_silenced_stays_silent,
    what_blocks_says_what_settles_it,
    a_text_too_long_is_counted_before_it_is_posted,
);

const WEAK: &str = "Great point, I completely agree with everything you said.";
const STRONG: &str = "The keeper’s dog has been dead since Tuesday and still fetches.";

/// The words that are underlined, once there are any.
fn marked(panel: &Page<'_>) -> Result<String> {
    panel.wait_for("return document.querySelector('.mirror mark') !== null", &json!(null))?;
    let text = panel.evaluate(
        "return [...document.querySelectorAll('.mirror mark')].map(m => m.textContent).join('|')",
        &json!(null),
    )?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

fn weak_words_are_marked_and_the_list_takes_the_keyboard(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, WEAK)?;
    panel.role("list", "Craft hints").wait_says("Agrees without adding")?;
    let words = marked(&panel)?;
    assert!(WEAK.contains(words.split('|').next().unwrap_or_default()) && words.len() > 5, "{words}");
    assert!(panel.role("textbox", "Your message").is_focused()?, "the words keep the focus");
    assert!(panel.role("textbox", "Your message").description()?.contains("Agrees without adding"));
    // From the words, the next stop is the first hint, which opens its example.
    panel.press("Tab")?;
    assert!(panel.focused()?.1.contains("Agrees without adding"), "{:?}", panel.focused()?);
    panel.press("Enter")?;
    panel
        .role("button", containing("Agrees without adding"))
        .wait_attribute("aria-expanded", Some("true"))?;
    panel.wait_for("return document.querySelector('.hints q')?.textContent.length > 10", &json!(null))?;
    Ok(())
}

fn a_strange_sentence_is_left_alone(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, WEAK)?;
    marked(&panel)?;
    panel.role("textbox", "Your message").fill(STRONG)?;
    panel.wait_for_text("No hints. It is yours to post.")?;
    panel.wait_for("return document.querySelector('.mirror mark') === null", &json!(null))?;
    Ok(())
}

fn a_hint_that_is_silenced_stays_silent(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, WEAK)?;
    marked(&panel)?;
    panel.role("button", "Silence this hint").click()?;
    panel.role("status", any()).wait_says("Silenced")?;
    panel.wait_for(
        "return !document.querySelector('.hints')?.textContent.includes('Agrees without adding')",
        &json!(null),
    )?;
    assert!(panel.role("textbox", "Your message").is_focused()?, "back to the words");
    Ok(())
}

fn what_blocks_says_what_settles_it(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, STRONG)?;
    panel.role("radio", "Image").click()?;
    panel.role("combobox", "Model").fill("claude")?;
    panel.role("option", containing("Claude")).click()?;
    panel.wait_for_text("writes text only. Choose an image model, or Text.")?;
    panel.role("button", "Post reprompt").wait_attribute("aria-disabled", Some("true"))?;
    panel.role("button", "Post reprompt").wait_says("Post reprompt")?;
    panel.role("button", containing("Use ")).click()?;
    panel.role("button", "Post reprompt").wait_attribute("aria-disabled", None)?;
    assert!(!panel.text()?.contains("writes text only"));
    // And the reverse.
    panel.role("radio", "Text").click()?;
    panel.wait_for_text("makes images only. Choose a text model, or Image.")?;
    panel.role("button", "Post reprompt").wait_attribute("aria-disabled", Some("true"))?;
    Ok(())
}

fn a_text_too_long_is_counted_before_it_is_posted(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    // Each lighthouse is one character to the network, and two to a browser.
    write(&panel, LIGHTHOUSE, &"\u{1f5fc}".repeat(9_100))?;
    panel.wait_for_text("9,100 of 10,000")?;
    panel.role("button", "Post reprompt").wait_attribute("aria-disabled", None)?;
    panel.role("textbox", "Your message").fill(&"\u{1f5fc}".repeat(10_001))?;
    panel.wait_for_text("the network takes 10,000")?;
    panel.role("button", "Post reprompt").wait_attribute("aria-disabled", Some("true"))?;
    Ok(())
}
