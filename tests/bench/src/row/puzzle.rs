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

/// What is hashed: its name, KiB for each hash, and hashes in one measurement. The least that password guides ask for, what the live network is
/// said to ask for (contract, section 8.3), and sizes on both sides of what the system's allocator keeps for the next call.
const SIZES: [(&str, u32, u32); 4] = [
    ("8 MiB", 8_192, 32),
    ("19 MiB", 19_456, 16),
    ("64 MiB", 65_536, 8),
    ("128 MiB, as documented", 131_072, 8),
];

/// Ours against hash-wasm and native code, and two workers against one.
pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result {
    let stage = Stage::of_build(setting.kind)?;
    stage.vendor("hash-wasm")?;
    let browser = start(setting.kind, &stage)?;
    let page = browser.open("bench/puzzle.html")?;
    page.wait_for("return Boolean(globalThis.bench)", &json!(null))?;
    for (name, memory, hashes) in SIZES {
        let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        let mut native = Sample::default();
        for run in 0..setting.runs + WARM_UP {
            let input = json!({"memory": memory, "hashes": hashes, "rounds": 1});
            let round: BTreeMap<String, Vec<f64>> =
                serde_json::from_value(page.evaluate("return bench.puzzle(input)", &input)?)?;
            let alone = natively(memory, hashes)?;
            if run >= WARM_UP {
                native.push(alone);
                for (name, values) in round {
                    times.entry(name).or_default().extend(values);
                }
            }
        }
        let of = |name: &str| -> Sample { times.get(name).into_iter().flatten().copied().collect() };
        let (ours, theirs, two) = (of("ours"), of("theirs"), of("two"));
        let what = |rest: &str| format!("hashes a second of {name}, {rest}");
        rate(report, what("one worker / hash-wasm"), &ours, &theirs, Target::AtLeast(2.0));
        rate(report, what("one worker / native C"), &ours, &native, Target::AtLeast(1.2));
        rate(report, what("two workers / one"), &two, &ours, Target::AtLeast(1.8));
    }
    report.note(
        "Hashes: Argon2id, one pass, one lane; milliseconds are per hash. Native is the C reference with SSE, called from Node.",
    );
    Ok(())
}

/// Hashes a second are a ratio upside down: of the time that each takes.
fn rate(report: &mut Report, what: String, ours: &Sample, peer: &Sample, target: Target) {
    let ratio = peer.median() / ours.median();
    report.value(what, ratio, format!("{ratio:.2} x"), target, format!("{ours} ms against {peer} ms"));
}

/// Milliseconds a hash in the C reference, which asks the system for memory for each.
fn natively(memory: u32, hashes: u32) -> Result<f64> {
    let script = root().join("tests/bench/native/argon2.mjs");
    let told = Command::new("node").arg(script).args([memory.to_string(), hashes.to_string()]).output()?;
    let text = String::from_utf8_lossy(&told.stdout);
    text.trim().parse().map_err(|_| {
        Failure::new(format!("The C reference told no time: {text}{}", String::from_utf8_lossy(&told.stderr)))
    })
}
