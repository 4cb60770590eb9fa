//! How much of this machine a puzzle takes, and whether that can end in time.

use crate::app::state::{ActiveChallenge, Measure};
use crate::domain::Millis;
use crate::puzzle::remaining_tries;

/// Whether a puzzle can be solved before it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feasibility {
    /// With room for bad luck.
    Fits,
    /// On the average, and not for certain.
    Tight,
    /// Not even on the average.
    Late,
}

/// How a puzzle would go.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// Workers that the cores and the memory allow.
    pub workers: u32,
    /// Tries that are left on the average.
    pub tries: f64,
    /// Milliseconds that they take on the average.
    pub ms: f64,
    /// Whether that can end in time.
    pub outlook: Feasibility,
}

/// Memory in GiB where the browser does not tell: what the smallest machine of today has.
const SMALL_MACHINE: f64 = 4.0;

/// Share of the memory that a puzzle may take.
const SHARE: f64 = 0.25;

/// MiB that a worker takes beside the puzzle's own memory.
const WORKER: f64 = 16.0;

/// Most workers, however many cores there are: beyond this the memory's own speed is what limits.
const MOST_WORKERS: u32 = 16;

/// The last of ten rounds may take its time. By half as long again nineteen puzzles of twenty are solved.
const BAD_LUCK: f64 = 1.5;

/// One worker a core, as far as a quarter of the memory reaches; one at least.
pub fn max_workers(cores: u32, memory_gib: Option<f64>, puzzle_kib: u32) -> u32 {
    let room = memory_gib.unwrap_or(SMALL_MACHINE).max(0.5) * 1024.0 * SHARE;
    let each = f64::from(puzzle_kib) / 1024.0 + WORKER;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    // A few dozen at most: what is larger saturates.
    let fit = (room / each).floor() as u32;
    cores.min(fit).clamp(1, MOST_WORKERS)
}

/// What is to be expected of a puzzle on this machine.
pub fn estimate(held: &ActiveChallenge, measure: &Measure, clock_skew: Millis, now: Millis) -> Estimate {
    let workers = max_workers(measure.cores, measure.memory, held.challenge.params.memory);
    let tries = remaining_tries(&held.challenge, |round| held.nonces.get(round).is_some_and(Option::is_some));
    let ms = tries * measure.ms.max(0.01) / f64::from(workers);
    #[allow(clippy::cast_precision_loss)] // Minutes, in milliseconds.
    let left = (held.ends_at(clock_skew) - now) as f64;
    let outlook = if ms * BAD_LUCK <= left {
        Feasibility::Fits
    } else if ms <= left {
        Feasibility::Tight
    } else {
        Feasibility::Late
    };
    Estimate { workers, tries, ms, outlook }
}
