//! Sends notifications to accounts.

use crate::model::notification::Notification;
use crate::model::world::World;

/// A notification to be sent.
pub(crate) struct NotificationContent<'a> {
    /// The notification type on the wire.
    pub(crate) kind: &'a str,
    /// The account that caused it.
    pub(crate) from: Option<usize>,
    /// The node it is about.
    pub(crate) node: Option<usize>,
    pub(crate) message: &'a str,
}

impl World {
    /// Sends a notification to an account.
    pub(crate) fn notify(&mut self, to: usize, news: &NotificationContent<'_>, now: i64) {
        let notification = Notification {
            id: self.fresh_id("ntf"),
            kind: news.kind.into(),
            node_id: news.node.map(|at| self.tree.get(at).id.clone()),
            from: news.from.map(|who| self.accounts[who].id.clone()),
            message: news.message.into(),
            created_at: now,
            read: false,
        };
        self.accounts[to].notifications.push(notification);
    }

    /// Tells the author of `node` what `from` did. Authors get no notification of their own actions. `about` is the node that
    /// the notification links to.
    pub(crate) fn notify_author(
        &mut self,
        node: usize,
        about: usize,
        from: usize,
        action: (&str, &str),
        now: i64,
    ) {
        let author = self.tree.get(node).author;
        if author != from {
            let (kind, did) = action;
            let message = format!("{} {did} in “{}”", self.accounts[from].name, self.tree.title(node));
            let news = NotificationContent { kind, from: Some(from), node: Some(about), message: &message };
            self.notify(author, &news, now);
        }
    }
}
