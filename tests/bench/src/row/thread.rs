//! A thread of a hundred thousand nodes, against the same view with a hundred.

use browser_suite::{Browser, Result};
use serde_json::{Value, json};

use super::{Setting, WARM_UP};
use crate::browser::{connect, start};
use crate::report::{Report, Target};
use crate::sample::Sample;
use crate::stage::Stage;
use crate::standin::Standin;

const FEW: &str = "t100";
const MANY: &str = "t100000";

/// What a look at a thread told: when its current step was painted, how many elements there are, and frames missed while scrolling.
struct Look {
    painted: f64,
    elements: f64,
    missed: f64,
}

/// First paint, elements, and frames.
pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result {
    let network = Standin::start(20)?;
    let stage = Stage::of_build(setting.kind)?;
    let browser = start(setting.kind, &stage)?;
    connect(&browser, &network)?;
    for node in [FEW, MANY] {
        browser.api("await chrome.runtime.sendMessage({do: 'openThread', node: input})", &json!(node))?;
        read(&browser, node, 0.0)?;
    }
    let mut looks: (Vec<Look>, Vec<Look>) = (Vec::new(), Vec::new());
    for run in 0..setting.runs + WARM_UP {
        let few = look(&browser, FEW)?;
        let many = look(&browser, MANY)?;
        if run >= WARM_UP {
            looks.0.push(few);
            looks.1.push(many);
        }
    }
    let of = |looks: &[Look], what: fn(&Look) -> f64| -> Sample { looks.iter().map(what).collect() };
    let painted = (of(&looks.1, |look| look.painted), of(&looks.0, |look| look.painted));
    report.ratio("thread of 100,000 -> painted / of 100", &painted.0, &painted.1, Target::AtMost(1.3));
    let elements = of(&looks.1, |look| look.elements);
    let shown = format!("{:.0}", elements.median());
    let behind = format!("against {:.0} with 100", of(&looks.0, |look| look.elements).median());
    report.value("thread of 100,000, elements", elements.median(), shown, Target::AtMost(300.0), behind);
    let missed = of(&looks.1, |look| look.missed);
    let shown = format!("{:.0}", missed.median());
    let behind = format!("{missed} of 90, against {} with 100", of(&looks.0, |look| look.missed));
    report.value(
        "thread of 100,000, frames missed in 90",
        missed.median(),
        shown,
        Target::AtMost(0.0),
        behind,
    );
    report.note("Threads are opened in a tab, from the view that the core left: fetching and reading are the row above.");
    Ok(())
}

/// Waits until the core has left the view of a thread that it read at `since` or later; returns when it was read.
fn read(browser: &Browser, node: &str, since: f64) -> Result<f64> {
    let body = "const key = `view:thread:${input.node}`; const page = (await chrome.storage.session.get(key))[key];\
                return page?.current && page.at > input.since && page.at";
    Ok(serde_json::from_value(browser.wait_api(body, &json!({"node": node, "since": since}))?)?)
}

/// Scrolls as fast as frames come, 700 pixels at each, and counts those that came late.
const SCROLL: &str = "\
    const elements = document.getElementsByTagName('*').length;\
    const room = document.getElementById('tab-panel');\
    const frame = () => new Promise(requestAnimationFrame);\
    let last = await frame(); let missed = 0;\
    for (let step = 0; step < 90; step++) {\
      room.scrollTop += 700; const now = await frame(); if (now - last > 25) missed++; last = now;\
    }\
    return [globalThis.painted, elements, missed]";

/// Opens the panel where a door leads to a thread, looks, and waits until the core has read it again, as it does for each that is opened.
fn look(browser: &Browser, node: &str) -> Result<Look> {
    let before = read(browser, node, 0.0)?;
    browser.api("await chrome.storage.session.set({goto: {node: input}})", &json!(node))?;
    let page = browser.open("watched.html?surface=side&class=current&count=1")?;
    page.wait_for("return globalThis.painted", &Value::Null)?;
    read(browser, node, before)?;
    let [painted, elements, missed] = serde_json::from_value(page.evaluate(SCROLL, &Value::Null)?)?;
    page.close()?;
    Ok(Look { painted, elements, missed })
}
