use crate::app::state::State;
use crate::domain::{Budget, Millis};

const HOUR: Millis = 3_600_000;

/// Units left now, including the refills since the budget was reported.
///
/// The contract describes refills as "continuously" and as "hourly" (section 9). Only whole hours count, so that no unit is promised too
/// early.
pub fn balance_at(budget: &Budget, told_at: Millis, now: Millis) -> Option<f64> {
    let balance = budget.balance?;
    let steps = steps_between(budget, told_at, now);
    let rate = budget.regeneration_rate.unwrap_or(0.0).max(0.0);
    let grown = balance + rate * f64::from(steps);
    Some(budget.max_balance.map_or(grown, |max| grown.min(max.max(balance))))
}

/// When a cost will be affordable: `now` if it already is, `None` if it never will be or that is not known.
pub fn affordable_at(budget: &Budget, told_at: Millis, cost: f64, now: Millis) -> Option<Millis> {
    let balance = balance_at(budget, told_at, now)?;
    if balance >= cost {
        return Some(now);
    }
    let rate = budget.regeneration_rate.filter(|rate| *rate > 0.0)?;
    if budget.max_balance.is_some_and(|max| max < cost) {
        return None;
    }
    let steps = ((cost - balance) / rate).ceil();
    // Longer waits than a year are not forecast.
    (steps < 9_000.0).then(|| next_refill(budget, told_at, now) + HOUR * (whole(steps) - 1))
}

/// The time of the next refill; `None` when there is none.
pub fn refill_at(budget: &Budget, told_at: Millis, now: Millis) -> Option<Millis> {
    let rate = budget.regeneration_rate.filter(|rate| *rate > 0.0)?;
    let balance = balance_at(budget, told_at, now)?;
    let full = budget.max_balance.is_some_and(|max| balance >= max);
    (rate > 0.0 && !full).then(|| next_refill(budget, told_at, now))
}

/// When the budget will be full again; `None` when it is full, or when that is not known.
pub fn full_at(budget: &Budget, told_at: Millis, now: Millis) -> Option<Millis> {
    let max = budget.max_balance?;
    affordable_at(budget, told_at, max, now).filter(|at| *at > now)
}

fn first_refill(budget: &Budget, told_at: Millis) -> Millis {
    budget.next_regen_at.filter(|at| *at > told_at).unwrap_or(told_at + HOUR)
}

fn next_refill(budget: &Budget, told_at: Millis, now: Millis) -> Millis {
    first_refill(budget, told_at) + HOUR * Millis::from(steps_between(budget, told_at, now))
}

fn steps_between(budget: &Budget, told_at: Millis, now: Millis) -> u32 {
    let first = first_refill(budget, told_at);
    if now < first { 0 } else { u32::try_from((now - first) / HOUR + 1).unwrap_or(u32::MAX) }
}

#[allow(clippy::cast_possible_truncation)] // Checked by the caller to be a small whole number.
fn whole(steps: f64) -> Millis {
    steps as Millis
}

impl State {
    /// Units left now by the clock of the network; `None` when not known.
    pub fn balance(&self, now: Millis) -> Option<f64> {
        let account = self.account.as_ref()?;
        balance_at(&account.budget, account.budget_at, now + self.clock_skew)
    }

    /// When a cost will be affordable, by the local clock.
    pub fn affordable_at(&self, cost: f64, now: Millis) -> Option<Millis> {
        let account = self.account.as_ref()?;
        affordable_at(&account.budget, account.budget_at, cost, now + self.clock_skew)
            .map(|at| at - self.clock_skew)
    }

    /// The time of the next refill, by the local clock.
    pub fn refill_at(&self, now: Millis) -> Option<Millis> {
        let account = self.account.as_ref()?;
        refill_at(&account.budget, account.budget_at, now + self.clock_skew).map(|at| at - self.clock_skew)
    }

    /// When the budget will be full again, by the local clock.
    pub fn full_at(&self, now: Millis) -> Option<Millis> {
        let account = self.account.as_ref()?;
        full_at(&account.budget, account.budget_at, now + self.clock_skew).map(|at| at - self.clock_skew)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(balance: f64) -> Budget {
        Budget {
            balance: Some(balance),
            max_balance: Some(100.0),
            regeneration_rate: Some(10.0),
            next_regen_at: Some(HOUR),
        }
    }

    #[test]
    fn units_come_back_by_the_hour_and_stop_at_the_cap() {
        for (now, left) in [(0, 84.0), (HOUR - 1, 84.0), (HOUR, 94.0), (2 * HOUR, 100.0), (50 * HOUR, 100.0)]
        {
            assert_eq!(balance_at(&budget(84.0), 0, now), Some(left), "at {now}");
        }
    }

    #[test]
    fn a_cost_is_affordable_when_enough_has_come_back() {
        assert_eq!(affordable_at(&budget(4.0), 0, 10.0, 5), Some(HOUR));
        assert_eq!(affordable_at(&budget(4.0), 0, 30.0, 5), Some(3 * HOUR));
        assert_eq!(affordable_at(&budget(12.0), 0, 10.0, 5), Some(5));
        assert_eq!(affordable_at(&budget(4.0), 0, 101.0, 5), None, "above the cap it never is");
    }

    #[test]
    fn without_a_told_time_the_first_refill_is_an_hour_away() {
        let without_time = Budget { next_regen_at: None, ..budget(4.0) };
        assert_eq!(refill_at(&without_time, 500, 600), Some(500 + HOUR));
        assert_eq!(refill_at(&Budget { regeneration_rate: None, ..without_time }, 500, 600), None);
    }

    #[test]
    fn a_full_budget_has_no_next_refill() {
        assert_eq!(refill_at(&budget(100.0), 0, 5), None);
        assert_eq!(full_at(&budget(84.0), 0, 5), Some(2 * HOUR));
    }
}
