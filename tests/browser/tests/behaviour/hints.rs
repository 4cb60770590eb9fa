//! What the core says about words while they are typed: hints on the words, facts that stand in the way, and nothing stolen.

use browser_suite::{Kind, Page, Result, both};
use serde_json::json;

use crate::scene::{LIGHTHOUSE, Scene, write};

both!(
    a_strange_sentence_is_left_alone,
    a_text_too_long_is_counted_before_it_is_posted,
    underlines_break_lines_where_the_words_do,
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

/// Widths, in pixels, at which the underlined copy of the words is not as high as the words alone.
const ASKEW: &str = "const mirror = document.querySelector('.mirror');\
    const bare = mirror.cloneNode(true);\
    for (const number of bare.querySelectorAll('sup')) number.remove();\
    bare.textContent = bare.textContent;\
    mirror.after(bare);\
    for (const one of [mirror, bare]) Object.assign(one.style, { minBlockSize: '0', alignSelf: 'start' });\
    const askew = [];\
    for (let width = 90; width < 450; width += 1) {\
      mirror.style.inlineSize = bare.style.inlineSize = `${width}px`;\
      if (mirror.offsetHeight !== bare.offsetHeight) askew.push(width);\
    }\
    return askew";

fn underlines_break_lines_where_the_words_do(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, "Great point! I totally agree with this. So true.")?;
    assert_eq!(marked(&panel)?, "Great point|I totally agree with this|So true");
    assert_eq!(panel.evaluate(ASKEW, &json!(null))?, json!([]));
    Ok(())
}
