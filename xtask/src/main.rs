//! Build, test, package: everything that is done to the workspace, one command each.

mod archive;
mod arguments;
mod audit;
mod dist;
mod fuzz;
mod icons;
#[cfg(test)]
mod languages;
mod manifest;
mod mutants;
mod setup;
mod shell;
mod sizes;
mod suite;
#[cfg(test)]
mod tidy;
mod wasm;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::arguments::{Mutants, Test, flags};
use crate::dist::Edition;
use crate::setup::Browser;
use crate::suite::Selection;
use crate::wasm::Optimisation;

const HELP: &str = "\
cargo xtask COMMAND

  build [--dev] [--quick]    the core into pkg/, the extension into dist/chrome and dist/firefox
                             --dev     into dist/dev/chrome and dist/dev/firefox: the same files, with the
                                       permission to talk to a network on 127.0.0.1
                             --quick   seconds after an edit, and several times larger: for development
  test [--quick|--changed]   every check, one table at the end
                             --quick   without the checks that start a browser
                             --changed what the changes since main touch, uncommitted ones included
  run [ARGS]                 the extension in a browser, connected to a local network; run --help says more
  pictures                   the pictures of the README, into docs/images/
  bench [ROW...] [ARGS]      sizes and times as ratios against peers; bench --help names the rows
  simulate [ARGS]            the simulation, built for speed; ARGS go to it as they are
  fuzz MINUTES [TARGET...]   every fuzz target, or those named, for so many minutes each
  mutants [ROOM] [--sample N] [--seed S]
                             the share of faults planted in src/ROOM, or in each room, that the native tests
                             notice; N faults a room, all of them without --sample; S chooses which (1)
  audit                      known vulnerabilities, licences and sources of the dependencies
  package                    the two store archives and the sources archive, with their SHA-256
  icons                      draws extension/icons/*.png anew from the SVG beside each
  setup                      what the other commands do first: wasm target, npm packages, browsers";

/// The program that shows the extension in a browser.
const SHOW: [&str; 6] = ["run", "-p", "browser-suite", "--bin", "show", "--"];

/// The program that makes the pictures of the README.
const PICTURES: [&str; 5] = ["run", "-p", "browser-suite", "--bin", "pictures"];

/// The program that measures the extension.
const BENCH: [&str; 4] = ["run", "-p", "bench", "--"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("cargo xtask: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

/// Carries out one command; `false` when it ran to its end and found something wrong.
fn run(arguments: &[String]) -> Result<bool> {
    let (command, rest) = arguments.split_first().map_or(("help", &[][..]), |(c, rest)| (c.as_str(), rest));
    match command {
        "build" => {
            let flags = flags(rest, &["--dev", "--quick"])?;
            let edition = if flags.contains(&"--dev") { Edition::Dev } else { Edition::Release };
            let optimisation =
                if flags.contains(&"--quick") { Optimisation::Quick } else { Optimisation::Release };
            setup::wasm_target()?;
            setup::npm_packages()?;
            wasm::build(optimisation)?;
            dist::assemble(edition)?;
        }
        "test" => return test(Test::of(rest)?),
        "run" => return show(rest),
        "pictures" => {
            flags(rest, &[])?;
            build_to_show(Browser::Chromium)?;
            return shell::passes(&mut shell::cargo(&PICTURES));
        }
        "bench" => return bench(rest),
        "simulate" => {
            let mut simulation = shell::cargo(&["run", "--profile", "simulate", "-p", "simulation", "--"]);
            return shell::passes(simulation.args(rest));
        }
        "fuzz" => {
            let (minutes, targets) = rest.split_first().context("fuzz takes the minutes for each target.")?;
            let minutes = minutes.parse().with_context(|| format!("{minutes:?} is no number of minutes."))?;
            return fuzz::run(minutes, targets);
        }
        "mutants" => return mutants::run(&Mutants::of(rest)?),
        "audit" => {
            flags(rest, &[])?;
            return audit::run();
        }
        "package" => {
            flags(rest, &[])?;
            setup::wasm_target()?;
            setup::npm_packages()?;
            wasm::build(Optimisation::Release)?;
            dist::assemble(Edition::Release)?;
            archive::package()?;
        }
        "icons" => {
            flags(rest, &[])?;
            setup::browsers(&[Browser::Chromium]);
            icons::draw()?;
        }
        "setup" => {
            flags(rest, &[])?;
            setup::wasm_target()?;
            setup::npm_packages()?;
            return Ok(setup::browsers(&Browser::BOTH));
        }
        "help" | "--help" | "-h" => println!("{HELP}"),
        other => bail!("there is no command {other:?}.\n\n{HELP}"),
    }
    Ok(true)
}

/// Runs the suite, or the part of it that was asked for.
fn test(wanted: Test) -> Result<bool> {
    match wanted {
        Test::All => suite::run(&Selection::all()),
        Test::Quick => suite::run(&Selection::without_browsers()),
        Test::Changed => suite::changed()?.map_or(Ok(true), |selection| suite::run(&selection)),
    }
}

/// Builds the extension and shows it in a browser.
fn show(arguments: &[String]) -> Result<bool> {
    if !arguments.iter().any(|argument| ["--help", "-h"].contains(&argument.as_str())) {
        build_to_show(Browser::of_arguments(arguments))?;
        println!("3 of 3: starting the local network and the browser.");
    }
    shell::passes(shell::cargo(&SHOW).args(arguments))
}

/// What has to be there before the extension is shown in a browser. The quick build is enough: nothing is measured.
fn build_to_show(browser: Browser) -> Result<()> {
    println!("1 of 3: looking for what this machine needs.");
    setup::wasm_target()?;
    setup::browsers(&[browser]);
    println!("2 of 3: building the extension. On a fresh machine this takes two or three minutes.");
    wasm::build_module(Optimisation::Quick)?;
    dist::assemble(Edition::Dev)
}

/// Builds what the bench measures, and measures it.
fn bench(arguments: &[String]) -> Result<bool> {
    if !arguments.iter().any(|argument| argument == "--help") {
        setup::wasm_target()?;
        setup::npm_packages()?;
        setup::browsers(&Browser::BOTH);
        wasm::build(Optimisation::Release)?;
        wasm::build_bench()?;
        dist::assemble(Edition::Dev)?;
    }
    shell::passes(shell::cargo(&BENCH).args(arguments))
}
