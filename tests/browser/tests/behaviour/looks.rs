//! Every surface holds for people who use the keyboard or a screen reader.

use crate::scene::{LIGHTHOUSE, Scene, write};
use browser_suite::{Kind, Result, both, containing};

both!(axe_finds_nothing_on_any_surface);

fn axe_finds_nothing_on_any_surface(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    let none = Vec::<String>::new();
    assert_eq!(panel.axe()?, none, "opportunities");
    for tab in ["Notifications", "Drafts", "Create", "You"] {
        panel.role("tab", containing(tab)).click()?;
        panel.role("tabpanel", containing(tab)).wait_attribute("aria-busy", None)?;
        assert_eq!(panel.axe()?, none, "{tab}");
    }
    panel.role("tab", containing("Opportunities")).click()?;
    write(&panel, LIGHTHOUSE, "Great point, and I love where this is going.")?;
    panel.role("button", "Post reprompt").wait_attribute("aria-disabled", None)?;
    // Colours on their way from one state to another are nobody's to judge.
    panel.wait_for("return document.getAnimations().length === 0", &serde_json::json!(null))?;
    assert_eq!(panel.axe()?, none, "thread and composer");
    panel.role("button", "Post reprompt").click()?;
    panel.role("dialog", "Review system prompt").wait()?;
    assert_eq!(panel.axe()?, none, "review");
    let options = scene.browser.open("options.html")?;
    options.role("button", "Connect").wait()?;
    assert_eq!(options.axe()?, none, "options");
    Ok(())
}
