use crate::app::connection::connection_issue;
use crate::app::effect::RequestResult;
use crate::app::effect::{Answer, DesktopNotification, EffectBuilder, Fields, Navigate, ViewKey};
use crate::app::reading::thread;
use crate::app::state::{Pending, State, Triage, UndoAction, undo_history};
use crate::domain::{LocalizedMessage, Millis, Notification, NotificationKind, Notifications};
use crate::protocol::{Endpoint, Reply};

/// Notifications kept at hand.
const KEPT: usize = 300;

/// Ids of shown notices remembered.
const LEDGER: usize = 1_000;

/// More than this at once become one desktop notice.
const SEPARATE: usize = 3;

/// How many pages below the first are read at most for the badge.
const PAGES: u32 = 5;

/// Takes a page of notifications, with so many above it.
pub(crate) fn notifications_ended(
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
        read_on_for_the_badge(state, above, effects);
        effects.save_cache = true;
    }
    effects.save = true;
    effects.show(ViewKey::Notifications);
    effects.show(ViewKey::Header);
}

fn append(state: &mut State, page: Notifications) {
    // One that leads back to itself leads nowhere.
    let cursor = page.next_cursor.filter(|next| Some(next) != state.cache.notifications_cursor.as_ref());
    for notification in page.notifications {
        match state.cache.notifications.iter_mut().find(|known| known.id == notification.id) {
            Some(known) => *known = notification,
            None => state.cache.notifications.push(notification),
        }
    }
    state.cache.notifications_cursor = cursor;
}

fn take(state: &mut State, page: Notifications, now: Millis, effects: &mut EffectBuilder) {
    let first = state.cache.notifications_at == 0;
    let mut fresh: Vec<Notification> = Vec::new();
    for notification in &page.notifications {
        if !state.cache.notifications.iter().any(|known| known.id == notification.id) {
            fresh.push(notification.clone());
        }
    }
    let gap = fresh.len() == page.notifications.len();
    let older: Vec<Notification> = std::mem::take(&mut state.cache.notifications)
        .into_iter()
        .filter(|known| !page.notifications.iter().any(|notification| notification.id == known.id))
        .collect();
    state.cache.notifications = page.notifications;
    state.cache.notifications.extend(older);
    state.cache.notifications.truncate(KEPT);
    // Beat and list agree that none is unread: those below this page are not either.
    if page.unread_count == 0 && state.account.as_ref().is_none_or(|account| account.unread_reported == 0) {
        for notification in &mut state.cache.notifications {
            notification.read = true;
        }
    }
    state.cache.notifications_at = now;
    state.cache.notifications_unread = page.unread_count;
    // A page with nothing known in it leaves a gap below; more unread than the network counts were read elsewhere since. What is
    // older is read on from here.
    let read_elsewhere = unread(state) > told(state);
    if state.cache.notifications_cursor.is_none() || ((gap || read_elsewhere) && page.next_cursor.is_some()) {
        state.cache.notifications_cursor = page.next_cursor;
    }
    if let Some(account) = state.account.as_mut() {
        account.unread_reported = page.unread_count;
    }
    bring_back(state, &fresh);
    let kept: crate::domain::Set<&str> =
        state.cache.notifications.iter().map(|notification| notification.id.as_str()).collect();
    state.triage.retain(|id, _| kept.contains(id.as_str()));
    if first {
        // What was there before we ever looked is no news.
        for notification in &fresh {
            remember(state, &notification.id);
        }
    } else {
        tell(state, &fresh, now, effects);
    }
}

/// What was archived returns when something new happens at its node.
fn bring_back(state: &mut State, fresh: &[Notification]) {
    for node in fresh.iter().filter_map(|notification| notification.node_id.as_deref()) {
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

fn remember(state: &mut State, id: &str) -> bool {
    if state.shown_notifications.iter().any(|known| known == id) {
        return false;
    }
    state.shown_notifications.push_back(id.to_owned());
    while state.shown_notifications.len() > LEDGER {
        state.shown_notifications.pop_front();
    }
    true
}

/// Shows on the desktop what is new, of a kind that may show, once, and not in quiet hours. QuietHours ones are remembered as told: they
/// wait in the list, and no flood follows the morning.
fn tell(state: &mut State, fresh: &[Notification], now: Millis, effects: &mut EffectBuilder) {
    let quiet = state.quiet_now(now);
    let mut loud: Vec<&Notification> = Vec::new();
    for notification in fresh {
        let may = state.triage_of(notification) == Triage::Unread
            && state.settings.route(notification.kind).desktop;
        if remember(state, &notification.id) && may && !quiet {
            loud.push(notification);
        }
    }
    if loud.len() > SEPARATE {
        let count = u32::try_from(loud.len()).unwrap_or(u32::MAX);
        effects.notify(DesktopNotification {
            id: "notifications".into(),
            title: LocalizedMessage::count("desktopMany", count),
            message: LocalizedMessage::new("desktopManyText"),
        });
        return;
    }
    for notification in loud {
        let who = notification.from.name.clone().unwrap_or_default();
        let content = notification.message.clone().unwrap_or_default();
        effects.notify(DesktopNotification {
            id: format!("notification:{}", notification.id),
            title: if who.is_empty() {
                LocalizedMessage::new(kind_key(notification.kind))
            } else {
                LocalizedMessage::new(desktop_key(notification.kind)).with(who)
            },
            message: LocalizedMessage::verbatim(content),
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
        NotificationKind::Other => "desktopOther",
    }
}

/// The name of a kind.
pub fn kind_key(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Reprompt => "kindReprompt",
        NotificationKind::Mention => "kindMention",
        NotificationKind::Like => "kindLike",
        NotificationKind::Follow => "kindFollow",
        NotificationKind::Message => "kindMessage",
        NotificationKind::Tier => "kindTier",
        NotificationKind::Other => "kindOther",
    }
}

impl State {
    /// Whether desktop notices are to be held back now: quiet hours by the local clock, or a mute.
    pub fn quiet_now(&self, now: Millis) -> bool {
        let local = now.div_euclid(60_000) + Millis::from(self.live.zone_minutes);
        let minute = u32::try_from(local.rem_euclid(1440)).unwrap_or(0);
        now < self.settings.muted_until || self.settings.quiet.holds(minute)
    }
}

/// Sets the state of notices, and can undo it.
pub(crate) fn triage(
    state: &mut State,
    token: u32,
    ids: &[String],
    to: Triage,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let before = ids.iter().map(|id| (id.clone(), state.triage.get(id).copied())).collect();
    for id in ids {
        state.triage.insert(id.clone(), to);
    }
    let undo = undo_history::remember(state, UndoAction::Triage(before), now);
    let said = LocalizedMessage::new(match to {
        Triage::Archived => "saidArchived",
        Triage::Read => "saidRead",
        Triage::Unread => "saidUnread",
    });
    effects.answer(Some(token), Answer { said: Some(said), undo: Some(undo), ..Answer::default() });
    effects.save = true;
    effects.show(ViewKey::Notifications);
    effects.show(ViewKey::Header);
}

/// A desktop notice was clicked: the panel comes to the front at its node.
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

/// Asks for notices older than those at hand.
pub(crate) fn older(state: &mut State, token: u32, effects: &mut EffectBuilder) {
    read_on(state, 1, effects);
    effects.answer(Some(token), Answer::default());
}

fn read_on(state: &mut State, above: u32, effects: &mut EffectBuilder) {
    if let (true, Some(cursor)) = (state.ready(), state.cache.notifications_cursor.clone()) {
        let fields = Fields::default().number("limit", 50).text("cursor", &cursor);
        effects.fetch(state, Endpoint::Notifications, &fields, Pending::Notifications(above));
    }
}

/// The badge counts what is at hand. As long as the network counts otherwise, more is read.
fn read_on_for_the_badge(state: &mut State, above: u32, effects: &mut EffectBuilder) {
    if unread(state) != told(state) && above < PAGES {
        read_on(state, above + 1, effects);
    }
}

/// Unread notices at hand, whatever was done with them here.
fn unread(state: &State) -> usize {
    state.cache.notifications.iter().filter(|notification| !notification.read).count()
}

/// Unread ones as the network counts them.
fn told(state: &State) -> usize {
    usize::try_from(state.cache.notifications_unread).unwrap_or(usize::MAX)
}
