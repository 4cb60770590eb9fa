//! The toolbar popup, the real one: from its opening to opportunities on the screen.

use browser_suite::{Browser, Page, Result};
use serde_json::{Value, json};

use super::{Setting, WARM_UP};
use crate::browser::{connect, start};
use crate::report::{Report, Target};
use crate::sample::Sample;
use crate::stage::Stage;
use crate::standin::Standin;

const FEW: usize = 100;
const MANY: usize = 1_000;

/// Views by their keys, as the core left them in session storage.
type Views = Value;

/// First paints against an empty popup, then the painting of all rows against a list built whole.
pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result {
    let network = Standin::start(FEW)?;
    let stage = Stage::of_build(setting.kind)?;
    let browser = start(setting.kind, &stage)?;
    connect(&browser, &network)?;
    let few = views(&browser, FEW)?;
    network.set_opportunities(MANY);
    browser.api("await chrome.runtime.sendMessage({do: 'refreshFeed'})", &Value::Null)?;
    let many = views(&browser, MANY)?;

    let mut first = (Sample::default(), Sample::default(), Sample::default());
    for run in 0..setting.runs + WARM_UP {
        let empty = opened(&browser, &few, "empty.html", FIRST_PAINT)?;
        let with_few = opened(&browser, &few, "panel.html?surface=popup", FIRST_ROWS)?;
        let with_many = opened(&browser, &many, "panel.html?surface=popup", FIRST_ROWS)?;
        if run >= WARM_UP {
            first.0.push(empty);
            first.1.push(with_few);
            first.2.push(with_many);
        }
    }
    report.ratio(
        "popup -> painted, 100 opportunities / empty popup",
        &first.1,
        &first.0,
        Target::AtMost(1.3),
    );
    report.ratio(
        "popup -> painted, 1,000 opportunities / empty popup",
        &first.2,
        &first.0,
        Target::AtMost(1.45),
    );

    let mut all = (Sample::default(), Sample::default());
    for run in 0..setting.runs + WARM_UP {
        let ours =
            opened(&browser, &many, "watched.html?surface=popup&class=opportunity&count=1000", ALL_ROWS)?;
        let whole =
            opened(&browser, &many, "whole.html?surface=popup&class=opportunity&count=1000", ALL_ROWS)?;
        if run >= WARM_UP {
            all.0.push(ours);
            all.1.push(whole);
        }
    }
    report.ratio("popup -> all 1,000 painted / the list built whole", &all.0, &all.1, Target::AtMost(0.65));
    Ok(())
}

/// The views that the core left, once they hold this many opportunities.
fn views(browser: &Browser, count: usize) -> Result<Views> {
    let body = "const kept = await chrome.storage.session.get(['view:header', 'view:feed', 'view:feed:more']);\
                const rows = ['view:feed', 'view:feed:more'].flatMap(key => kept[key]?.groups ?? []).flatMap(group => group.rows);\
                return rows.length === input && kept";
    browser.wait_api(body, &json!(count))
}

/// When the first paint of a page with anything on it was.
const FIRST_PAINT: &str = "\
    return await new Promise(next => new PerformanceObserver(list => {\
      const paint = list.getEntries().find(entry => entry.name === 'first-contentful-paint');\
      if (paint) next(paint.startTime);\
    }).observe({type: 'paint', buffered: true}))";

/// When a row of the list was first painted: the largest of what a paint brought is a preview.
const FIRST_ROWS: &str = "\
    return await new Promise(next => new PerformanceObserver(list => {\
      const paint = list.getEntries().find(entry => entry.element?.closest('.opportunity'));\
      if (paint) next(paint.startTime);\
    }).observe({type: 'largest-contentful-paint', buffered: true}))";

/// When all rows were painted, as the watcher tells.
const ALL_ROWS: &str = "return await by.until(() => globalThis.painted, 30000)";

/// Opens the popup with a page of the extension, over these views, and asks it when something was painted.
fn opened(browser: &Browser, views: &Views, page: &str, question: &str) -> Result<f64> {
    let body =
        "await chrome.storage.session.set(input.views); await chrome.action.setPopup({popup: input.page})";
    browser.api(body, &json!({"views": views, "page": page}))?;
    let popup: Page<'_> = browser.open_popup()?;
    let at = serde_json::from_value(popup.evaluate(question, &Value::Null)?)?;
    popup.close()?;
    Ok(at)
}
