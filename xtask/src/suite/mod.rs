//! Every check there is, in order, each under its heading; a failing one does not hide those after it.

mod changes;
mod check;
mod runner;
mod selection;
mod story_times;

use std::time::{Duration, Instant};

use anyhow::Result;

pub(crate) use self::selection::Selection;

use self::check::Check;
use self::runner::Outcome;

/// What changed since the branch left `main`, uncommitted changes included, as a selection; `None` when nothing did.
pub(crate) fn changed() -> Result<Option<Selection>> {
    let changed = changes::changed_files()?;
    if changed.is_empty() {
        println!("Nothing changed since this branch left main.");
        return Ok(None);
    }
    println!("{} changed files since this branch left main.", changed.len());
    Ok(Some(Selection::touched_by(&changed, &changes::packages()?, &changes::page_modules()?)))
}

/// Runs the selected checks, prints the slowest stories and the table, and says whether all passed.
pub(crate) fn run(selection: &Selection) -> Result<bool> {
    let count = selection.checks.len();
    println!("{count} checks: {}.", headings(selection).join("; "));
    story_times::clear()?;
    let mut rows = Vec::new();
    for (number, check) in selection.checks.iter().enumerate() {
        println!("\n== {} of {count}: {}", number + 1, check.heading());
        let start = Instant::now();
        let outcome = check.run(selection).unwrap_or_else(|problem| {
            println!("{problem:#}");
            Outcome::of_one(false)
        });
        rows.push((*check, outcome, start.elapsed()));
    }
    // Once more at the end of a long record, where one looks first.
    for line in rows.iter().flat_map(|(_, outcome, _)| &outcome.failure_output) {
        println!("{line}");
    }
    print!("\n{}", story_times::report()?);
    print_table(&rows);
    Ok(rows.iter().all(|(_, outcome, _)| outcome.failed == 0))
}

fn headings(selection: &Selection) -> Vec<&'static str> {
    selection.checks.iter().map(|check| check.heading()).collect()
}

/// The table, and below it the line that sums it up.
fn print_table(rows: &[(Check, Outcome, Duration)]) {
    println!("\n{:46} {:>7} {:>7} {:>8}", "", "passed", "failed", "seconds");
    let mut total = Outcome::default();
    for (check, outcome, time) in rows {
        let (passed, failed) = (outcome.passed, outcome.failed);
        println!("{:46} {passed:>7} {failed:>7} {:>8.1}", check.heading(), time.as_secs_f64());
        total.passed += passed;
        total.failed += failed;
    }
    println!("\n{} passed, {} failed", total.passed, total.failed);
}
