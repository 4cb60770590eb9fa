//! Build, test, package: everything that is done to the workspace, one command each.

mod archive;
mod dist;
mod fuzz;
mod icons;
#[cfg(test)]
mod languages;
mod manifest;
mod setup;
mod shell;
mod sizes;
mod suite;
#[cfg(test)]
mod tidy;
mod wasm;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::dist::Edition;

const HELP: &str = "\
cargo xtask COMMAND

  build [--dev] [--quick]    the core into pkg/, the extension into dist/chrome and dist/firefox
                             --dev     into dist/dev/chrome and dist/dev/firefox: the same files, and
                                       leave to talk to a network on 127.0.0.1
                             --quick   seconds after an edit, and several times larger: for work, not for people
  test [--quick]             every check there is, one table at the end; --quick leaves out the browsers
  run [ARGS]                 the extension in a browser, connected to a local network; run --help tells more
  bench [ROW...] [ARGS]      what it weighs and how long it takes, as ratios against peers; bench --help names the rows
  simulate [ARGS]            the simulation, built for speed; ARGS go to it as they are
  fuzz MINUTES [TARGET...]   every fuzz target, or those named, for so many minutes each
  package                    the two store archives and the sources archive, with their SHA-256
  icons                      draws extension/icons/*.png anew from the SVG beside each
  setup                      what the others do first: wasm target, npm packages, browsers";

/// Runs what shows the extension at work.
const SHOW: [&str; 7] = ["run", "--quiet", "-p", "browser-suite", "--bin", "show", "--"];

/// Runs what measures the extension.
const BENCH: [&str; 5] = ["run", "--quiet", "-p", "bench", "--"];

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
            setup::wasm_target()?;
            setup::npm_packages()?;
            wasm::build(flags.contains(&"--quick"))?;
            dist::assemble(edition)?;
        }
        "test" => return Ok(suite::run(flags(rest, &["--quick"])?.is_empty())),
        "run" => {
            if rest.iter().any(|argument| argument == "--help") {
                return shell::passes(shell::cargo(&SHOW).arg("--help"));
            }
            setup::wasm_target()?;
            setup::npm_packages()?;
            setup::browsers();
            wasm::build(false)?;
            dist::assemble(Edition::Dev)?;
            return shell::passes(shell::cargo(&SHOW).args(rest));
        }
        "bench" => {
            if rest.iter().any(|argument| argument == "--help") {
                return shell::passes(shell::cargo(&BENCH).arg("--help"));
            }
            setup::wasm_target()?;
            setup::npm_packages()?;
            setup::browsers();
            wasm::build(false)?;
            wasm::build_bench()?;
            dist::assemble(Edition::Dev)?;
            return shell::passes(shell::cargo(&BENCH).args(rest));
        }
        "simulate" => {
            let mut simulation =
                shell::cargo(&["run", "--quiet", "--profile", "simulate", "-p", "simulation", "--"]);
            return shell::passes(simulation.args(rest));
        }
        "fuzz" => {
            let (minutes, targets) = rest.split_first().context("fuzz takes the minutes for each target.")?;
            let minutes = minutes.parse().with_context(|| format!("{minutes:?} is no number of minutes."))?;
            return fuzz::run(minutes, targets);
        }
        "package" => {
            flags(rest, &[])?;
            setup::wasm_target()?;
            setup::npm_packages()?;
            wasm::build(false)?;
            dist::assemble(Edition::Release)?;
            archive::package()?;
        }
        "icons" => {
            flags(rest, &[])?;
            setup::browsers();
            icons::draw()?;
        }
        "setup" => {
            flags(rest, &[])?;
            setup::wasm_target()?;
            setup::npm_packages()?;
            return Ok(setup::browsers());
        }
        "help" | "--help" | "-h" => println!("{HELP}"),
        other => bail!("there is no command {other:?}.\n\n{HELP}"),
    }
    Ok(true)
}

/// The flags of a command, refused when one is not among `known`: a mistyped flag must not be ignored in silence.
fn flags<'a>(given: &'a [String], known: &[&str]) -> Result<Vec<&'a str>> {
    for flag in given {
        if !known.contains(&flag.as_str()) {
            bail!("this command has no option {flag:?}.\n\n{HELP}");
        }
    }
    Ok(given.iter().map(String::as_str).collect())
}
