//! Faults planted in the core by `cargo-mutants`, and the share of them that the native tests notice, room by room.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::arguments::Mutants;
use crate::shell;
use crate::sizes::sha256;

/// The share of the planted faults, in percent, that the tests of a room have to notice.
const GOAL: usize = 90;

/// The room that no native test compiles: its faults would all go unnoticed.
const NOT_NATIVE: &str = "browser";

/// A fault that can be planted.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mutant {
    /// What cargo-mutants calls it: file, line, column and change.
    name: String,
    /// The room that it is in.
    room: String,
}

/// What became of the faults of one room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Score {
    /// A test failed, or never ended.
    caught: usize,
    /// All tests passed.
    missed: usize,
    /// The fault does not compile, which says nothing about the tests.
    unviable: usize,
}

impl Score {
    /// The share that was noticed, in percent, rounded down; `None` when no fault compiled.
    fn percent(self) -> Option<usize> {
        (self.caught * 100).checked_div(self.caught + self.missed)
    }
}

/// Plants the faults that were asked for, one after the other, and prints the share of each room; `false` when a room stays
/// below [`GOAL`].
pub(crate) fn run(wanted: &Mutants) -> Result<bool> {
    install()?;
    let listed = shell::output(&mut cargo_mutants(&["--list", "--json"]))?;
    let all = read_mutants(&serde_json::from_str(&listed).context("cargo-mutants gave no list.")?)?;
    let chosen = choose(all.clone(), wanted);
    if chosen.is_empty() {
        bail!("There is no fault to plant in src/{}.", wanted.room.as_deref().unwrap_or_default());
    }
    println!("{} faults, planted one after the other. Each takes a build and a test run.", chosen.len());
    let folder = shell::target().join("mutants");
    let report = folder.join("mutants.out");
    if report.exists() {
        fs::remove_dir_all(&report)?;
    }
    fs::create_dir_all(&report)?;
    // An iteration leaves out what an earlier run caught. Its filters by name do not hold for every kind of fault.
    fs::write(report.join("previously_caught.txt"), others(&all, &chosen))?;
    let mut command = quietly(cargo_mutants(&["--iterate", "--profile", "mutants", "--colors", "never"]));
    command.arg("--output").arg(&folder);
    // Its exit status says whether all were noticed; the outcomes say more.
    shell::passes(&mut command)?;
    let outcomes = report.join("outcomes.json");
    let text =
        fs::read_to_string(&outcomes).with_context(|| format!("{} is missing.", outcomes.display()))?;
    let (scores, missed) = read_outcomes(&serde_json::from_str(&text)?)?;
    println!("{}", describe(&scores, &missed));
    Ok(scores.values().all(|score| score.percent().is_none_or(|percent| percent >= GOAL)))
}

/// Installs cargo-mutants where it is missing.
fn install() -> Result<()> {
    if shell::find(&["cargo-mutants"]).is_some() {
        return Ok(());
    }
    println!("Set-up: installing cargo-mutants (cargo install cargo-mutants --locked).");
    shell::must(&mut shell::cargo(&["install", "cargo-mutants", "--locked"]))
}

fn cargo_mutants(arguments: &[&str]) -> Command {
    let mut cargo = shell::cargo(&["mutants", "--package", "impromptu", "--exclude"]);
    cargo.arg(format!("src/{NOT_NATIVE}/**")).args(arguments);
    cargo
}

/// The same at the lowest priority, where there is a program for that: hours of builds must not hold up other work.
fn quietly(command: Command) -> Command {
    if shell::find(&["nice"]).is_none() {
        return command;
    }
    let mut nice = shell::program("nice");
    nice.args(["-n", "19"]).arg(command.get_program()).args(command.get_args());
    nice
}

/// Reads the list that cargo-mutants prints.
fn read_mutants(list: &Value) -> Result<Vec<Mutant>> {
    let list = list.as_array().context("cargo-mutants gave no list.")?;
    let mutant = |mutant: &Value| {
        let (name, file) = (mutant["name"].as_str()?, mutant["file"].as_str()?);
        Some(Mutant { name: name.to_owned(), room: room(file) })
    };
    list.iter().map(|entry| mutant(entry).context("cargo-mutants lists a fault without a name.")).collect()
}

/// The room of a file: `src/view/thread.rs` is in `view`, `src/puzzle.rs` in `puzzle`.
fn room(file: &str) -> String {
    let inside = file.strip_prefix("src/").unwrap_or(file);
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs").to_owned()
}

/// The faults in the wanted room, or in every room, and of those the wanted number for each room.
///
/// A sample is the faults whose SHA-256, made with the seed, come first: the same seed draws the same sample on every
/// machine, and a change in one file hardly changes the sample of the others.
fn choose(all: Vec<Mutant>, wanted: &Mutants) -> Vec<Mutant> {
    let is_wanted = |mutant: &Mutant| {
        let Some(room) = &wanted.room else { return true };
        let folder = format!("src/{}", room.trim_end_matches('/'));
        mutant
            .name
            .strip_prefix(&folder)
            .is_some_and(|rest| rest.starts_with('/') || rest.starts_with(".rs:"))
    };
    let mut rooms: BTreeMap<String, Vec<Mutant>> = BTreeMap::new();
    for mutant in all.into_iter().filter(is_wanted) {
        rooms.entry(mutant.room.clone()).or_default().push(mutant);
    }
    let draw = |mut mutants: Vec<Mutant>| {
        mutants.sort_by_cached_key(|mutant| sha256(format!("{} {}", wanted.seed, mutant.name).as_bytes()));
        mutants.truncate(wanted.sample.unwrap_or(usize::MAX));
        mutants
    };
    rooms.into_values().flat_map(draw).collect()
}

/// The names of the faults that were not chosen, one a line.
fn others(all: &[Mutant], chosen: &[Mutant]) -> String {
    let chosen: BTreeSet<&str> = chosen.iter().map(|mutant| mutant.name.as_str()).collect();
    let others = all.iter().map(|mutant| mutant.name.as_str()).filter(|name| !chosen.contains(name));
    others.flat_map(|name| [name, "\n"]).collect()
}

/// The score of each room, and the names of the faults that no test noticed.
fn read_outcomes(outcomes: &Value) -> Result<(BTreeMap<String, Score>, Vec<String>)> {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut missed = Vec::new();
    for outcome in outcomes["outcomes"].as_array().context("The outcomes of cargo-mutants are missing.")? {
        let summary = outcome["summary"].as_str().unwrap_or_default();
        let mutant = &outcome["scenario"]["Mutant"];
        let (Some(name), Some(file)) = (mutant["name"].as_str(), mutant["file"].as_str()) else {
            if summary != "Success" {
                bail!("The tests fail without any planted fault.");
            }
            continue;
        };
        let score = scores.entry(room(file)).or_default();
        match summary {
            "CaughtMutant" | "Timeout" => score.caught += 1,
            "MissedMutant" => {
                score.missed += 1;
                missed.push(name.to_owned());
            }
            "Unviable" => score.unviable += 1,
            other => bail!("cargo-mutants says {other:?} of {name}, which this command does not know."),
        }
    }
    Ok((scores, missed))
}

/// The faults that went unnoticed, and the table of the rooms.
fn describe(scores: &BTreeMap<String, Score>, missed: &[String]) -> String {
    let mut lines = Vec::new();
    if !missed.is_empty() {
        lines.push("\nNo test notices:".to_owned());
        lines.extend(missed.iter().map(|name| format!("  {name}")));
    }
    lines.push(format!("\n{:16} {:>7} {:>7} {:>9} {:>8}", "", "caught", "missed", "unviable", "caught"));
    for (room, score) in scores {
        let percent = score.percent().map_or("-".to_owned(), |percent| format!("{percent} %"));
        let Score { caught, missed, unviable } = score;
        lines.push(format!("{room:16} {caught:>7} {missed:>7} {unviable:>9} {percent:>8}"));
    }
    lines.push(format!("The goal is {GOAL} % in each room."));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn mutants(count: usize) -> Vec<Mutant> {
        let files = ["src/view/thread.rs", "src/view/feed.rs", "src/views.rs", "src/puzzle.rs"];
        (0..count)
            .map(|number| {
                let file = files[number % files.len()];
                Mutant { name: format!("{file}:{number}:1: replace a with b"), room: room(file) }
            })
            .collect()
    }

    fn wanted(room: Option<&str>, sample: Option<usize>, seed: u64) -> Mutants {
        Mutants { room: room.map(str::to_owned), sample, seed }
    }

    #[test]
    fn a_room_is_a_folder_or_a_file_of_the_core() {
        assert_eq!(room("src/app/submission/draft.rs"), "app");
        assert_eq!(room("src/puzzle.rs"), "puzzle");
        let names = |room| choose(mutants(40), &wanted(Some(room), None, 1)).len();
        assert_eq!((names("view"), names("view/feed"), names("view/"), names("puzzle")), (20, 10, 20, 10));
        assert_eq!(names("nowhere"), 0);
        assert_eq!(choose(mutants(40), &wanted(None, None, 1)).len(), 40);
    }

    #[test]
    fn a_seed_draws_the_same_sample_again_and_another_seed_another() {
        let sample = |seed| choose(mutants(400), &wanted(None, Some(7), seed));
        assert_eq!(sample(1), sample(1));
        assert_ne!(sample(1), sample(2));
        let in_view = sample(1).iter().filter(|mutant| mutant.room == "view").count();
        assert_eq!((sample(1).len(), in_view), (21, 7));
        let mut reversed = mutants(400);
        reversed.reverse();
        assert_eq!(choose(reversed, &wanted(None, Some(7), 1)), sample(1));
    }

    #[test]
    fn what_was_not_chosen_is_left_out_by_name() {
        let all = mutants(3);
        let text = others(&all, &all[1..2]);
        assert_eq!(text, "src/view/thread.rs:0:1: replace a with b\nsrc/views.rs:2:1: replace a with b\n");
        assert_eq!(others(&all, &all), "");
    }

    #[test]
    fn outcomes_are_counted_by_room_and_what_does_not_compile_is_left_out() {
        let outcome = |file: &str, summary: &str| json!({"summary": summary, "scenario": {"Mutant": {"name": format!("{file}: x"), "file": file}}});
        let outcomes = json!({"outcomes": [
            {"summary": "Success", "scenario": "Baseline"},
            outcome("src/view/a.rs", "CaughtMutant"),
            outcome("src/view/b.rs", "Timeout"),
            outcome("src/view/b.rs", "MissedMutant"),
            outcome("src/view/b.rs", "Unviable"),
            outcome("src/puzzle.rs", "Unviable"),
        ]});
        let (scores, missed) = read_outcomes(&outcomes).expect("the outcomes are known");
        assert_eq!(scores["view"], Score { caught: 2, missed: 1, unviable: 1 });
        assert_eq!((scores["view"].percent(), scores["puzzle"].percent()), (Some(66), None));
        assert_eq!(missed, ["src/view/b.rs: x"]);
        let failing = json!({"outcomes": [{"summary": "Failure", "scenario": "Baseline"}]});
        assert!(read_outcomes(&failing).is_err());
        assert!(read_outcomes(&json!({"outcomes": [outcome("src/a.rs", "Unheard")]})).is_err());
    }
}
