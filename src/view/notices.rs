use super::{Blank, Button};
use crate::agent::{State, Triage};
use crate::model::{Author, Line, Millis, Notice, NoticeKind};
use serde::Serialize;

/// The tab *Notifications*.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NoticeList {
    /// Newest first, all states together; the surface filters.
    pub rows: Vec<NoticeRow>,
    /// Unread in `rows`.
    pub unread: u32,
    /// What stands instead of rows.
    pub blank: Option<Blank>,
    /// *Quiet until 07:00. 3 collected, none shown.*
    pub quiet: Option<Line>,
    /// Whether the network has older ones.
    pub more: bool,
}

/// One notice, or several of one kind on one node.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NoticeRow {
    /// Ids of the notices in it; pass all of them to commands.
    pub ids: Vec<String>,
    /// Sort of notice, for the icon.
    pub kind: NoticeKind,
    /// Who caused it.
    pub from: Author,
    /// *reprompted you*, *and 2 others liked your reprompt*: what follows the name, in our words.
    pub line: Line,
    /// Their words, when there are any; remote text.
    pub words: Option<String>,
    /// Where: title and level, when known.
    pub place: Option<Line>,
    /// The node it leads to.
    pub node: Option<String>,
    /// When.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub at: Option<Millis>,
    /// Unread, read, archived.
    pub triage: Triage,
}

impl NoticeList {
    /// The notices as things stand, likes of one node drawn together.
    pub fn of(state: &State, now: Millis) -> Self {
        let mut rows: Vec<NoticeRow> = Vec::new();
        for notice in &state.cache.notices {
            let triage = state.triage_of(notice);
            let together = (notice.kind == NoticeKind::Like && notice.node_id.is_some())
                .then(|| {
                    rows.iter_mut().find(|row| {
                        row.kind == NoticeKind::Like && row.node == notice.node_id && row.triage == triage
                    })
                })
                .flatten();
            match together {
                Some(row) => {
                    row.ids.push(notice.id.clone());
                    let others = u32::try_from(row.ids.len() - 1).unwrap_or(u32::MAX);
                    row.line = Line::count("noticeLikeOthers", others);
                }
                None => rows.push(row(state, notice, triage)),
            }
        }
        let unread = rows.iter().filter(|row| row.triage == Triage::Unread).count();
        let blank = match Blank::obstacle(state) {
            Some(blank) => Some(blank),
            None if rows.is_empty() && state.account.is_none() => Some(
                Blank::new("bell", "blankNoticesNoKey").button(Button::new("doEnterKey", "options").main()),
            ),
            None if rows.is_empty() => Some(Blank::new("bell", "blankNotices")),
            None => None,
        };
        Self {
            unread: u32::try_from(unread).unwrap_or(u32::MAX),
            blank,
            quiet: quiet(state, unread, now),
            more: state.cache.notices_cursor.is_some(),
            rows,
        }
    }
}

fn quiet(state: &State, unread: usize, now: Millis) -> Option<Line> {
    if !state.quiet_now(now) {
        return None;
    }
    let count = u32::try_from(unread).unwrap_or(u32::MAX);
    if now < state.settings.muted_until {
        return Some(Line::count("mutedUntil", count).at(state.settings.muted_until));
    }
    let local = now.div_euclid(60_000) + Millis::from(state.live.zone_minutes);
    let minute = local.rem_euclid(1440);
    let wait = (Millis::from(state.settings.quiet.to) - minute).rem_euclid(1440);
    Some(Line::count("quietUntil", count).at((now.div_euclid(60_000) + wait) * 60_000))
}

fn row(state: &State, notice: &Notice, triage: Triage) -> NoticeRow {
    let named = notice.from.name.is_some();
    let key = match notice.kind {
        NoticeKind::Reprompt => "noticeReprompt",
        NoticeKind::Mention => "noticeMention",
        NoticeKind::Like => "noticeLike",
        NoticeKind::Follow => "noticeFollow",
        NoticeKind::Message => "noticeMessage",
        NoticeKind::Tier => "noticeTier",
        NoticeKind::Other => "noticeOther",
    };
    // A kind this version does not know, or one without a person: the network's own sentence stands in its place.
    let speaks = matches!(notice.kind, NoticeKind::Tier | NoticeKind::Other) || !named;
    let message = notice.message.clone().filter(|message| !message.trim().is_empty());
    NoticeRow {
        ids: vec![notice.id.clone()],
        kind: notice.kind,
        from: if speaks { Author::default() } else { notice.from.clone() },
        line: if speaks {
            message.clone().map_or_else(|| Line::new(key), Line::verbatim)
        } else {
            Line::new(key)
        },
        words: if speaks { None } else { message },
        place: notice.node_id.as_deref().and_then(|node| state.title_of(node)).map(Line::verbatim),
        node: notice.node_id.clone(),
        at: notice.created_at.map(|at| at - state.skew),
        triage,
    }
}
