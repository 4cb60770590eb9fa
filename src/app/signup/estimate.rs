//! The number of workers for a puzzle, and whether it can be solved in time.

use crate::app::state::{ActiveChallenge, Measure};
use crate::domain::Millis;
use crate::puzzle::remaining_tries;

/// Whether a puzzle can be solved before it expires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feasibility {
    /// Very likely.
    Fits,
    /// On average, but not certainly.
    Tight,
    /// Not even on average.
    Late,
}

/// The estimate for a puzzle.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The number of workers that the cores and the memory allow.
    pub workers: u32,
    /// The expected number of remaining tries.
    pub tries: f64,
    /// The expected time in milliseconds.
    pub ms: f64,
    /// Whether the puzzle can be solved in time.
    pub outlook: Feasibility,
}

/// The assumed memory in GiB where the browser does not report it: that of the smallest current machines.
const SMALL_MACHINE: f64 = 4.0;

/// The share of the memory that a puzzle may use.
const SHARE: f64 = 0.25;

/// The memory of a worker in MiB, without that of the puzzle.
const WORKER: f64 = 16.0;

/// The maximum number of workers. Beyond it the memory bandwidth is the limit.
const MOST_WORKERS: u32 = 16;

/// The factor over the expected time within which 19 of 20 puzzles are solved.
const P95_FACTOR: f64 = 1.5;

/// The number of workers: one per core, as far as a quarter of the memory is enough, and at least one.
pub fn max_workers(cores: u32, memory_gib: Option<f64>, puzzle_kib: u32) -> u32 {
    let room = memory_gib.unwrap_or(SMALL_MACHINE).max(0.5) * 1024.0 * SHARE;
    let each = f64::from(puzzle_kib) / 1024.0 + WORKER;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    // A few dozen at most: what is larger saturates.
    let fit = (room / each).floor() as u32;
    cores.min(fit).clamp(1, MOST_WORKERS)
}

/// The estimate for a puzzle on this machine.
pub fn estimate(puzzle: &ActiveChallenge, measure: &Measure, clock_skew: Millis, now: Millis) -> Estimate {
    let workers = max_workers(measure.cores, measure.memory, puzzle.challenge.params.memory);
    let tries =
        remaining_tries(&puzzle.challenge, |round| puzzle.nonces.get(round).is_some_and(Option::is_some));
    let ms = tries * measure.ms.max(0.01) / f64::from(workers);
    #[allow(clippy::cast_precision_loss)] // Minutes, in milliseconds.
    let left = (puzzle.ends_at(clock_skew) - now) as f64;
    let outlook = if ms * P95_FACTOR <= left {
        Feasibility::Fits
    } else if ms <= left {
        Feasibility::Tight
    } else {
        Feasibility::Late
    };
    Estimate { workers, tries, ms, outlook }
}
