//! Greetings of new accounts (contract, section 2.12, `party/opportunities`).

use crate::model::clock::{MINUTE, SECOND};
use crate::model::world::World;
use serde_json::{Value, json};

impl World {
    /// `GET /agent/party/opportunities`: what happened in the last minutes, and where to greet new accounts.
    pub(crate) fn get_party(&mut self, now: i64) -> Value {
        let within = |at: i64, time: i64| (0..time).contains(&(now - at));
        let quiet = !self.tree.all().any(|(_, node)| within(node.created_at, 5 * MINUTE));
        let arrivals = self.accounts.iter().filter(|account| within(account.created_at, 2 * MINUTE)).count();
        let may_greet = self.last_greeting.is_none_or(|at| !within(at, 30 * SECOND));
        let greet = arrivals > 0 && may_greet;
        if greet {
            self.last_greeting = Some(now);
        }
        let visible = |at: &&usize| {
            let node = self.tree.get(**at);
            !node.deleted && node.visibility == "public"
        };
        let anchor = self.tree.roots().iter().rev().find(visible).map(|at| self.tree.get(*at).id.as_str());
        json!({ "isQuiet": quiet, "recentArrivals": arrivals, "shouldGreet": greet, "anchorId": anchor })
    }
}
