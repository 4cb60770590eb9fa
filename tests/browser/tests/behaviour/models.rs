//! Choosing who answers.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, post, review, write};
use browser_suite::{Kind, Page, Result, any, both, containing};
use serde_json::json;

/// A model that stands far down in the network's list.
const LAST: &str = "Divisumma instruct 2025";

both!(
    models_come_in_as_one_scrolls,
    words_find_a_model_that_was_not_listed_yet,
    the_model_of_a_post_is_that_of_the_next_draft,
);

/// A composer with its list of models open.
fn choosing(scene: &Scene) -> Result<Page<'_>> {
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel.role("combobox", "Model").click()?;
    panel.wait_for_text("Scroll for more")?;
    Ok(panel)
}

fn models_come_in_as_one_scrolls(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = choosing(&scene)?;
    let options = panel.role("listbox", "Models").role("option", any());
    let mut before = options.count()?;
    assert!(before < 100, "{before} at once is no page");
    while panel.text()?.contains("Scroll for more") {
        let grown = "const list = document.querySelector('[role=listbox]');
            list.scrollTop = list.scrollHeight;
            return list.querySelectorAll('[role=option]').length > input || !list.textContent.includes('Scroll for more');";
        panel.wait_for(grown, &json!(before))?;
        before = options.count()?;
    }
    assert!(before > 200, "{before} are not all that make text");
    panel.press("ArrowUp")?;
    panel.press("Enter")?;
    assert_eq!(
        panel.role("combobox", "Model").value()?,
        "Gemini 2.5 Flash Preview",
        "the last of the network's list"
    );
    Ok(())
}

fn words_find_a_model_that_was_not_listed_yet(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = choosing(&scene)?;
    assert_eq!(panel.role("option", containing(LAST)).count()?, 0, "it is on no page read so far");
    panel.type_text("divisumma instr")?;
    panel.role("option", containing(LAST)).click()?;
    assert_eq!(panel.role("combobox", "Model").value()?, LAST);
    Ok(())
}

fn the_model_of_a_post_is_that_of_the_next_draft(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    panel.role("combobox", "Model").fill("claude")?;
    panel.role("option", containing("Claude")).nth(0).click()?;
    let chosen = panel.role("combobox", "Model").value()?;
    assert!(chosen.contains("Claude"), "{chosen}");
    review(&panel)?;
    post(&panel)?;
    panel.wait_for_text(MESSAGE)?;
    panel.press("r")?;
    panel.wait_for("return document.getElementById('model')?.value === input", &json!(chosen)).map(drop)
}
