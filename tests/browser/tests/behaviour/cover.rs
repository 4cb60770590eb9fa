//! Pages that cover the panel, bend it, shrink it or move it, so that a person presses what they do not see.

use crate::guest::{MESSAGE, NOTHING, look, mounted, nothing_posted, outside, ready, reviewed};
use crate::scene::Scene;
use browser_suite::{Kind, Mouse, Page, Result, any, both, containing};
use serde_json::json;

both!(
    what_lies_over_the_panel_stops_the_post,
    what_can_be_seen_through_stops_it_too,
    what_lies_over_the_panel_stops_every_change,
    what_lies_over_the_panel_stops_a_choice,
    a_layer_that_catches_the_press_posts_nothing,
    a_panel_too_small_to_read_posts_nothing,
    a_panel_that_moves_under_the_press_posts_nothing,
    the_page_cannot_bend_or_hide_the_panel,
    the_page_cannot_zoom_the_panel,
);

const LURE: &str = "const lure = document.createElement('div'); lure.popover = 'manual';
  lure.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;margin:0;border:0;' + input;
  lure.textContent = 'Click here to win a buoy'; document.body.append(lure); lure.showPopover()";

fn what_lies_over_the_panel_stops_the_post(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = ready(&scene, "<body>Harm")?;
    // Above the panel in the same layer, and every click falls through it.
    tab.evaluate(LURE, &json!("background:white;pointer-events:none"))?;
    look(&panel)?;
    panel.role("button", "Post reprompt").click()?;
    outside(&scene)
}

fn what_can_be_seen_through_stops_it_too(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = ready(&scene, "<body>Harm")?;
    tab.evaluate(LURE, &json!("background:rgb(255 255 255 / .02);color:transparent;pointer-events:none"))?;
    look(&panel)?;
    panel.role("button", "Post reprompt").click()?;
    outside(&scene)
}

fn what_lies_over_the_panel_stops_every_change(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    reviewed(&scene)?;
    let (tab, panel) = mounted(&scene, "", "<body>Harm")?;
    panel.role("tab", containing("Drafts")).click()?;
    panel.role("button", "Discard").wait()?;
    tab.evaluate(LURE, &json!("background:white;pointer-events:none"))?;
    look(&panel)?;
    panel.role("button", "Discard").click()?;
    let popup = scene.browser.await_popup()?;
    popup.role("status", any()).wait_says("Press again here")?;
    popup.wait_for_text(MESSAGE)?;
    panel.wait_for_text(MESSAGE)?;
    let kept = "return Object.keys(await chrome.storage.local.get(null)).some((key) => key.startsWith('draft:reply:'))";
    assert_eq!(scene.browser.api(kept, &NOTHING)?, json!(true), "the draft is kept");
    Ok(())
}

fn what_lies_over_the_panel_stops_a_choice(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = ready(&scene, "<body>Harm")?;
    tab.evaluate(LURE, &json!("background:white;pointer-events:none"))?;
    look(&panel)?;
    panel.role("radio", "Image").click()?;
    let popup = scene.browser.await_popup()?;
    popup.role("status", any()).wait_says("Press again here")?;
    panel.wait_for(
        "return document.querySelector('input[type=radio]:checked')?.value !== 'image'",
        &NOTHING,
    )?;
    let chosen = "return Object.entries(await chrome.storage.local.get(null)).filter(([key]) => key.startsWith('draft:reply:'))
        .map(([, draft]) => JSON.stringify(draft).includes('\"image\"'))";
    assert_eq!(scene.browser.api(chosen, &NOTHING)?, json!([false]), "the draft stays for text");
    Ok(())
}

/// Where the middle of *Post reprompt* is in the tab.
fn post_button(tab: &Page<'_>, panel: &Page<'_>) -> Result<(f64, f64)> {
    let middle = "const { left, top, width, height } = document.getElementById('post').getBoundingClientRect(); return [left + width / 2, top + height / 2]";
    let corner = "const { left, top } = document.querySelector('[popover]').getBoundingClientRect(); return [left, top]";
    let (x, y): (f64, f64) = serde_json::from_value(panel.evaluate(middle, &NOTHING)?)?;
    let (left, top): (f64, f64) = serde_json::from_value(tab.evaluate(corner, &NOTHING)?)?;
    Ok((left + x, top + y))
}

fn a_layer_that_catches_the_press_posts_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = ready(&scene, "<body>Harm")?;
    let (x, y) = post_button(&tab, &panel)?;
    tab.evaluate(
        &format!("{LURE}; lure.onclick = (event) => (lure.dataset.caught = event.isTrusted)"),
        &json!("opacity:0"),
    )?;
    look(&panel)?;
    for act in [Mouse::Move, Mouse::Down, Mouse::Up] {
        tab.mouse(act, x, y)?;
    }
    tab.wait_for("return document.querySelector('[data-caught=true]')", &NOTHING)?;
    nothing_posted(&scene, kind, &panel)
}

fn a_panel_too_small_to_read_posts_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (_tab, panel) = ready(&scene, "<body>Harm")?;
    // Five times as large leaves a window of 256 by 180.
    scene.browser.api(
        "const [{ id }] = await chrome.tabs.query({ active: true }); await chrome.tabs.setZoom(id, 5)",
        &NOTHING,
    )?;
    panel.wait_for("return innerWidth < 280 && innerHeight < 300", &NOTHING)?;
    look(&panel)?;
    panel.evaluate("document.getElementById('post').focus()", &NOTHING)?;
    panel.press("Enter")?;
    outside(&scene)
}

fn a_panel_that_moves_under_the_press_posts_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = ready(&scene, "<body>Harm")?;
    let (x, y) = post_button(&tab, &panel)?;
    tab.mouse(Mouse::Move, x, y)?;
    look(&panel)?;
    tab.mouse(Mouse::Down, x, y)?;
    // A page has no way to move it while a button is down, so the story has one: what a page would do if it had.
    scene.browser.api(
        "const [{ id }] = await chrome.tabs.query({ active: true });
         const { ticket } = (await chrome.storage.session.get(null))[`mount:${id}`];
         await chrome.tabs.sendMessage(id, { panelEvent: 'place', ticket, place: { right: 24, top: 24, width: 440, height: 580 } }, { frameId: 0 })",
        &NOTHING,
    )?;
    tab.wait_for("return document.querySelector('[popover]').getBoundingClientRect().top === 24", &NOTHING)?;
    // Chromium drops what is pressed in a frame within half a second of its moving. The panel's own guard is what is looked at here.
    look(&panel)?;
    tab.mouse(Mouse::Up, x, y)?;
    outside(&scene)
}

fn the_page_cannot_bend_or_hide_the_panel(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = mounted(
        &scene,
        "",
        "<style>* { all: unset !important; opacity: .01 !important; pointer-events: none !important } \
         html { transform: scale(.2) !important; filter: blur(9px) } div { position: absolute !important; left: -900px !important; \
         animation: away 1s infinite !important; clip-path: circle(3px) !important } @keyframes away { to { top: -999px } }</style>\
         <body>Harm",
    )?;
    let shape = "const host = document.querySelector('[popover]'); \
         host.style.cssText = 'opacity:0 !important; transform: scale(.1) !important; left: 0 !important; width: 9px !important; zoom: .1 !important'; \
         const { right, top, width, height } = host.getBoundingClientRect(); \
         const { opacity, transform, clipPath, position, pointerEvents } = getComputedStyle(host); \
         return [innerWidth - right, top, width, height, opacity, transform, clipPath, position, pointerEvents]";
    assert_eq!(
        tab.evaluate(shape, &NOTHING)?,
        json!([16, 16, 440, 580, "1", "none", "none", "fixed", "auto"]),
        "what the page says about it does not count"
    );
    let inside = "const { fontSize, pointerEvents, opacity } = getComputedStyle(document.querySelector('.tabs button')); return [parseFloat(fontSize) > 9, pointerEvents, opacity]";
    assert_eq!(panel.evaluate(inside, &NOTHING)?, json!([true, "auto", "1"]), "nor within it");
    Ok(())
}

fn the_page_cannot_zoom_the_panel(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = mounted(&scene, "", "<body>Harm")?;
    for zoom in ["0.2", "3", "1"] {
        tab.evaluate(
            "document.documentElement.style.setProperty('zoom', input, 'important'); \
             await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))",
            &json!(zoom),
        )?;
        let size = "const { width, height } = document.querySelector('[popover]').getBoundingClientRect(); return [Math.round(width), Math.round(height)]";
        assert_eq!(tab.evaluate(size, &NOTHING)?, json!([440, 580]), "on the screen, with a zoom of {zoom}");
        // Its own process hears of it a frame or more later, and may be a rounded pixel off.
        panel.wait_for(
            "await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));\
             return Math.abs(innerWidth - 440) <= 2 && Math.abs(innerHeight - 580) <= 2",
            &NOTHING,
        )?;
    }
    Ok(())
}
