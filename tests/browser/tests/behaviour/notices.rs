//! What comes to the desktop, and where a click on it leads.

use crate::scene::Scene;
use browser_suite::{Kind, Result, both, containing};
use sandbox::Control;
use serde_json::Value;

both!(a_click_on_a_notice_wakes_the_worker_and_opens_its_node, new_accounts_are_told_of_once,);

fn new_accounts_are_told_of_once(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    scene.browser.wait_badge("3")?;
    scene.control(Control::Arrivals { count: 4 })?;
    scene.browser.ring("heartbeat")?;
    panel.role("tab", "Notifications").click()?;
    panel.wait_for_text("4 accounts joined Impromptu")?;
    scene.browser.wait_badge("3")?;
    // The next heartbeat tells of nobody, and a new worker reads what the last one saved.
    scene.browser.stop_background()?;
    scene.browser.ring("heartbeat")?;
    scene.control(Control::Arrivals { count: 1 })?;
    scene.browser.ring("heartbeat")?;
    let row = panel.role("article", containing("5 accounts joined Impromptu"));
    row.wait()?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "a notice of new accounts");
    panel.evaluate("document.querySelector('article.notification').focus()", &Value::Null)?;
    panel.press("e")?;
    row.wait_gone()?;
    let options = scene.browser.open("options.html")?;
    assert!(!options.role("checkbox", "New accounts: Badge").is_checked()?);
    assert!(!options.role("checkbox", "New accounts: Desktop").is_checked()?);
    Ok(())
}

fn a_click_on_a_notice_wakes_the_worker_and_opens_its_node(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    scene.browser.wait_badge("3")?;
    scene.control(Control::Reply {
        node_id: "rep_lighthouse_6".into(),
        by: "Wren".into(),
        text: Some("Then who counted the chairs?".into()),
    })?;
    scene.browser.ring("heartbeat")?;
    scene.browser.wait_badge("4")?;
    scene.browser.wait_notification("Wren reprompted you")?;
    scene.browser.stop_background()?;
    assert!(!scene.browser.background_runs()?);
    scene.browser.click_notification("Wren reprompted you")?;
    panel.wait_for_text("Then who counted the chairs?")?;
    scene.browser.wait_badge("4")?;
    Ok(())
}
