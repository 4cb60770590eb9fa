use super::{Button, EmptyState};
use crate::app::{ConnectionIssue, SpendKind, State};
use crate::domain::Table;
use crate::domain::{
    Action, Author, Bucket, LocalizedMessage, MessageArg, Millis, Opportunity, Output, sort::sort_by_key,
};
use serde::Serialize;
use std::collections::HashSet;

/// The tab *Opportunities*: a first page of at most 20 rows under its own key, the rest under another.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Feed {
    /// Groups in order, each with its rows.
    pub groups: Vec<Group>,
    /// Shown when there are no rows.
    pub empty_state: Option<EmptyState>,
    /// Shown above the rows: that this is the sample feed.
    pub note: Option<LocalizedMessage>,
    /// How many rows are in `view:feed:more`.
    pub more: u32,
    /// *2 hidden threads*, *1 muted author*: what the person does not want to see.
    pub hidden: Vec<LocalizedMessage>,
}

/// Opportunities that are listed for the same reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// The bucket.
    pub bucket: Bucket,
    /// Its name.
    pub title: LocalizedMessage,
    /// What it means, in a few words.
    pub hint: LocalizedMessage,
    /// Rows in it, on all pages together.
    pub count: u32,
    /// The rows of this page.
    pub rows: Vec<Row>,
}

/// One opportunity.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Node to read or answer.
    pub node: String,
    /// Title of its tree; remote text.
    pub title: Option<String>,
    /// Its first words; remote text.
    pub preview: Option<String>,
    /// Why it is listed.
    pub reason: LocalizedMessage,
    /// Who wrote it.
    pub author: Author,
    /// Levels below the root, for the spine.
    pub depth: Option<u32>,
    /// How many replies it has.
    pub replies: Option<u32>,
    /// What it is, where the network tells it.
    pub output: Option<Output>,
    /// *7 deep*, *9 replies*: what is known.
    pub facts: Vec<LocalizedMessage>,
    /// When it was written.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub at: Option<Millis>,
    /// Whether it came since the person last looked.
    pub fresh: bool,
    /// Whether we liked it.
    pub liked: bool,
    /// Whether we bookmarked it.
    pub bookmarked: bool,
    /// Whether there is a draft for it.
    pub drafted: bool,
    /// What a reprompt, a like and a bookmark cost here.
    pub costs: Prices,
}

/// Prices before clicks, in units of budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Prices {
    /// A reprompt, from.
    pub reprompt: f64,
    /// A new prompt, from.
    pub prompt: f64,
    /// A like.
    pub like: f64,
    /// A bookmark.
    pub bookmark: f64,
}

/// Rows on the first page, which a page renders before the worker is awake.
const FIRST: usize = 20;

/// The feed as two pages: the first, and the rest.
pub(super) fn pages(state: &State, now: Millis) -> (Feed, Feed) {
    if let Some(empty_state) = EmptyState::obstacle(state, now) {
        return (Feed { empty_state: Some(empty_state), ..Feed::default() }, Feed::default());
    }
    if state.cache.feed.is_empty() {
        return (Feed { empty_state: Some(empty_state(state)), ..Feed::default() }, Feed::default());
    }
    let hidden = hidden(state);
    let all = state.cache.feed.iter().filter(|item| !state.hides(item));
    let mut ordered: Vec<&Opportunity> = all.chain(trending(state)).collect();
    if ordered.is_empty() {
        let empty_state = EmptyState::new("hide", "emptyHidden").button(Button::new("options", "options"));
        return (Feed { empty_state: Some(empty_state), hidden, ..Feed::default() }, Feed::default());
    }
    sort_by_key(&mut ordered, |item| order(item.bucket));
    let counts: Table<u8, u32> = ordered.iter().fold(Table::new(), |mut counts, item| {
        *counts.get_or_insert_with(order(item.bucket), Default::default) += 1;
        counts
    });
    let rows: Vec<(Bucket, Row)> = ordered.iter().map(|item| (item.bucket, row(state, item, now))).collect();
    let (first, rest) = rows.split_at(rows.len().min(FIRST));
    let note = state.cache.sample.then(|| LocalizedMessage::new("sampleNote"));
    let first = Feed {
        groups: groups(first, &counts),
        empty_state: None,
        note,
        more: u32::try_from(rest.len()).unwrap_or(u32::MAX),
        hidden,
    };
    (first, Feed { groups: groups(rest, &counts), ..Feed::default() })
}

/// How much is hidden, in words.
fn hidden(state: &State) -> Vec<LocalizedMessage> {
    let count = |key, count: usize| {
        (count > 0).then(|| LocalizedMessage::count(key, u32::try_from(count).unwrap_or(u32::MAX)))
    };
    let threads = count("hiddenThreads", state.hidden_threads.len());
    threads.into_iter().chain(count("mutedAuthors", state.muted_authors.len())).collect()
}

fn empty_state(state: &State) -> EmptyState {
    match (&state.account, &state.connection_issue) {
        // Whoever looks around without a key learns that the sample did not come, and may ask for it again.
        (None, Some(issue)) if !matches!(issue, ConnectionIssue::Refused { .. }) => {
            EmptyState::new("off", "emptyNoSample")
                .button(Button::new("doTryAgain", "heartbeat").main())
                .button(Button::new("welcomeSignup", "register"))
                .button(Button::new("welcomeKey", "options"))
        }
        (None, _) => EmptyState::without_key("key", "emptyNoKey"),
        (_, Some(ConnectionIssue::Offline)) if state.live.online => {
            EmptyState::new("off", "emptyUnreachable").button(Button::new("doTryAgain", "heartbeat"))
        }
        (_, Some(ConnectionIssue::Offline)) => {
            EmptyState::new("off", "emptyOffline").button(Button::new("doTryAgain", "heartbeat"))
        }
        (_, Some(ConnectionIssue::Foreign)) => {
            EmptyState::new("off", "emptyWrongServer").button(Button::new("options", "options").main())
        }
        (
            _,
            Some(ConnectionIssue::Captive | ConnectionIssue::Server { .. } | ConnectionIssue::Permission),
        ) => EmptyState::new("off", "emptyServer").button(Button::new("doTryAgain", "heartbeat")),
        (Some(account), None) if account.heartbeat_at == 0 || state.cache.feed_at == 0 => {
            EmptyState::new("pulse", "emptyFirst")
        }
        (Some(_), _) => EmptyState {
            text: LocalizedMessage::new("emptyFeedText").at(state.schedule.next_heartbeat),
            ..EmptyState::new("door", "emptyFeed").button(Button::new("doUpdate", "refreshFeed"))
        },
    }
}

/// How many trending nodes are shown.
const TRENDING: usize = 10;

/// The trending nodes that are not listed for another reason, the first of each tree.
fn trending(state: &State) -> impl Iterator<Item = &Opportunity> {
    let shown = state.settings.trending && !state.cache.sample;
    let listed = |item: &Opportunity| state.cache.feed.iter().any(|other| other.node_id == item.node_id);
    let mut titles: HashSet<&str> = HashSet::new();
    let all = state.cache.trending.iter().filter(move |item| shown && !listed(item) && !state.hides(item));
    // The network tells no root. Nodes of one title are of one tree.
    all.filter(move |item| item.title.as_deref().is_none_or(|title| titles.insert(title))).take(TRENDING)
}

fn order(bucket: Bucket) -> u8 {
    match bucket {
        Bucket::HumanSignal => 0,
        Bucket::Unanswered => 1,
        Bucket::Rising => 2,
        Bucket::Active => 3,
        Bucket::Trending => 4,
        Bucket::Sample => 5,
        Bucket::Other => 6,
    }
}

fn groups(rows: &[(Bucket, Row)], counts: &Table<u8, u32>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (bucket, row) in rows {
        let name = match bucket {
            Bucket::HumanSignal => "bucketHumanSignal",
            Bucket::Unanswered => "bucketUnanswered",
            Bucket::Rising => "bucketRising",
            Bucket::Active => "bucketActive",
            Bucket::Trending => "bucketTrending",
            Bucket::Sample => "bucketSample",
            Bucket::Other => "bucketOther",
        };
        match groups.last_mut().filter(|group| group.bucket == *bucket) {
            Some(group) => group.rows.push(row.clone()),
            None => groups.push(Group {
                bucket: *bucket,
                title: LocalizedMessage::new(name),
                hint: LocalizedMessage::new(&format!("{name}Hint")),
                count: counts.get(&order(*bucket)).copied().unwrap_or(0),
                rows: vec![row.clone()],
            }),
        }
    }
    groups
}

pub(super) fn row(state: &State, item: &Opportunity, now: Millis) -> Row {
    let marks = state.engagements.get(&item.node_id).copied().unwrap_or_default();
    let draft = state.reply_to(&item.node_id);
    let first_seen = state.cache.first_seen.get(&item.node_id).copied().unwrap_or(0);
    Row {
        node: item.node_id.clone(),
        title: item.title.clone(),
        preview: item.preview.clone(),
        reason: reason(item, now),
        author: item.author.clone(),
        depth: item.depth,
        replies: item.replies,
        output: item.output,
        facts: [
            item.depth.filter(|depth| *depth > 0).map(|depth| LocalizedMessage::count("factDeep", depth)),
            item.replies
                .filter(|replies| *replies > 0)
                .map(|replies| LocalizedMessage::count("factReplies", replies)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        at: item.created_at.map(|at| at - state.clock_skew),
        fresh: state.cache.last_viewed.1 > 0 && first_seen > state.cache.last_viewed.1,
        liked: marks.liked,
        bookmarked: marks.bookmarked,
        drafted: state.submissions.contains_key(&draft) || state.live.drafts.contains_key(&draft),
        costs: Prices::of(state, now),
    }
}

/// Why an opportunity is listed: a count when the network sent one, else the meaning of its bucket.
fn reason(item: &Opportunity, now: Millis) -> LocalizedMessage {
    let signals = &item.signals;
    let some = |count: Option<u32>| count.filter(|count| *count > 0);
    match item.bucket {
        Bucket::HumanSignal => match (some(signals.likes), some(signals.bookmarks)) {
            (Some(likes), _) => LocalizedMessage::count("reasonLiked", likes),
            (None, Some(bookmarks)) => LocalizedMessage::count("reasonBookmarked", bookmarks),
            (None, None) => LocalizedMessage::new("reasonHuman"),
        },
        Bucket::Unanswered => match item.created_at.filter(|at| now - at > 3_600_000) {
            Some(at) => LocalizedMessage::new("reasonUnansweredSince")
                .with(MessageArg::Span { seconds: u64::try_from((now - at) / 1000).unwrap_or(0) }),
            None => LocalizedMessage::new("reasonUnanswered"),
        },
        Bucket::Rising => match some(item.replies) {
            Some(replies) => LocalizedMessage::count("reasonReplies", replies),
            None => LocalizedMessage::new("reasonRising"),
        },
        Bucket::Active => match some(signals.agents) {
            Some(agents) => LocalizedMessage::count("reasonAgents", agents),
            None => LocalizedMessage::new("reasonActive"),
        },
        Bucket::Trending => match some(signals.likes) {
            Some(likes) => LocalizedMessage::count("reasonLiked", likes),
            None => LocalizedMessage::new("reasonTrending"),
        },
        Bucket::Sample => LocalizedMessage::new("reasonSample"),
        Bucket::Other => match &item.action {
            Some(Action { hint: Some(hint), .. }) => LocalizedMessage::verbatim(hint.as_str()),
            _ => LocalizedMessage::new("reasonOther"),
        },
    }
}

impl Prices {
    /// The prices as they are known.
    pub fn of(state: &State, now: Millis) -> Self {
        Self {
            reprompt: state.price(SpendKind::Reprompt, now).units,
            prompt: state.price(SpendKind::Seed, now).units,
            like: state.price(SpendKind::Like, now).units,
            bookmark: state.price(SpendKind::Bookmark, now).units,
        }
    }
}
