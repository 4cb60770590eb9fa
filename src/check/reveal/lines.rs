//! Places in a line, and what a reader sees around them.

use super::{Spot, ranges};

/// The characters of a line that can be seen, on either side of a place. What is hidden is looked through.
pub(super) fn seen_around(line: &[Spot], nth: usize) -> (Option<char>, Option<char>) {
    let (before, after) = line.split_at(nth.min(line.len()));
    let seen = |spot: &&Spot| ranges::kind(spot.c).is_none();
    let after = after.iter().skip(1).find(seen);
    (before.iter().rev().find(seen).map(|spot| spot.c), after.map(|spot| spot.c))
}

/// How many characters of a line are such. Letters in disguise do not count: they vouch for nothing.
pub(super) fn count(line: &[Spot], is: impl Fn(char) -> bool) -> usize {
    line.iter().filter(|spot| spot.trick.is_none() && is(spot.c)).count()
}

/// Leaves alone the characters at these places.
pub(super) fn leave(line: &mut [Spot], places: &[usize]) {
    for nth in places {
        if let Some(spot) = line.get_mut(*nth) {
            spot.trick = None;
        }
    }
}
