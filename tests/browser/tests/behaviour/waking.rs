//! A stopped worker hears the event that wakes it.

use crate::scene::{LIGHTHOUSE, Scene, write};
use browser_suite::{Kind, Result, both, containing};
use sandbox::Control;
use serde_json::json;

both!(
    an_alarm_wakes_the_worker,
    a_message_wakes_the_worker,
    a_keystroke_wakes_the_worker,
    alarms_outlive_a_restart
);

fn news(scene: &Scene) -> Result {
    scene.control(Control::Reply {
        node_id: "rep_lighthouse_6".into(),
        by: "Wren".into(),
        text: Some("Then who counted the chairs?".into()),
    })
}

fn an_alarm_wakes_the_worker(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.browser.wait_badge("3")?;
    news(&scene)?;
    scene.browser.stop_background()?;
    scene.browser.ring("heartbeat")?;
    scene.browser.wait_badge("4")?;
    Ok(())
}

fn a_message_wakes_the_worker(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    scene.browser.stop_background()?;
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.role("heading", LIGHTHOUSE).wait()?;
    panel.wait_for_text("Forty in one night")?;
    Ok(())
}

fn a_keystroke_wakes_the_worker(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, "Nobody rowed.")?;
    scene.browser.stop_background()?;
    panel.role("textbox", "Your message").fill("Somebody rowed.")?;
    panel.press("Escape")?;
    panel.press("Escape")?;
    panel.role("tab", containing("Drafts")).click()?;
    panel.wait_for_text("Somebody rowed.")?;
    Ok(())
}

fn alarms_outlive_a_restart(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let before = scene.browser.alarms()?;
    for _ in 0..3 {
        scene.browser.stop_background()?;
        scene.browser.api("return await chrome.runtime.sendMessage({ do: 'markFeedSeen' })", &json!(null))?;
    }
    assert_eq!(scene.browser.alarms()?, before, "an alarm that is made anew at every start never fires");
    Ok(())
}
