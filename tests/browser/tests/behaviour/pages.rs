//! The panel in somebody else's page: that it stands, is moved, and posts.

use crate::guest::{MESSAGE, NOTHING, PLAIN, look, mount, mounted, outside, ready};
use crate::scene::{LIGHTHOUSE, Scene};
use crate::web::site;
use browser_suite::{Kind, Mouse, Page, Result, any, both, containing};
use serde_json::json;

both!(
    the_panel_stands_in_the_strictest_page,
    escape_closes_the_inner_thing_first_and_gives_the_focus_back,
    it_is_moved_and_resized_by_keys_and_by_mouse_and_stays_so,
    carried_over_an_edge_it_is_carried_on_from_there,
    a_post_from_a_page_is_made_in_sight_or_outside,
    nothing_of_it_is_printed,
    it_stands_in_full_screen,
    it_can_be_used_at_twice_the_size,
    it_stands_in_an_isolated_page,
    it_stands_beside_frames,
    it_can_be_used_over_a_dialog_of_the_page,
    axe_finds_nothing_in_it,
);

/// Where it stands: distance from the right and the upper edge, width and height.
const PLACE: &str =
    "const { right, top, width, height } = document.querySelector('[popover]').getBoundingClientRect();
  return [innerWidth - right, top, width, height].map(Math.round)";

/// Waits until it stands there.
fn wait_place(tab: &Page<'_>, place: [i32; 4]) -> Result {
    let there = tab.wait_for(&format!("{PLACE}.join() === input.join()"), &json!(place));
    there.map(drop).map_err(|failure| {
        failure.during(format!(
            "waiting for it to stand at {place:?}; it stands at {:?}",
            tab.evaluate(PLACE, &NOTHING)
        ))
    })
}

/// Closes it and opens it again.
fn reopen<'a>(tab: &Page<'a>, panel: &Page<'a>) -> Result<Page<'a>> {
    panel.press("Escape")?;
    tab.wait_for("return !document.querySelector('[popover]')", &NOTHING)?;
    mount(tab)
}

fn the_panel_stands_in_the_strictest_page(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let strict = "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'\r\n\
                  X-Frame-Options: DENY\r\nCross-Origin-Opener-Policy: same-origin\r\nReferrer-Policy: no-referrer\r\n";
    let (tab, panel) = mounted(&scene, strict, PLAIN)?;
    panel.wait_for_text("the page can’t read this")?;
    let size = panel.evaluate("return [innerWidth, innerHeight]", &NOTHING)?;
    assert_eq!(size, json!([440, 580]), "its own size, although the page allows no style");
    let place = tab.evaluate(PLACE, &NOTHING)?;
    assert_eq!(place, json!([16, 16, 440, 580]));
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.wait_for_text("Forty in one night")?;
    Ok(())
}

fn escape_closes_the_inner_thing_first_and_gives_the_focus_back(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = mounted(&scene, "", PLAIN)?;
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.wait_for_text("Forty in one night")?;
    panel.press("Escape")?;
    panel.role("article", LIGHTHOUSE).wait()?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel.wait_for("return document.activeElement.id === 'draft-text'", &NOTHING)?;
    panel.press("Escape")?;
    panel.role("button", "Post reprompt").wait_gone()?;
    panel.wait_for_text("Forty in one night")?;
    panel.press("Escape")?;
    panel.role("article", LIGHTHOUSE).wait()?;
    panel.press("Escape")?;
    tab.wait_for("return !document.querySelector('[popover]')", &NOTHING)?;
    assert_eq!(tab.focused()?, ("button".into(), "Theirs".into()));
    Ok(())
}

fn it_is_moved_and_resized_by_keys_and_by_mouse_and_stays_so(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = mounted(&scene, "", PLAIN)?;
    panel.evaluate("document.querySelector('.drag-handle').focus()", &NOTHING)?;
    panel.press("ArrowLeft")?;
    panel.press("ArrowDown")?;
    wait_place(&tab, [32, 32, 440, 580])?;
    panel.evaluate("document.querySelector('.resize-handle').focus()", &NOTHING)?;
    panel.press("ArrowLeft")?;
    panel.press("ArrowDown")?;
    wait_place(&tab, [32, 32, 456, 596])?;
    carry(
        &tab,
        &panel,
        ".drag-handle",
        &[((-18.0, 40.0), [50, 72, 456, 596]), ((-34.0, 52.0), [66, 84, 456, 596])],
    )?;
    carry(
        &tab,
        &panel,
        ".resize-handle",
        &[((-5.0, 4.0), [66, 84, 461, 600]), ((-10.0, 8.0), [66, 84, 466, 604])],
    )?;
    // Further than there is room it stays whole, and next time it comes along at once.
    let room: i32 = serde_json::from_value(tab.evaluate("return innerHeight", &NOTHING)?)?;
    let lowest = room - 604;
    carry(&tab, &panel, ".drag-handle", &[((0.0, 500.0), [66, lowest, 466, 604])])?;
    carry(&tab, &panel, ".drag-handle", &[((0.0, -10.0), [66, lowest - 10, 466, 604])])?;
    let panel = reopen(&tab, &panel)?;
    wait_place(&tab, [66, lowest - 10, 466, 604])?;
    assert_eq!(panel.evaluate("return [innerWidth, innerHeight]", &NOTHING)?, json!([466, 604]));
    Ok(())
}

/// What the page says about where the panel stands, once that was sent beyond its lower edge, is heard only when `release` is called.
const HOLD_PLACE: &str = "const { runtime } = chrome; const ask = runtime.sendMessage.bind(runtime);\
    const released = new Promise(next => { window.release = next });\
    runtime.sendMessage = message => ask(message).then(reply => (message.place?.top > 500 ? released.then(() => reply) : reply))";

fn carried_over_an_edge_it_is_carried_on_from_there(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = mounted(&scene, "", PLAIN)?;
    let room: i32 = serde_json::from_value(tab.evaluate("return innerHeight", &NOTHING)?)?;
    let lowest = room - 580;
    panel.evaluate(HOLD_PLACE, &NOTHING)?;
    carry(&tab, &panel, ".drag-handle", &[((0.0, 500.0), [16, lowest, 440, 580])])?;
    // Taken hold of again before it is known how far it really came.
    let (x, y) = middle(&tab, &panel, ".drag-handle")?;
    tab.mouse(Mouse::Move, x, y)?;
    tab.mouse(Mouse::Down, x, y)?;
    panel.wait_for("return document.querySelector('.drag-handle').matches(':active')", &NOTHING)?;
    tab.mouse(Mouse::Drag, x, y - 10.0)?;
    panel.evaluate("window.release()", &NOTHING)?;
    wait_place(&tab, [16, lowest - 10, 440, 580])?;
    tab.mouse(Mouse::Up, x, y - 10.0)
}

/// Takes a part of the panel with the mouse and carries it from point to point, each so far from where it was taken, to see the panel come
/// along to a place.
fn carry(tab: &Page<'_>, panel: &Page<'_>, part: &str, steps: &[((f64, f64), [i32; 4])]) -> Result {
    // Chromium lets no press through to a frame that has just moved.
    look(panel)?;
    let (x, y) = middle(tab, panel, part)?;
    let held = |is: bool| {
        let body = "return document.querySelector(input[0]).matches(':active') === input[1]";
        panel
            .wait_for(body, &json!([part, is]))
            .map_err(|failure| failure.during(format!("{part} held: {is}")))
    };
    tab.mouse(Mouse::Move, x, y)?;
    tab.mouse(Mouse::Down, x, y)?;
    held(true)?;
    let mut end = (x, y);
    for ((right, down), place) in steps {
        end = (x + right, y + down);
        tab.mouse(Mouse::Drag, end.0, end.1)?;
        wait_place(tab, *place)?;
    }
    tab.mouse(Mouse::Up, end.0, end.1)?;
    held(false).map(drop)
}

/// The middle of a part of the panel, in the tab.
fn middle(tab: &Page<'_>, panel: &Page<'_>, selector: &str) -> Result<(f64, f64)> {
    let inside = "const { left, top, width, height } = document.querySelector(input).getBoundingClientRect(); return [left + width / 2, top + height / 2]";
    let corner = "const { left, top } = document.querySelector('[popover]').getBoundingClientRect(); return [left, top]";
    let (x, y): (f64, f64) = serde_json::from_value(panel.evaluate(inside, &json!(selector))?)?;
    let (left, top): (f64, f64) = serde_json::from_value(tab.evaluate(corner, &NOTHING)?)?;
    Ok((left + x, top + y))
}

fn a_post_from_a_page_is_made_in_sight_or_outside(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (_tab, panel) = ready(&scene, PLAIN)?;
    panel.role("button", "Post reprompt").click()?;
    match kind {
        // Chromium tells a frame whether anything lies over it.
        Kind::Chromium => panel.role("status", any()).wait_says("Posted")?,
        // Firefox does not: the press that counts is made in the browser's own popup, with the same draft.
        Kind::Firefox => outside(&scene)?,
    }
    assert_eq!(scene.posts(MESSAGE), 1);
    Ok(())
}

fn nothing_of_it_is_printed(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, _panel) = mounted(&scene, "", PLAIN)?;
    let shown = "return document.querySelector('[popover]').checkVisibility()";
    assert_eq!(tab.evaluate(shown, &NOTHING)?, json!(true));
    tab.set_paper(true)?;
    tab.wait_for("return matchMedia('print').matches", &NOTHING)?;
    assert_eq!(tab.evaluate(shown, &NOTHING)?, json!(false), "on paper");
    tab.set_paper(false)?;
    tab.wait_for(shown, &NOTHING)?;
    Ok(())
}

/// Whether the panel is what a hand would touch in its middle.
const ON_TOP: &str = "const host = document.querySelector('[popover]'); const { left, top, width, height } = host.getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, top + height / 2) === host";

fn it_stands_in_full_screen(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, _panel) = mounted(
        &scene,
        "",
        "<body><div id=film style='background:black'><button onclick='film.requestFullscreen()'>Play</button>\
         <button onclick='tape.requestFullscreen()'>Watch</button><video id=tape></video></div>",
    )?;
    scene.browser.assign("open-page-panel", crate::guest::KEYS)?;
    let fills = |id: &str| {
        let filled = tab.wait_for("return (document.fullscreenElement?.id ?? '') === input", &json!(id));
        filled.map(drop).map_err(|failure| failure.during(format!("waiting for {id:?} to fill the screen")))
    };
    let used = |panel: &Page<'_>| {
        tab.wait_for(ON_TOP, &NOTHING)
            .map_err(|failure| failure.during("waiting for the panel to be on top"))?;
        look(panel)?;
        panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
        panel.wait_for_text("Forty in one night")
    };
    // What comes to fill the screen covers it; asked for again, it stands within.
    tab.role("button", "Play").click()?;
    fills("film")?;
    used(&mount(&tab)?)?;
    fills("film")?;
    // Within a video nothing can stand: asked for there, it goes back to what filled the screen before.
    tab.role("button", "Watch").click()?;
    fills("tape")?;
    tab.press_above(crate::guest::KEYS)?;
    fills("film")?;
    let panel = tab.frame()?;
    panel.role("article", LIGHTHOUSE).wait()?;
    used(&panel)
}

fn it_can_be_used_at_twice_the_size(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = ready(&scene, PLAIN)?;
    scene.browser.api(
        "const [{ id }] = await chrome.tabs.query({ active: true }); await chrome.tabs.setZoom(id, 2)",
        &NOTHING,
    )?;
    tab.wait_for("return innerWidth < 700", &NOTHING)
        .map_err(|failure| failure.during("waiting for twice the size"))?;
    tab.wait_for(
        "const { left, top, right, bottom } = document.querySelector('[popover]').getBoundingClientRect();
         return left >= 0 && top >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1",
        &NOTHING,
    )
    .map_err(|failure| {
        failure.during(format!("waiting for it to fit; it stands at {:?}", tab.evaluate(PLACE, &NOTHING)))
    })?;
    let over = "const wide = document.documentElement;
      const out = [...document.querySelectorAll('button, textarea, select, input')].filter((one) => one.checkVisibility())
        .filter((one) => { const { left, right } = one.getBoundingClientRect(); return left < -1 || right > innerWidth + 1; });
      if (wide.scrollWidth > wide.clientWidth) out.unshift(wide);
      const names = out.map((one) => one.outerHTML.slice(0, 90));";
    // Its own process hears of the size later than the page around it.
    panel.wait_for(&format!("{over} return names.length === 0"), &NOTHING).map_err(|failure| {
        failure.during(format!("{:?} reach over", panel.evaluate(&format!("{over} return names"), &NOTHING)))
    })?;
    panel.role("textbox", "Your message").fill("Still here, and large.")?;
    panel.role("button", "Post reprompt").wait_attribute("aria-disabled", None)?;
    let (x, y) = middle(&tab, &panel, "#post")?;
    let inside = "return input[0] > 0 && input[1] > 0 && input[0] < innerWidth && input[1] < innerHeight";
    assert_eq!(tab.evaluate(inside, &json!([x, y]))?, json!(true), "the button is within the window");
    Ok(())
}

fn it_stands_in_an_isolated_page(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let isolating =
        "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n";
    let (tab, panel) = mounted(&scene, isolating, PLAIN)?;
    assert_eq!(tab.evaluate("return crossOriginIsolated", &NOTHING)?, json!(true), "the page is isolated");
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.wait_for_text("Forty in one night")
}

fn it_stands_beside_frames(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    let set = "Content-Type: text/html\r\n";
    let frames = "<!doctype html><title>A stranger</title><frameset cols='50%,50%'><frame src='about:blank'><frame src='about:blank'></frameset>";
    let tab = scene.browser.open_url(&site(set, frames)?)?;
    scene.browser.assign("open-page-panel", crate::guest::KEYS)?;
    tab.press_above(crate::guest::KEYS)?;
    let panel = tab.frame()?;
    panel.role("article", LIGHTHOUSE).wait()?;
    assert_eq!(tab.evaluate(ON_TOP, &NOTHING)?, json!(true));
    look(&panel)?;
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.wait_for_text("Forty in one night")?;
    Ok(())
}

fn it_can_be_used_over_a_dialog_of_the_page(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, _panel) = mounted(&scene, "", "<body><dialog id=ask>Cookies?</dialog>")?;
    // Outside of a modal dialog nothing can be used; asked for again, the panel stands within it.
    tab.evaluate("ask.showModal()", &NOTHING)?;
    tab.choose("page", 20.0, 60.0)?;
    tab.wait_for("return ask.querySelector('[popover]') !== null", &NOTHING)?;
    let panel = tab.frame()?;
    panel.role("article", LIGHTHOUSE).wait()?;
    look(&panel)?;
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.wait_for_text("Forty in one night")?;
    // And when that is closed, and the panel with it, it comes back at the next gesture.
    tab.evaluate("ask.close()", &NOTHING)?;
    tab.choose("page", 20.0, 60.0)?;
    tab.wait_for("const host = document.querySelector('[popover]'); return host?.checkVisibility() && !ask.contains(host)", &NOTHING)?;
    Ok(())
}

fn axe_finds_nothing_in_it(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (_tab, panel) = mounted(&scene, "", PLAIN)?;
    let none = Vec::<String>::new();
    for name in [
        "Move to the side panel",
        "Close the panel",
        "Move the panel. You can also use the arrow keys",
        "Resize the panel. You can also use the arrow keys",
    ] {
        panel.role("button", name).wait()?;
    }
    assert_eq!(panel.axe()?, none, "opportunities, under the bar");
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel.role("textbox", containing("Your message")).wait()?;
    panel.wait_settled()?;
    assert_eq!(panel.axe()?, none, "thread and composer");
    Ok(())
}
