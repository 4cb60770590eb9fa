//! A stopped worker hears a message: how long until the heartbeat that it asks for is on the wire.

use browser_suite::{Browser, Result};
use serde_json::{Value, json};

use super::{Setting, WARM_UP};
use crate::browser::{connect, start};
use crate::report::{Report, Target};
use crate::sample::Sample;
use crate::stage::Stage;
use crate::standin::Standin;

/// Our worker and one in plain JavaScript, each in a browser of its own, by turns.
pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result {
    let network = Standin::start(20)?;
    let stages = (Stage::of_build(setting.kind)?, Stage::plain(setting.kind)?);
    let ours = start(setting.kind, &stages.0)?;
    connect(&ours, &network)?;
    let plain = start(setting.kind, &stages.1)?;
    let known = json!({"address": network.api(), "key": "impr_sk_bench"});
    plain.api("await chrome.storage.local.set(input)", &known)?;

    let mut wire = (Sample::default(), Sample::default());
    let mut back = (Sample::default(), Sample::default());
    for run in 0..setting.runs + WARM_UP {
        let one = wake(&ours, &network)?;
        let other = wake(&plain, &network)?;
        if run >= WARM_UP {
            wire.0.push(one.0);
            wire.1.push(other.0);
            back.0.push(one.1);
            back.1.push(other.1);
        }
    }
    report.ratio(
        "stopped worker -> heartbeat on the wire / plain JavaScript",
        &wire.0,
        &wire.1,
        Target::AtMost(1.5),
    );
    report.ratio("stopped worker -> answer in the page / plain JavaScript", &back.0, &back.1, Target::None);
    Ok(())
}

/// Stops a worker and asks for a heartbeat: milliseconds until the network was asked, and until the answer was there.
fn wake(browser: &Browser, network: &Standin) -> Result<(f64, f64)> {
    browser.stop_background()?;
    let body = "const clock = () => performance.timeOrigin + performance.now(); const from = clock();\
                await chrome.runtime.sendMessage({do: 'heartbeat'}); return [from, clock()]";
    let times: [f64; 2] = serde_json::from_value(browser.api(body, &Value::Null)?)?;
    let asked = network.asked("/heartbeat", times[0])?;
    Ok((asked - times[0], times[1] - times[0]))
}
