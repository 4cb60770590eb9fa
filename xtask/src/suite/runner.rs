//! Runs a test runner, passes on what it prints and counts the tests in it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::shell;

/// How many tests of a check passed and failed. A check that is one question counts as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    /// Number of tests that passed.
    pub(super) passed: u32,
    /// Number of tests that failed.
    pub(super) failed: u32,
    /// The output of cargo's failing tests, each under its heading, without backtraces.
    pub(super) failure_output: Vec<String>,
}

impl Outcome {
    /// The outcome of a check that is one question.
    pub(super) fn of_one(passed: bool) -> Self {
        Self { passed: passed.into(), failed: (!passed).into(), failure_output: Vec::new() }
    }

    /// Adds the counts and the output of another run to this one.
    pub(super) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.failure_output.extend(other.failure_output);
    }
}

/// Runs a program that answers by its exit status alone.
pub(super) fn run_question(mut command: Command) -> Result<Outcome> {
    Ok(Outcome::of_one(shell::passes(&mut command)?))
}

/// Runs a test runner: its output is passed on line by line, and the counts in it are added up.
///
/// An error means that the runner could not be started or that it ran no test.
pub(super) fn run_tests(mut command: Command) -> Result<Outcome> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().context("The test runner could not be started.")?;
    let stdout = child.stdout.take().context("The test runner has no output.")?;
    let mut outcome = Outcome::default();
    let mut in_failure_output = false;
    for line in BufReader::new(stdout).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        std::io::stdout().flush()?;
        let (passed, failed) = read_counts(&line);
        outcome.passed += passed;
        outcome.failed += failed;
        in_failure_output = line.starts_with("---- ")
            || in_failure_output && !["failures:", "stack backtrace:"].contains(&&*line);
        if in_failure_output {
            outcome.failure_output.push(line);
        }
    }
    let status = child.wait()?;
    if !status.success() && outcome.failed == 0 {
        // The tests did not compile, or the runner crashed: no line of its output counts that.
        outcome.failed = 1;
    }
    if outcome == Outcome::default() {
        bail!("The test runner ran no test.");
    }
    Ok(outcome)
}

/// How many tests passed and failed, from the closing line of cargo or the summary of Node; zeros for any other line.
fn read_counts(line: &str) -> (u32, u32) {
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
    fn counts_are_read_from_cargo_and_from_node() {
        let cargo = "test result: FAILED. 17 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(read_counts(cargo), (17, 2));
        assert_eq!(read_counts("\u{2139} pass 5"), (5, 0));
        assert_eq!(read_counts("# fail 3"), (0, 3));
        assert_eq!(read_counts("pass 5 parcels on"), (0, 0));
        assert_eq!(read_counts("test a_thing ... ok"), (0, 0));
    }

    #[test]
    fn output_of_failing_tests_is_kept_without_backtraces() {
        let output = "---- a::story stdout ----\n\nError: the page never appeared\nstack backtrace:\n  0: main\n\n\
                      ---- b::story stdout ----\nError: gone\n\nfailures:\n    a::story\n\
                      test result: FAILED. 0 passed; 2 failed";
        let mut runner = Command::new("printf");
        runner.args(["%s", output]);
        let outcome = run_tests(runner).expect("printf runs");
        assert_eq!(
            outcome.failure_output,
            [
                "---- a::story stdout ----",
                "",
                "Error: the page never appeared",
                "---- b::story stdout ----",
                "Error: gone",
                ""
            ]
        );
    }

    #[test]
    fn a_runner_that_ends_without_a_count_has_failed() {
        let run = |script: &str| {
            let mut shell = Command::new("sh");
            shell.args(["-c", script]);
            run_tests(shell)
        };
        assert_eq!(run("exit 3").expect("sh runs"), Outcome::of_one(false));
        assert!(run("true").is_err());
        assert_eq!(
            run("echo 'test result: ok. 1 passed; 0 failed'").expect("sh runs"),
            Outcome::of_one(true)
        );
    }
}
