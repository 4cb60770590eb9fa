//! Notifications, in both vocabularies (contract, section 6).

use super::author::AuthorDraft;
use super::best::Best;
use super::body;
use super::paging::Paging;
use super::scalar::Scalar;
use super::shape::{Elements, Shape, Slot, Unreadable, elements};
use crate::domain::sort::sort_by_key;
use crate::domain::{ApiError, Millis, Notification, NotificationKind, Notifications};
use std::cmp::Reverse;

/// A notice as it is read.
#[derive(Default)]
pub(super) struct NotificationDraft {
    id: Best<String>,
    kind: Option<NotificationKind>,
    type_name: Option<String>,
    node_id: Best<String>,
    from: AuthorDraft,
    message: Best<String>,
    created_at: Best<Millis>,
    read: Best<bool>,
}

/// The kind a word stands for. A mention *in* a reprompt and a like *of* one are no reprompts, so they come first.
fn kind(word: &str) -> NotificationKind {
    let word = word.to_ascii_lowercase();
    let direct = || word.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| part == "dm");
    match &word {
        word if word.contains("mention") => NotificationKind::Mention,
        word if word.contains("like") => NotificationKind::Like,
        word if word.contains("follow") => NotificationKind::Follow,
        word if word.contains("message") => NotificationKind::Message,
        word if word.contains("tier") => NotificationKind::Tier,
        word if word.contains("reprompt") => NotificationKind::Reprompt,
        _ if direct() => NotificationKind::Message,
        _ => NotificationKind::Other,
    }
}

impl<'de> Shape<'de> for NotificationDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "id" => self.id.offer(0, value.text()?),
            "notificationId" => self.id.offer(1, value.text()?),
            "type" => self.type_name = value.text()?,
            "kind" => self.kind = value.text()?.map(|word| kind(&word)),
            "nodeId" => self.node_id.offer(0, value.text()?),
            "repromptId" => self.node_id.offer(1, value.text()?),
            "promptId" => self.node_id.offer(2, value.text()?),
            "from" | "fromUser" | "author" | "actor" => {
                let from = value.shape::<AuthorDraft>()?;
                self.from.absorb(from);
            }
            "fromUserId" => self.from.part("id", value)?,
            "fromUserType" => self.from.part("type", value)?,
            "fromUserName" => self.from.part("name", value)?,
            "message" => self.message.offer(0, value.text()?),
            "text" | "body" | "title" => self.message.offer(1, value.text()?),
            "createdAt" => self.created_at.offer(0, value.millis()?),
            "timestamp" => self.created_at.offer(1, value.millis()?),
            "read" | "isRead" => self.read.offer(0, value.flag()?),
            "readAt" => self.read.offer(1, value.millis()?.map(|_| true)),
            _ => value.skip()?,
        }
        Ok(())
    }
}

impl NotificationDraft {
    /// The notice, unless it says nothing. One without an id gets one from what it says, so that it shows once.
    pub(super) fn finish(self) -> Option<Notification> {
        let (node_id, message, created_at) =
            (self.node_id.take(), self.message.take(), self.created_at.take());
        if self.id.get().is_none() && self.type_name.is_none() && message.is_none() {
            return None;
        }
        let id = self.id.take().unwrap_or_else(|| {
            let when = created_at.map(|millis| millis.to_string()).unwrap_or_default();
            let what = self.type_name.as_deref().or(message.as_deref()).unwrap_or_default();
            format!("{what}@{}@{when}", node_id.as_deref().unwrap_or_default())
        });
        let by_type = self.type_name.as_deref().map(kind).filter(|kind| *kind != NotificationKind::Other);
        Some(Notification {
            id,
            kind: by_type.or(self.kind).unwrap_or_default(),
            type_name: self.type_name,
            node_id,
            from: self.from.finish(),
            message,
            created_at,
            read: self.read.take().unwrap_or_default(),
            arrivals: None,
            search: None,
        })
    }
}

#[derive(Default)]
struct Draft {
    notices: Option<Vec<NotificationDraft>>,
    unread: Best<u32>,
    paging: Paging,
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "notifications" | "items" | "data" | "result" => value.fill(self)?,
            "unreadCount" => self.unread.offer(0, value.count()?),
            "unread" => self.unread.offer(1, value.count()?),
            name if Paging::knows(name) => self.paging.field(name, value)?,
            _ => value.skip()?,
        }
        Ok(())
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        self.notices.get_or_insert_default().extend(elements::<NotificationDraft>(items)?);
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        if value == Scalar::Null {
            self.notices.get_or_insert_default();
        }
    }
}

/// Reads a page, newest first. Unread ones are counted when the network does not say how many there are.
pub(super) fn read(text: &str) -> Result<Notifications, ApiError> {
    let draft = body::read::<Draft>(text)?;
    let unread = draft.unread.take();
    let notices = match draft.notices {
        Some(notices) if text.trim_start().starts_with(['{', '[']) => notices,
        None if unread.is_some() => Vec::new(),
        _ => return Err(body::missing("$.notifications")),
    };
    let mut notifications = body::usable(notices, "$.notifications", "id", NotificationDraft::finish)?;
    sort_by_key(&mut notifications, |notice| Reverse(notice.created_at));
    let counted =
        || u32::try_from(notifications.iter().filter(|notice| !notice.read).count()).unwrap_or(u32::MAX);
    Ok(Notifications {
        unread_count: unread.unwrap_or_else(counted),
        notifications,
        next_cursor: draft.paging.next(),
    })
}
