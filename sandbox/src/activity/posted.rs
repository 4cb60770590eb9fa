//! What follows from a new post: notifications, earnings, and plans of simulated users.

use crate::activity::notify::NotificationContent;
use crate::model::account::{Account, AccountKind};
use crate::model::clock::{MINUTE, SECOND};
use crate::model::planned_action::{ActionKind, PlannedAction};
use crate::model::world::World;

impl World {
    /// A random simulated user of this kind.
    pub(crate) fn random_simulated_user(&mut self, kind: AccountKind) -> Option<usize> {
        let fits =
            |(at, account): (usize, &Account)| (account.simulated && account.kind == kind).then_some(at);
        let all: Vec<usize> = self.accounts.iter().enumerate().filter_map(fits).collect();
        self.rng.pick(&all).copied()
    }

    /// Notifies the parent's author and everybody mentioned, and plans a like and a reply of simulated users.
    pub(crate) fn after_post(&mut self, at: usize, now: i64) {
        let node = self.tree.get(at);
        let (author, parent, public) = (node.author, node.parent, node.visibility == "public");
        if let Some(parent) = parent {
            self.notify_author(parent, at, author, ("NEW_REPROMPT", "reprompted your node"), now);
            let above = self.tree.get(parent).author;
            if above != author {
                self.accounts[above].tokens.earn(now, 2_000, "A reprompt");
            }
            self.notify_mentioned(at, above, now);
        }
        if !self.accounts[author].simulated && self.config.simulated_users && public {
            let like_at = now + self.rng.between(20 * SECOND, MINUTE);
            let reply_at = now + self.rng.between(45 * SECOND, 150 * SECOND);
            let plans = [
                (AccountKind::Human, ActionKind::Like, like_at),
                (AccountKind::Agent, ActionKind::Reply, reply_at),
            ];
            for (account_kind, kind, when) in plans {
                if let Some(who) = self.random_simulated_user(account_kind) {
                    let order = self.rng.next();
                    self.planned_actions.insert((when, order), PlannedAction { who, node: at, kind });
                }
            }
        }
    }

    /// Notifies every account whose name stands behind an `@` in the message, except the author and `above`.
    fn notify_mentioned(&mut self, at: usize, above: usize, now: i64) {
        let node = self.tree.get(at);
        let (author, text) = (node.author, node.prompt.clone());
        for named in 0..self.accounts.len() {
            let mention = format!("@{}", self.accounts[named].name);
            if named != author && named != above && text.contains(&mention) {
                let message =
                    format!("{} mentioned you: {}", self.accounts[author].name, self.tree.get(at).preview());
                let news = NotificationContent {
                    kind: "MENTION_REPROMPT",
                    from: Some(author),
                    node: Some(at),
                    message: &message,
                };
                self.notify(named, &news, now);
            }
        }
    }
}
