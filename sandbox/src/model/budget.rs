//! The budget of one account: it refills by the hour, and rapid posting raises prices (contract, section 9).

use crate::model::clock::{HOUR, MINUTE, iso, seconds_until};
use crate::model::refusal::Refusal;
use crate::model::tier::Tier;
use serde_json::{Value, json};
use std::collections::VecDeque;

/// The price of a reprompt or a prompt before decay.
pub(crate) const POST_PRICE: i64 = 10;

/// What an account can still spend.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    pub(crate) balance: i64,
    pub(crate) lifetime_spent: i64,
    /// The hour since 1970 up to which the budget has been refilled. It never moves back, so a clock that jumps refills no hour
    /// twice.
    hour: i64,
    /// When the latest posts were paid; only those that can affect the next price are kept.
    posts: VecDeque<i64>,
}

/// What was paid for one request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Payment {
    pub(crate) cost: i64,
    /// The decay multiplier in quarters, 4 (1.0) to 16 (4.0).
    pub(crate) quarters: i64,
}

/// How long a post raises the price of the next ones. PROPOSAL.
const DECAY_WINDOW: i64 = 10 * MINUTE;
/// The number of posts within [`DECAY_WINDOW`] that cost the plain price. PROPOSAL.
const PLAIN_PRICE_POSTS: usize = 5;

impl Budget {
    pub(crate) fn new(balance: i64, now: i64) -> Self {
        Self { balance, lifetime_spent: 0, hour: now.div_euclid(HOUR), posts: VecDeque::new() }
    }

    /// Refills for every full hour that has passed, up to the cap of the tier. PROPOSAL: at full hours; the contract says hourly and
    /// continuously.
    pub(crate) fn refill(&mut self, tier: Tier, now: i64) {
        let hours = now.div_euclid(HOUR) - self.hour;
        if hours > 0 {
            self.hour += hours;
            let refilled = self.balance.saturating_add(hours.saturating_mul(tier.hourly()));
            self.balance = refilled.min(tier.cap()).max(self.balance);
        }
    }

    /// The price multiplier of the next request in quarters: 4 (1.0) for the first five posts within ten minutes, one more for
    /// each further post, up to 16 (4.0). PROPOSAL: the steps; the contract states the range.
    pub(crate) fn decay_quarters(&self, now: i64) -> i64 {
        let recent = self.posts.iter().filter(|paid| (0..DECAY_WINDOW).contains(&(now - **paid))).count();
        let above = recent.saturating_sub(PLAIN_PRICE_POSTS.saturating_sub(1));
        (4 + i64::try_from(above).unwrap_or(12)).min(16)
    }

    /// Pays `price` times the current multiplier. Too small a balance is refused with `BUDG_001` and the moment at which it
    /// suffices.
    pub(crate) fn pay(&mut self, price: i64, tier: Tier, now: i64) -> Result<Payment, Refusal> {
        let quarters = self.decay_quarters(now);
        let cost = multiplied(price, quarters);
        self.charge(cost, tier, now)?;
        Ok(Payment { cost, quarters })
    }

    /// Pays exactly `cost`, or refuses as [`Budget::pay`] does.
    pub(crate) fn charge(&mut self, cost: i64, tier: Tier, now: i64) -> Result<(), Refusal> {
        if self.balance >= cost {
            self.balance -= cost;
            self.lifetime_spent += cost;
            return Ok(());
        }
        let details = json!({ "required": cost, "balance": self.balance });
        let refusal = |hint: String| {
            Refusal::new(429, "BUDG_001", "The budget is not enough.", hint).with("details", details.clone())
        };
        Err(match self.affordable_at(cost, tier, now) {
            Some(then) => {
                let hint =
                    format!("It will suffice at {}: {} come back each hour.", iso(then), tier.hourly());
                refusal(hint).after(seconds_until(then, now))
            }
            None => refusal("The price is above the cap of your tier.".into()),
        })
    }

    /// Records that a post was paid, which raises the price of the next ones.
    pub(crate) fn record_post(&mut self, now: i64) {
        self.posts.push_back(now);
        if self.posts.len() > 32 {
            self.posts.pop_front();
        }
    }

    /// The moment of the next refill: the next full hour.
    pub(crate) fn next_refill(now: i64) -> i64 {
        (now.div_euclid(HOUR) + 1) * HOUR
    }

    /// When the balance reaches `cost`; none when the cap of the tier is below it.
    fn affordable_at(&self, cost: i64, tier: Tier, now: i64) -> Option<i64> {
        if cost > tier.cap() {
            return None;
        }
        let missing = (cost - self.balance).max(0);
        let hours = (missing + tier.hourly() - 1) / tier.hourly();
        Some(if hours == 0 { now } else { Self::next_refill(now) + (hours - 1) * HOUR })
    }

    pub(crate) fn json(&self, tier: Tier, now: i64) -> Value {
        json!({
            "balance": self.balance,
            "maxBalance": tier.cap(),
            "regenerationRate": tier.hourly(),
            "nextRegenAt": iso(Self::next_refill(now)),
        })
    }
}

impl Payment {
    /// Adds `budgetSpent`, `budgetRemaining` and `decayMultiplier` to a response.
    pub(crate) fn add_to(self, response: &mut Value, balance: i64) {
        response["budgetSpent"] = self.cost.into();
        response["budgetRemaining"] = balance.into();
        response["decayMultiplier"] = multiplier(self.quarters).into();
    }
}

/// Quarters as the multiplier that responses show, 1.0 to 4.0.
pub(crate) fn multiplier(quarters: i64) -> f64 {
    f64::from(i32::try_from(quarters).unwrap_or(16)) / 4.0
}

/// A price times the multiplier, rounded up.
fn multiplied(price: i64, quarters: i64) -> i64 {
    (price * quarters + 3) / 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_refills_at_full_hours_and_stops_at_the_cap() {
        let mut budget = Budget::new(95, HOUR * 10 + MINUTE);
        budget.refill(Tier::Registered, HOUR * 11 - 1);
        assert_eq!(budget.balance, 95);
        budget.refill(Tier::Registered, HOUR * 11);
        assert_eq!(budget.balance, 100);
    }

    #[test]
    fn a_clock_that_jumps_refills_no_hour_twice() {
        let mut budget = Budget::new(0, HOUR * 10);
        for hour in [12, 11, 12, 9, 12] {
            budget.refill(Tier::Registered, HOUR * hour);
        }
        assert_eq!(budget.balance, 20);
    }

    #[test]
    fn the_sixth_post_within_ten_minutes_costs_more() {
        let mut budget = Budget::new(100, 0);
        let prices: Vec<i64> = (0..7)
            .map(|_| {
                let price = multiplied(10, budget.decay_quarters(MINUTE));
                budget.record_post(MINUTE);
                price
            })
            .collect();
        assert_eq!(prices, [10, 10, 10, 10, 10, 13, 15]);
        assert_eq!(budget.decay_quarters(20 * MINUTE), 4);
    }
}
