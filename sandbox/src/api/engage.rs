//! Likes, dislikes, bookmarks, shares and views (contract, section 2.7).

use crate::api::field_aliases;
use crate::api::request_body::Body;
use crate::model::budget::multiplier;
use crate::model::clock::iso;
use crate::model::engagement::Engagement;
use crate::model::refusal::Refusal;
use crate::model::world::World;
use serde_json::{Value, json};

impl World {
    /// `POST /agent/engage`. The response is the union of the two described shapes.
    pub(crate) fn post_engagement(&mut self, who: usize, mut body: Body, now: i64) -> Result<Value, Refusal> {
        let mappings = field_aliases::correct(&mut body.0, field_aliases::ENGAGE);
        let id = body.need("nodeId", 1, 200)?;
        let at = self.visible_node(who, id).ok_or_else(|| Refusal::no_node(id))?;
        let name = body.need("type", 1, 40)?;
        let wanted = "must be LIKE, DISLIKE, BOOKMARK, SHARE or VIEW";
        let kind = Engagement::of(name).ok_or_else(|| Refusal::field("type", wanted))?;
        body.one_of("nodeType", &["prompt", "reprompt"])?;
        body.one_of("surfacedBy", &["vector", "graph", "structured"])?;
        let intensity = body.number_within("intensity", 0.0, 1.0)?.unwrap_or(1.0);
        let confidence = body.number_within("confidence", 0.0, 1.0)?.unwrap_or(1.0);
        let intent = body.flag("continuationIntent")?.unwrap_or(false);
        if self.accounts[who].engaged.contains(&(at, kind)) {
            // PROPOSAL: the status and the free refusal; the contract states the code.
            let message = "You have engaged with this node in this way before.";
            let hint = "The engagement exists and was not charged again. Do not repeat it.";
            return Err(Refusal::new(409, "DUPLICATE_ENGAGEMENT", message, hint));
        }
        let account = &mut self.accounts[who];
        let paid = account.budget.pay(kind.price(), account.tier, now)?;
        self.engage(who, at, kind, now);

        let balance = self.accounts[who].budget.balance;
        let node = self.tree.get(at);
        let mut response = json!({
            "success": true,
            "nodeId": node.id,
            "action": kind.name().to_lowercase(),
            "engagement": {
                "nodeId": node.id,
                "nodeType": node.kind(),
                "engagementType": kind.name().to_lowercase(),
                "intensity": intensity,
                "confidence": confidence,
                "continuationIntent": intent,
                "createdAt": iso(now),
            },
            "budget": { "balance": balance, "cost": paid.cost, "decayMultiplier": multiplier(paid.quarters) },
            "budgetSpent": paid.cost,
            "budgetRemaining": balance,
        });
        let engagement = self.fresh_id("eng");
        response["engagement"]["id"] = engagement.into();
        field_aliases::report(&mut response, mappings);
        Ok(response)
    }
}
