//! Every check there is, in order, each under its heading; a failing one does not hide those after it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::dist::{self, Browser, Edition};
use crate::sizes::Sizes;
use crate::{setup, shell, wasm};

/// How many single tests of a step passed and failed. A step that is one question counts as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: u32,
    failed: u32,
    /// What cargo's failing tests said, each under its heading.
    said: Vec<String>,
}

impl Count {
    fn one(passed: bool) -> Self {
        Self { passed: passed.into(), failed: (!passed).into(), said: Vec::new() }
    }
}

/// A check: its heading, and how it is made.
type Step = (&'static str, fn() -> Result<Count>);

/// What needs no browser.
const QUICK: [Step; 11] = [
    ("Set-up", set_up),
    ("Format", || question(shell::cargo(&["fmt", "--all", "--check"]))),
    ("Lint", || question(shell::cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))),
    ("Lint of the edge", || {
        question(shell::cargo(&[
            "clippy",
            "-p",
            "impromptu",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ]))
    }),
    ("Tests of the core, the sandbox and the tools", || {
        tests(shell::cargo(&["test", "--no-fail-fast", "--workspace", "--exclude", "browser-suite"]))
    }),
    ("Build, for the stores and for work", build),
    ("Size of the core", size),
    ("Types of the JavaScript", || {
        question(shell::node("typescript/bin/tsc", &["--project", "tsconfig.json"]))
    }),
    ("Store lint of the Firefox build", store_lint),
    ("The core's public face, in Node", face),
    ("Archives twice the same", archives),
];

/// What drives both browsers: every story once in each. Those that turn on how the network words its replies are told in its other dialects,
/// *nested* in one browser and *loose* in the other: *flat* is what all the others see.
const BROWSERS: [Step; 3] = [
    ("Both browsers", || {
        let mut cargo = shell::cargo(&["test", "-p", "browser-suite", "--", "--test-threads=2"]);
        cargo.args(TOLD.into_iter().flat_map(|room| ["--skip", room]));
        tests(cargo)
    }),
    ("Chromium, nested replies", || dialect("nested", "chromium")),
    ("Firefox, loose replies", || dialect("loose", "firefox")),
];

/// The stories that turn on what a reply says. The others - pages, doors, looks - never see one.
const TOLD: [&str; 3] = ["connecting::", "posting::", "reading::"];

/// Runs the checks, prints the table and says whether all passed.
pub(crate) fn run(with_browsers: bool) -> bool {
    let mut rows = Vec::new();
    for (heading, check) in QUICK.into_iter().chain(with_browsers.then_some(BROWSERS).into_iter().flatten()) {
        println!("\n== {heading}");
        let start = Instant::now();
        let count = check().unwrap_or_else(|problem| {
            println!("{problem:#}");
            Count::one(false)
        });
        rows.push((heading, count, start.elapsed()));
    }
    // Once more, where one looks first in a long record: at its end.
    for line in rows.iter().flat_map(|(_, count, _)| &count.said) {
        println!("{line}");
    }
    print(&rows);
    rows.iter().all(|(_, count, _)| count.failed == 0)
}

/// The table, and below it the one line that sums it up.
fn print(rows: &[(&str, Count, Duration)]) {
    println!("\n{:46} {:>7} {:>7} {:>8}", "", "passed", "failed", "seconds");
    let mut total = Count::default();
    for (heading, count, time) in rows {
        println!("{heading:46} {:>7} {:>7} {:>8.1}", count.passed, count.failed, time.as_secs_f64());
        total.passed += count.passed;
        total.failed += count.failed;
    }
    println!("\n{} passed, {} failed", total.passed, total.failed);
}

fn set_up() -> Result<Count> {
    setup::wasm_target()?;
    setup::npm_packages()?;
    Ok(Count::one(setup::browsers()))
}

fn build() -> Result<Count> {
    wasm::build(false)?;
    dist::assemble(Edition::Release)?;
    dist::assemble(Edition::Dev)?;
    Ok(Count::one(true))
}

/// The stories of [`TOLD`] against a network of this dialect, in one browser: replies are read by the same module in both.
fn dialect(name: &str, browser: &str) -> Result<Count> {
    let mut cargo =
        shell::cargo(&["test", "-p", "browser-suite", "--test", "behaviour", "--", "--test-threads=2"]);
    cargo.args(TOLD.map(|room| format!("{room}{browser}"))).env("IMPROMPTU_DIALECT", name);
    tests(cargo)
}

fn size() -> Result<Count> {
    let sizes = Sizes::of_core()?;
    println!("{sizes}");
    Ok(Count::one(sizes.fit()))
}

/// The store's own linter; a warning fails it too, for a warning is a question from a reviewer.
fn store_lint() -> Result<Count> {
    let folder = dist::folder(Browser::Firefox, Edition::Release);
    let mut lint = shell::node("web-ext/bin/web-ext.js", &["lint", "--output=json", "--source-dir"]);
    let output = lint.arg(&folder).output().context("Node could not be started.")?;
    let report: Value = serde_json::from_slice(&output.stdout).with_context(|| {
        format!("web-ext lint gave no report: {}", String::from_utf8_lossy(&output.stderr))
    })?;
    for kind in ["errors", "warnings", "notices"] {
        for entry in report[kind].as_array().into_iter().flatten() {
            println!("{kind}: {} {} ({})", entry["code"], entry["message"], entry["file"]);
        }
    }
    let of =
        |kind: &str| report["summary"][kind].as_u64().with_context(|| format!("The report has no {kind}."));
    let (errors, warnings) = (of("errors")?, of("warnings")?);
    println!("{errors} errors, {warnings} warnings");
    Ok(Count::one(errors == 0 && warnings == 0))
}

/// The tests that run in Node: `tests/face`, which loads `pkg/` as any program would, and `tests/surfaces`, the decisions that the
/// pages make by themselves.
fn face() -> Result<Count> {
    let mut node = shell::program("node");
    node.args(["--test", "--test-reporter=spec"]);
    for folder in ["tests/face", "tests/surfaces"].map(|folder| shell::root().join(folder)) {
        let files = shell::files_below(&folder)?;
        let tests = files.iter().filter(|file| file.to_string_lossy().ends_with(".test.mjs"));
        node.args(tests.map(|file| folder.join(file)));
    }
    tests(node)
}

/// Packages the extension twice, the second time from a fresh assembly, and compares the bytes.
fn archives() -> Result<Count> {
    let mut rounds = Vec::new();
    for _ in 0..2 {
        dist::assemble(Edition::Release)?;
        rounds.push(crate::archive::package()?);
    }
    Ok(Count::one(rounds[0] == rounds[1]))
}

/// A program that answers by its exit status alone.
fn question(mut command: Command) -> Result<Count> {
    Ok(Count::one(shell::passes(&mut command)?))
}

/// A test runner: what it prints is passed on, and the counts in it are added up.
fn tests(mut command: Command) -> Result<Count> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().context("The test runner could not be started.")?;
    let stdout = child.stdout.take().context("The test runner has no output.")?;
    let mut count = Count::default();
    let mut saying = false;
    for line in BufReader::new(stdout).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        std::io::stdout().flush()?;
        let (passed, failed) = counts(&line);
        count.passed += passed;
        count.failed += failed;
        saying = line.starts_with("---- ") || saying && !["failures:", "stack backtrace:"].contains(&&*line);
        if saying {
            count.said.push(line);
        }
    }
    let status = child.wait()?;
    if !status.success() && count.failed == 0 {
        // It did not compile, or it crashed: no line of its own says so.
        count.failed = 1;
    }
    if count == Count::default() {
        bail!("The test runner ran no test at all.");
    }
    Ok(count)
}

/// How many passed and failed by cargo's closing line or Node's summary.
fn counts(line: &str) -> (u32, u32) {
    let number = |text: &str, before: &str| {
        let (head, _) = text.split_once(before)?;
        head.rsplit(' ').next()?.parse().ok()
    };
    if let Some(result) = line.strip_prefix("test result:") {
        return (number(result, " passed").unwrap_or(0), number(result, " failed").unwrap_or(0));
    }
    let plain = line.trim_start_matches(['\u{2139}', '#', ' ']);
    let summary =
        |word: &str| plain.strip_prefix(word).and_then(|rest| rest.trim().parse().ok()).unwrap_or(0);
    if plain.len() == line.len() {
        return (0, 0);
    }
    (summary("pass "), summary("fail "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_closing_lines_of_both_runners() {
        let cargo = "test result: FAILED. 17 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(counts(cargo), (17, 2));
        assert_eq!(counts("\u{2139} pass 5"), (5, 0));
        assert_eq!(counts("# fail 3"), (0, 3));
        assert_eq!(counts("pass 5 parcels on"), (0, 0));
        assert_eq!(counts("test a_thing ... ok"), (0, 0));
    }

    #[test]
    fn keeps_what_failing_tests_said_without_their_backtraces() {
        let said = "---- a::story stdout ----\n\nError: it never came to be\nstack backtrace:\n  0: main\n\n\
                    ---- b::story stdout ----\nError: gone\n\nfailures:\n    a::story\n\
                    test result: FAILED. 0 passed; 2 failed";
        let mut runner = Command::new("printf");
        runner.args(["%s", said]);
        let count = tests(runner).expect("could be run");
        assert_eq!(
            count.said,
            [
                "---- a::story stdout ----",
                "",
                "Error: it never came to be",
                "---- b::story stdout ----",
                "Error: gone",
                ""
            ]
        );
    }

    #[test]
    fn a_runner_that_dies_without_a_count_has_failed() {
        let died = |script: &str| {
            let mut shell = Command::new("sh");
            shell.args(["-c", script]);
            tests(shell)
        };
        assert_eq!(died("exit 3").expect("could be run"), Count::one(false));
        assert!(died("true").is_err());
        assert_eq!(
            died("echo 'test result: ok. 1 passed; 0 failed'").expect("could be run"),
            Count::one(true)
        );
    }
}
