use super::notifications::thread_title;
use crate::app::{KeyState, Receipt, SpendKind, State};
use crate::domain::{LocalizedMessage, MessageArg, Millis, Notification, excerpt, sort};
use serde::Serialize;

/// The lists *Bookmarks* and *My threads* in the tab *Opportunities*: from receipts, so they are there without a network, too.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ThreadLists {
    /// The nodes that were bookmarked here, the one with the latest news first.
    pub bookmarks: Vec<ListedThread>,
    /// The threads that were planted or answered here, the one with the latest news first.
    pub mine: Vec<ListedThread>,
    /// *Impromptu counts 95 posts of yours*, where that is more than is known here.
    pub line: Option<LocalizedMessage>,
}

/// A thread in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ListedThread {
    /// The node to open it at.
    pub node: String,
    /// Title of its tree; remote text.
    pub title: Option<String>,
    /// What is new in it, as the network words it, or the first words of the node.
    pub text: String,
    /// *You answered 3 times*, *Bookmarked 2 d ago*; absent when nothing more is known.
    pub line: Option<LocalizedMessage>,
    /// The level of the last reply of ours, for the spine.
    pub depth: Option<u32>,
    /// When the last thing happened that is known here.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub at: Option<Millis>,
    /// Unread notifications of it, as Notifications counts them.
    pub unread: u32,
}

/// How many threads a list has at most.
const MOST: usize = 300;

/// The length of the words that a row shows, in characters.
const WORDS: usize = 200;

impl ThreadLists {
    /// The lists of a state; empty while the key is locked.
    pub fn of(state: &State) -> Self {
        if state.live.key == KeyState::Locked {
            return Self::default();
        }
        let unread: Vec<(Option<String>, &Notification)> = state
            .unmuted_notifications()
            .filter(|known| state.counts(known.kind, state.triage_of(known)))
            .map(|known| (thread_title(state, known), known))
            .collect();
        let mut bookmarks: Vec<ListedThread> = state
            .engagements
            .iter()
            .filter(|(_, marks)| marks.bookmarked)
            .map(|(node, _)| bookmark(state, node, &unread))
            .collect();
        let mut mine = mine(state, &unread);
        for list in [&mut bookmarks, &mut mine] {
            sort::sort_by_key(list, |thread| std::cmp::Reverse(thread.at));
            list.truncate(MOST);
        }
        Self { bookmarks, mine, line: counted_elsewhere(state) }
    }
}

fn is_post(receipt: &Receipt) -> bool {
    matches!(receipt.act, SpendKind::Reprompt | SpendKind::Seed) && !receipt.unsure
}

fn counted_elsewhere(state: &State) -> Option<LocalizedMessage> {
    let counted = *state.cache.profile.as_ref()?.statistics.get("contentCreated")?;
    let here = u32::try_from(state.own_receipts().filter(|receipt| is_post(receipt)).count()).ok()?;
    (counted > f64::from(here)).then(|| LocalizedMessage::new("listedOf").with(counted).with(here))
}

fn bookmark(state: &State, node: &str, unread: &[(Option<String>, &Notification)]) -> ListedThread {
    let receipt = state
        .receipts
        .iter()
        .rev()
        .find(|receipt| receipt.act == SpendKind::Bookmark && receipt.parent.as_deref() == Some(node));
    let thread = ListedThread {
        node: node.to_owned(),
        title: receipt.and_then(|receipt| receipt.title.clone()).or_else(|| state.title_of(node)),
        text: receipt.map(|receipt| receipt.text.clone()).unwrap_or_default(),
        line: receipt
            .map(|receipt| LocalizedMessage::new("listedBookmark").with(MessageArg::Ago { ago: receipt.at })),
        depth: None,
        at: receipt.map(|receipt| receipt.at),
        unread: 0,
    };
    with_news(state, thread, &[node], unread)
}

/// The posts of one thread, latest first.
struct Posts<'a> {
    title: Option<&'a str>,
    receipts: Vec<&'a Receipt>,
}

fn mine(state: &State, unread: &[(Option<String>, &Notification)]) -> Vec<ListedThread> {
    let mut threads: Vec<Posts> = Vec::new();
    for receipt in state.own_receipts().rev().filter(|receipt| is_post(receipt)) {
        let title = receipt.title.as_deref();
        // The network tells no root, so posts under one title are of one tree, and one without a title stands for itself.
        match threads.iter_mut().find(|known| title.is_some() && known.title == title) {
            Some(known) => known.receipts.push(receipt),
            None => threads.push(Posts { title, receipts: vec![receipt] }),
        }
    }
    threads.iter().filter_map(|posts| listed(state, posts, unread)).collect()
}

fn listed(state: &State, posts: &Posts, unread: &[(Option<String>, &Notification)]) -> Option<ListedThread> {
    let last = posts.receipts.first()?;
    let nodes: Vec<&str> = posts.receipts.iter().filter_map(|receipt| receipt.node.as_deref()).collect();
    let count = u32::try_from(posts.receipts.len()).unwrap_or(u32::MAX);
    let planted = posts.receipts.iter().any(|receipt| receipt.act == SpendKind::Seed);
    let line = match (planted, count) {
        (true, 1) => LocalizedMessage::new("listedPlanted"),
        (true, count) => LocalizedMessage::count("listedPlantedAnswered", count - 1),
        (false, count) => LocalizedMessage::count("listedAnswered", count),
    };
    let thread = ListedThread {
        node: last.node.clone().or_else(|| last.parent.clone())?,
        title: posts.title.map(str::to_owned),
        text: excerpt(&last.text, WORDS),
        line: Some(line),
        depth: last.level,
        at: Some(last.at),
        unread: 0,
    };
    Some(with_news(state, thread, &nodes, unread))
}

/// The thread with what is unread of it: notifications of one of these nodes, or of its title.
fn with_news(
    state: &State,
    thread: ListedThread,
    nodes: &[&str],
    unread: &[(Option<String>, &Notification)],
) -> ListedThread {
    let news: Vec<&Notification> = unread
        .iter()
        .filter(|(title, known)| {
            (title.is_some() && *title == thread.title)
                || known.node_id.as_deref().is_some_and(|node| nodes.contains(&node))
        })
        .map(|(_, known)| *known)
        .collect();
    let latest = news.first();
    let at = latest.and_then(|latest| latest.created_at).map(|at| at - state.clock_skew);
    ListedThread {
        text: latest
            .and_then(|latest| latest.message.as_deref())
            .map_or_else(|| thread.text.clone(), |message| excerpt(message, WORDS)),
        at: thread.at.max(at),
        unread: u32::try_from(news.len()).unwrap_or(u32::MAX),
        ..thread
    }
}
