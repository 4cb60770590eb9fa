use super::EmptyState;
use crate::app::{State, Triage};
use crate::domain::{Author, LocalizedMessage, Millis, Notification, NotificationKind};
use serde::Serialize;

/// The tab *Notifications*.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NotificationList {
    /// Newest first, in all states; the page filters them.
    pub rows: Vec<NotificationRow>,
    /// Unread in `rows`.
    pub unread: u32,
    /// Shown when there are no rows.
    pub empty_state: Option<EmptyState>,
    /// *Quiet until 07:00. 3 collected, none shown.*
    pub quiet: Option<LocalizedMessage>,
    /// Whether the network has older ones.
    pub more: bool,
}

/// One notification, or several likes of one node.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NotificationRow {
    /// Ids of the notifications in it. A command takes all of them.
    pub ids: Vec<String>,
    /// Its kind, for the icon.
    pub kind: NotificationKind,
    /// Who caused it.
    pub from: Author,
    /// *reprompted you*, *and 2 others liked your reprompt*: what follows the name, in our words.
    pub line: LocalizedMessage,
    /// Their text; remote.
    pub text: Option<String>,
    /// Where: title and level, when known.
    pub place: Option<LocalizedMessage>,
    /// The node it leads to.
    pub node: Option<String>,
    /// When.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub at: Option<Millis>,
    /// Unread, read, archived.
    pub triage: Triage,
}

impl NotificationList {
    /// The notifications of a state. Likes of one node in one triage share a row, and so do arrivals.
    pub fn of(state: &State, now: Millis) -> Self {
        let mut rows: Vec<NotificationRow> = Vec::new();
        for notification in &state.cache.notifications {
            let triage = state.triage_of(notification);
            let shares = match notification.kind {
                NotificationKind::Like => notification.node_id.is_some(),
                kind => kind == NotificationKind::Arrival,
            };
            let together = shares
                .then(|| {
                    rows.iter_mut().find(|row| {
                        row.kind == notification.kind
                            && row.node == notification.node_id
                            && row.triage == triage
                    })
                })
                .flatten();
            match together {
                Some(row) => {
                    row.ids.push(notification.id.clone());
                    let others = u32::try_from(row.ids.len() - 1).unwrap_or(u32::MAX);
                    row.line = match notification.arrivals {
                        Some(count) => arrivals_line(count.saturating_add(row.line.count.unwrap_or(0))),
                        None => LocalizedMessage::count("noticeLikeOthers", others),
                    };
                }
                None => rows.push(row(state, notification, triage)),
            }
        }
        let unread = rows.iter().filter(|row| row.triage == Triage::Unread).count();
        let empty_state = match EmptyState::obstacle(state) {
            Some(empty_state) => Some(empty_state),
            None if rows.is_empty() && state.account.is_none() => {
                Some(EmptyState::without_key("bell", "emptyNoticesNoKey"))
            }
            None if rows.is_empty() => Some(EmptyState::new("bell", "emptyNotices")),
            None => None,
        };
        Self {
            unread: u32::try_from(unread).unwrap_or(u32::MAX),
            empty_state,
            quiet: quiet(state, unread, now),
            more: state.cache.notifications_cursor.is_some(),
            rows,
        }
    }
}

fn quiet(state: &State, unread: usize, now: Millis) -> Option<LocalizedMessage> {
    if !state.quiet_now(now) {
        return None;
    }
    let count = u32::try_from(unread).unwrap_or(u32::MAX);
    if now < state.settings.muted_until {
        return Some(LocalizedMessage::count("mutedUntil", count).at(state.settings.muted_until));
    }
    let local = now.div_euclid(60_000) + Millis::from(state.live.zone_minutes);
    let minute = local.rem_euclid(1440);
    let wait = (Millis::from(state.settings.quiet.to) - minute).rem_euclid(1440);
    Some(LocalizedMessage::count("quietUntil", count).at((now.div_euclid(60_000) + wait) * 60_000))
}

/// *3 accounts joined Impromptu*.
fn arrivals_line(count: u32) -> LocalizedMessage {
    LocalizedMessage::count("noticeArrivals", count)
}

fn row(state: &State, notification: &Notification, triage: Triage) -> NotificationRow {
    let named = notification.from.name.is_some();
    let key = match notification.kind {
        NotificationKind::Reprompt => "noticeReprompt",
        NotificationKind::Mention => "noticeMention",
        NotificationKind::Like => "noticeLike",
        NotificationKind::Follow => "noticeFollow",
        NotificationKind::Message => "noticeMessage",
        NotificationKind::Tier => "noticeTier",
        NotificationKind::Arrival => "noticeArrivals",
        NotificationKind::Other => "noticeOther",
    };
    // For an unknown kind, or one without a person, the row shows the network's own sentence.
    let speaks = matches!(notification.kind, NotificationKind::Tier | NotificationKind::Other) || !named;
    let message = notification.message.clone().filter(|message| !message.trim().is_empty());
    NotificationRow {
        ids: vec![notification.id.clone()],
        kind: notification.kind,
        from: if speaks { Author::default() } else { notification.from.clone() },
        line: if let Some(count) = notification.arrivals {
            arrivals_line(count)
        } else if speaks {
            message.clone().map_or_else(|| LocalizedMessage::new(key), LocalizedMessage::verbatim)
        } else {
            LocalizedMessage::new(key)
        },
        text: if speaks { None } else { message },
        place: notification
            .node_id
            .as_deref()
            .and_then(|node| state.title_of(node))
            .map(LocalizedMessage::verbatim),
        node: notification.node_id.clone(),
        at: notification.created_at.map(|at| at - state.clock_skew),
        triage,
    }
}
