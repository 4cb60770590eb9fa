use crate::scene::Scene;
use browser_suite::{Kind, Result, both};
both!(zz);
fn zz(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    let left = scene.browser.storage()?;
    for (k, v) in left["session"].as_object().unwrap() { println!("{k} {}", v.to_string().len()); }
    panel.role("tab", "Create").click()?;
    panel.role("textbox", "System prompt").wait()?;
    Ok(())
}
