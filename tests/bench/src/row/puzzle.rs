//! The sign-up's puzzle: hashes a second, in a worker and in two, against others who can do the same.

use std::collections::BTreeMap;
use std::process::Command;

use browser_suite::{Failure, Result};
use serde_json::json;

use super::{Setting, WARM_UP};
use crate::browser::start;
use crate::report::{Report, Target};
use crate::sample::Sample;
use crate::stage::{Stage, root};

/// KiB for each hash: 19 MiB, the least that password guides ask for.
const MEMORY: u32 = 19_456;
/// Hashes in one measurement: a multiple of those between two reports of progress.
const HASHES: u32 = 16;

/// Ours against hash-wasm and native code, and two workers against one.
pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result {
    let stage = Stage::of_build(setting.kind)?;
    stage.vendor("hash-wasm")?;
    let browser = start(setting.kind, &stage)?;
    let page = browser.open("bench/puzzle.html")?;
    page.wait_for("return Boolean(globalThis.bench)", &json!(null))?;
    let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut native = Sample::default();
    for run in 0..setting.runs + WARM_UP {
        let input = json!({"memory": MEMORY, "hashes": HASHES, "rounds": 1});
        let round: BTreeMap<String, Vec<f64>> =
            serde_json::from_value(page.evaluate("return bench.puzzle(input)", &input)?)?;
        let alone = natively()?;
        if run >= WARM_UP {
            native.push(alone);
            for (name, values) in round {
                times.entry(name).or_default().extend(values);
            }
        }
    }
    let of = |name: &str| -> Sample { times.get(name).into_iter().flatten().copied().collect() };
    let (ours, theirs, two) = (of("ours"), of("theirs"), of("two"));
    rate(report, "hashes a second, one worker / hash-wasm", &ours, &theirs, Target::AtLeast(2.0));
    rate(report, "hashes a second, one worker / native C", &ours, &native, Target::AtLeast(1.2));
    rate(report, "hashes a second, two workers / one", &two, &ours, Target::AtLeast(1.8));
    report.note(
        "Hashes: Argon2id of 19 MiB, one pass, one lane; milliseconds are per hash. Native is the C reference with SSE, called from Node.",
    );
    Ok(())
}

/// Hashes a second are a ratio upside down: of the time that each takes.
fn rate(report: &mut Report, what: &str, ours: &Sample, peer: &Sample, target: Target) {
    let ratio = peer.median() / ours.median();
    report.value(what, ratio, format!("{ratio:.2} x"), target, format!("{ours} ms against {peer} ms"));
}

/// Milliseconds a hash in the C reference, which takes fresh memory for each.
fn natively() -> Result<f64> {
    let script = root().join("tests/bench/native/argon2.mjs");
    let told = Command::new("node").arg(script).args([MEMORY.to_string(), HASHES.to_string()]).output()?;
    let text = String::from_utf8_lossy(&told.stdout);
    text.trim().parse().map_err(|_| {
        Failure::new(format!("The C reference told no time: {text}{}", String::from_utf8_lossy(&told.stderr)))
    })
}
