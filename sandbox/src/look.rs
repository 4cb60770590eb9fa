//! Looking at a world from outside, past the API: what tests and simulations check against.

use crate::node::{Node, Post};
use crate::notice::Notice;
use crate::world::{Glance, Seen, World};

impl World {
    /// The world's own time at that moment of the outside.
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

    /// All posts, oldest first as far as they were made after the beginning.
    pub fn posts(&self) -> Vec<Post> {
        let post = |(_, node): (usize, &Node)| Post {
            node_id: node.id.clone(),
            parent_node_id: node.parent.map(|above| self.tree.get(above).id.clone()),
            author_id: self.accounts[node.author].id.clone(),
            text: node.seed.as_ref().map_or_else(|| node.prompt.clone(), |seed| seed.system.clone()),
            answer: node.answer.clone(),
            status: node.status,
            created_at: node.created_at,
            deleted: node.deleted,
        };
        self.tree.all().map(post).collect()
    }

    /// What the account of that id or name may still spend at `now_ms`; none when there is no such account.
    pub fn balance_of(&self, account: &str, now_ms: i64) -> Option<i64> {
        self.account(account).map(|who| {
            let account = &self.accounts[who];
            let mut budget = account.budget.clone();
            if self.config.refills {
                budget.settle(account.tier, now_ms + self.offset);
            }
            budget.balance
        })
    }

    /// What the account of that id or name has spent in its whole life; none when there is no such account.
    pub fn spent_by(&self, account: &str) -> Option<i64> {
        self.account(account).map(|who| self.accounts[who].budget.lifetime_spent)
    }

    /// The notifications of the account of that id or name, oldest first.
    pub fn notices_of(&self, account: &str) -> Vec<Notice> {
        self.account(account).map(|who| self.accounts[who].notices.clone()).unwrap_or_default()
    }

    /// The node ids that the account of that id or name has engaged with, with the kind, such as `("rep_1", "LIKE")`.
    pub fn engagements_of(&self, account: &str) -> Vec<(String, &'static str)> {
        let held = self.account(account).map(|who| self.accounts[who].engaged.clone()).unwrap_or_default();
        held.into_iter().map(|(node, kind)| (self.tree.get(node).id.clone(), kind.name())).collect()
    }

    /// The latest pictures that were asked for, at most 500, oldest first.
    pub fn glances(&self) -> impl Iterator<Item = &Glance> {
        self.glances.iter()
    }

    /// The latest requests that were answered, at most 500, oldest first.
    pub fn seen(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter()
    }
}
