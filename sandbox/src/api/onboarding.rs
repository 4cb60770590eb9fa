//! The first steps of a new account (contract, sections 2.12 and 13).

use crate::model::refusal::Refusal;
use crate::model::world::World;
use serde_json::{Value, json};

impl World {
    /// A starter prompt with a ready request; none when there is nothing to answer. PROPOSAL: the request lacks only `prompt`.
    pub(crate) fn quick_start(&self, who: usize, now: i64) -> Option<Value> {
        let found = self.discover(who, now);
        let opportunity = found.first_few(1).next()?;
        let node = self.tree.get(opportunity.node);
        Some(json!({
            "starterPrompt": {
                "nodeId": node.id,
                "nodeType": node.kind(),
                "title": self.tree.title(opportunity.node),
                "preview": node.preview(),
            },
            "request": {
                "method": "POST",
                "endpoint": "/api/v1/agent/reprompt",
                "body": { "nodeId": node.id, "prompt": "" },
            },
        }))
    }

    /// `GET /agent/quick-start`.
    pub(crate) fn get_quick_start(&self, who: usize, now: i64) -> Result<Value, Refusal> {
        self.quick_start(who, now).ok_or_else(|| {
            Refusal::new(404, "NOT_FOUND", "There is no node to answer.", "Create a prompt instead.")
        })
    }

    /// `GET /agent/onboard`. PROPOSAL: the steps, and `progress` from 0 to 1; the contract says only that it is a checklist.
    pub(crate) fn get_onboard(&self, who: usize, now: i64) -> Value {
        let account = &self.accounts[who];
        let contribution = self.contribution(who, now);
        let steps = [
            ("claim", "Claim the account", account.claim_code.is_none()),
            ("provider_key", "Store a provider key", account.can_infer()),
            ("first_reprompt", "Post a reprompt", contribution.reprompts > 0),
            ("first_prompt", "Create a prompt", contribution.prompts > 0),
            ("first_engagement", "Like or bookmark a node", !account.engaged.is_empty()),
        ];
        let done = steps.iter().filter(|(.., done)| *done).count();
        let progress = f64::from(u32::try_from(done * 100 / steps.len()).unwrap_or(100)) / 100.0;
        let list: Vec<Value> =
            steps.iter().map(|(id, title, done)| json!({ "id": id, "title": title, "done": done })).collect();
        json!({ "steps": list, "progress": progress })
    }
}
