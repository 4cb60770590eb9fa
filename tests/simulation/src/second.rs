//! The second account that some scripts give to each browser, drawn apart: what a seed says of the first stays as it is.

use crate::Rng;
use crate::deed::{Deed, Item};
use crate::network::guest;
use crate::script::{SECOND, Script};
use impromptu::domain::Millis;

/// How many scripts in a hundred have a second account.
const SHARE: u32 = 34;
/// The ready accounts that may be the second. Never Ember, whose posts stay unanswered for ever.
const CANDIDATES: [u32; 5] = [0, 0, 6, 8, 10];

impl Script {
    /// Gives each browser a second account in some scripts, between which and the first the person goes to and fro.
    pub(crate) fn add_second(&mut self) {
        let mut rng = Rng::new(self.seed ^ 0x7710);
        if !rng.chance(SHARE) {
            return;
        }
        let first = guest(self.account).0;
        let others: Vec<u32> = CANDIDATES.into_iter().filter(|which| guest(*which).0 != first).collect();
        let count = u32::try_from(others.len()).unwrap_or(1);
        self.second = Some(others[rng.below(count) as usize]);
        for browser in 0..self.browsers {
            // Mostly at the beginning, so that there is something to switch between.
            let latest = if rng.chance(80) { 40 * SECOND } else { self.ends.max(40 * SECOND) };
            let at = rng.between(5 * SECOND, latest);
            self.push(Item { at, browser, deed: Deed::Add });
            if rng.chance(30) {
                // The first may be gone by then, because it never held anything when it was left.
                self.push(Item { at: rng.between(at, self.ends.max(at)), browser, deed: Deed::Add });
            }
            if rng.chance(85) {
                let at = at + rng.between(500, 4 * SECOND);
                self.push(Item { at, browser, deed: Deed::Connect });
            }
            for _ in 0..rng.below(6) {
                self.push(Item { at: rng.between(0, self.ends), browser, deed: Deed::Switch });
            }
            if rng.chance(12) {
                self.push(Item { at: rng.between(0, self.ends), browser, deed: Deed::SignOut });
            }
        }
        self.switch_amid(&mut rng);
    }

    /// Switches while something is being written, or is on its way.
    fn switch_amid(&mut self, rng: &mut Rng) {
        let amid = |deed: &Deed| {
            matches!(
                deed,
                Deed::Type { .. } | Deed::Post { .. } | Deed::Engage(..) | Deed::Discard(_) | Deed::Undo
            )
        };
        let items: Vec<(Millis, usize)> =
            self.items.iter().filter(|item| amid(&item.deed)).map(|item| (item.at, item.browser)).collect();
        for (at, browser) in items {
            if rng.chance(22) {
                let wait = match rng.below(4) {
                    // So little before that the surface is still painted for the other account.
                    0 => -rng.between(1, 20),
                    1 => rng.between(300, 25 * SECOND),
                    _ => rng.between(1, 300),
                };
                self.push(Item { at: at + wait, browser, deed: Deed::Switch });
            }
        }
    }
}
