use super::plan::{Fields, Plan};
use super::{Answer, Desktop, Ending, Goto, Pending, State, Surface, Triage, Undone, trouble, undo};
use crate::model::{Line, Millis, Notice, NoticeKind, Notices};
use crate::wire::{Endpoint, Reply};

/// Notices kept at hand.
const KEPT: usize = 300;
/// Ids of shown notices remembered.
const LEDGER: usize = 1_000;
/// More than this at once become one desktop notice.
const SEPARATE: usize = 3;

/// How many pages below the first are read at most for the badge.
const PAGES: u32 = 5;

/// Takes a page of notifications, with so many above it.
pub(super) fn notices_ended(state: &mut State, above: u32, ending: Ending, now: Millis, plan: &mut Plan) {
    if let Ok(Reply::Notices(page)) = trouble::understood(state, ending, now) {
        if above == 0 {
            take(state, page, now, plan);
        } else {
            append(state, page);
        }
        read_on_for_the_badge(state, above, plan);
        plan.save_cache = true;
    }
    plan.save = true;
    plan.show(Surface::Notices);
    plan.show(Surface::Masthead);
}

fn append(state: &mut State, page: Notices) {
    // One that leads back to itself leads nowhere.
    let cursor = page.next_cursor.filter(|next| Some(next) != state.cache.notices_cursor.as_ref());
    for notice in page.notifications {
        match state.cache.notices.iter_mut().find(|known| known.id == notice.id) {
            Some(known) => *known = notice,
            None => state.cache.notices.push(notice),
        }
    }
    state.cache.notices_cursor = cursor;
}

fn take(state: &mut State, page: Notices, now: Millis, plan: &mut Plan) {
    let first = state.cache.notices_at == 0;
    let mut fresh: Vec<Notice> = Vec::new();
    for notice in &page.notifications {
        if !state.cache.notices.iter().any(|known| known.id == notice.id) {
            fresh.push(notice.clone());
        }
    }
    let gap = fresh.len() == page.notifications.len();
    let older: Vec<Notice> = std::mem::take(&mut state.cache.notices)
        .into_iter()
        .filter(|known| !page.notifications.iter().any(|notice| notice.id == known.id))
        .collect();
    state.cache.notices = page.notifications;
    state.cache.notices.extend(older);
    state.cache.notices.truncate(KEPT);
    // Beat and list agree that none is unread: those below this page are not either.
    if page.unread_count == 0 && state.account.as_ref().is_none_or(|account| account.unread_told == 0) {
        for notice in &mut state.cache.notices {
            notice.read = true;
        }
    }
    state.cache.notices_at = now;
    state.cache.notices_unread = page.unread_count;
    // A page with nothing known in it leaves a gap below; more unread than the network counts were read elsewhere since. What is
    // older is read on from here.
    let read_elsewhere = unread(state) > told(state);
    if state.cache.notices_cursor.is_none() || ((gap || read_elsewhere) && page.next_cursor.is_some()) {
        state.cache.notices_cursor = page.next_cursor;
    }
    if let Some(account) = state.account.as_mut() {
        account.unread_told = page.unread_count;
    }
    bring_back(state, &fresh);
    let kept: crate::model::Set<&str> = state.cache.notices.iter().map(|notice| notice.id.as_str()).collect();
    state.triage.retain(|id, _| kept.contains(id.as_str()));
    if first {
        // What was there before we ever looked is no news.
        for notice in &fresh {
            remember(state, &notice.id);
        }
    } else {
        tell(state, &fresh, now, plan);
    }
}

/// What was archived returns when something new happens at its node (design, section 8).
fn bring_back(state: &mut State, fresh: &[Notice]) {
    for node in fresh.iter().filter_map(|notice| notice.node_id.as_deref()) {
        let returning: Vec<String> = state
            .cache
            .notices
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
    if state.ledger.iter().any(|known| known == id) {
        return false;
    }
    state.ledger.push_back(id.to_owned());
    while state.ledger.len() > LEDGER {
        state.ledger.pop_front();
    }
    true
}

/// Shows on the desktop what is new, of a kind that may show, once, and not in quiet hours. Quiet ones are remembered as told: they
/// wait in the list, and no flood follows the morning.
fn tell(state: &mut State, fresh: &[Notice], now: Millis, plan: &mut Plan) {
    let quiet = state.quiet_now(now);
    let mut loud: Vec<&Notice> = Vec::new();
    for notice in fresh {
        let may = state.triage_of(notice) == Triage::Unread && state.settings.route(notice.kind).desktop;
        if remember(state, &notice.id) && may && !quiet {
            loud.push(notice);
        }
    }
    if loud.len() > SEPARATE {
        let count = u32::try_from(loud.len()).unwrap_or(u32::MAX);
        plan.notify(Desktop {
            id: "notices".into(),
            title: Line::count("desktopMany", count),
            message: Line::new("desktopManyText"),
        });
        return;
    }
    for notice in loud {
        let who = notice.from.name.clone().unwrap_or_default();
        let words = notice.message.clone().unwrap_or_default();
        plan.notify(Desktop {
            id: format!("notice:{}", notice.id),
            title: if who.is_empty() {
                Line::new(kind_key(notice.kind))
            } else {
                Line::new(desktop_key(notice.kind)).with(who)
            },
            message: Line::verbatim(words),
        });
    }
}

fn desktop_key(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Reprompt => "desktopReprompt",
        NoticeKind::Mention => "desktopMention",
        NoticeKind::Like => "desktopLike",
        NoticeKind::Follow => "desktopFollow",
        NoticeKind::Message => "desktopMessage",
        NoticeKind::Tier => "kindTier",
        NoticeKind::Other => "desktopOther",
    }
}

/// The name of a kind.
pub fn kind_key(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Reprompt => "kindReprompt",
        NoticeKind::Mention => "kindMention",
        NoticeKind::Like => "kindLike",
        NoticeKind::Follow => "kindFollow",
        NoticeKind::Message => "kindMessage",
        NoticeKind::Tier => "kindTier",
        NoticeKind::Other => "kindOther",
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
pub(super) fn triage(
    state: &mut State,
    token: u32,
    ids: &[String],
    to: Triage,
    now: Millis,
    plan: &mut Plan,
) {
    let before = ids.iter().map(|id| (id.clone(), state.triage.get(id).copied())).collect();
    for id in ids {
        state.triage.insert(id.clone(), to);
    }
    let undo = undo::remember(state, Undone::Triage(before), now);
    let said = Line::new(match to {
        Triage::Archived => "saidArchived",
        Triage::Read => "saidRead",
        Triage::Unread => "saidUnread",
    });
    plan.answer(Some(token), Answer { said: Some(said), undo: Some(undo), ..Answer::default() });
    plan.save = true;
    plan.show(Surface::Notices);
    plan.show(Surface::Masthead);
}

/// A desktop notice was clicked: the panel comes to the front at its node.
pub(super) fn clicked(state: &mut State, id: &str, plan: &mut Plan) {
    let notice = id
        .strip_prefix("notice:")
        .and_then(|id| state.cache.notices.iter().find(|notice| notice.id == id))
        .cloned();
    let Some(notice) = notice else {
        return plan.goto(Goto { tab: Some("notifications".into()), ..Goto::default() });
    };
    if state.settings.open_reads {
        state.triage.insert(notice.id.clone(), Triage::Read);
        plan.save = true;
        plan.show(Surface::Notices);
        plan.show(Surface::Masthead);
    }
    match notice.node_id {
        Some(node) => {
            super::thread::read(state, &node, plan);
            plan.goto(Goto { node: Some(node), ..Goto::default() });
        }
        None => plan.goto(Goto { tab: Some("notifications".into()), ..Goto::default() }),
    }
}

/// Asks for notices older than those at hand.
pub(super) fn older(state: &mut State, token: u32, plan: &mut Plan) {
    read_on(state, 1, plan);
    plan.answer(Some(token), Answer::default());
}

fn read_on(state: &mut State, above: u32, plan: &mut Plan) {
    if let (true, Some(cursor)) = (state.ready(), state.cache.notices_cursor.clone()) {
        let fields = Fields::default().number("limit", 50).text("cursor", &cursor);
        plan.fetch(state, Endpoint::Notifications, &fields, Pending::Notices(above));
    }
}

/// The badge counts what is at hand. As long as the network counts otherwise, more is read.
fn read_on_for_the_badge(state: &mut State, above: u32, plan: &mut Plan) {
    if unread(state) != told(state) && above < PAGES {
        read_on(state, above + 1, plan);
    }
}

/// Unread notices at hand, whatever was done with them here.
fn unread(state: &State) -> usize {
    state.cache.notices.iter().filter(|notice| !notice.read).count()
}

/// Unread ones as the network counts them.
fn told(state: &State) -> usize {
    usize::try_from(state.cache.notices_unread).unwrap_or(usize::MAX)
}
