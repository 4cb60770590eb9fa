//! What may come instead of an answer: each has its own sentence on screen and in the badge, and nothing is lost.

use crate::scene::{LIGHTHOUSE, Scene};
use browser_suite::{Kind, Result, both};
use sandbox::{Control, Endpoint, Fault, FaultKind, Garbage};

both!(
    html_instead_of_json_is_told,
    truncated_json_is_told,
    a_limit_without_a_time_is_told,
    a_limit_with_a_time_is_told,
    a_server_that_fails_is_told,
    a_server_that_never_answers_is_told,
    no_network_is_told,
);

/// The same, and the beat after it heals.
fn beat_meets(kind: Kind, fault: FaultKind, badge: &str, sentence: &str) -> Result {
    let scene = meets(kind, fault, badge, sentence)?;
    scene.control(Control::Reset)?;
    scene.browser.ring("heartbeat")?;
    scene.browser.wait_badge("3")?;
    Ok(())
}

/// The next beat meets a fault; the badge says so, the panel says so, the last page stays readable.
fn meets(kind: Kind, fault: FaultKind, badge: &str, sentence: &str) -> Result<Scene> {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    // Often enough for a browser that asks again by itself when a connection breaks, and for the beats that follow a failure.
    scene.network.fault(Fault::new(Endpoint::Heartbeat, fault).times(50));
    scene.browser.ring("heartbeat")?;
    scene.browser.wait_badge(badge)?;
    let panel = scene.panel()?;
    panel.wait_for_text(sentence)?;
    panel.role("article", LIGHTHOUSE).wait()?;
    panel.close()?;
    Ok(scene)
}

fn html_instead_of_json_is_told(kind: Kind) -> Result {
    beat_meets(kind, FaultKind::Garbage { what: Garbage::Html }, "off", "sign in to this Wi-Fi")
}

fn truncated_json_is_told(kind: Kind) -> Result {
    beat_meets(kind, FaultKind::Garbage { what: Garbage::Truncated }, "off", "sign in to this Wi-Fi")
}

fn a_limit_without_a_time_is_told(kind: Kind) -> Result {
    is_kept_to(kind, FaultKind::Status { status: 429, body: None, retry_after: None })
}

fn a_limit_with_a_time_is_told(kind: Kind) -> Result {
    is_kept_to(kind, FaultKind::Status { status: 429, body: None, retry_after: Some("600".into()) })
}

/// What the network asked for is kept to: an alarm that rings too early sends nothing.
fn is_kept_to(kind: Kind, limit: FaultKind) -> Result {
    let scene = meets(kind, limit, "wait", "wait until")?;
    let before = scene.asked(Endpoint::Heartbeat);
    scene.browser.ring("heartbeat")?;
    // It has rung when it is set anew, for when the network wants to hear from us.
    let later = "return (await chrome.alarms.get('heartbeat'))?.scheduledTime > Date.now() + 1000";
    scene.browser.wait_api(later, &serde_json::json!(null))?;
    scene
        .browser
        .api("return await chrome.runtime.sendMessage({ do: 'hello' })", &serde_json::json!(null))?;
    assert_eq!(scene.asked(Endpoint::Heartbeat), before);
    Ok(())
}

fn a_server_that_fails_is_told(kind: Kind) -> Result {
    beat_meets(kind, FaultKind::Status { status: 503, body: None, retry_after: None }, "wait", "server error")
}

fn a_server_that_never_answers_is_told(kind: Kind) -> Result {
    beat_meets(kind, FaultKind::Hang, "wait", "did not reply in time")
}

fn no_network_is_told(kind: Kind) -> Result {
    beat_meets(kind, FaultKind::Drop, "off", "reach Impromptu")
}
