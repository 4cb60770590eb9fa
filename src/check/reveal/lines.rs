//! Places in a line, and what a reader sees around them.

use super::character::Character;
use super::ranges;

/// For each place of a line the nearest characters on either side that can be seen.
pub(super) struct Seen {
    before: Vec<Option<char>>,
    after: Vec<Option<char>>,
}

impl Seen {
    pub(super) fn new(line: &[Character]) -> Self {
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
fn last_seen<'a>(line: impl Iterator<Item = &'a Character>) -> Vec<Option<char>> {
    let mut last = None;
    let step = |character: &Character| {
        let before = last;
        if ranges::kind(character.c).is_none() {
            last = Some(character.c);
        }
        before
    };
    line.map(step).collect()
}

/// How many characters of a line are such. Hidden characters and look-alikes do not count.
pub(super) fn count(line: &[Character], is: impl Fn(char) -> bool) -> usize {
    line.iter().filter(|character| character.code.is_none() && is(character.c)).count()
}

/// Leaves alone the characters at these places.
pub(super) fn leave(line: &mut [Character], places: &[usize]) {
    for nth in places {
        if let Some(character) = line.get_mut(*nth) {
            character.code = None;
        }
    }
}
