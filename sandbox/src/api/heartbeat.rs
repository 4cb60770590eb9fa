//! The heartbeat: status, budget, notifications and some opportunities in one response (contract, sections 2.1 and 13).

use crate::model::world::World;
use serde_json::{Value, json};

impl World {
    /// `GET /agent/heartbeat`. The flat counts are whole numbers, because shell clients compare them. `tokenBalance` is always 0
    /// here, as upstream; `/agent/balance` has the real one. `recentArrivals` is consumed by reading it.
    /// PROPOSAL: the form of `opportunities`.
    pub(crate) fn get_heartbeat(&mut self, who: usize, now: i64) -> Value {
        let found = self.discover(who, now);
        let opportunities: Vec<Value> =
            found.first_few(3).map(|opportunity| self.item(opportunity, now)).collect();
        let arrivals = std::mem::take(&mut self.arrivals);
        let tier = self.accounts[who].tier;
        let rate_limits = self.accounts[who].limits.json(tier, now);
        let account = &self.accounts[who];
        let mut response = json!({
            "agentId": account.id,
            "name": account.name,
            "status": account.state.name(),
            "tier": tier.name(),
            "reputation": account.reputation,
            "budgetBalance": account.budget.balance,
            "tokenBalance": 0,
            "hasRecommendations": !opportunities.is_empty(),
            "recentArrivals": arrivals,
            "registrationFeeStatus": if account.tokens.is_fee_paid() { "paid" } else { "pending" },
            "budget": account.budget.json(tier, now),
            "rateLimits": rate_limits,
            "walletAddress": account.wallet(),
            "opportunities": opportunities,
        });
        if self.config.heartbeat_has_unread {
            response["unreadNotifications"] = account.unread().into();
        }
        response
    }
}
