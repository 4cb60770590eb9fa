use crate::failure::{Failure, Rule};
use crate::run::{Outcome, play};
use crate::{Plant, Script, Tally};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// A seed that failed, and why.
#[derive(Clone, Debug)]
pub struct StoredData {
    /// The seed.
    pub seed: u64,
    /// What was broken.
    pub failure: Failure,
}

/// Plays one seed; a panic of the core is a broken rule like any other.
pub fn one(seed: u64, plant: Option<Plant>) -> Outcome {
    let played = catch_unwind(AssertUnwindSafe(|| play(&Script::draw(seed), plant, false)));
    played.unwrap_or_else(|cause| {
        let text = cause.downcast_ref::<String>().cloned();
        let text = text.or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        let what = text.unwrap_or_else(|| "a panic without content".to_owned());
        let failure = Some(Failure::new(Rule::NoPanic, what));
        Outcome { failure, tally: Tally::default(), story: Vec::new() }
    })
}

/// Plays many seeds on all cores, until one fails when `stop` says so. Returns what was done and the failures, lowest seed first.
pub fn fleet(from: u64, count: u64, plant: Option<Plant>, stop: bool) -> (Tally, Vec<StoredData>) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicU64::new(from);
    let halt = AtomicBool::new(false);
    let sum = Mutex::new((Tally::default(), Vec::<StoredData>::new()));
    let work = || {
        let mut tally = Tally::default();
        while !halt.load(Ordering::Relaxed) {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= from + count {
                break;
            }
            let outcome = one(seed, plant);
            tally.add(&outcome.tally);
            tally.seeds += 1;
            if let Some(failure) = outcome.failure {
                halt.store(stop, Ordering::Relaxed);
                sum.lock().unwrap_or_else(PoisonError::into_inner).1.push(StoredData { seed, failure });
            }
        }
        sum.lock().unwrap_or_else(PoisonError::into_inner).0.add(&tally);
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let (tally, mut found) = sum.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort_by_key(|found| found.seed);
    (tally, found)
}
