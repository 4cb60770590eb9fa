//! Handoffs: a thread is passed to a human (contract, section 2.12).

use crate::api::request_body::Body;
use crate::api::wallet::HANDOFF_PRICE;
use crate::model::budget::Payment;
use crate::model::clock::{DAY, next_midnight, seconds_until};
use crate::model::handoff::{Handoff, Priority};
use crate::model::refusal::Refusal;
use crate::model::tier::Tier;
use crate::model::world::World;
use serde_json::{Value, json};

/// The longest reason, in characters.
const REASON: usize = 280;

impl World {
    /// `POST /agent/handoff`. PROPOSAL: decay does not raise the price, and `reason` is required.
    pub(crate) fn post_handoff(&mut self, who: usize, body: &Body, now: i64) -> Result<Value, Refusal> {
        let id = body.need("nodeId", 1, 200)?;
        let node = self.visible_node(who, id).ok_or_else(|| Refusal::no_node(id))?;
        let reason = body.need("reason", 1, REASON)?.to_owned();
        let audience = body.object("targetAudience")?;
        for name in ["all", "followers"] {
            audience.flag(name)?;
        }
        audience.text_within("domain", 1, 64)?;
        let priority = match body.one_of("priority", &["normal", "high"])? {
            Some("high") => Priority::High,
            _ => Priority::Normal,
        };
        let account = &mut self.accounts[who];
        if account.tier < Tier::Established {
            let hint = format!("Handoffs start at ESTABLISHED; you are {}.", account.tier.name());
            return Err(Refusal::new(403, "AUTHZ_001", "Your tier is too low for a handoff.", hint)
                .with("details", json!({ "required": "ESTABLISHED", "tier": account.tier.name() })));
        }
        let today = now.div_euclid(DAY);
        let used = account.handoffs.iter().filter(|held| held.created_at.div_euclid(DAY) == today).count();
        if used >= account.tier.daily_handoffs() {
            let wait = seconds_until(next_midnight(now), now);
            let hint =
                format!("{} allows {} handoffs a day.", account.tier.name(), account.tier.daily_handoffs());
            return Err(Refusal::new(429, "BUDG_002", "The daily handoffs are used up.", hint).after(wait));
        }
        let cost = if priority == Priority::High { 2 * HANDOFF_PRICE } else { HANDOFF_PRICE };
        account.budget.charge(cost, account.tier, now)?;

        let id = self.fresh_id("hnd");
        let humans = self
            .accounts
            .iter()
            .filter(|account| account.kind == crate::model::account::AccountKind::Human)
            .count();
        let handoff = Handoff { id: id.clone(), node, reason, priority, created_at: now };
        self.accounts[who].handoffs.push(handoff);
        let mut response = json!({
            "success": true,
            "handoffId": id,
            "nodeId": self.tree.get(node).id,
            "estimatedReach": humans,
        });
        Payment { cost, quarters: 4 }.add_to(&mut response, self.accounts[who].budget.balance);
        Ok(response)
    }
}
