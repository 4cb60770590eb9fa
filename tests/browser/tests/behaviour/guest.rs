//! A panel in a stranger's page, and the moves that most stories about it begin with.

use crate::scene::{LIGHTHOUSE, Scene, post, review, write};
use crate::web::site;
use browser_suite::{Kind, Page, Result, any};
use serde_json::Value;

/// What the stories post, or fail to.
pub(crate) const MESSAGE: &str = "Who wound the clock in the lamp room after the 18th?";
/// A page that means no harm.
pub(crate) const PLAIN: &str = "<body><button autofocus>Theirs</button><p>Nothing but words.</p>";
pub(crate) const NOTHING: Value = Value::Null;
/// How many panels stand in a page: elements of a kind that the stories' own pages have none of.
pub(crate) const PANELS: &str = "return document.querySelectorAll('[popover]').length";
/// Keys for a command that has none, free in both browsers.
pub(crate) const KEYS: &str = "Alt+Shift+U";

/// Opens a page, and the panel in it by the context menu.
pub(crate) fn mounted<'a>(
    scene: &'a Scene,
    headers: &'static str,
    body: &'static str,
) -> Result<(Page<'a>, Page<'a>)> {
    scene.panel()?.close()?;
    let tab = scene.browser.open_url(&site(headers, body)?)?;
    let panel = mount(&tab)?;
    Ok((tab, panel))
}

/// Opens the panel in a page by the context menu.
pub(crate) fn mount<'a>(tab: &Page<'a>) -> Result<Page<'a>> {
    tab.choose("page", 20.0, 60.0)?;
    let panel = tab.frame()?;
    panel.role("article", LIGHTHOUSE).wait()?;
    // Chromium lets no click through to a frame that has only just come, as a guard of its own.
    look(&panel)?;
    Ok(panel)
}

/// Waits as long as a person looks at something before pressing it, by the clock of the page.
pub(crate) fn look(panel: &Page<'_>) -> Result {
    panel.wait_for(
        "return performance.now() > (globalThis.lookedAt ??= performance.now()) + 1000",
        &NOTHING,
    )?;
    panel.evaluate("delete globalThis.lookedAt", &NOTHING)?;
    Ok(())
}

/// Reads the system prompt outside, so that posting needs one press alone, and leaves the message as a draft.
pub(crate) fn reviewed(scene: &Scene) -> Result {
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    panel.close()
}

/// A panel in a page, with the message in its composer, and everything ready for the press on *Post reprompt*.
pub(crate) fn ready<'a>(scene: &'a Scene, body: &'static str) -> Result<(Page<'a>, Page<'a>)> {
    reviewed(scene)?;
    let (tab, panel) = mounted(scene, "", body)?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel.role("button", "Post reprompt").wait()?;
    look(&panel)?;
    assert_eq!(panel.role("textbox", "Your message").value()?, MESSAGE);
    Ok((tab, panel))
}

/// Where pages of ours are open, apart from those inside of other pages: `popup`, `docked`, `tab`.
pub(crate) fn open_panels(scene: &Scene) -> Result<Vec<String>> {
    let body = "const home = `${chrome.runtime.getURL('')}panel.html`;
      const name = { POPUP: 'popup', SIDE_PANEL: 'docked', TAB: 'tab', popup: 'popup', sidebar: 'docked', tab: 'tab' };
      if (chrome.runtime.getContexts)
        return (await chrome.runtime.getContexts({})).filter((one) => one.documentUrl?.startsWith(home) && one.frameId <= 0)
          .map((one) => name[one.contextType]);
      return ['popup', 'sidebar', 'tab'].flatMap((type) => chrome.extension.getViews({ type })
        .filter((view) => view.location.href.startsWith(home)).map(() => name[type]))";
    Ok(serde_json::from_value(scene.browser.api(body, &NOTHING)?)?)
}

/// The second step: what was pressed in the page posted nothing; the popup has the draft, and the press there posts it.
pub(crate) fn outside(scene: &Scene) -> Result {
    let popup = scene.browser.await_popup()?;
    assert_eq!(scene.posts(MESSAGE), 0, "nothing was posted by the press in the page");
    popup.role("status", any()).wait_says("Press again here")?;
    look(&popup)?;
    assert_eq!(popup.role("textbox", "Your message").value()?, MESSAGE, "the same draft");
    post(&popup)?;
    assert_eq!(scene.posts(MESSAGE), 1);
    Ok(())
}

/// A press that a page has made worthless: nothing is posted by it, and the draft is as it was.
pub(crate) fn nothing_posted(scene: &Scene, kind: Kind, panel: &Page<'_>) -> Result {
    // Before it posts, a press asks whether it may. What the panel asks after that is answered after both.
    panel.evaluate(
        "for (let turn = 0; turn < 2; turn += 1) await chrome.runtime.sendMessage({ do: 'hello' })",
        &NOTHING,
    )?;
    let storage = scene.browser.storage()?;
    let state = storage["local"]["state"].as_str().unwrap_or_default();
    assert!(!state.contains(MESSAGE), "{kind}: the words of a post are written down before it leaves");
    assert_eq!(scene.posts(MESSAGE), 0, "{kind}");
    assert_eq!(panel.role("textbox", "Your message").value()?, MESSAGE);
    Ok(())
}
