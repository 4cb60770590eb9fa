//! The largest reply of each kind that is accepted: how much memory it takes, and how long the worker is held up at a time.

use std::collections::BTreeMap;

use browser_suite::Result;
use serde_json::json;

use super::Setting;
use crate::browser::start;
use crate::report::{Report, Target};
use crate::sample::Sample;
use crate::stage::Stage;

/// What the memory of the module may grow to, in megabytes. A browser may end a worker that takes much more.
const MEMORY: Target = Target::AtMost(200.0);

/// How long one step may hold up the worker, in milliseconds: what a person takes for an answer at once.
const STEP: Target = Target::AtMost(500.0);

/// The steps in which the background takes a reply: the longest chunk of its body, reading, the step of the core, saving, painting.
const STEPS: [&str; 5] = ["chunk", "read", "step", "save", "paint"];

/// The four kinds that may be large, each in a page of its own, because the memory of a module never shrinks.
pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result {
    let stage = Stage::of_build(setting.kind)?;
    stage.core()?;
    let browser = start(setting.kind, &stage)?;
    for kind in ["thread", "notifications", "opportunities", "models"] {
        let mut ways: Vec<BTreeMap<String, f64>> = Vec::new();
        for _ in 0..setting.runs {
            let page = browser.open("bench/largest.html")?;
            page.wait_for("return Boolean(globalThis.bench)", &json!(null))?;
            ways.push(serde_json::from_value(page.evaluate("return bench.largest(input)", &json!(kind))?)?);
            page.close()?;
        }
        let of = |name: &str| -> Sample { ways.iter().filter_map(|way| way.get(name).copied()).collect() };
        let memory = of("memory");
        let shown = format!("{:.0} MB", memory.median());
        let behind = format!("{memory} MB for a body of {:.1} MB", of("bytes").median());
        report.value(format!("memory, largest {kind}"), memory.median(), shown, MEMORY, behind);
        let longest: Sample = ways
            .iter()
            .map(|way| STEPS.iter().filter_map(|step| way.get(*step).copied()).fold(0.0, f64::max))
            .collect();
        let parts = STEPS.map(|step| format!("{step} {:.0}", of(step).median())).join(", ");
        let shown = format!("{:.0} ms", longest.median());
        report.value(format!("longest step, largest {kind}"), longest.median(), shown, STEP, parts);
    }
    Ok(())
}
