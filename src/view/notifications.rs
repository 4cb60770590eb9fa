use super::EmptyState;
use crate::app::{State, Triage, hit_line};
use crate::domain::{Author, LocalizedMessage, Millis, Notification, NotificationKind};
use serde::Serialize;
use std::collections::HashMap;

/// The tab *Notifications*.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NotificationList {
    /// By thread, the one with the newest notification first, in all states; the page filters their rows.
    pub groups: Vec<NotificationGroup>,
    /// The unread notifications, as the badge, the tab and the list of accounts count them.
    pub unread: u32,
    /// Shown when there are no groups.
    pub empty_state: Option<EmptyState>,
    /// *Quiet until 07:00. 3 collected, none shown.*
    pub quiet: Option<LocalizedMessage>,
    /// Whether the network has older ones.
    pub more: bool,
    /// When a notification that is snoozed until later today comes back; absent in the evening.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub later_today: Option<Millis>,
    /// When one that is snoozed until tomorrow comes back.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub tomorrow: Millis,
}

/// The notifications of one thread, or those that belong to no known thread.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NotificationGroup {
    /// Title of the thread, *Other threads*, or *You*.
    pub title: LocalizedMessage,
    /// Its part of the unread notifications that the list counts.
    pub unread: u32,
    /// Newest first.
    pub rows: Vec<NotificationRow>,
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
    /// The node it leads to.
    pub node: Option<String>,
    /// When.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub at: Option<Millis>,
    /// Unread, read, archived, snoozed.
    pub triage: Triage,
    /// When it comes back, if it is snoozed.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub back_at: Option<Millis>,
}

impl NotificationList {
    /// The notifications of a state. Likes of one node in one triage share a row, and so do arrivals.
    pub fn of(state: &State, now: Millis) -> Self {
        let mut rows: Vec<(Thread, NotificationRow)> = Vec::new();
        for notification in state.unmuted_notifications() {
            let triage = state.triage_of(notification);
            let shares = match notification.kind {
                NotificationKind::Like => notification.node_id.is_some(),
                kind => kind == NotificationKind::Arrival,
            };
            let together = shares
                .then(|| {
                    rows.iter_mut().map(|(_, row)| row).find(|row| {
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
                None => rows.push((Thread::of(state, notification), row(state, notification, triage))),
            }
        }
        let groups = groups(state, rows);
        let empty_state = match EmptyState::obstacle(state, now) {
            Some(empty_state) => Some(empty_state),
            None if groups.is_empty() && state.account.is_none() => {
                Some(EmptyState::without_key("bell", "emptyNoticesNoKey"))
            }
            None if groups.is_empty() => Some(EmptyState::new("bell", "emptyNotices")),
            None => None,
        };
        Self {
            unread: state.unread(),
            empty_state,
            quiet: quiet(state, now),
            more: state.cache.notifications_cursor.is_some(),
            later_today: later_today(state, now),
            tomorrow: tomorrow(state, now),
            groups,
        }
    }
}

const HOUR: Millis = 60 * 60_000;
const DAY: Millis = 24 * HOUR;

/// The first full hour, by the local clock, that is at least three hours away, unless that is tomorrow.
fn later_today(state: &State, now: Millis) -> Option<Millis> {
    let east = Millis::from(state.live.zone_minutes) * 60_000;
    let local = now + east;
    let later = (local + 3 * HOUR + HOUR - 1).div_euclid(HOUR) * HOUR;
    (later.div_euclid(DAY) == local.div_euclid(DAY)).then_some(later - east)
}

/// Nine in the morning of the next day, by the local clock.
fn tomorrow(state: &State, now: Millis) -> Millis {
    let east = Millis::from(state.live.zone_minutes) * 60_000;
    ((now + east).div_euclid(DAY) + 1) * DAY + 9 * HOUR - east
}

/// Groups rows by thread, in the order of each thread's first row.
fn groups(state: &State, rows: Vec<(Thread, NotificationRow)>) -> Vec<NotificationGroup> {
    let mut places: HashMap<Thread, usize> = HashMap::new();
    let mut groups: Vec<NotificationGroup> = Vec::new();
    for (thread, row) in rows {
        let place = *places.entry(thread).or_insert_with_key(|thread| {
            groups.push(NotificationGroup { title: thread.title(), unread: 0, rows: Vec::new() });
            groups.len() - 1
        });
        let group = &mut groups[place];
        if state.counts(row.kind, row.triage) {
            group.unread = group.unread.saturating_add(u32::try_from(row.ids.len()).unwrap_or(u32::MAX));
        }
        group.rows.push(row);
    }
    groups
}

/// What a notification belongs to.
#[derive(Eq, Hash, PartialEq)]
enum Thread {
    Titled(String),
    /// A node whose thread was never read, and that the message does not name.
    Unknown,
    None,
}

impl Thread {
    fn of(state: &State, notification: &Notification) -> Self {
        match notification.node_id {
            None => Self::None,
            Some(_) => thread_title(state, notification).map_or(Self::Unknown, Self::Titled),
        }
    }

    fn title(&self) -> LocalizedMessage {
        match self {
            Self::Titled(title) => LocalizedMessage::verbatim(title.clone()),
            Self::Unknown => LocalizedMessage::new("threadsOther"),
            Self::None => LocalizedMessage::new("noticesAccount"),
        }
    }
}

/// The title of the thread of a notification, if it is known or its message names it.
pub(super) fn thread_title(state: &State, notification: &Notification) -> Option<String> {
    let node = notification.node_id.as_deref()?;
    let name = notification.from.name.as_deref().unwrap_or_default();
    let quoted = || quoted_title(notification.message.as_deref().unwrap_or_default(), name);
    state.title_of(node).or_else(quoted)
}

/// The part of a notification's message after the person's name, if it begins with that name.
fn after_name<'message>(message: &'message str, name: &str) -> Option<&'message str> {
    message
        .trim()
        .strip_prefix(name)
        .filter(|rest| !name.is_empty() && !rest.starts_with(char::is_alphanumeric))
}

/// What a notification's message says beyond who did what: *Quire mentioned you: the text* leaves *the text*, and a message that only names the
/// person and the deed leaves nothing. A message that does not begin with the person's name is kept whole.
fn content(message: &str, name: &str) -> Option<String> {
    let content = match after_name(message, name) {
        None => message.trim(),
        // A colon inside a quoted title separates nothing.
        Some(rest) => {
            let is_mark = |character| matches!(character, ':' | '：') || closing_quote(character).is_some();
            let mark = rest.chars().find(|character| is_mark(*character));
            let text = rest.split_once(is_mark).filter(|_| mark.and_then(closing_quote).is_none());
            text.map_or("", |(_, text)| text.trim())
        }
    };
    (!content.is_empty()).then(|| content.to_owned())
}

/// The title that a message of the form *Odile reprompted your node in “The ledger”* ends with.
fn quoted_title(message: &str, name: &str) -> Option<String> {
    let rest = after_name(message, name)?;
    let closing = rest.chars().find_map(closing_quote)?;
    let (_, quoted) = rest.split_once(|character| closing_quote(character).is_some())?;
    let title = quoted.strip_suffix(closing)?.trim();
    (!title.is_empty()).then(|| title.to_owned())
}

/// The quotation mark that closes a quotation.
fn closing_quote(opening: char) -> Option<char> {
    match opening {
        '"' => Some('"'),
        '“' => Some('”'),
        '«' => Some('»'),
        '「' => Some('」'),
        '『' => Some('』'),
        '《' => Some('》'),
        _ => None,
    }
}

fn quiet(state: &State, now: Millis) -> Option<LocalizedMessage> {
    if !state.quiet_now(now) {
        return None;
    }
    let count = state.unread();
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
        NotificationKind::Hit => "noticeHit",
        NotificationKind::Other => "noticeOther",
    };
    // For an unknown kind, or one without a person, the row shows the network's own sentence.
    let hit = notification.search.as_ref();
    let speaks = hit.is_none()
        && (matches!(notification.kind, NotificationKind::Tier | NotificationKind::Other) || !named);
    let from = if speaks || hit.is_some() { Author::default() } else { notification.from.clone() };
    let message = notification.message.clone().filter(|message| !message.trim().is_empty());
    NotificationRow {
        ids: vec![notification.id.clone()],
        kind: notification.kind,
        line: if let Some(count) = notification.arrivals {
            arrivals_line(count)
        } else if let Some(words) = hit {
            hit_line(words)
        } else if speaks {
            message.clone().map_or_else(|| LocalizedMessage::new(key), LocalizedMessage::verbatim)
        } else {
            LocalizedMessage::new(key)
        },
        text: message
            .filter(|_| !speaks)
            .and_then(|message| content(&message, from.name.as_deref().unwrap_or_default())),
        from,
        node: notification.node_id.clone(),
        at: notification.created_at.map(|at| at - state.clock_skew),
        triage,
        back_at: state.snoozed.get(&notification.id).copied(),
    }
}
