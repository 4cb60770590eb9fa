//! Bytes of a thread: read, kept, and its first page of 50 handed over.

use std::collections::BTreeMap;

use browser_suite::Result;
use serde_json::json;

use super::{Setting, WARM_UP};
use crate::browser::start;
use crate::report::{Report, Target};
use crate::sample::Sample;
use crate::stage::Stage;
use crate::standin::Standin;

/// Ours, the engine's own parser with nothing checked, and zod, in a page of the extension.
pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result {
    let network = Standin::start(0)?;
    let stage = Stage::of_build(setting.kind)?;
    stage.vendor("zod")?;
    stage.core()?;
    let browser = start(setting.kind, &stage)?;
    let page = browser.open("bench/parse.html")?;
    page.wait_for("return Boolean(globalThis.bench)", &json!(null))?;
    let sizes =
        [(1_000, Target::AtMost(0.8), Target::None), (10_000, Target::AtMost(0.55), Target::AtMost(0.5))];
    for (count, against_engine, against_zod) in sizes {
        let input = json!({"address": network.api(), "count": count, "rounds": setting.runs + WARM_UP});
        let times: BTreeMap<String, Vec<f64>> =
            serde_json::from_value(page.evaluate("return bench.parse(input)", &input)?)?;
        let of =
            |name: &str| -> Sample { times.get(name).into_iter().flatten().copied().skip(WARM_UP).collect() };
        let (ours, engine, zod) = (of("ours"), of("engine"), of("zod"));
        let what = format!("bytes -> page of 50, {count} nodes");
        report.ratio(format!("{what} / decode + JSON.parse"), &ours, &engine, against_engine);
        report.ratio(format!("{what} / the same + zod 4"), &ours, &zod, against_zod);
    }
    Ok(())
}
