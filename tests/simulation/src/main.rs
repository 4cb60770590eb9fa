//! `cargo run -p simulation --release -- --seeds 1000000`

use simulation::{Plant, Script, fleet, play, shrink};
use std::process::ExitCode;

const HELP: &str = "\
Plays many days of many people with the extension, each from a seed, and checks after every step that nothing is lost,
nothing is sent twice, nothing is spent untold, and the badge is true.

Usage: cargo run -p simulation --release -- [OPTIONS]

Options:
  --seeds N      How many seeds to play; default 10000
  --from S       The first seed; default 0
  --seed S       Play this one seed and tell its story; a failing one is first made as short as it can be
  --alone        With --seed: without the second account that the script may give each browser
  --all          Go on after a failure
  --plant FAULT  Play with a fault planted in the edge, to see that it is caught:
                 save-after-send, resend-on-timeout, alarm-recreated-at-start, badge-from-cache, draft-cleared-on-submit,
                 silence-as-refusal, sending-forgotten-at-start, alarm-lost-in-sleep,
                 key-of-the-one-in-front, any-revision-removed, one-revision-for-all
  --help         This text
";

#[derive(Default)]
struct Wish {
    seeds: Option<u64>,
    from: u64,
    seed: Option<u64>,
    alone: bool,
    all: bool,
    plant: Option<Plant>,
}

fn read(mut args: impl Iterator<Item = String>) -> Result<Option<Wish>, String> {
    let mut wish = Wish::default();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value; see --help."));
        let number = |text: String| text.parse::<u64>().map_err(|_| format!("{text:?} is no whole number."));
        match arg.as_str() {
            "--help" => return Ok(None),
            "--alone" => wish.alone = true,
            "--all" => wish.all = true,
            "--seeds" => wish.seeds = Some(number(value()?)?),
            "--from" => wish.from = number(value()?)?,
            "--seed" => wish.seed = Some(number(value()?)?),
            "--plant" => {
                let name = value()?;
                wish.plant =
                    Some(Plant::parse(&name).ok_or(format!("There is no fault {name:?}; see --help."))?);
            }
            other => return Err(format!("{other} is no option; see --help.")),
        }
    }
    Ok(Some(wish))
}

/// Tells a seed's story; a failing one as short as it can be.
fn tell(seed: u64, plant: Option<Plant>, alone: bool) -> bool {
    let mut script = if alone { Script::alone(seed) } else { Script::draw(seed) };
    let failure = play(&script, plant, false).failure;
    if let Some(failure) = &failure {
        let all = script.items.len();
        script = shrink(&script, plant, failure.rule);
        println!("seed {seed} fails; {} of its {all} items are enough:", script.items.len());
    }
    for line in play(&script, plant, true).story {
        println!("{line}");
    }
    failure.is_none()
}

fn main() -> ExitCode {
    let wish = match read(std::env::args().skip(1)) {
        Ok(Some(wish)) => wish,
        Ok(None) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::FAILURE;
        }
    };
    if let Some(seed) = wish.seed {
        return if tell(seed, wish.plant, wish.alone) { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let begun = std::time::Instant::now();
    let (tally, found) = fleet(wish.from, wish.seeds.unwrap_or(10_000), wish.plant, !wish.all);
    println!("{tally}");
    println!("{:.1} s", begun.elapsed().as_secs_f64());
    for found in &found {
        println!("seed {}: {}", found.seed, found.failure);
    }
    let Some(first) = found.first() else {
        println!("nothing was broken");
        return ExitCode::SUCCESS;
    };
    tell(first.seed, wish.plant, false);
    ExitCode::FAILURE
}
