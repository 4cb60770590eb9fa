//! Measures the built extension against peers, in one run: ratios first, the milliseconds behind them after.
//!
//! What is compared takes turns (A, B, C, A, B, C ...), so that a machine with other work to do slows all of it alike. A table of medians
//! is printed with each row's target; nothing fails when one is missed, for a time proves nothing about a change.

mod browser;
mod report;
mod row;
mod sample;
mod stage;
mod standin;
mod text;

use std::process::ExitCode;

use browser_suite::{Failure, Kind, Result};

use crate::report::Report;
use crate::row::ROWS;

const HELP: &str = "\
cargo xtask bench [ROW...] [--browser chromium|firefox] [--runs N]

Builds the extension for release and measures it against peers. Without a ROW all of them, in this order:";

fn main() -> ExitCode {
    match wish(std::env::args().skip(1)) {
        Ok(wish) => {
            wish.as_ref().into_iter().for_each(measure);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// What was asked for on the command line.
struct Wish {
    rows: Vec<String>,
    setting: row::Setting,
}

/// Reads the command line; nothing when help was wanted, and given.
fn wish(mut arguments: impl Iterator<Item = String>) -> Result<Option<Wish>> {
    let mut wish = Wish { rows: Vec::new(), setting: row::Setting { kind: Kind::Chromium, runs: 12 } };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--browser" => {
                wish.setting.kind = match arguments.next().as_deref() {
                    Some("chromium") => Kind::Chromium,
                    Some("firefox") => Kind::Firefox,
                    _ => return Err(Failure::new("--browser takes chromium or firefox.")),
                }
            }
            "--runs" => {
                let runs = arguments.next().and_then(|runs| runs.parse().ok()).filter(|runs| *runs > 0);
                wish.setting.runs =
                    runs.ok_or_else(|| Failure::new("--runs takes a number, how often each is measured."))?;
            }
            "--help" | "-h" => {
                println!("{HELP}");
                for (name, about, _) in ROWS {
                    println!("  {name:8} {about}");
                }
                return Ok(None);
            }
            name if ROWS.iter().any(|(known, ..)| *known == name) => wish.rows.push(argument),
            other => {
                let names: Vec<&str> = ROWS.iter().map(|(name, ..)| *name).collect();
                return Err(Failure::new(format!(
                    "There is no row {other:?}. There are: {}.",
                    names.join(", ")
                )));
            }
        }
    }
    Ok(Some(wish))
}

/// Measures row by row; one that cannot be measured says why, and does not hide those after it.
fn measure(wish: &Wish) {
    let mut report = Report::default();
    for (name, about, row) in ROWS {
        if !wish.rows.is_empty() && !wish.rows.iter().any(|wanted| wanted == name) {
            continue;
        }
        eprintln!("Measuring {name}: {about}");
        if let Err(failure) = row(&wish.setting, &mut report) {
            report.note(format!("{name} was not measured: {failure}"));
        }
    }
    report.note(
        "Medians, with the least and the most. What is compared took turns, so other work on this machine slowed it alike: \
         trust the ratios, not the milliseconds.",
    );
    println!("{}, {} runs each\n\n{report}", wish.setting.kind, wish.setting.runs);
}
