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

/// What is hashed: its name, KiB for each hash, passes over them, and hashes in one measurement. The local network's default, the least that
/// password guides ask for, and what the live network is said to ask for (contract, section 8.3), whose "10" may be passes or rounds; sizes on
/// both sides of what the system's allocator keeps for the next call.
const SIZES: [(&str, u32, u32, u32); 5] = [
    ("8 MiB", 8_192, 1, 32),
    ("19 MiB", 19_456, 1, 16),
    ("64 MiB", 65_536, 1, 8),
    ("128 MiB", 131_072, 1, 8),
    ("128 MiB, ten passes", 131_072, 10, 1),
];

/// Ours against hash-wasm and native code, and two workers against one.
pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result {
    let stage = Stage::of_build(setting.kind)?;
    stage.vendor("hash-wasm")?;
    let browser = start(setting.kind, &stage)?;
    let page = browser.open("bench/puzzle.html")?;
    page.wait_for("return Boolean(globalThis.bench)", &json!(null))?;
    for (name, memory, passes, hashes) in SIZES {
        let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        let (mut fresh, mut kept) = (Sample::default(), Sample::default());
        for run in 0..setting.runs + WARM_UP {
            let input = json!({"memory": memory, "passes": passes, "hashes": hashes, "rounds": 1});
            let round: BTreeMap<String, Vec<f64>> =
                serde_json::from_value(page.evaluate("return bench.puzzle(input)", &input)?)?;
            let native = [true, false].map(|fresh| natively(memory, passes, hashes, fresh));
            if run >= WARM_UP {
                let [first, second] = native;
                fresh.push(first?);
                kept.push(second?);
                for (name, values) in round {
                    times.entry(name).or_default().extend(values);
                }
            }
        }
        let of = |name: &str| -> Sample { times.get(name).into_iter().flatten().copied().collect() };
        let (ours, theirs, two) = (of("ours"), of("theirs"), of("two"));
        let what = |rest: &str| format!("hashes a second of {name}, {rest}");
        rate(report, what("one worker / hash-wasm"), &ours, &theirs, Target::AtLeast(2.0));
        rate(report, what("one worker / native C, fresh memory"), &ours, &fresh, Target::AtLeast(1.2));
        rate(report, what("one worker / native C, as Node calls it"), &ours, &kept, Target::None);
        rate(report, what("two workers / one"), &two, &ours, Target::AtLeast(1.8));
    }
    report.note(
        "Hashes: Argon2id, one lane, one pass unless it says otherwise; milliseconds are per hash. Native is the C reference with SSE, \
         called from Node: with memory from the system for each hash, as callers have it that free what they took, and as glibc hands it out by \
         itself, which keeps pieces below 32 MiB for the next call.",
    );
    Ok(())
}

/// Hashes a second are a ratio upside down: of the time that each takes.
fn rate(report: &mut Report, what: String, ours: &Sample, peer: &Sample, target: Target) {
    let ratio = peer.median() / ours.median();
    report.value(what, ratio, format!("{ratio:.2} x"), target, format!("{ours} ms against {peer} ms"));
}

/// Milliseconds a hash in the C reference, which takes memory for each: from the system, when it is to be fresh, or from what the allocator kept.
fn natively(memory: u32, passes: u32, hashes: u32, fresh: bool) -> Result<f64> {
    let script = root().join("tests/bench/native/argon2.mjs");
    let mut command = Command::new("node");
    command.arg(script).args([memory, passes, hashes].map(|number| number.to_string()));
    if fresh {
        // glibc's own switch: larger pieces than this many bytes come from the system, and go back to it.
        command.env("MALLOC_MMAP_THRESHOLD_", "65536");
    }
    let told = command.output()?;
    let text = String::from_utf8_lossy(&told.stdout);
    text.trim().parse().map_err(|_| {
        Failure::new(format!("The C reference told no time: {text}{}", String::from_utf8_lossy(&told.stderr)))
    })
}
