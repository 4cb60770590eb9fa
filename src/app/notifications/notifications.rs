use crate::app::connection::connection_issue;
use crate::app::effect::RequestResult;
use crate::app::effect::{Answer, DesktopNotification, EffectBuilder, Navigate, RequestFields, ViewKey};
use crate::app::reading::thread;
use crate::app::state::{Pending, State, Triage, UndoAction, undo_history};
use crate::domain::{LocalizedMessage, MessageArg, Millis, Notification, NotificationKind, Notifications};
use crate::protocol::{Endpoint, Reply};
use std::collections::{HashMap, HashSet};

/// The number of notifications that are kept.
const KEPT: usize = 300;

/// The number of notifications that are kept with older ones that the person asked for.
const MOST: usize = 2_000;

/// The number of hits that are kept, so that a search which finds much leaves room for what the network tells.
const HITS: usize = 50;

/// The number of ids of shown notifications that are kept.
const SHOWN_KEPT: usize = 1_000;

/// Up to this many new notifications are shown one by one on the desktop; more become one.
const SINGLE_LIMIT: usize = 3;

/// The number of pages after the first that are read for the badge.
const PAGES: u32 = 5;

/// Handles the reply with a page of notifications. `above` is the number of pages before it.
pub(crate) fn handle_notifications(
    state: &mut State,
    above: u32,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    if let Ok(Reply::Notifications(page)) = connection_issue::accept_reply(state, result, now) {
        if above == 0 {
            take(state, page, now, effects);
        } else {
            append(state, page);
        }
        read_all_unread(state, above, effects);
        effects.save_cache = true;
    }
    effects.save = true;
    effects.show(ViewKey::Notifications);
    effects.show(ViewKey::Header);
}

fn append(state: &mut State, page: Notifications) {
    // A cursor that repeats itself is not followed.
    let cursor = page.next_cursor.filter(|next| Some(next) != state.cache.notifications_cursor.as_ref());
    let known = &mut state.cache.notifications;
    let mut places: HashMap<String, usize> =
        known.iter().enumerate().map(|(place, known)| (known.id.clone(), place)).collect();
    for notification in page.notifications {
        if let Some(place) = places.get(&notification.id) {
            if let Some(known) = known.get_mut(*place) {
                *known = notification;
            }
        } else if known.len() < MOST {
            places.insert(notification.id.clone(), known.len());
            known.push(notification);
        }
    }
    state.cache.notifications_cursor = cursor.filter(|_| state.cache.notifications.len() < MOST);
}

fn take(state: &mut State, mut page: Notifications, now: Millis, effects: &mut EffectBuilder) {
    let first = state.cache.notifications_at == 0;
    page.notifications.truncate(KEPT);
    let before = std::mem::take(&mut state.cache.notifications);
    let known: HashSet<&str> = before.iter().map(|known| known.id.as_str()).collect();
    let new_notifications: Vec<Notification> = page
        .notifications
        .iter()
        .filter(|notification| !known.contains(notification.id.as_str()))
        .cloned()
        .collect();
    let gap = new_notifications.len() == page.notifications.len();
    let listed: HashSet<&str> =
        page.notifications.iter().map(|notification| notification.id.as_str()).collect();
    let older: Vec<Notification> =
        before.iter().filter(|known| !listed.contains(known.id.as_str())).cloned().collect();
    state.cache.notifications = page.notifications;
    let (own, older): (Vec<_>, Vec<_>) = older.into_iter().partition(is_own);
    state.cache.notifications.extend(older);
    for notification in own {
        insert_own(state, notification);
    }
    state.cache.keep_notifications(KEPT, &state.snoozed, |_| true);
    // Heartbeat and list agree that none is unread, so those after this page are read too.
    if page.unread_count == 0 && state.account.as_ref().is_none_or(|account| account.unread_reported == 0) {
        for notification in state.cache.notifications.iter_mut().filter(|known| !is_own(known)) {
            notification.read = true;
        }
    }
    state.cache.notifications_at = now;
    state.cache.notifications_unread = page.unread_count;
    // Older notifications are read from here if the page has no known one, which means a gap, or if there are more unread ones than the
    // network counts, which means that some were read elsewhere.
    let read_elsewhere = unread(state) > unread_reported(state);
    if state.cache.notifications_cursor.is_none() || ((gap || read_elsewhere) && page.next_cursor.is_some()) {
        state.cache.notifications_cursor = page.next_cursor;
    }
    if let Some(account) = state.account.as_mut() {
        account.unread_reported = page.unread_count;
    }
    unarchive_active(state, &new_notifications);
    let kept: crate::domain::Set<&str> =
        state.cache.notifications.iter().map(|notification| notification.id.as_str()).collect();
    state.triage.retain(|id, _| kept.contains(id.as_str()));
    if first {
        // Notifications of the first fetch are not new.
        for notification in &new_notifications {
            remember(state, &notification.id);
        }
    } else {
        show_on_desktop(state, &new_notifications, now, effects);
    }
}

/// Whether this extension made a notification. The network neither lists it nor counts it.
fn is_own(notification: &Notification) -> bool {
    matches!(notification.kind, NotificationKind::Arrival | NotificationKind::Hit)
}

/// Puts a notification of our own above the first one that is older. The others keep the order of the network.
fn insert_own(state: &mut State, own: Notification) {
    let list = &mut state.cache.notifications;
    let place = list.iter().position(|known| known.created_at <= own.created_at);
    list.insert(place.unwrap_or(list.len()), own);
}

/// Adds notifications of our own that are not listed yet, the newest first.
pub(crate) fn add_own(state: &mut State, own: &[Notification], now: Millis, effects: &mut EffectBuilder) {
    for notification in own.iter().rev() {
        insert_own(state, notification.clone());
    }
    state.cache.keep_notifications(HITS, &state.snoozed, |known| known.kind == NotificationKind::Hit);
    // Older notifications that the person asked for stay.
    state.cache.keep_notifications(MOST, &state.snoozed, |_| true);
    show_on_desktop(state, own, now, effects);
    effects.save = true;
    effects.save_cache = true;
    effects.show(ViewKey::Notifications);
    effects.show(ViewKey::Header);
}

/// Accounts joined the network since the last heartbeat. Reading their number consumed it (contract, section 2.1), so each heartbeat that
/// tells one makes one notice, and nothing tells of the same accounts again.
pub(crate) fn accounts_arrived(state: &mut State, count: u32, now: Millis, effects: &mut EffectBuilder) {
    if count == 0 {
        return;
    }
    let at = now + state.clock_skew;
    let arrival = Notification {
        id: format!("arrivals@{at}"),
        kind: NotificationKind::Arrival,
        created_at: Some(at),
        arrivals: Some(count),
        ..Notification::default()
    };
    if state.cache.notifications.iter().any(|known| known.id == arrival.id) {
        return;
    }
    add_own(state, &[arrival], now, effects);
}

/// Returns archived notifications to the list when there is a new one for the same node.
fn unarchive_active(state: &mut State, new_notifications: &[Notification]) {
    let heard = new_notifications.iter().filter(|notification| !state.mutes(&notification.from));
    let nodes: Vec<&str> = heard.filter_map(|notification| notification.node_id.as_deref()).collect();
    for node in nodes {
        let returning: Vec<String> = state
            .cache
            .notifications
            .iter()
            .filter(|known| known.node_id.as_deref() == Some(node))
            .filter(|known| state.triage.get(&known.id) == Some(&Triage::Archived))
            .map(|known| known.id.clone())
            .collect();
        for id in returning {
            state.triage.insert(id, Triage::Read);
        }
    }
}

/// Remembers a notification as shown, and returns whether it was not before.
pub(crate) fn remember(state: &mut State, id: &str) -> bool {
    if state.shown_notifications.iter().any(|known| known == id) {
        return false;
    }
    state.shown_notifications.push_back(id.to_owned());
    while state.shown_notifications.len() > SHOWN_KEPT {
        state.shown_notifications.pop_front();
    }
    true
}

/// Shows new notifications on the desktop, each once, if the settings show their kind. Those of quiet hours are not shown later.
fn show_on_desktop(
    state: &mut State,
    new_notifications: &[Notification],
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let quiet = state.quiet_now(now);
    let mut shown: Vec<&Notification> = Vec::new();
    for notification in new_notifications {
        let may = state.triage_of(notification) == Triage::Unread
            && state.settings.route(notification.kind).desktop
            && !state.mutes(&notification.from);
        if remember(state, &notification.id) && may && !quiet {
            shown.push(notification);
        }
    }
    if shown.len() > SINGLE_LIMIT {
        let count = u32::try_from(shown.len()).unwrap_or(u32::MAX);
        effects.notify(DesktopNotification {
            id: "notifications".into(),
            title: LocalizedMessage::count("desktopMany", count),
            message: LocalizedMessage::new("desktopManyText"),
        });
        return;
    }
    for notification in shown {
        let who = notification.from.name.clone().unwrap_or_default();
        let message = match notification.arrivals {
            Some(count) => LocalizedMessage::count("noticeArrivals", count),
            None => LocalizedMessage::verbatim(notification.message.clone().unwrap_or_default()),
        };
        effects.notify(DesktopNotification {
            id: format!("notification:{}", notification.id),
            title: match &notification.search {
                Some(words) => hit_line(words),
                None if who.is_empty() => LocalizedMessage::new(kind_key(notification.kind)),
                None => LocalizedMessage::new(desktop_key(notification.kind)).with(who),
            },
            message,
        });
    }
}

fn desktop_key(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Reprompt => "desktopReprompt",
        NotificationKind::Mention => "desktopMention",
        NotificationKind::Like => "desktopLike",
        NotificationKind::Follow => "desktopFollow",
        NotificationKind::Message => "desktopMessage",
        NotificationKind::Tier => "kindTier",
        NotificationKind::Arrival => "kindArrival",
        NotificationKind::Hit => "kindHit",
        NotificationKind::Other => "desktopOther",
    }
}

/// *Found by your saved search: tides*.
pub fn hit_line(words: &str) -> LocalizedMessage {
    LocalizedMessage::new("noticeHit").with(if words.is_empty() {
        LocalizedMessage::new("spendFilters").into()
    } else {
        MessageArg::from(words)
    })
}

/// The message key of the name of a kind.
pub fn kind_key(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Reprompt => "kindReprompt",
        NotificationKind::Mention => "kindMention",
        NotificationKind::Like => "kindLike",
        NotificationKind::Follow => "kindFollow",
        NotificationKind::Message => "kindMessage",
        NotificationKind::Tier => "kindTier",
        NotificationKind::Arrival => "kindArrival",
        NotificationKind::Hit => "kindHit",
        NotificationKind::Other => "kindOther",
    }
}

impl State {
    /// Whether there are no desktop notifications now, because of quiet hours by the local clock or a mute.
    pub fn quiet_now(&self, now: Millis) -> bool {
        let local = now.div_euclid(60_000) + Millis::from(self.live.zone_minutes);
        let minute = u32::try_from(local.rem_euclid(1440)).unwrap_or(0);
        now < self.settings.muted_until || self.settings.quiet.holds(minute)
    }
}

/// Sets the state of notifications; it can be undone.
pub(crate) fn triage(
    state: &mut State,
    token: u32,
    ids: &[String],
    to: Triage,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let before = ids.iter().map(|id| (id.clone(), state.triage.get(id).copied())).collect();
    let undo = undo_history::remember(state, UndoAction::Triage(before), now);
    for id in ids {
        state.triage.insert(id.clone(), to);
        state.snoozed.remove(id);
    }
    let said = LocalizedMessage::new(match to {
        Triage::Archived => "saidArchived",
        Triage::Read => "saidRead",
        Triage::Unread | Triage::Snoozed => "saidUnread",
    });
    changed(token, said, undo, effects);
}

/// The longest time for which a notification can be snoozed, in milliseconds.
const LONGEST_SNOOZE: Millis = 7 * 24 * 60 * 60_000;

/// Puts notifications out of sight until a time; it can be undone.
pub(crate) fn snooze(
    state: &mut State,
    token: u32,
    ids: &[String],
    until: Millis,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    if until <= now || until - now > LONGEST_SNOOZE {
        return effects.alert(Some(token), LocalizedMessage::new("alertSnooze"));
    }
    let known = |id: &&String| state.cache.notifications.iter().any(|notification| notification.id == **id);
    let ids: Vec<String> = ids.iter().filter(known).cloned().collect();
    let before = ids.iter().map(|id| (id.clone(), state.triage.get(id).copied())).collect();
    let undo = undo_history::remember(state, UndoAction::Triage(before), now);
    state.snoozed.extend(ids.into_iter().map(|id| (id, until)));
    changed(token, LocalizedMessage::new("saidSnoozed").at(until), undo, effects);
}

fn changed(token: u32, said: LocalizedMessage, undo: String, effects: &mut EffectBuilder) {
    effects.answer(Some(token), Answer { said: Some(said), undo: Some(undo), ..Answer::default() });
    effects.save = true;
    effects.show(ViewKey::Notifications);
    effects.show(ViewKey::Header);
}

/// Brings back the snoozed notifications whose time has come, unread. After a change of the clock none waits longer than the longest time.
pub(crate) fn return_snoozed(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    let is_due = |at: Millis| at <= now || at - now > LONGEST_SNOOZE;
    let due: Vec<String> =
        state.snoozed.iter().filter(|(_, at)| is_due(**at)).map(|(id, _)| id.clone()).collect();
    if due.is_empty() {
        return;
    }
    for id in due {
        state.snoozed.remove(&id);
        state.triage.insert(id, Triage::Unread);
    }
    effects.save = true;
    effects.show(ViewKey::Notifications);
    effects.show(ViewKey::Header);
}

/// A desktop notification was clicked: opens the panel at its node.
pub(crate) fn clicked(state: &mut State, id: &str, effects: &mut EffectBuilder) {
    let notification = id
        .strip_prefix("notification:")
        .and_then(|id| state.cache.notifications.iter().find(|notification| notification.id == id))
        .cloned();
    let Some(notification) = notification else {
        return effects.navigate(Navigate { tab: Some("notifications".into()), ..Navigate::default() });
    };
    if state.settings.open_reads {
        state.triage.insert(notification.id.clone(), Triage::Read);
        effects.save = true;
        effects.show(ViewKey::Notifications);
        effects.show(ViewKey::Header);
    }
    match notification.node_id {
        Some(node) => {
            thread::read(state, &node, effects);
            effects.navigate(Navigate { node: Some(node), ..Navigate::default() });
        }
        None => effects.navigate(Navigate { tab: Some("notifications".into()), ..Navigate::default() }),
    }
}

/// Requests older notifications.
pub(crate) fn older(state: &mut State, token: u32, effects: &mut EffectBuilder) {
    fetch_older(state, 1, effects);
    effects.answer(Some(token), Answer::default());
}

fn fetch_older(state: &mut State, above: u32, effects: &mut EffectBuilder) {
    if let (true, Some(cursor)) = (state.ready(), state.cache.notifications_cursor.clone()) {
        let fields = RequestFields::default().number("limit", 50).text("cursor", &cursor);
        effects.fetch(state, Endpoint::Notifications, &fields, Pending::Notifications(above));
    }
}

/// Requests older notifications while the network counts other unread ones than are kept, because the badge counts the kept ones.
fn read_all_unread(state: &mut State, above: u32, effects: &mut EffectBuilder) {
    if unread(state) != unread_reported(state) && above < PAGES {
        fetch_older(state, above + 1, effects);
    }
}

/// The number of kept notifications that are unread on the network.
fn unread(state: &State) -> usize {
    state.cache.notifications.iter().filter(|known| !known.read && !is_own(known)).count()
}

/// The number of unread notifications, as the network reports it.
fn unread_reported(state: &State) -> usize {
    usize::try_from(state.cache.notifications_unread).unwrap_or(usize::MAX)
}
