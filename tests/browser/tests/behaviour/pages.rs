//! The panel in somebody else's page, and pages that mean harm.

use crate::scene::{LIGHTHOUSE, Scene, write};
use crate::web::site;
use browser_suite::{Kind, Page, Result, any, both};
use serde_json::{Value, json};

both!(
    the_panel_stands_in_the_strictest_page,
    escape_closes_the_inner_thing_first_and_gives_the_focus_back,
    its_place_is_remembered,
    a_post_from_a_page_is_made_in_sight_or_outside,
    what_lies_over_the_panel_stops_the_post,
    the_page_cannot_bend_or_hide_the_panel,
    a_frame_that_a_page_made_is_refused,
    a_script_beside_the_page_may_ask_for_nothing,
    a_page_that_is_closed_to_panels_gets_the_docked_one,
);

const MESSAGE: &str = "Who wound the clock in the lamp room after the 18th?";
const PLAIN: &str = "<body><button autofocus>Theirs</button><p>Nothing but words.</p>";
const NOTHING: Value = Value::Null;

/// Opens a page, and the panel in it by the context menu.
fn mounted<'a>(scene: &'a Scene, headers: &'static str, body: &'static str) -> Result<(Page<'a>, Page<'a>)> {
    scene.panel()?.close()?;
    let tab = scene.browser.open_url(&site(headers, body)?)?;
    tab.choose("page", 20.0, 60.0)?;
    let panel = tab.frame()?;
    panel.role("article", LIGHTHOUSE).wait()?;
    // Chromium lets no click through to a frame that has only just come, as a guard of its own.
    look(&panel)?;
    Ok((tab, panel))
}

/// Waits as long as a person looks at something before pressing it.
fn look(panel: &Page<'_>) -> Result {
    panel.wait_for(
        "return performance.now() > (globalThis.lookedAt ??= performance.now()) + 1000",
        &NOTHING,
    )?;
    panel.evaluate("delete globalThis.lookedAt", &NOTHING)?;
    Ok(())
}

fn the_panel_stands_in_the_strictest_page(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let strict = "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'\r\n\
                  X-Frame-Options: DENY\r\nCross-Origin-Opener-Policy: same-origin\r\nReferrer-Policy: no-referrer\r\n";
    let (tab, panel) = mounted(&scene, strict, PLAIN)?;
    panel.wait_for_text("the page cannot read this")?;
    let size = panel.evaluate("return [innerWidth, innerHeight]", &NOTHING)?;
    assert_eq!(size, json!([440, 580]), "its own size, although the page allows no style");
    let seen =
        tab.evaluate("return [document.querySelector('[popover]').shadowRoot, window.length]", &NOTHING)?;
    assert_eq!(seen[0], NOTHING, "its root is closed");
    Ok(())
}

fn escape_closes_the_inner_thing_first_and_gives_the_focus_back(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = mounted(&scene, "", PLAIN)?;
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.wait_for_text("Forty in one night")?;
    panel.press("Escape")?;
    panel.role("article", LIGHTHOUSE).wait()?;
    panel.press("Escape")?;
    tab.wait_for("return !document.querySelector('[popover]')", &NOTHING)?;
    assert_eq!(tab.focused()?, ("button".into(), "Theirs".into()));
    Ok(())
}

fn its_place_is_remembered(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = mounted(&scene, "", PLAIN)?;
    let corner = "const { right, top } = document.querySelector('[popover]').getBoundingClientRect(); return [innerWidth - right, top]";
    panel.evaluate("document.querySelector('.grip').focus()", &NOTHING)?;
    panel.press("ArrowLeft")?;
    panel.press("ArrowDown")?;
    tab.wait_for(
        &corner.replace("return [innerWidth - right, top]", "return innerWidth - right === 32 && top === 32"),
        &NOTHING,
    )?;
    panel.press("Escape")?;
    tab.wait_for("return !document.querySelector('[popover]')", &NOTHING)?;
    tab.choose("page", 20.0, 60.0)?;
    tab.wait_for("return document.querySelector('[popover]')", &NOTHING)?;
    assert_eq!(tab.evaluate(corner, &NOTHING)?, json!([32, 32]));
    Ok(())
}

/// Reads the system prompt outside, so that posting needs one press alone.
fn reviewed(scene: &Scene) -> Result {
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    crate::scene::review(&panel)?;
    panel.close()
}

fn a_post_from_a_page_is_made_in_sight_or_outside(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    reviewed(&scene)?;
    let (_tab, panel) = mounted(&scene, "", PLAIN)?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel.role("button", "Post reprompt").wait()?;
    look(&panel)?;
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

/// The second step: what was pressed in the page posted nothing; the popup, or a tab of ours, has the draft.
fn outside(scene: &Scene) -> Result {
    let body = "const home = `${chrome.runtime.getURL('')}panel.html`;
      const views = chrome.extension.getViews({ type: 'popup' });
      const pages = (await chrome.runtime.getContexts?.({})) ?? [];
      return views.length > 0 || pages.some((one) => one.documentUrl?.startsWith(home) && one.frameId <= 0)";
    scene.browser.wait_api(body, &NOTHING)?;
    assert_eq!(scene.posts(MESSAGE), 0, "nothing was posted by the press in the page");
    let popup = scene.browser.open("panel.html?surface=side")?;
    // Whichever of ours came first has followed the door; a second one comes to the draft by the list.
    popup.wait_for(
        "return document.getElementById('words') || document.querySelector('article.opp')",
        &NOTHING,
    )?;
    if !popup.role("textbox", "Your message").is_there()? {
        popup.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    }
    look(&popup)?;
    assert_eq!(popup.role("textbox", "Your message").value()?, MESSAGE, "the same draft");
    popup.role("button", "Post reprompt").click()?;
    popup.role("status", any()).wait_says("Posted")?;
    Ok(())
}

fn what_lies_over_the_panel_stops_the_post(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    reviewed(&scene)?;
    let (tab, panel) = mounted(&scene, "", PLAIN)?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel.role("button", "Post reprompt").wait()?;
    // Above the panel in the same layer, and every click falls through it.
    tab.evaluate(
        "const lure = document.createElement('div'); lure.popover = 'manual';
         lure.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;margin:0;border:0;background:white;pointer-events:none';
         lure.textContent = 'Click here to win a buoy'; document.body.append(lure); lure.showPopover()",
        &NOTHING,
    )?;
    look(&panel)?;
    panel.role("button", "Post reprompt").click()?;
    outside(&scene)
}

fn the_page_cannot_bend_or_hide_the_panel(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, _panel) = mounted(
        &scene,
        "",
        "<style>* { all: unset !important; opacity: .01 !important; pointer-events: none !important } \
         html { transform: scale(.2) !important } div { position: absolute !important; left: -900px !important; \
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
    Ok(())
}

fn a_frame_that_a_page_made_is_refused(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = mounted(&scene, "", PLAIN)?;
    // The worst case: the page has somehow learnt the whole address, ticket and all.
    let address = panel.url()?;
    panel.press("Escape")?;
    tab.wait_for("return !document.querySelector('[popover]')", &NOTHING)?;
    let embed =
        "const frame = document.createElement('iframe'); frame.src = input; document.body.append(frame);
                 await new Promise((next) => { frame.onload = next; frame.onerror = next; })";
    tab.evaluate(embed, &json!(address))?;
    if kind == Kind::Firefox {
        let forged = tab.frame()?;
        forged.wait_for_text("Not opened by you")?;
        assert_eq!(
            forged
                .evaluate("return (await chrome.runtime.sendMessage({ do: 'hello' })) ?? null", &NOTHING)?,
            NOTHING
        );
    } else {
        // There the address that works is another one in each session, and a page sees no more than that nothing came.
        let inside =
            tab.evaluate("return document.querySelector('iframe').contentDocument === null", &NOTHING)?;
        assert_eq!(inside, json!(true));
    }
    Ok(())
}

fn a_script_beside_the_page_may_ask_for_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (_tab, _panel) = mounted(&scene, "", PLAIN)?;
    let body = "const [{ id }] = (await chrome.tabs.query({})).filter((one) => one.title === 'A stranger');
      const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: id }, func: async () => {
        const found = {};
        const words = { text: 'x', systemPrompt: '', title: '', model: '', output: 'text' };
        const asks = [{ do: 'hello' }, { do: 'beat' }, { do: 'post', draft: 'reply:rep_lighthouse_6', words }, { do: 'like', node: 'rep_lighthouse_6' },
          { do: 'export' }, { do: 'diagnostics' }, { do: 'forget' }, { do: 'lock' }, { do: 'settings', change: { pace: 5 } },
          { do: 'connect', address: 'https://x.example', key: '' }, { door: 'claim', ticket: '' }, { door: 'read', keys: ['key', 'view:you'] },
          { door: 'write', items: { goto: { node: 'x' } } }, { door: 'outside' }, { door: 'options' }, { door: 'close' }];
        for (const ask of asks) found[ask.do ?? ask.door] = (await chrome.runtime.sendMessage(ask).catch(() => null)) ?? null;
        try { found.session = (await chrome.storage.session.get(null)) ?? null } catch { found.session = null }
        return found;
      } });
      return result";
    let found = scene.browser.api(body, &NOTHING)?;
    let answers = found.as_object().cloned().unwrap_or_default();
    assert_eq!(answers.len(), 17, "{found}");
    for (asked, answer) in answers {
        assert_eq!(answer, NOTHING, "{asked}");
    }
    Ok(())
}

fn a_page_that_is_closed_to_panels_gets_the_docked_one(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.panel()?.close()?;
    let tab = scene.browser.open_url(&format!("{}/tide-table.pdf", site("", PLAIN)?))?;
    tab.choose("page", 20.0, 60.0)?;
    // Docked where a gesture reaches that far, otherwise in the popup or a tab: never nowhere.
    let body = "const home = `${chrome.runtime.getURL('')}panel.html`;
                return (await chrome.runtime.getContexts?.({}) ?? chrome.extension.getViews().map((one) => ({ documentUrl: one.location.href })))
                  .some((one) => one.documentUrl?.startsWith(home))";
    scene.browser.wait_api(body, &NOTHING)?;
    assert_eq!(tab.evaluate("return document.querySelector('[popover]')", &NOTHING)?, NOTHING);
    Ok(())
}
