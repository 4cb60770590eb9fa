//! The checks that run at each keystroke, on the longest draft there is, against a frame.

use std::collections::BTreeMap;

use browser_suite::Result;
use serde_json::json;

use super::{Setting, WARM_UP};
use crate::browser::start;
use crate::report::{Report, Target};
use crate::sample::Sample;
use crate::stage::Stage;

/// Milliseconds of a frame at 60 a second, as the design counts them.
const FRAME: f64 = 16.0;

/// `check` and `reveal`, in English and Chinese.
pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result {
    let stage = Stage::of_build(setting.kind)?;
    let browser = start(setting.kind, &stage)?;
    let page = browser.open("bench/core.html")?;
    page.wait_for("return Boolean(globalThis.bench)", &json!(null))?;
    let rounds = 3 * (setting.runs + WARM_UP);
    let times: BTreeMap<String, Vec<f64>> =
        serde_json::from_value(page.evaluate("return bench.check(input)", &json!(rounds))?)?;
    for (name, times) in times {
        let sample: Sample = times.into_iter().skip(WARM_UP).collect();
        let share = sample.median() / FRAME;
        let target = if name.starts_with("check") { Target::AtMost(0.125) } else { Target::None };
        let behind = format!("{sample} ms of {FRAME}");
        report.value(
            format!("{name}, 10,000 characters / a frame"),
            share,
            format!("{share:.3} x"),
            target,
            behind,
        );
    }
    Ok(())
}
