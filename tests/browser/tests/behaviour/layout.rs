//! Every surface fits at every size: nothing scrolls sideways, no control is out of reach, no word is broken, no label is cut.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, write};
use browser_suite::{Kind, Page, Result, any, both, containing};
use serde_json::{Value, json};

both!(the_tabs_fit_at_every_size, a_thread_with_its_composer_fits_at_every_size, the_pages_fit_at_every_size,);

const NOTHING: Value = Value::Null;

/// Widths and heights of a surface, in CSS pixels: the narrowest docked panel, the popup, a wide docked panel; 200 % zoom, a low screen, the popup.
const WIDTHS: [u32; 3] = [320, 400, 480];
const HEIGHTS: [u32; 3] = [300, 550, 600];

/// What does not fit in the document, a line for each thing. A word is broken when its letters stand on two lines: text with spaces only.
const MISFITS: &str = "const misfits = new Set();
  // What is skipped while it is out of sight gets its size in the frame after.
  const frame = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  await frame();
  const root = document.scrollingElement;
  const name = (e) => `${e.tagName.toLowerCase()}.${e.className} ${by.tidy(e.textContent).slice(0, 40)}`;
  const widest = (e) => {
    const reaches = (one) => one.getBoundingClientRect().right > e.getBoundingClientRect().left + e.clientWidth + 1;
    return [...e.querySelectorAll('*')].find((one) => reaches(one) && ![...one.children].some(reaches)) ?? e;
  };
  if (root.scrollWidth > innerWidth + 1) misfits.add(`scrolls sideways by ${root.scrollWidth - innerWidth} px: ${name(widest(root))}`);
  const visible = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.visually-hidden, [aria-hidden=true]');
  for (const e of document.querySelectorAll('button, a[href], input, select, textarea, summary, [role=tab]')) {
    if (!visible(e) || e.closest('dialog:not([open])') || (document.querySelector('dialog[open]') && !e.closest('dialog'))) continue;
    // A row that was never in sight at this size is laid out when it comes into sight.
    if (!e.checkVisibility({ contentVisibilityAuto: true })) {
      e.closest('[data-row]')?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      await frame();
    }
    e.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    const misfit = () => {
      const { left, top, right, bottom } = e.getBoundingClientRect();
      if (left < -1 || right > innerWidth + 1) return 'reaches over the edge';
      // What is taller than the part that scrolls is seen in pieces.
      let space = innerHeight;
      for (let up = e.parentElement; up; up = up.parentElement) if (/auto|scroll/.test(getComputedStyle(up).overflowY)) space = Math.min(space, up.clientHeight);
      return bottom - top <= space && (top < -1 || bottom > innerHeight + 1) ? 'cannot be scrolled to' : null;
    };
    if (misfit()) await frame();
    if (misfit()) misfits.add(`${name(e)}: ${misfit()}`);
  }
  for (const e of document.querySelectorAll('body *')) {
    if (!visible(e) || e.matches('textarea, input, select, svg, svg *, pre, pre *')) continue;
    const style = getComputedStyle(e);
    const cut = style.overflowX !== 'visible' && style.overflowX !== 'auto' && style.overflowX !== 'scroll' && style.textOverflow !== 'ellipsis' && style.webkitLineClamp === 'none';
    // A box of one pixel is for screen readers.
    if (cut && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1) misfits.add(`${name(e)}: cut at ${e.clientWidth} of ${e.scrollWidth} px by ${name(widest(e))}`);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const parent = node.parentElement;
    if (!visible(parent) || parent.closest('textarea, pre, code, script, style, .highlight-layer, .input')) continue;
    for (const { 0: word, index } of node.data.matchAll(/[\\p{Script=Latin}\\d]{2,22}/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].filter((box) => box.width).map((box) => Math.round(box.top)));
      if (lines.size > 1) misfits.add(`${name(parent)}: the word ${word} is broken`);
    }
  }
  return [...misfits]";

/// What does not fit in a page as it is.
pub(crate) fn misfits(page: &Page<'_>) -> Result<Vec<String>> {
    Ok(serde_json::from_value(page.evaluate(MISFITS, &NOTHING)?)?)
}

/// Looks at a page at every size and with every size of text.
fn fits(page: &Page<'_>, surface: &str, found: &mut Vec<String>) -> Result {
    for text in ["small", "medium", "large"] {
        page.evaluate("document.documentElement.dataset.text = input", &json!(text))?;
        for width in WIDTHS {
            for height in HEIGHTS {
                page.set_size(width, height)?;
                let place = format!("{surface}, {width} x {height}, {text} text");
                found.extend(misfits(page)?.into_iter().map(|misfit| format!("{place}: {misfit}")));
            }
        }
    }
    Ok(())
}

fn the_tabs_fit_at_every_size(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let first = scene.panel()?;
    write(&first, LIGHTHOUSE, MESSAGE)?;
    first.wait_for_text("Saved")?;
    first.close()?;
    let page = scene.browser.open("panel.html?surface=side")?;
    page.role("article", LIGHTHOUSE).wait()?;
    let mut found = Vec::new();
    for tab in ["Opportunities", "Notifications", "Drafts", "Create", "You"] {
        page.role("tab", containing(tab)).click()?;
        page.role("tabpanel", containing(tab)).wait_attribute("aria-busy", None)?;
        fits(&page, tab, &mut found)?;
    }
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

fn a_thread_with_its_composer_fits_at_every_size(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let page = scene.browser.open("panel.html?surface=side")?;
    page.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    page.role("button", "Reprompt").wait()?;
    let mut found = Vec::new();
    fits(&page, "thread", &mut found)?;
    page.role("button", "Reprompt").click()?;
    page.role("textbox", "Your message").fill("Great point! I totally agree.")?;
    page.role("list", "Writing hints").wait()?;
    fits(&page, "composer", &mut found)?;
    page.role("button", "Post reprompt").click()?;
    page.role("dialog", any()).wait()?;
    fits(&page, "review", &mut found)?;
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

fn the_pages_fit_at_every_size(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let mut found = Vec::new();
    for (surface, path) in [
        ("welcome", "register.html?first"),
        ("sign-up", "register.html"),
        ("options", "options.html"),
        ("panel without a key", "panel.html?surface=side"),
    ] {
        let page = scene.browser.open(path)?;
        page.role("button", any()).nth(0).wait()?;
        fits(&page, surface, &mut found)?;
        page.close()?;
    }
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}
