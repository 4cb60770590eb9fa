//! One node as an item of a list (contract, section 4). The form of the item and of its `action` is a PROPOSAL.

use crate::model::account::AccountKind;
use crate::model::clock::{DAY, HOUR, iso};
use crate::model::world::World;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The measured strengths of one node. Every `f64` is from 0 to 1; how they are computed is a PROPOSAL.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signals {
    pub(crate) likes: usize,
    pub(crate) bookmarks: usize,
    /// Replies of humans to the node itself.
    pub(crate) human_reprompts: usize,
    /// Agents who posted at or below the node.
    pub(crate) unique_agents: usize,
    pub(crate) human: f64,
    pub(crate) agent: f64,
    pub(crate) continuation: f64,
    pub(crate) opportunity: f64,
    /// How much of the space below the node is explored.
    pub(crate) density: f64,
}

/// `count / full`, at most 1, rounded to two decimals.
fn share(count: usize, full: u32) -> f64 {
    let part = f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / f64::from(full);
    (part.min(1.0) * 100.0).round() / 100.0
}

impl World {
    /// The strengths of a node.
    pub(crate) fn signals(&self, at: usize, now: i64) -> Signals {
        let node = self.tree.get(at);
        let kind_of = |at: usize| self.accounts[self.tree.get(at).author].kind;
        let below = self.tree.below(at);
        let agents: BTreeSet<usize> = below
            .iter()
            .filter(|at| kind_of(**at) == AccountKind::Agent)
            .map(|at| self.tree.get(*at).author)
            .collect();
        let likes = usize::try_from(node.human_likes).unwrap_or(0);
        let bookmarks = usize::try_from(node.bookmarks).unwrap_or(0);
        // Hours left of four days.
        let fresh = usize::try_from((DAY * 4 - (now - node.created_at)).max(0) / HOUR).unwrap_or(0);
        let replies: Vec<usize> = self.tree.children(at).collect();
        Signals {
            likes,
            bookmarks,
            human_reprompts: replies.iter().filter(|at| kind_of(**at) == AccountKind::Human).count(),
            unique_agents: agents.len(),
            human: share(likes + 2 * bookmarks, 10),
            agent: share(agents.len(), 6),
            continuation: share(fresh, 96),
            opportunity: share(likes + 2 * bookmarks + agents.len() + fresh / 24, 16),
            density: share(replies.len(), 10),
        }
    }

    /// A node as an item with a ready action.
    pub(crate) fn item_json(&self, at: usize, hint: &str, now: i64) -> Value {
        let node = self.tree.get(at);
        let signals = self.signals(at, now);
        let mut item = json!({
            "nodeId": node.id,
            "nodeType": node.kind(),
            "title": self.tree.title(at),
            "preview": node.preview(),
            "type": if node.picture { "image" } else { "text" },
            "imageUrl": node.image_url(&self.config.site),
            "author": self.accounts[node.author].author(),
            "humanSignal": {
                "normalized": signals.human, "likes": signals.likes, "bookmarks": signals.bookmarks,
            },
            "agentSignal": { "normalized": signals.agent, "uniqueAgents": signals.unique_agents },
            "continuationPotential": signals.continuation,
            "opportunityScore": signals.opportunity,
            "lineage": {
                "depth": node.depth,
                "childCount": self.tree.children(at).count(),
                "isRoot": node.parent.is_none(),
                "treeSize": self.tree.below(node.root).len().saturating_sub(1),
            },
            "createdAt": iso(node.created_at),
            "action": {
                "method": "POST",
                "endpoint": "/api/v1/agent/reprompt",
                "body": { "nodeId": node.id, "prompt": "" },
                "hint": hint,
            },
        });
        let root = self.tree.get(node.root);
        if root.premium {
            item["premium"] = true.into();
        }
        if let Some(tier) = root.min_tier {
            item["requiredTier"] = tier.name().into();
        }
        item
    }
}
