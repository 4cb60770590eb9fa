//! Inspects a world outside the API, for tests and simulations.

use crate::model::account_state::AccountState;
use crate::model::clock::iso;
use crate::model::handoff::Priority;
use crate::model::node::{Node, Post};
use crate::model::notification::Notification;
use crate::model::world::{ImageRequest, Seen, World};
use serde_json::{Value, json};

impl World {
    /// The clock of the world at the outside moment `now_ms`.
    pub fn time(&self, now_ms: i64) -> i64 {
        now_ms + self.offset
    }

    /// The posts whose message (for prompts: system prompt) is exactly `text`, deleted ones included, oldest first.
    pub fn posts_with_text(&self, text: &str) -> Vec<Post> {
        self.posts().into_iter().filter(|post| post.text == text).collect()
    }

    /// All posts of an account, by its id or name, oldest first.
    pub fn posts_by(&self, account: &str) -> Vec<Post> {
        let id = self.account(account).map(|who| self.accounts[who].id.clone());
        self.posts().into_iter().filter(|post| Some(&post.author_id) == id.as_ref()).collect()
    }

    /// All posts. Those made after the start of the world are sorted by age, oldest first.
    pub fn posts(&self) -> Vec<Post> {
        let post = |(_, node): (usize, &Node)| Post {
            node_id: node.id.clone(),
            parent_node_id: node.parent.map(|above| self.tree.get(above).id.clone()),
            author_id: self.accounts[node.author].id.clone(),
            text: node.prompt_text.as_ref().map_or_else(|| node.prompt.clone(), |text| text.system.clone()),
            answer: node.answer.clone(),
            status: node.status,
            created_at: node.created_at,
            deleted: node.deleted,
            visibility: node.visibility,
            temperature_milli: node.temperature_milli,
        };
        self.tree.all().map(post).collect()
    }

    /// The budget of an account, by its id or name, at `now_ms`; none when there is no such account.
    pub fn balance_of(&self, account: &str, now_ms: i64) -> Option<i64> {
        self.account(account).map(|who| {
            let account = &self.accounts[who];
            let mut budget = account.budget.clone();
            if self.config.refills {
                budget.refill(account.tier, now_ms + self.offset);
            }
            budget.balance
        })
    }

    /// All that an account, by its id or name, has ever spent; none when there is no such account.
    pub fn spent_by(&self, account: &str) -> Option<i64> {
        self.account(account).map(|who| self.accounts[who].budget.lifetime_spent)
    }

    /// The notifications of an account, by its id or name, oldest first.
    pub fn notifications_of(&self, account: &str) -> Vec<Notification> {
        self.account(account).map(|who| self.accounts[who].notifications.clone()).unwrap_or_default()
    }

    /// The nodes that an account, by its id or name, has engaged with, with the kind, such as `("rep_1", "LIKE")`.
    pub fn engagements_of(&self, account: &str) -> Vec<(String, &'static str)> {
        let held = self.account(account).map(|who| self.accounts[who].engaged.clone()).unwrap_or_default();
        held.into_iter().map(|(node, kind)| (self.tree.get(node).id.clone(), kind.name())).collect()
    }

    /// The latest requests for pictures, at most 500, oldest first.
    pub fn image_requests(&self) -> impl Iterator<Item = &ImageRequest> {
        self.image_requests.iter()
    }

    /// The latest API requests, at most 500, oldest first.
    pub fn seen(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter()
    }

    /// The handoffs of an account, by its id or name, oldest first: handoff id, node id, reason, and whether its priority is high.
    pub fn handoffs_of(&self, account: &str) -> Vec<(String, String, String, bool)> {
        let held = self.account(account).map(|who| self.accounts[who].handoffs.clone()).unwrap_or_default();
        held.into_iter()
            .map(|handoff| {
                let node = self.tree.get(handoff.node).id.clone();
                (handoff.id, node, handoff.reason, handoff.priority == Priority::High)
            })
            .collect()
    }

    /// The state of an account, by its id or name; none when there is no such account.
    pub fn state_of(&self, account: &str) -> Option<AccountState> {
        self.account(account).map(|who| self.accounts[who].state)
    }

    /// A summary: the clock, the waiting faults, the accounts.
    pub fn state(&self, now_ms: i64) -> Value {
        let now = now_ms + self.offset;
        let accounts: Vec<Value> = self
            .accounts
            .iter()
            .map(|account| {
                json!({
                    "id": account.id,
                    "name": account.name,
                    "tier": account.tier,
                    "state": account.state,
                    "claimCode": account.claim_code,
                    "balance": self.balance_of(&account.id, now_ms),
                    "lifetimeSpent": account.budget.lifetime_spent,
                    "unread": account.unread(),
                })
            })
            .collect();
        let alive = self.tree.all().filter(|(_, node): &(usize, &Node)| !node.deleted).count();
        json!({
            "now": iso(now),
            "offsetMs": self.offset,
            "dialect": self.config.dialect,
            "nodes": alive,
            "faults": self.faults,
            "missing": self.config.missing,
            "accounts": accounts,
        })
    }
}
