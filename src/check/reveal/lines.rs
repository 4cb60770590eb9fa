//! Places in a line, and what a reader sees around them.

use super::{Spot, ranges};

/// For each place of a line the nearest characters on either side that can be seen.
pub(super) struct Seen {
    before: Vec<Option<char>>,
    after: Vec<Option<char>>,
}

impl Seen {
    pub(super) fn new(line: &[Spot]) -> Self {
        let before = last_seen(line.iter());
        let mut after = last_seen(line.iter().rev());
        after.reverse();
        Self { before, after }
    }

    /// The nearest characters before and after a place. What is hidden is looked through.
    pub(super) fn around(&self, nth: usize) -> (Option<char>, Option<char>) {
        let at = |side: &[Option<char>]| side.get(nth).copied().flatten();
        (at(&self.before), at(&self.after))
    }
}

/// For each place the last character before it that can be seen, in the order of the iterator.
fn last_seen<'a>(line: impl Iterator<Item = &'a Spot>) -> Vec<Option<char>> {
    let mut last = None;
    let step = |spot: &Spot| {
        let before = last;
        if ranges::kind(spot.c).is_none() {
            last = Some(spot.c);
        }
        before
    };
    line.map(step).collect()
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
