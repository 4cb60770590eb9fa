//! The budget of one account: it refills by the hour, and quick spending makes it dearer (contract, section 9).

use crate::clock::{HOUR, MINUTE, iso};
use crate::tier::Tier;
use serde_json::{Value, json};
use std::collections::VecDeque;

/// What an account may still spend.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    pub(crate) balance: i64,
    pub(crate) lifetime_spent: i64,
    /// The hour, counted from 1970, up to which it has been refilled. Never moves back, so a clock that jumps pays nothing twice.
    hour: i64,
    /// When the latest posts were paid; as many as matter to the price of the next.
    posts: VecDeque<i64>,
}

/// How long a post keeps the next one dearer.
const MEMORY: i64 = 10 * MINUTE;
/// Posts within [`MEMORY`] that cost the plain price.
const FREE_OF_DECAY: usize = 5;

impl Budget {
    pub(crate) fn new(balance: i64, now: i64) -> Self {
        Self { balance, lifetime_spent: 0, hour: now.div_euclid(HOUR), posts: VecDeque::new() }
    }

    /// Refills at every full hour that has passed, up to the tier's cap.
    pub(crate) fn settle(&mut self, tier: Tier, now: i64) {
        let hours = now.div_euclid(HOUR) - self.hour;
        if hours > 0 {
            self.hour += hours;
            let refilled = self.balance.saturating_add(hours.saturating_mul(tier.hourly()));
            self.balance = refilled.min(tier.cap()).max(self.balance);
        }
    }

    /// What the next post costs as a multiple of its price, in quarters: 4 (1.0) for the first five within ten minutes, one
    /// more for each that follows, up to 16 (4.0).
    pub(crate) fn decay_quarters(&self, now: i64) -> i64 {
        let recent = self.posts.iter().filter(|paid| (0..MEMORY).contains(&(now - **paid))).count();
        let above = recent.saturating_sub(FREE_OF_DECAY.saturating_sub(1));
        (4 + i64::try_from(above).unwrap_or(12)).min(16)
    }

    pub(crate) fn spend(&mut self, cost: i64) {
        self.balance -= cost;
        self.lifetime_spent += cost;
    }

    /// Remembers that a post was paid, for the price of the next.
    pub(crate) fn remember_post(&mut self, now: i64) {
        self.posts.push_back(now);
        if self.posts.len() > 32 {
            self.posts.pop_front();
        }
    }

    /// When the next refill comes: the next full hour.
    pub(crate) fn next_regen(now: i64) -> i64 {
        (now.div_euclid(HOUR) + 1) * HOUR
    }

    /// When the balance will reach `cost`, if the tier's cap allows it at all.
    pub(crate) fn affordable_at(&self, cost: i64, tier: Tier, now: i64) -> Option<i64> {
        if cost > tier.cap() {
            return None;
        }
        let missing = (cost - self.balance).max(0);
        let hours = (missing + tier.hourly() - 1) / tier.hourly();
        Some(if hours == 0 { now } else { Self::next_regen(now) + (hours - 1) * HOUR })
    }

    pub(crate) fn json(&self, tier: Tier, now: i64) -> Value {
        json!({
            "balance": self.balance,
            "maxBalance": tier.cap(),
            "regenerationRate": tier.hourly(),
            "nextRegenAt": iso(Self::next_regen(now)),
        })
    }
}

/// Quarters as the multiplier that responses show, 1.0 to 4.0.
pub(crate) fn multiplier(quarters: i64) -> f64 {
    f64::from(i32::try_from(quarters).unwrap_or(16)) / 4.0
}

/// A price times the multiplier, rounded up.
pub(crate) fn dearer(price: i64, quarters: i64) -> i64 {
    (price * quarters + 3) / 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_refills_at_full_hours_and_stops_at_the_cap() {
        let mut budget = Budget::new(95, HOUR * 10 + MINUTE);
        budget.settle(Tier::Registered, HOUR * 11 - 1);
        assert_eq!(budget.balance, 95);
        budget.settle(Tier::Registered, HOUR * 11);
        assert_eq!(budget.balance, 100);
    }

    #[test]
    fn a_clock_that_goes_back_and_forth_pays_nothing_twice() {
        let mut budget = Budget::new(0, HOUR * 10);
        for hour in [12, 11, 12, 9, 12] {
            budget.settle(Tier::Registered, HOUR * hour);
        }
        assert_eq!(budget.balance, 20);
    }

    #[test]
    fn the_sixth_post_within_ten_minutes_is_dearer() {
        let mut budget = Budget::new(100, 0);
        let prices: Vec<i64> = (0..7)
            .map(|_| {
                let price = dearer(10, budget.decay_quarters(MINUTE));
                budget.remember_post(MINUTE);
                price
            })
            .collect();
        assert_eq!(prices, [10, 10, 10, 10, 10, 13, 15]);
        assert_eq!(budget.decay_quarters(20 * MINUTE), 4);
    }
}
