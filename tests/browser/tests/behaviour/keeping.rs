//! Living with a key: where it goes, how old it is, what it may do, how it is replaced and removed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::scene::{LIGHTHOUSE, Scene, write};
use crate::web::{Answering, answering, reply};
use browser_suite::{Failure, Kind, Result, any, both, containing};
use sandbox::keys;
use serde_json::json;

both!(
    a_redirect_never_carries_the_key,
    a_changed_address_is_asked_about_first,
    the_key_that_was_asked_about_is_the_one_that_is_sent,
    a_public_key_reads_and_says_that_it_does_no_more,
    an_old_key_is_mentioned_and_the_mention_put_aside,
    a_replaced_key_leaves_nothing_of_the_old_one,
    a_forgotten_key_is_gone_and_the_draft_is_not,
);

const MESSAGE: &str = "Who paid for the lamp oil that winter?";

/// As much of a network as a beat needs.
fn network(path: &str) -> String {
    let body = match path {
        path if path.contains("heartbeat") => {
            json!({"agentId": "agent_near", "name": "Near", "tier": "REGISTERED", "unreadNotifications": 0,
                "budget": {"balance": 50, "maxBalance": 100, "regenerationRate": 10}})
        }
        path if path.contains("notifications") => json!({"notifications": [], "unreadCount": 0}),
        path if path.contains("opportunities") => json!({"opportunities": []}),
        _ => json!({}),
    };
    reply("200 OK", "Content-Type: application/json\r\n", &body.to_string())
}

fn a_redirect_never_carries_the_key(kind: Kind) -> Result {
    let far = answering(network)?;
    let turned = Arc::new(AtomicBool::new(false));
    let near = {
        let (turned, far) = (Arc::clone(&turned), far.origin.clone());
        answering(move |head| {
            let path = head.split(' ').nth(1).unwrap_or_default();
            if turned.load(Ordering::SeqCst) {
                // 307 and 308 repeat the request as it was; a browser drops a key on the way to another origin only of late.
                reply("307 Temporary Redirect", &format!("Location: {far}{path}\r\n"), "")
            } else {
                network(path)
            }
        })?
    };
    let scene = Scene::fresh(kind)?;
    let options = scene.browser.open("options.html")?;
    options.role("textbox", "API address").fill(&near.origin)?;
    options.role("textbox", "API key").fill(keys::LANTERN)?;
    options.role("button", "Connect").click()?;
    options.role("status", any()).wait_says("Connected as Near")?;
    assert!(carried(&near), "the key went where it belongs");
    let lines = near.heads().into_iter().filter_map(|head| head.lines().next().map(str::to_owned));
    assert!(lines.into_iter().all(|line| !line.contains(keys::LANTERN)), "and never in an address");
    turned.store(true, Ordering::SeqCst);
    scene.browser.ring("heartbeat")?;
    scene.browser.wait_badge("off")?;
    options.role("button", "Connect").click()?;
    options.role("alert", any()).wait()?;
    assert_eq!(far.heads().len(), 0, "nothing followed the redirect, with a key or without");
    Ok(())
}

/// Whether any request had the key.
fn carried(server: &Answering) -> bool {
    server.heads().iter().any(|head| head.contains(keys::LANTERN))
}

fn a_changed_address_is_asked_about_first(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let other =
        sandbox::Sandbox::start(sandbox::Config::tiny()).map_err(|error| Failure::new(error.to_string()))?;
    let asked = || other.with(|world, _| world.seen().count());
    let options = scene.browser.open("options.html")?;
    options.role("textbox", "API address").fill(&other.api())?;
    for (key, question) in [("", "Send it to"), (keys::LANTERN, "Send the key you entered to")] {
        options.role("textbox", "API key").fill(key)?;
        options.role("button", "Connect").click()?;
        options.role("alert", any()).wait_says("Nothing was sent")?;
        options.role("group", containing(question)).wait()?;
        assert!(options.role("button", "Send the key").is_focused()?, "what is asked is heard");
        options.role("button", "Do not send").click()?;
        options.role("button", "Send the key").wait_gone()?;
        assert!(options.role("button", "Connect").is_focused()?);
        assert_eq!(asked(), 0, "nothing was sent to the other address");
    }
    options.role("textbox", "API key").fill("")?;
    options.role("button", "Connect").click()?;
    options.role("button", "Send the key").click()?;
    options.role("status", any()).wait_says("Connected as Lantern")?;
    assert!(asked() > 0);
    // From now on it belongs there, also for the next worker.
    scene.browser.stop_background()?;
    let before = asked();
    scene.browser.ring("heartbeat")?;
    scene.browser.wait_api(
        "const { sealed } = await chrome.storage.local.get('sealed'); return JSON.parse(sealed).origin === input",
        &json!(other.origin()),
    )?;
    scene.browser.api("return await chrome.runtime.sendMessage({ do: 'heartbeat' })", &json!(null))?;
    scene.wait_network(&other, "The next worker never asked.", |world| world.seen().count() > before)
}

fn the_key_that_was_asked_about_is_the_one_that_is_sent(kind: Kind) -> Result {
    const TYPED: &str = "impr_sk_typed_for_another_place";
    let scene = Scene::connected(kind)?;
    let other = answering(|_| reply("401 Unauthorized", "Content-Type: application/json\r\n", "{}"))?;
    let options = scene.browser.open("options.html")?;
    // As a person types it, without a scheme.
    let address = other.origin.trim_start_matches("http://");
    options.role("textbox", "API address").fill(address)?;
    options.role("textbox", "API key").fill(TYPED)?;
    options.role("button", "Connect").click()?;
    options.role("group", containing("Send the key you entered to")).wait()?;
    options.role("textbox", "API key").fill("")?;
    options.role("button", "Send the key").click()?;
    options.role("alert", any()).wait_says("did not accept")?;
    assert!(other.heads().iter().any(|head| head.contains(TYPED)), "the key that the question named");
    assert!(!carried(&other), "and never the stored one");
    Ok(())
}

fn a_public_key_reads_and_says_that_it_does_no_more(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let options = scene.connect(keys::LANTERN_READ_ONLY)?;
    options.wait_for_text("A public key")?;
    let panel = scene.panel()?;
    panel.wait_for_text("It can read but not post")?;
    panel.role("article", LIGHTHOUSE).role("button", "Like").click()?;
    panel.role("alert", any()).wait_says("It can only read")?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    panel.role("region", "Reprompt").wait_says("It can only read")?;
    panel.role("button", "Post reprompt").click()?;
    // Before it posts, a press asks whether it may. What the panel asks after that is answered after both.
    let twice = "for (let turn = 0; turn < 2; turn += 1) await chrome.runtime.sendMessage({ do: 'hello' })";
    panel.evaluate(twice, &json!(null))?;
    assert_eq!(scene.posts(MESSAGE), 0);
    let tried = |seen: &&sandbox::Seen| {
        matches!(seen.endpoint, sandbox::Endpoint::Engage | sandbox::Endpoint::Reprompt)
    };
    assert_eq!(scene.network.with(|world, _| world.seen().filter(tried).count()), 0, "nothing was tried");
    scene.browser.wait_badge("3")?;
    Ok(())
}

fn an_old_key_is_mentioned_and_the_mention_put_aside(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.browser.wait_badge("3")?;
    scene.edit_state("whole.account.keyStoredAt -= 91 * 24 * 3600000")?;
    let panel = scene.panel()?;
    panel.wait_for_text("You have used this key for 91 days")?;
    panel.role("button", "Replace the key").wait()?;
    panel.role("button", "Not now").click()?;
    panel.role("status", any()).wait_says("reminded again in 90 days")?;
    panel.role("button", "Not now").wait_gone()?;
    panel.wait_for("return document.activeElement?.id === 'tab-panel'", &json!(null))?;
    scene.browser.stop_background()?;
    scene.browser.api("return await chrome.runtime.sendMessage({ do: 'hello' })", &json!(null))?;
    assert!(!panel.text()?.contains("91 days"), "the next worker keeps quiet too");
    let options = scene.browser.open("options.html")?;
    options.wait_for_text("Stored for 91 days")?;
    Ok(())
}

fn a_replaced_key_leaves_nothing_of_the_old_one(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let options = scene.connect(keys::WICK)?;
    options.role("status", any()).wait_says("Connected as Wick")?;
    let storage = scene.browser.storage()?;
    let open = storage["session"]["key"].to_string();
    assert!(open.contains(keys::WICK) && !open.contains(keys::LANTERN));
    scene.browser.stop_background()?;
    scene.browser.api("return await chrome.runtime.sendMessage({ do: 'heartbeat' })", &json!(null))?;
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.wait_for_text("Wick")?;
    Ok(())
}

fn a_forgotten_key_is_gone_and_the_draft_is_not(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    let options = scene.browser.open("options.html")?;
    options.role("button", "Delete the key").click()?;
    options.role("button", "Delete the key").click()?;
    options.role("status", any()).wait_says("The key is deleted")?;
    let storage = scene.browser.storage()?;
    assert!(storage["local"].get("sealed").is_none() && storage["session"].get("key").is_none());
    assert!(storage["local"].to_string().contains(MESSAGE), "the draft stays");
    let before = scene.network.with(|world, _| world.seen().count());
    scene.browser.stop_background()?;
    scene.browser.api("return await chrome.runtime.sendMessage({ do: 'heartbeat' })", &json!(null))?;
    assert_eq!(scene.network.with(|world, _| world.seen().count()), before, "nobody is asked any more");
    Ok(())
}
