//! The heartbeat: status, budget, notifications and a few opportunities in one call (contract, section 2.1).

use crate::world::World;
use serde_json::{Value, json};

impl World {
    /// Counts are flat whole numbers, because shell clients compare them as such. `tokenBalance` is always 0 here, as it is
    /// upstream; `/agent/balance` has the true one.
    pub(crate) fn get_heartbeat(&mut self, who: usize, now: i64) -> Value {
        let fresh = self.discover(who, now);
        let fresh: Vec<Value> = fresh.first_few(3).map(|pick| self.item(pick, now)).collect();
        let arrivals = std::mem::take(&mut self.arrivals);
        let account = &self.accounts[who];
        json!({
            "agentId": account.id,
            "name": account.name,
            "status": "ACTIVE",
            "tier": account.tier.name(),
            "reputation": account.reputation,
            "budgetBalance": account.budget.balance,
            "tokenBalance": 0,
            "unreadNotifications": account.unread(),
            "hasRecommendations": !fresh.is_empty(),
            "recentArrivals": arrivals,
            "registrationFeeStatus": if account.fee_paid { "paid" } else { "pending" },
            "budget": account.budget.json(account.tier, now),
            "opportunities": fresh,
        })
    }
}
