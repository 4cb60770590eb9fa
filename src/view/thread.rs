use super::{Button, Composer, EmptyState, SystemPrompt};
use crate::app::{Receipt, SentUnder, SpendKind, State, ThreadVisit, is_ours};
use crate::domain::{ApiError, ApiErrorKind, Author, LocalizedMessage, Millis, Node, Thread, sort};
use crate::markup;
use crate::protocol::Endpoint;
use serde::Serialize;

/// Bytes of JSON that one thread view may have. In place of a larger one stands that it is too large.
pub const LARGEST_THREAD: usize = 3 << 20;

/// Whether a thread is shown, and what is missing if not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum ThreadStatus {
    /// The thread is shown.
    Shown,
    /// The thread is not read yet.
    Loading,
    /// The network could not be reached when the thread was read.
    Offline,
    /// The thread cannot be shown: the account has no access, or the network refused it.
    Unavailable,
}

/// A thread: everything above the current node, the node, a first page of the replies below it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ThreadPage {
    /// The node it was opened at.
    pub node: String,
    /// Whether the thread is shown.
    pub status: ThreadStatus,
    /// The opening message, when the node is a prompt that has none of its own: its thread is shown instead of this one.
    pub opening: Option<String>,
    /// Title of the tree; remote text.
    pub title: Option<String>,
    /// *7 deep*.
    pub depth: LocalizedMessage,
    /// The system prompt; absent when the network did not send one.
    pub system_prompt: Option<SystemPrompt>,
    /// From the first level down to the parent.
    pub above: Vec<Step>,
    /// The current node; absent while loading or when it cannot be shown.
    pub current: Option<Step>,
    /// *2 of 3* and the neighbours.
    pub siblings: Option<Siblings>,
    /// First page of what is below, in reading order.
    pub below: Vec<Step>,
    /// Nodes below in all; ask for more with the command `page`.
    pub below_count: u32,
    /// *2 replies to this*.
    pub below_line: Option<LocalizedMessage>,
    /// The replies below that are new since the person last read the thread; absent when there are none.
    pub new_replies: Option<NewReplies>,
    /// Whether there are more below than were read: the command `moreReplies` reads on.
    pub more: bool,
    /// What the menu of the current node offers; absent while there is none.
    pub menu: Option<ThreadMenu>,
    /// The box for a reply.
    pub composer: Option<Composer>,
    /// Pictures that go along with an image reprompt.
    pub images: Vec<String>,
    /// Shown when there is no thread: loading, gone, refused.
    pub empty_state: Option<EmptyState>,
    /// When it was read.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
}

/// One node of a thread.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Its id.
    pub node: String,
    /// Its level, from 0 for the prompt and its opening message.
    pub level: u32,
    /// Who wrote it.
    pub author: Author,
    /// Whether that is us.
    pub you: bool,
    /// Whether it was written since the person last read the thread.
    pub new: bool,
    /// When.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub at: Option<Millis>,
    /// The message; remote text.
    pub message: String,
    /// The model's answer as a typed tree; empty while pending.
    #[cfg_attr(feature = "types", ts(type = "Block[]"))]
    pub answer: Vec<crate::markup::Block>,
    /// *The answer is being written*; absent once it is there.
    pub pending: Option<LocalizedMessage>,
    /// *liked by 2*, *3 below*: further facts.
    pub notes: Vec<LocalizedMessage>,
    /// A picture that can be asked for.
    pub picture: Option<Picture>,
    /// Whether we liked it.
    pub liked: bool,
    /// Whether we bookmarked it.
    pub bookmarked: bool,
    /// Whether we disliked it.
    pub disliked: bool,
}

/// The replies that are new since the person last read the thread.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NewReplies {
    /// *3 new since you were here, 12:10*.
    pub line: LocalizedMessage,
    /// Their places among the replies below, in reading order; the first five hundred of them.
    pub places: Vec<u32>,
}

/// What the menu of the current node offers. Prices are in units of budget.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ThreadMenu {
    /// What a dislike costs.
    pub dislike: f64,
    /// What a handoff to people costs; absent where the network has none.
    pub handoff: Option<f64>,
    /// What an urgent one costs.
    pub handoff_urgent: f64,
}

/// A picture that loads on a click.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Picture {
    /// Where from; http or https only.
    pub url: String,
    /// Host, shown before the click.
    pub host: String,
}

/// The current node among its siblings.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Siblings {
    /// *2 of 3*.
    pub line: LocalizedMessage,
    /// The one before.
    pub previous: Option<String>,
    /// The one after.
    pub next: Option<String>,
}

/// Replies handed over with the first page.
const BELOW: usize = 20;
/// Replies handed over at once at most.
const PAGE: usize = 50;
/// Places of new replies in a view at most.
const PLACES: usize = 500;

impl ThreadPage {
    fn empty(state: &State, node: &str, now: Millis) -> Self {
        Self {
            node: node.to_owned(),
            status: ThreadStatus::Loading,
            opening: None,
            title: state.title_of(node),
            depth: LocalizedMessage::count("factDeep", 0_u32),
            system_prompt: None,
            above: Vec::new(),
            current: None,
            siblings: None,
            below: Vec::new(),
            below_count: 0,
            below_line: None,
            new_replies: None,
            more: false,
            menu: None,
            composer: None,
            images: Vec::new(),
            empty_state: None,
            at: now,
        }
    }

    /// A thread that was read and cannot be shown, and why.
    pub(super) fn refused(state: &State, node: &str, now: Millis, why: EmptyState) -> Self {
        let again = Button::new("doTryAgain", "again").main();
        let empty_state = Some(why.button(again).button(Button::new("doOpenSite", "site")));
        Self { status: ThreadStatus::Unavailable, empty_state, ..Self::empty(state, node, now) }
    }

    /// The view as JSON. In place of one that is larger than a browser should hold stands that it is too large.
    pub(super) fn json(state: &State, node: &str, now: Millis) -> String {
        // Plain data with text keys always has a JSON form.
        let json = |page: &Self| serde_json::to_string(page).unwrap_or_else(|_| "null".to_owned());
        let whole = json(&Self::of(state, node, now));
        if whole.len() <= LARGEST_THREAD {
            return whole;
        }
        json(&Self::refused(state, node, now, EmptyState::new("off", "emptyThreadLarge")))
    }

    /// The thread at a node, or the reason why there is none.
    pub fn of(state: &State, node: &str, now: Millis) -> Self {
        let empty = Self::empty(state, node, now);
        let Some(cached_thread) = state.cached_thread(node) else {
            let (status, empty_state) = match EmptyState::obstacle(state, now) {
                Some(obstacle) => (ThreadStatus::Unavailable, obstacle),
                None => (ThreadStatus::Loading, EmptyState::new("pulse", "emptyThreadLoading")),
            };
            return Self { status, empty_state: Some(empty_state), ..empty };
        };
        match &cached_thread.thread {
            Err(problem) => Self {
                status: match problem.kind {
                    ApiErrorKind::Network => ThreadStatus::Offline,
                    _ => ThreadStatus::Unavailable,
                },
                empty_state: Some(unreadable(problem)),
                at: cached_thread.at,
                ..empty
            },
            Ok(thread) if thread.opening().is_some() => Self {
                status: ThreadStatus::Shown,
                opening: thread.opening().map(|opening| opening.node_id.clone()),
                empty_state: Some(EmptyState::new("pulse", "emptyThreadLoading")),
                at: cached_thread.at,
                ..empty
            },
            Ok(thread) => Self {
                status: ThreadStatus::Shown,
                title: thread.root.title.clone().or(empty.title),
                depth: LocalizedMessage::count("factDeep", deepest(thread)),
                system_prompt: SystemPrompt::of(state, thread),
                above: thread
                    .ancestors
                    .iter()
                    .filter(|node| !node.is_blank())
                    .map(|node| step(state, thread, node))
                    .collect(),
                current: Some(step(state, thread, &thread.node)),
                siblings: siblings(thread),
                below: below(state, thread, 0, BELOW),
                below_count: u32::try_from(thread.branches.len()).unwrap_or(u32::MAX),
                below_line: Some(thread.branches.iter().filter(|branch| branch.level == 0).count())
                    .filter(|count| *count > 0)
                    .map(|count| {
                        let count = u32::try_from(count).unwrap_or(u32::MAX);
                        match thread.next_cursor {
                            Some(_) => LocalizedMessage::count("belowFirst", count),
                            None => LocalizedMessage::count("belowReplies", count),
                        }
                    }),
                new_replies: new_replies(state, thread),
                more: thread.next_cursor.is_some(),
                menu: state.account.is_some().then(|| ThreadMenu {
                    dislike: state.price(SpendKind::Dislike, now).units,
                    handoff: state
                        .missing_until(Endpoint::Handoff, now)
                        .is_none()
                        .then(|| state.handoff_price(false, now)),
                    handoff_urgent: state.handoff_price(true, now),
                }),
                composer: Some(Composer::reply(state, thread, now)),
                images: thread.ancestor_images.iter().take(3).cloned().collect(),
                empty_state: None,
                at: cached_thread.at,
                ..empty
            },
        }
    }
}

fn unreadable(problem: &ApiError) -> EmptyState {
    let code = Some(problem.code.clone()).filter(|code| !code.is_empty());
    let again = Button::new("doTryAgain", "again");
    match problem.kind {
        ApiErrorKind::Missing | ApiErrorKind::Invalid => {
            EmptyState { code, ..EmptyState::new("door", "emptyThreadGone") }
        }
        ApiErrorKind::Tier => EmptyState { code, ..EmptyState::new("lock", "emptyThreadTier") },
        ApiErrorKind::Network => EmptyState::new("off", "emptyThreadOffline").button(again.main()),
        ApiErrorKind::Large => EmptyState { code, ..EmptyState::new("off", "emptyThreadLarge") }
            .button(again.main())
            .button(Button::new("doOpenSite", "site")),
        _ => EmptyState { code, ..EmptyState::new("off", "emptyThreadFailed").button(again.main()) },
    }
}

fn deepest(thread: &Thread) -> u32 {
    let below = thread.branches.iter().map(|branch| branch.level + 1).max().unwrap_or(0);
    thread.level(&thread.node) + below
}

/// Whether somebody else wrote this since the person last read the thread.
fn is_new(state: &State, visit: Option<&ThreadVisit>, node: &Node) -> bool {
    visit.is_some_and(|visit| visit.is_new(node)) && !is_ours(state, node)
}

fn new_replies(state: &State, thread: &Thread) -> Option<NewReplies> {
    let visit = state.thread_visit(&thread.node.node_id)?;
    let replies = (0..).zip(&thread.branches);
    let mut new =
        replies.filter(|(_, branch)| is_new(state, Some(visit), &branch.node)).map(|(place, _)| place);
    let places: Vec<u32> = new.by_ref().take(PLACES).collect();
    let count = u32::try_from(places.len() + new.count()).unwrap_or(u32::MAX);
    (count > 0).then(|| NewReplies {
        line: LocalizedMessage::count("threadNew", count).at(visit.previous_at),
        places,
    })
}

/// A page of the replies below the node, in reading order.
pub(super) fn below(state: &State, thread: &Thread, from: usize, count: usize) -> Vec<Step> {
    let wanted = thread.branches.iter().enumerate().skip(from).take(count.min(PAGE));
    wanted
        .map(|(place, branch)| {
            let deeper =
                thread.branches.iter().skip(place + 1).take_while(|other| other.level > branch.level).count();
            let mut step = step(state, thread, &branch.node);
            step.level = thread.level(&thread.node) + 1 + branch.level;
            if deeper > 0 {
                step.notes
                    .push(LocalizedMessage::count("noteBelow", u32::try_from(deeper).unwrap_or(u32::MAX)));
            }
            step
        })
        .collect()
}

fn step(state: &State, thread: &Thread, node: &Node) -> Step {
    let visit = state.thread_visit(&thread.node.node_id);
    let marks = state.engagements.get(&node.node_id).copied().unwrap_or_default();
    let mut notes = Vec::new();
    let unanswered = node.llm_response.is_none() && node.image_url.is_none();
    let incomplete = node.status.as_deref().is_some_and(|status| !status.eq_ignore_ascii_case("complete"));
    let pending = (unanswered && incomplete).then(|| LocalizedMessage::new("notePending"));
    if let Some(likes) = node.likes.filter(|likes| *likes > 0) {
        notes.push(LocalizedMessage::count("noteLiked", likes));
    }
    if sent_under_another_prompt(state, node) {
        notes.push(LocalizedMessage::new("notePromptChanged"));
    }
    Step {
        node: node.node_id.clone(),
        level: thread.level(node),
        author: node.author.clone(),
        you: is_ours(state, node),
        new: is_new(state, visit, node),
        at: node.created_at.map(|at| at - state.clock_skew),
        message: node.prompt.clone().unwrap_or_default(),
        answer: node.llm_response.as_deref().map(markup::parse).unwrap_or_default(),
        pending,
        notes,
        picture: node.image_url.as_deref().and_then(picture),
        liked: marks.liked,
        bookmarked: marks.bookmarked,
        disliked: marks.disliked,
    }
}

/// Whether the tree showed another system prompt than the reviewed one when it was first read after this post.
fn sent_under_another_prompt(state: &State, node: &Node) -> bool {
    let changed = |receipt: &&Receipt| receipt.sent_under == SentUnder::Changed;
    state.receipts.iter().filter(changed).any(|receipt| receipt.node.as_deref() == Some(&node.node_id))
}

/// A picture that a page may load: http or https, with a host to show.
fn picture(url: &str) -> Option<Picture> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
    let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    (web && !host.is_empty()).then(|| Picture { url: url.to_owned(), host: host.to_owned() })
}

fn siblings(thread: &Thread) -> Option<Siblings> {
    if thread.siblings.is_empty() {
        return None;
    }
    // In the order they were written, with the current one among them.
    let mut all: Vec<&Node> = thread.siblings.iter().chain(std::iter::once(&thread.node)).collect();
    sort::sort_by(&mut all, |one, other| {
        one.created_at.cmp(&other.created_at).then_with(|| one.node_id.cmp(&other.node_id))
    });
    let place = all.iter().position(|node| node.node_id == thread.node.node_id)?;
    let id = |place: Option<usize>| place.and_then(|place| all.get(place)).map(|node| node.node_id.clone());
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Some(Siblings {
        line: LocalizedMessage::new("amountOfTotal").with(number(place + 1)).with(number(all.len())),
        previous: id(place.checked_sub(1)),
        next: id(Some(place + 1)),
    })
}
