//! The fuzz targets, each for as many minutes as wanted.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::shell;

/// What a target did.
struct Outcome {
    target: String,
    executions: u64,
    held: bool,
}

/// Fuzzes every target named, or all of them, for so many minutes each. `false` when one found something.
///
/// Two run at once when there are two processors: libFuzzer itself uses one.
pub(crate) fn run(minutes: u32, wanted: &[String]) -> Result<bool> {
    let all = targets()?;
    if let Some(unknown) = wanted.iter().find(|target| !all.contains(target)) {
        bail!("There is no fuzz target {unknown:?}. There are: {}.", all.join(", "));
    }
    let chosen: Vec<String> = all.into_iter().filter(|t| wanted.is_empty() || wanted.contains(t)).collect();
    shell::must(shell::cargo(&["build", "--release"]).current_dir(folder()))?;
    let mut outcomes = Vec::new();
    let at_once = std::thread::available_parallelism().map_or(1, usize::from);
    for pair in chosen.chunks(at_once) {
        println!("{}: {minutes} minutes.", pair.join(", "));
        let started: Vec<_> = pair.iter().map(|target| start(target, minutes)).collect::<Result<_>>()?;
        for (target, child) in pair.iter().zip(started) {
            outcomes.push(follow(target, child)?);
        }
    }
    println!("\n{:12} {:>12}  found", "", "executions");
    for Outcome { target, executions, held } in &outcomes {
        println!("{target:12} {executions:>12}  {}", if *held { "nothing" } else { "see fuzz/artifacts" });
    }
    Ok(outcomes.iter().all(|outcome| outcome.held))
}

fn folder() -> PathBuf {
    shell::root().join("fuzz")
}

/// The names of the targets, from their files.
fn targets() -> Result<Vec<String>> {
    let files = shell::files_below(&folder().join("targets"))?;
    Ok(files.iter().filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned())).collect())
}

/// Starts a target on what earlier runs found and on its seeds.
fn start(target: &str, minutes: u32) -> Result<std::process::Child> {
    let fuzz = folder();
    let [corpus, artifacts] = ["corpus", "artifacts"].map(|name| fuzz.join(name).join(target));
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&artifacts)?;
    let mut command = Command::new(program(target)?);
    command.current_dir(&fuzz).arg(format!("-max_total_time={}", minutes * 60));
    command.args(["-dict=words.dict", "-print_final_stats=1", "-verbosity=0"]);
    command.arg(format!("-artifact_prefix={}/", artifacts.display()));
    command.arg(corpus).arg(fuzz.join("seeds").join(target));
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().with_context(|| format!("The fuzz target {target} could not be started."))
}

/// Where cargo left the target: the folder is named after the machine's own triple.
fn program(target: &str) -> Result<PathBuf> {
    let built = fs::read_dir(folder().join("target"))?;
    let programs = built.filter_map(|entry| Some(entry.ok()?.path().join("release").join(target)));
    programs.into_iter().find(|program| program.is_file()).with_context(|| format!("{target} was not built."))
}

/// Waits for a target, passes on what it says of a finding, and reads its statistics.
fn follow(target: &str, mut child: std::process::Child) -> Result<Outcome> {
    let said = child.stderr.take().context("The fuzz target has no output.")?;
    let mut executions = 0;
    for line in BufReader::new(said).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        match line.strip_prefix("stat::number_of_executed_units:") {
            Some(number) => executions = number.trim().parse().unwrap_or(0),
            // Statistics, and the words it proposes for a dictionary.
            None if line.starts_with("stat::") || line.starts_with(['"', '#']) => {}
            None => println!("{target}: {line}"),
        }
    }
    let held = child.wait()?.success();
    if held && executions == 0 {
        bail!("{target} executed nothing.");
    }
    Ok(Outcome { target: target.to_owned(), executions, held })
}
