//! What the core says about words while they are typed: hints on the words, facts that stand in the way, and nothing stolen.

use browser_suite::{Kind, Page, Result, any, both, containing};
use serde_json::json;

use crate::scene::{LIGHTHOUSE, Scene, write};

both!(
    weak_words_are_marked_until_they_are_better_or_the_hint_is_silenced,
    what_blocks_says_what_settles_it,
    underlines_break_lines_where_the_words_do,
);

const WEAK: &str = "Great point, I completely agree with everything you said.";
const STRONG: &str = "The keeper’s dog has been dead since Tuesday and still fetches.";

/// The words that are underlined, once there are any.
fn marked(panel: &Page<'_>) -> Result<String> {
    panel.wait_for("return document.querySelector('.highlight-layer mark') !== null", &json!(null))?;
    let text = panel.evaluate(
        "return [...document.querySelectorAll('.highlight-layer mark')].map(m => m.textContent).join('|')",
        &json!(null),
    )?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

fn weak_words_are_marked_until_they_are_better_or_the_hint_is_silenced(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, WEAK)?;
    let words = || panel.role("textbox", "Your message");
    let lines = "return [...document.querySelectorAll('.hints li')].filter((line) => line.textContent.includes('Agrees without adding')).length === input";
    let hint_gone = || panel.wait_for(lines, &json!(0));
    panel.role("list", "Writing hints").wait_says("Agrees without adding")?;
    let marks = marked(&panel)?;
    assert!(marks.len() > 5 && marks.split('|').all(|mark| WEAK.contains(mark)), "{marks}");
    assert!(words().is_focused()?, "the words keep the focus");
    assert!(words().description()?.contains("Agrees without adding"), "and say it to a screen reader");
    panel
        .wait_for(lines, &json!(1))
        .map_err(|failure| failure.during("hints that say the same are one line"))?;
    assert!(
        !panel.text()?.contains("yours to post"),
        "beside what blocks, nothing says that it can be posted"
    );
    // From the words the next stop is the first hint's own button.
    panel.press("Tab")?;
    let focused = "return document.activeElement?.matches('.hints button')";
    let stop = panel.wait_for(focused, &json!(null));
    stop.map_err(|failure| {
        failure.during(format!("tabbing to the first hint; there is {:?}", panel.focused()))
    })?;
    // A strange sentence is left alone.
    words().fill(STRONG)?;
    hint_gone()?;
    panel.wait_for("return document.querySelector('.highlight-layer mark') === null", &json!(null))?;
    // Silenced, a hint does not come back with the words.
    words().fill(WEAK)?;
    panel.role("list", "Writing hints").wait_says("Agrees without adding")?;
    panel.role("button", "Turn off this hint").nth(0).click()?;
    panel.role("status", any()).wait_says("Hint turned off")?;
    hint_gone()?;
    assert!(words().is_focused()?, "back to the words");
    words().fill("I completely agree with everything you said. Tell me more.")?;
    panel.role("list", "Writing hints").wait_says("Only asks for more")?;
    hint_gone()
        .map_err(|failure| failure.during("the words were looked over, and the silenced hint stays away"))?;
    Ok(())
}

fn what_blocks_says_what_settles_it(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    let post = || panel.role("button", "Post reprompt");
    let settle = || panel.role("region", "Reprompt").role("button", containing("Use "));
    write(&panel, LIGHTHOUSE, STRONG)?;
    panel.role("radio", "Image").click()?;
    panel.role("combobox", "Model").fill("claude")?;
    panel.role("option", containing("Claude")).nth(0).click()?;
    panel.wait_for_text("makes text only. Choose an image model, or choose Text.")?;
    post().wait_attribute("aria-disabled", Some("true"))?;
    settle().click()?;
    post().wait_attribute("aria-disabled", None)?;
    assert!(!panel.text()?.contains("makes text only"));
    // Each output has its own model: going back to text brings back a text model without a warning.
    panel.role("radio", "Text").click()?;
    post().wait_attribute("aria-disabled", None)?;
    assert!(!panel.text()?.contains("makes images only"));
    // Each lighthouse is one character to the network, and two to a browser.
    let message = panel.role("textbox", "Your message");
    message.fill(&"\u{1f5fc}".repeat(9_100))?;
    panel.wait_for_text("9,100 of 10,000")?;
    post().wait_attribute("aria-disabled", None)?;
    message.fill(&"\u{1f5fc}".repeat(10_001))?;
    panel.wait_for_text("The limit is 10,000")?;
    post().wait_attribute("aria-disabled", Some("true"))?;
    Ok(())
}

/// Widths, in pixels, at which the underlined copy of the words is not as high as the words alone.
const ASKEW: &str = "const layer = document.querySelector('.highlight-layer');\
    const bare = layer.cloneNode(true);\
    for (const number of bare.querySelectorAll('sup')) number.remove();\
    bare.textContent = bare.textContent;\
    layer.after(bare);\
    for (const one of [layer, bare]) Object.assign(one.style, { minBlockSize: '0', alignSelf: 'start' });\
    const askew = [];\
    for (let width = 90; width < 450; width += 1) {\
      layer.style.inlineSize = bare.style.inlineSize = `${width}px`;\
      if (layer.offsetHeight !== bare.offsetHeight) askew.push(width);\
    }\
    return askew";

fn underlines_break_lines_where_the_words_do(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, "Great point! I totally agree with this. So true.")?;
    assert_eq!(marked(&panel)?, "Great point!|I totally agree with this.|So true.");
    assert_eq!(panel.evaluate(ASKEW, &json!(null))?, json!([]));
    Ok(())
}
