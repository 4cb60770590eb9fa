//! Pages, scripts beside pages and other extensions that mean harm: what they try, and that it comes to nothing.

use crate::guest::{MESSAGE, NOTHING, PANELS, PLAIN, look, mount, mounted, nothing_posted, ready};
use crate::scene::{LIGHTHOUSE, Scene};
use crate::web::site;
use browser_suite::{Kind, Page, Result, both};
use sandbox::Endpoint;
use serde_json::{Value, json};

both!(
    keys_and_presses_in_the_panel_never_reach_the_page,
    what_a_page_does_to_prototypes_does_not_reach_the_panel,
    made_up_events_on_the_host_do_nothing,
    what_a_page_posts_into_the_frame_is_not_heard,
    the_page_cannot_read_the_panel,
    the_page_never_learns_the_address,
    a_frame_that_a_page_made_is_refused,
    the_panel_at_top_level_shows_nothing_and_hears_no_key,
    letters_change_nothing_in_a_page,
    a_page_that_was_left_comes_back_without_the_panel,
    a_script_beside_the_page_may_ask_for_nothing,
    a_script_beside_the_page_cannot_speak_for_the_background,
);

/// Every message: each kind of command with all arguments, each request of a panel in a page, and messages that are none.
fn every_message() -> Vec<Value> {
    let mut messages = crate::messages::of_every_kind();
    let source = include_str!("../../../../extension/page-panels.js");
    let table =
        source.split_once("export const PANEL_REQUESTS = {").and_then(|(_, rest)| rest.split_once("\n};"));
    let table = table.map_or("", |(table, _)| table);
    let row = |line: &str| line.strip_prefix("  ")?.split_once(':').map(|(request, _)| request.to_owned());
    let requests: Vec<String> = table.lines().filter_map(row).collect();
    assert!(requests.len() >= 10, "the table was found");
    for request in requests.iter().map(String::as_str).chain(["claim", "key", "toString"]) {
        messages.push(json!({
            "panelRequest": request, "ticket": "", "isProxied": true, "keys": ["key", "view:header"], "key": "key",
            "items": { "navigation": { "tab": "you" } }, "place": { "right": 0, "top": 0, "width": 1, "height": 1 }, "page": "register.html",
        }));
    }
    messages.push(json!("post"));
    messages.push(NOTHING);
    messages
}

fn keys_and_presses_in_the_panel_never_reach_the_page(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = ready(
        &scene,
        "<body>Ears<script>globalThis.heard = []; \
         for (const name of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'compositionstart', 'paste', 'copy', 'selectionchange', \
             'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'auxclick', 'message', 'submit', 'change']) \
           for (const ears of [window, document]) ears.addEventListener(name, (event) => heard.push(event.type), true)</script>",
    )?;
    let message = panel.role("textbox", "Your message");
    message.click()?;
    panel.press("Control+End")?;
    tab.evaluate("heard.length = 0", &NOTHING)?;
    message.click()?;
    panel.press("Control+End")?;
    panel.type_text(" And who oiled it?")?;
    panel.press("Tab")?;
    assert_eq!(message.value()?, format!("{MESSAGE} And who oiled it?"));
    assert_eq!(tab.evaluate("return heard", &NOTHING)?, json!([]));
    // The same ears hear what happens in the page itself.
    tab.click_at(20.0, 20.0)?;
    tab.wait_for("return heard.includes('click')", &NOTHING)?;
    Ok(())
}

fn what_a_page_does_to_prototypes_does_not_reach_the_panel(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = ready(
        &scene,
        "<body>Traps<script>globalThis.called = []; \
         for (const [kind, names] of [[Element, ['attachShadow', 'setAttribute', 'append', 'remove', 'matches', 'checkVisibility', 'querySelector']], \
             [Document, ['createElement', 'querySelectorAll', 'addEventListener']], [Node, ['appendChild', 'insertBefore', 'getRootNode']], \
             [HTMLElement, ['focus', 'showPopover', 'hidePopover']], [EventTarget, ['addEventListener', 'dispatchEvent']], \
             [CSSStyleSheet, ['replaceSync', 'insertRule']], [Window, ['postMessage']], [Array, ['map', 'at', 'push']], [Promise, ['then']], \
             [Function, ['call', 'apply', 'bind']]]) \
           for (const name of names) { \
             const own = kind.prototype[name]; \
             if (own) Object.defineProperty(kind.prototype, name, { configurable: true, value(...all) { \
               called[called.length] = name; return Reflect.apply(own, this, all); } }); } \
         for (const [kind, name] of [[HTMLIFrameElement, 'src'], [HTMLIFrameElement, 'contentWindow'], [ShadowRoot, 'adoptedStyleSheets'], [Element, 'shadowRoot']]) { \
           const own = Object.getOwnPropertyDescriptor(kind.prototype, name) ?? Object.getOwnPropertyDescriptor(Document.prototype, name); \
           if (own) Object.defineProperty(kind.prototype, name, { configurable: true, get() { called[called.length] = name; return own.get.call(this); }, \
             set(value) { called[called.length] = name; own.set.call(this, value); } }); } \
         globalThis.ResizeObserver = globalThis.CSSStyleSheet = globalThis.crypto = class { constructor() { called[called.length] = 'new'; } }; \
         globalThis.chrome = globalThis.browser = new Proxy({}, { get(_, name) { called[called.length] = 'api'; return undefined; } }); \
         called.length = 0</script>",
    )?;
    panel.press("Control+End")?;
    panel.role("button", "Close the panel").click()?;
    tab.wait_for("return !document.querySelector('[popover]')", &NOTHING)?;
    assert_eq!(tab.evaluate("return called", &NOTHING)?, json!([]), "from mounting to closing");
    tab.evaluate("document.createElement('p')", &NOTHING)?;
    assert_eq!(
        tab.evaluate("return called.includes('createElement')", &NOTHING)?,
        json!(true),
        "the traps work"
    );
    Ok(())
}

fn made_up_events_on_the_host_do_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = ready(&scene, PLAIN)?;
    tab.evaluate(
        "const host = document.querySelector('[popover]');
         const { left, top, width, height } = host.getBoundingClientRect();
         for (let x = 10; x < width; x += 40) for (let y = 10; y < height; y += 20) {
           const at = { clientX: left + x, clientY: top + y, bubbles: true, composed: true, cancelable: true, view: window, detail: 1 };
           for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
             host.dispatchEvent(new (type.startsWith('pointer') ? PointerEvent : MouseEvent)(type, at));
         }
         host.focus(); host.click(); frames[0]?.focus();
         for (const type of ['keydown', 'keypress', 'keyup'])
           for (const target of [host, document, window])
             target.dispatchEvent(new KeyboardEvent(type, { key: 'Enter', code: 'Enter', keyCode: 13, ctrlKey: true, bubbles: true, composed: true }));
         document.execCommand('insertText', false, 'typed by the page');",
        &NOTHING,
    )?;
    nothing_posted(&scene, kind, &panel)
}

fn what_a_page_posts_into_the_frame_is_not_heard(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = ready(&scene, PLAIN)?;
    let mut messages = every_message();
    messages.push(
        json!({ "panelEvent": "changes", "changes": { "navigate": { "newValue": { "tab": "you" } } } }),
    );
    messages.push(json!({ "panelEvent": "close" }));
    tab.evaluate(
        "for (const message of input) for (const target of [window, ...Array.from(window), frames[0] ?? top]) {
           target.postMessage(message, '*');
           const { port1, port2 } = new MessageChannel(); target.postMessage(message, '*', [port2]); port1.postMessage(message); }
         const channel = new BroadcastChannel('impromptu'); for (const message of input) channel.postMessage(message)",
        &json!(messages),
    )?;
    nothing_posted(&scene, kind, &panel)
}

fn the_page_cannot_read_the_panel(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, _panel) = ready(&scene, PLAIN)?;
    let seen = tab.evaluate(
        "const host = document.querySelector('[popover]');
         const tried = (what) => { try { return what() ?? null; } catch { return 'refused'; } };
         const open = host.shadowRoot ?? null;
         return [open, window.length, Object.keys(frames).filter((key) => /^\\d+$/.test(key)).length, tried(() => frames[0].location.href),
           tried(() => window.find(input)), host.textContent, host.innerHTML, getSelection().toString(), document.body.innerText.includes(input)]",
        &json!(MESSAGE),
    )?;
    let found = seen.as_array().cloned().unwrap_or_default();
    assert_eq!(found[0], NOTHING, "its root is closed");
    assert_eq!(
        found[1..4],
        [json!(0), json!(0), json!("refused")],
        "and its frame is none of the page's frames: not read, not sent elsewhere"
    );
    assert_eq!(found[5..], [json!(""), json!(""), json!(""), json!(false)]);
    Ok(())
}

fn the_page_never_learns_the_address(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = mounted(
        &scene,
        "Content-Security-Policy-Report-Only: frame-src 'none'; style-src 'none'\r\n\
         Permissions-Policy-Report-Only: clipboard-write=(), fullscreen=()\r\n\
         Cross-Origin-Embedder-Policy-Report-Only: require-corp\r\nCross-Origin-Opener-Policy: same-origin\r\n",
        "<body>Notes<script>globalThis.notes = []; \
         if (globalThis.ReportingObserver) new ReportingObserver((reports) => notes.push(...reports.map((report) => \
           JSON.stringify([report.type, report.body]))), { buffered: true }).observe(); \
         for (const name of ['securitypolicyviolation', 'error', 'unhandledrejection', 'load', 'beforetoggle', 'toggle', 'focusin']) \
           addEventListener(name, (event) => notes.push(JSON.stringify([event.type, event.blockedURI, event.sourceFile, event.filename, event.message, \
             event.target?.src, event.target?.outerHTML])), true); \
         new PerformanceObserver((list) => notes.push(...list.getEntries().map((entry) => `${entry.entryType} ${entry.name}`))) \
           .observe({ entryTypes: PerformanceObserver.supportedEntryTypes }); \
         new MutationObserver((changes) => notes.push(...changes.flatMap(({ addedNodes }) => [...addedNodes].map((node) => node.outerHTML ?? node.data)))) \
           .observe(document, { subtree: true, childList: true, attributes: true })</script>",
    )?;
    let mut notes: Vec<String> = serde_json::from_value(tab.evaluate(
        "return [...notes, ...performance.getEntries().map((entry) => entry.name), document.documentElement.outerHTML, \
           document.referrer, ...Object.values(location.ancestorOrigins ?? {})]",
        &NOTHING,
    )?)?;
    let heard = notes.len();
    let own = scene.browser.origin();
    let own = own.rsplit('/').next().unwrap_or_default();
    let ticket = panel.evaluate("return location.hash.slice(1)", &NOTHING)?;
    let ticket = ticket.as_str().unwrap_or_default();
    assert!(ticket.len() > 30, "a ticket: {ticket}");
    notes.retain(|note| note.contains("-extension:") || note.contains(own) || note.contains(ticket));
    assert_eq!(notes, Vec::<String>::new());
    assert!(heard > 3, "the page listened");
    Ok(())
}

/// A page that keeps a note of each return to it.
const RETURNS: &str = "<body>Here<script>addEventListener('pageshow', ({ persisted }) => (globalThis.returned = persisted))</script>";
/// The same, and nothing that listens after it hears that the page is left.
const DEAF: &str = "<body>Here<script>addEventListener('pageshow', ({ persisted }) => (globalThis.returned = persisted));\
    addEventListener('pagehide', (event) => event.stopImmediatePropagation(), true)</script>";

fn a_page_that_was_left_comes_back_without_the_panel(kind: Kind) -> Result {
    for body in [RETURNS, DEAF] {
        let scene = Scene::connected(kind)?;
        scene.panel()?.close()?;
        let tab = scene.browser.open_url(&site("", body)?)?;
        let traces = "return [history.length, history.state, location.href, Object.keys(sessionStorage), Object.keys(localStorage), document.cookie]";
        let before = tab.evaluate(traces, &NOTHING)?;
        let panel = mount(&tab)?;
        panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
        panel.role("textbox", "Your message").wait()?;
        assert_eq!(
            tab.evaluate(traces, &NOTHING)?,
            before,
            "the panel leaves nothing in the history of the page"
        );
        let elsewhere = site("", "<body>Another page")?;
        tab.evaluate("requestAnimationFrame(() => location.assign(input))", &json!(elsewhere))?;
        tab.wait_for_text("Another page")?;
        tab.evaluate("requestAnimationFrame(() => history.back())", &NOTHING)?;
        tab.wait_for_text("Here")?;
        let kept = tab
            .wait_for("return globalThis.returned === undefined ? null : [globalThis.returned]", &NOTHING)?;
        if body == RETURNS || kept != json!([true]) {
            assert_eq!(tab.evaluate(PANELS, &NOTHING)?, json!(0), "{kept}");
        } else {
            tab.frame()?.wait_for("return !document.getElementById('panel')?.childElementCount", &NOTHING)?;
        }
        // The person asks for it again, and it is there with its draft.
        mount(&tab)?;
    }
    Ok(())
}

/// What the page itself would need the extension's help for: the address that can be framed, with the ticket of a panel that stands.
fn true_address(panel: &Page<'_>, scene: &Scene) -> Result<String> {
    let body = "const [{ id }] = await chrome.tabs.query({ active: true });
      const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: id }, func: () => chrome.runtime.getURL('page-panel.html') });
      return result";
    let address = scene.browser.api(body, &NOTHING)?;
    let rest = panel.evaluate("return location.search + location.hash", &NOTHING)?;
    Ok(format!("{}{}", address.as_str().unwrap_or_default(), rest.as_str().unwrap_or_default()))
}

fn a_frame_that_a_page_made_is_refused(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (tab, panel) = mounted(&scene, "", PLAIN)?;
    // The worst case: the page has somehow learnt the whole address, ticket and all.
    let address = true_address(&panel, &scene)?;
    let fixed = format!("{}/page-panel.html", scene.browser.origin());
    if kind == Kind::Chromium {
        assert!(
            !address.starts_with(&scene.browser.origin()),
            "an address of its own, not the extension's: {address}"
        );
    }
    panel.press("Escape")?;
    tab.wait_for("return !document.querySelector('[popover]')", &NOTHING)?;
    let embed =
        "const frame = document.createElement('iframe'); frame.src = input; document.body.append(frame);
                 await new Promise((next) => { frame.onload = next; frame.onerror = next; })";
    if kind == Kind::Chromium {
        tab.evaluate(embed, &json!(fixed))?;
        let inside = "return (await chrome.runtime.getContexts({})).filter((one) => one.frameId > 0).length";
        assert_eq!(
            scene.browser.api(inside, &NOTHING)?,
            json!(0),
            "what can be known about the address opens nothing"
        );
    }
    tab.evaluate(embed, &json!(address))?;
    let forged = tab.frame()?;
    for message in every_message() {
        let answer = forged.evaluate("return (await chrome.runtime.sendMessage(input)) ?? null", &message)?;
        assert_eq!(answer, NOTHING, "{message}");
    }
    // Claims are answered one after another, and the last message above came after the frame's own claim.
    assert_eq!(forged.text()?, "", "the frame shows nothing");
    assert_eq!(scene.posts(MESSAGE), 0);
    Ok(())
}

fn the_panel_at_top_level_shows_nothing_and_hears_no_key(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (_tab, panel) = mounted(&scene, "", PLAIN)?;
    let address = true_address(&panel, &scene)?;
    let popup = address.replace("page-panel.html", "panel.html?surface=popup");
    for address in [popup, address] {
        let tab = scene.browser.open_url(&site("", PLAIN)?)?;
        // The page sends its own tab there; a browser may refuse that at once, or show an error in place of the document.
        tab.evaluate("requestAnimationFrame(() => location.assign(input))", &json!(address))?;
        let web_accessible = address.contains("page-panel.html");
        // Between the two documents of two processes stands an empty one, which is complete and about to be replaced.
        let arrived = "return document.readyState === 'complete' && (!['http:', 'about:'].includes(location.protocol) || !input)";
        tab.wait_for(arrived, &json!(web_accessible || kind == Kind::Chromium))?;
        for key in ["j", "l", "b"] {
            let heard = tab.press(key);
            // Firefox may still replace the document that a page sent there; what is replaced hears nothing.
            if web_accessible || kind == Kind::Chromium {
                heard?;
            }
        }
        if web_accessible {
            assert_eq!(tab.text()?, "", "nothing is shown at {address}");
        }
        // A panel that stands in the browser's own tab is there after this, so the keys have been heard by whoever hears them.
        scene.panel()?.close()?;
        assert_eq!(scene.asked(Endpoint::Engage), 0, "liked or bookmarked by keys at {address}");
    }
    Ok(())
}

fn letters_change_nothing_in_a_page(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (_tab, panel) = mounted(&scene, "", PLAIN)?;
    panel.press("j")?;
    panel.wait_for("return document.activeElement.matches('[data-row]')", &NOTHING)?;
    look(&panel)?;
    for key in ["l", "b", "e", "u"] {
        panel.press(key)?;
    }
    panel.press("r")?;
    panel.role("button", "Post reprompt").wait()?;
    assert_eq!(scene.asked(Endpoint::Engage), 0);
    Ok(())
}

/// Asks beside the page, in the world of the script that holds the frame, and returns the answers that were not nothing.
fn ask_beside(scene: &Scene, messages: &[Value]) -> Result<Value> {
    let body = "const [{ id }] = await chrome.tabs.query({ active: true });
      const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: id }, args: [input], func: async (messages) => {
        const told = [];
        for (const message of messages) {
          let answer = null;
          try { answer = (await chrome.runtime.sendMessage(message)) ?? null; } catch { answer = null; }
          if (answer !== null) told.push([JSON.stringify(message), answer]);
        }
        // What else such a script has at hand.
        for (const [name, call] of [['tabs', 'query'], ['scripting', 'executeScript'], ['action', 'setPopup'], ['contextMenus', 'create'],
            ['notifications', 'create'], ['alarms', 'create'], ['commands', 'getAll'], ['sidePanel', 'open'], ['sidebarAction', 'open']])
          if (chrome[name]?.[call]) told.push([name, 'is there']);
        for (const area of ['session', 'sync'])
          try { const all = await chrome.storage[area].get(null); if (Object.keys(all).length) told.push([area, Object.keys(all)]); } catch {}
        return told;
      } });
      return result";
    scene.browser.api(body, &json!(messages))
}

fn a_script_beside_the_page_may_ask_for_nothing(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (_tab, panel) = ready(&scene, PLAIN)?;
    let state = || -> Result<Value> {
        let storage = scene.browser.storage()?;
        Ok(serde_json::from_str(storage["local"]["state"].as_str().unwrap_or_default())?)
    };
    let before = state()?;
    assert!(
        before["settings"].is_object() && before["account"].is_object(),
        "there is something to compare: {before}"
    );
    assert_eq!(ask_beside(&scene, &every_message())?, json!([]));
    let after = state()?;
    assert_eq!(after["settings"], before["settings"]);
    assert_eq!(after["account"], before["account"], "neither connected elsewhere nor forgotten");
    if kind == Kind::Chromium {
        let body = "const [{ id }] = await chrome.tabs.query({ active: true });
          const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: id }, func: async () => {
            try { return Object.keys(await chrome.storage.local.get(null)); } catch { return 'refused'; } } });
          return result";
        assert_eq!(scene.browser.api(body, &NOTHING)?, json!("refused"), "the drafts");
    }
    nothing_posted(&scene, kind, &panel)
}

fn a_script_beside_the_page_cannot_speak_for_the_background(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let (_tab, panel) = mounted(&scene, "", PLAIN)?;
    let forged = json!({ "panelEvent": "changes", "changes": {
        "navigate": { "newValue": { "tab": "you" } },
        "view:header": { "newValue": { "name": "Somebody else", "locked": false, "site": "https://thief.example" } },
    } });
    ask_beside(&scene, &[forged])?;
    look(&panel)?;
    panel.role("tab", "Opportunities").wait_attribute("aria-selected", Some("true"))?;
    panel.role("article", LIGHTHOUSE).wait()?;
    assert!(!panel.text()?.contains("Somebody else"));
    Ok(())
}
