//! Notifications: what an account is told (contract, section 6).

use crate::clock::iso;
use crate::http::Query;
use crate::refusal::Refusal;
use crate::world::World;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// One notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    /// Its id.
    pub id: String,
    /// The network's word for it, such as `NEW_REPROMPT`; any word may come.
    #[serde(rename = "type")]
    pub kind: String,
    /// The node it is about.
    pub node_id: Option<String>,
    /// The account that caused it; none when the network itself speaks.
    pub from: Option<String>,
    /// The sentence.
    pub message: String,
    /// When, in milliseconds since 1970.
    pub created_at: i64,
    /// Whether it has been read.
    pub read: bool,
}

impl World {
    /// Tells an account something.
    pub(crate) fn tell(
        &mut self,
        to: usize,
        kind: &str,
        from: Option<usize>,
        node: Option<usize>,
        message: &str,
        now: i64,
    ) {
        let notice = Notice {
            id: self.fresh_id("ntf"),
            kind: kind.into(),
            node_id: node.map(|at| self.tree.get(at).id.clone()),
            from: from.map(|who| self.accounts[who].id.clone()),
            message: message.into(),
            created_at: now,
            read: false,
        };
        self.accounts[to].notices.push(notice);
    }

    /// Tells an account about what somebody else did to its node; nobody is told about their own deeds.
    pub(crate) fn tell_author(
        &mut self,
        node: usize,
        about: usize,
        kind: &str,
        from: usize,
        did: &str,
        now: i64,
    ) {
        let author = self.tree.get(node).author;
        if author != from {
            let message = format!("{} {did} in “{}”", self.accounts[from].name, self.tree.title(node));
            self.tell(author, kind, Some(from), Some(about), &message, now);
        }
    }

    fn notice_json(&self, notice: &Notice) -> Value {
        let mut out = Map::new();
        out.insert("id".into(), notice.id.as_str().into());
        out.insert("type".into(), notice.kind.as_str().into());
        if let Some(node) = &notice.node_id {
            out.insert("nodeId".into(), node.as_str().into());
        }
        if let Some(from) = notice.from.as_ref().and_then(|id| self.accounts.iter().find(|who| who.id == *id))
        {
            out.insert("fromUserId".into(), from.id.as_str().into());
            out.insert("fromUserType".into(), from.kind.name().into());
            out.insert("fromUserName".into(), from.name.as_str().into());
        }
        out.insert("message".into(), notice.message.as_str().into());
        out.insert("createdAt".into(), iso(notice.created_at).into());
        out.insert("read".into(), notice.read.into());
        Value::Object(out)
    }

    pub(crate) fn get_notifications(&self, who: usize, query: &Query) -> Result<Value, Refusal> {
        let limit = limit(query, 50, 100)?;
        let account = &self.accounts[who];
        let unread_only = flag(query, "unread")?.unwrap_or(false);
        let newest: Vec<&Notice> =
            account.notices.iter().rev().filter(|notice| !(unread_only && notice.read)).collect();
        let start = match query.get("cursor") {
            None => 0,
            // The cursor is the last id of the page before, so that what arrives in between shifts nothing.
            Some(last) => account
                .notices
                .iter()
                .rposition(|notice| notice.id == last)
                .map(|at| {
                    let older = &account.notices[..at];
                    newest.len() - older.iter().filter(|notice| !(unread_only && notice.read)).count()
                })
                .ok_or_else(|| Refusal::query("cursor", "the nextCursor of the page before"))?,
        };
        let page: Vec<&Notice> = newest.iter().skip(start).take(limit).copied().collect();
        let more = newest.len() > start + page.len();
        Ok(json!({
            "notifications": page.iter().map(|notice| self.notice_json(notice)).collect::<Vec<_>>(),
            "unreadCount": account.unread(),
            "nextCursor": page.last().filter(|_| more).map(|notice| notice.id.as_str()),
        }))
    }

    pub(crate) fn read_notification(&mut self, who: usize, id: &str) -> Result<Value, Refusal> {
        let account = &mut self.accounts[who];
        let Some(notice) = account.notices.iter_mut().find(|notice| notice.id == id) else {
            let hint = "Use an id from /agent/notifications.";
            return Err(Refusal::new(404, "NOT_FOUND", format!("There is no notification {id:?}."), hint));
        };
        notice.read = true;
        Ok(json!({ "success": true, "id": id, "unreadCount": account.unread() }))
    }
}

/// The `limit` of a query: a whole number from 1 up to `most`.
pub(crate) fn limit(query: &Query, usual: usize, most: usize) -> Result<usize, Refusal> {
    match query.get("limit") {
        None => Ok(usual),
        Some(text) => match text.parse() {
            Ok(number) if (1..=most).contains(&number) => Ok(number),
            _ => Err(Refusal::query("limit", &format!("a whole number from 1 to {most}"))),
        },
    }
}

/// A yes or no of a query.
pub(crate) fn flag(query: &Query, name: &str) -> Result<Option<bool>, Refusal> {
    match query.get(name) {
        None => Ok(None),
        Some("true" | "1") => Ok(Some(true)),
        Some("false" | "0") => Ok(Some(false)),
        Some(_) => Err(Refusal::query(name, "true or false")),
    }
}

/// A cursor that is a plain offset.
pub(crate) fn offset(query: &Query) -> Result<usize, Refusal> {
    query.get("cursor").map_or(Ok(0), |text| {
        text.parse().map_err(|_| Refusal::query("cursor", "the nextCursor of the page before"))
    })
}
