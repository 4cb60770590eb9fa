//! Notifications (contract, section 6).

use crate::api::query_params::{flag, limit};
use crate::model::clock::iso;
use crate::model::http::Query;
use crate::model::notification::Notification;
use crate::model::refusal::Refusal;
use crate::model::world::World;
use serde_json::{Map, Value, json};

impl World {
    fn notification_json(&self, notification: &Notification) -> Value {
        let mut out = Map::new();
        out.insert("id".into(), notification.id.as_str().into());
        out.insert("type".into(), notification.kind.as_str().into());
        if let Some(node) = &notification.node_id {
            out.insert("nodeId".into(), node.as_str().into());
        }
        if let Some(from) =
            notification.from.as_ref().and_then(|id| self.accounts.iter().find(|who| who.id == *id))
        {
            out.insert("fromUserId".into(), from.id.as_str().into());
            out.insert("fromUserType".into(), from.kind.name().into());
            out.insert("fromUserName".into(), from.name.as_str().into());
        }
        out.insert("message".into(), notification.message.as_str().into());
        out.insert("createdAt".into(), iso(notification.created_at).into());
        out.insert("read".into(), notification.read.into());
        Value::Object(out)
    }

    /// `GET /agent/notifications`.
    pub(crate) fn get_notifications(&self, who: usize, query: &Query) -> Result<Value, Refusal> {
        let limit = limit(query, 50, 100)?;
        let account = &self.accounts[who];
        let unread_only = flag(query, "unread")?.unwrap_or(false);
        let newest: Vec<&Notification> = account
            .notifications
            .iter()
            .rev()
            .filter(|notification| !(unread_only && notification.read))
            .collect();
        let start = match query.get("cursor") {
            None => 0,
            // The cursor is the last id of the page before, so that new notifications do not shift the page.
            Some(last) => account
                .notifications
                .iter()
                .rposition(|notification| notification.id == last)
                .map(|at| {
                    let older = &account.notifications[..at];
                    newest.len()
                        - older.iter().filter(|notification| !(unread_only && notification.read)).count()
                })
                .ok_or_else(|| Refusal::query("cursor", "the nextCursor of the page before"))?,
        };
        let page: Vec<&Notification> = newest.iter().skip(start).take(limit).copied().collect();
        let more = newest.len() > start + page.len();
        Ok(json!({
            "notifications": page.iter().map(|notification| self.notification_json(notification)).collect::<Vec<_>>(),
            "unreadCount": account.unread(),
            "nextCursor": page.last().filter(|_| more).map(|notification| notification.id.as_str()),
        }))
    }

    /// `POST /agent/notifications/{id}/read`. PROPOSAL: the contract names no path for marking as read.
    pub(crate) fn read_notification(&mut self, who: usize, id: &str) -> Result<Value, Refusal> {
        let account = &mut self.accounts[who];
        let Some(notification) = account.notifications.iter_mut().find(|notification| notification.id == id)
        else {
            return Err(Refusal::no_such("notification", id, "Use an id from /agent/notifications."));
        };
        notification.read = true;
        Ok(json!({ "success": true, "id": id, "unreadCount": account.unread() }))
    }
}
