//! What comes to the desktop, and where a click on it leads.

use crate::scene::Scene;
use browser_suite::{Kind, Result, both};
use sandbox::Control;

both!(a_click_on_a_notice_wakes_the_worker_and_opens_its_node);

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
