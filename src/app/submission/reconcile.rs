use crate::app::connection::connection_issue;
use crate::app::effect::{Answer, EffectBuilder, RequestFields, ViewKey};
use crate::app::effect::{Outcome, RequestResult};
use crate::app::reading::{answers, system_prompt, thread};
use crate::app::schedule::heartbeat;
use crate::app::state::draft_id::split_account_key;
use crate::app::state::{
    DraftTarget, Look, Pending, Receipt, ReturnReason, State, Submission, SubmissionState,
};
use crate::app::submission::receipt;
use crate::app::submission::same_words::same_words;
use crate::domain::{ApiError, ApiErrorKind, Author, LocalizedMessage, Millis, Node, Thread};
use crate::protocol::{Endpoint, Reply};

/// A post that left less than this ago may still arrive: until then a thread without it proves nothing. The same span after which a
/// request counts as unanswered.
pub const REPLY_TIMEOUT: Millis = 20_000;

/// Between two looks for a post that may still arrive.
const RECHECK_AFTER: Millis = 5_000;

/// A reply written this much before we sent ours is somebody's earlier one, clocks being what they are.
const TOLERANCE: Millis = 120_000;

/// Pages of a thread that are read at most for one post.
const PAGES: u32 = 50;

/// Waits between looks at an answer that is being written, in seconds; after the last one, each beat looks.
const ANSWER_POLL_DELAYS: [Millis; 5] = [5, 10, 20, 40, 80];

/// Plans when threads are read again: when an unknown post can be settled, and when an unfinished answer may be there.
pub(crate) fn plan_next(state: &mut State, now: Millis) {
    let unknown = state
        .submissions
        .iter()
        .filter(|(draft, _)| matches!(DraftTarget::parse(draft), Some(DraftTarget::Reply(_))))
        .filter_map(|(_, submission)| match submission.state {
            // Could not be read: with the next beat, or on a press.
            SubmissionState::Unknown(Some(Look::Unread(_))) => {
                Some(state.schedule.next_heartbeat.max(submission.sent_at + REPLY_TIMEOUT))
            }
            // Looked at early, because clocks differ or somebody pressed: not again at once.
            SubmissionState::Unknown(Some(Look::NotYet(at))) => {
                Some((submission.sent_at + REPLY_TIMEOUT).max(at + RECHECK_AFTER))
            }
            SubmissionState::Unknown(None) => Some(submission.sent_at + REPLY_TIMEOUT),
            _ => None,
        })
        .min();
    let looks = usize::try_from(state.schedule.answer_looks).unwrap_or(usize::MAX);
    let answer = state.receipts.iter().any(|receipt| receipt.pending).then(|| {
        let soon = ANSWER_POLL_DELAYS
            .get(looks)
            .map(|seconds| (now + seconds * 1000).max(state.schedule.wait_until));
        soon.unwrap_or(state.schedule.next_heartbeat)
    });
    state.schedule.reconcile_at = match (unknown, answer) {
        (Some(one), Some(other)) => one.min(other),
        (one, other) => one.or(other).unwrap_or(0),
    };
}

/// Reads what must be read: threads of unknown posts, and of answers that are being written.
pub(crate) fn due(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    if !state.ready() || state.schedule.reconcile_at == 0 || now < state.schedule.reconcile_at {
        return;
    }
    let unknown: Vec<String> = state
        .submissions
        .iter()
        .filter(|(_, submission)| submission.is_unknown())
        .map(|(draft, _)| draft.clone())
        .collect();
    for draft in unknown {
        reconcile(state, None, &draft, effects);
    }
    let unfinished: Vec<String> = state
        .receipts
        .iter()
        .rev()
        .filter(|receipt| receipt.pending)
        .filter_map(|receipt| receipt.node.clone())
        .take(3)
        .collect();
    for node in unfinished {
        if !state.live.pending.values().any(|pending| *pending == Pending::Answer(node.clone())) {
            let fields = RequestFields::default().text("nodeId", &node);
            effects.fetch(state, Endpoint::Thread, &fields, Pending::Answer(node));
        }
    }
    state.schedule.answer_looks = state.schedule.answer_looks.saturating_add(1);
    // Planned anew when the replies are there; should the worker die before, no later than with the next beat.
    state.schedule.reconcile_at = state.schedule.next_heartbeat.max(now + REPLY_TIMEOUT);
    effects.save = true;
}

/// Reads the thread to find out whether a post arrived. Costs nothing and sends nothing.
pub(crate) fn reconcile(state: &mut State, token: Option<u32>, draft: &str, effects: &mut EffectBuilder) {
    let Some(DraftTarget::Reply(node)) = DraftTarget::parse(draft) else {
        return effects.alert(token, LocalizedMessage::new("alertSeedUnknown"));
    };
    if !state.submissions.get(draft).is_some_and(Submission::is_unknown) {
        return effects.answer(token, Answer::default());
    }
    if !state.ready() {
        return effects.alert(token, LocalizedMessage::new("alertLocked"));
    }
    let reading = state
        .live
        .pending
        .values()
        .any(|pending| matches!(pending, Pending::Reconcile { draft: other, .. } if other == draft));
    if reading && token.is_none() {
        return;
    }
    let fields = RequestFields::default().text("nodeId", &node);
    effects.fetch(
        state,
        Endpoint::Thread,
        &fields,
        Pending::Reconcile { draft: draft.to_owned(), token, pages: 1, unclear: false },
    );
}

/// What reading the thread says of an unknown post.
enum Verdict {
    /// Nothing for certain.
    Open(Look),
    /// It is not there: its words are the person's again.
    Returned(ReturnReason),
}

/// The reading of a thread for an unknown post.
pub(crate) struct Reading {
    /// Id of the draft.
    pub(crate) draft: String,
    /// Token of the waiting command.
    pub(crate) token: Option<u32>,
    /// Pages read so far, with this one.
    pub(crate) pages: u32,
    /// Whether an earlier page held a new node that may be the post in other words.
    pub(crate) unclear: bool,
}

/// Takes a thread that was read for an unknown post.
pub(crate) fn reconcile_ended(
    state: &mut State,
    reading: &Reading,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let Reading { ref draft, token, pages, unclear } = *reading;
    // Another reading, or the person, was faster.
    if !state.submissions.get(draft).is_some_and(Submission::is_unknown) {
        obey_rate_limit(state, &result, now, effects);
        return effects.answer(token, Answer::default());
    }
    let verdict = match result.outcome {
        Outcome::Reply(reply) => match *reply {
            Reply::Thread(thread) => {
                let seen = look(state, draft, &thread);
                let cursor = thread.next_cursor.clone();
                if pages == 1 {
                    // A panel that shows this thread shows it as it is now, with what became of the post.
                    thread::keep(state, parent(draft), Ok(thread), now, effects);
                }
                let unclear = unclear || matches!(seen, Trace::Unclear);
                match (seen, cursor) {
                    (Trace::Found(node), _) => return found(state, draft, token, &node, now, effects),
                    (_, Some(cursor)) if pages < PAGES => {
                        let fields =
                            RequestFields::default().text("nodeId", parent(draft)).text("cursor", &cursor);
                        let pending =
                            Pending::Reconcile { draft: draft.clone(), token, pages: pages + 1, unclear };
                        return effects.fetch(state, Endpoint::Thread, &fields, pending);
                    }
                    (_, Some(_)) => Verdict::Open(Look::Unread(now)),
                    (_, None) => absent(state, draft, unclear, now),
                }
            }
            _ => Verdict::Open(Look::Unread(now)),
        },
        Outcome::ApiError(ApiError { kind: ApiErrorKind::Missing, .. }) => {
            Verdict::Returned(ReturnReason::Gone(now))
        }
        // This is of the thread alone: the connection is well.
        Outcome::ApiError(ApiError { kind: ApiErrorKind::Large, .. }) => Verdict::Open(Look::Unread(now)),
        Outcome::ApiError(problem) => {
            connection_issue::record_error(state, &problem, result.meta, now);
            Verdict::Open(Look::Unread(now))
        }
        Outcome::NoResponse(silence) => {
            connection_issue::record_no_response(state, silence, now);
            Verdict::Open(Look::Unread(now))
        }
    };
    if matches!(verdict, Verdict::Returned(ReturnReason::Gone(_) | ReturnReason::Unclear(_))) {
        receipt::maybe_paid(state, draft);
    }
    match &verdict {
        Verdict::Returned(ReturnReason::Gone(_)) => {
            effects.alert(token, LocalizedMessage::new("alertGone"));
        }
        Verdict::Returned(ReturnReason::Unclear(_)) => {
            effects.alert(token, LocalizedMessage::new("alertUnclear"));
        }
        Verdict::Returned(_) => effects.said(token, LocalizedMessage::new("saidAbsent").at(now)),
        Verdict::Open(Look::NotYet(_)) => {
            let until =
                state.submissions.get(draft).map_or(now, |submission| submission.sent_at + REPLY_TIMEOUT);
            effects.said(token, LocalizedMessage::new("saidNotYet").at(until));
        }
        Verdict::Open(Look::Unread(_)) => effects.alert(token, LocalizedMessage::new("alertNotChecked")),
    }
    match verdict {
        Verdict::Returned(reason) => state.return_submission(draft, reason, now),
        Verdict::Open(look) => {
            if let Some(submission) = state.submissions.get_mut(draft) {
                submission.state = SubmissionState::Unknown(Some(look));
                submission.at = now;
            }
        }
    }
    plan_next(state, now);
    effects.save = true;
    effects.show_draft(draft);
}

/// The network asks to wait, whatever was read: that holds also where nobody needs the reply any more.
fn obey_rate_limit(state: &mut State, result: &RequestResult, now: Millis, effects: &mut EffectBuilder) {
    if let Outcome::ApiError(problem) = &result.outcome
        && problem.kind == ApiErrorKind::Rate
    {
        connection_issue::record_error(state, problem, result.meta, now);
        effects.save = true;
        effects.show(ViewKey::Header);
    }
}

fn parent(draft: &str) -> &str {
    split_account_key(draft).1.strip_prefix("reply:").unwrap_or(draft)
}

/// What it means that no page of the thread holds our words.
fn absent(state: &State, draft: &str, unclear: bool, now: Millis) -> Verdict {
    let (here, there) = state
        .submissions
        .get(draft)
        .map_or((0, 0), |submission| (submission.sent_at, submission.sent_at_server));
    // Our clock may have been set forward since: the network's, which came with this very reply, must agree. It tells whole
    // seconds, so a reply at once may seem to be older than its post; far below zero, it was not known when the post left.
    let (ours, theirs) = (now - here, now + state.clock_skew - there);
    let late = ours >= REPLY_TIMEOUT && !(-TOLERANCE..REPLY_TIMEOUT).contains(&theirs);
    match (late, unclear) {
        (false, _) => Verdict::Open(Look::NotYet(now)),
        (true, true) => Verdict::Returned(ReturnReason::Unclear(now)),
        (true, false) => Verdict::Returned(ReturnReason::Absent(now)),
    }
}

/// What a page of a thread holds of a post that nobody answered.
enum Trace {
    /// The node with our words.
    Found(Box<Node>),
    /// A new node that may be ours, in other words.
    Unclear,
    /// Nothing that can be the post.
    None,
}

/// Looks for a node under the parent that was written since the post was sent, and is not one of those that were there before.
fn look(state: &State, draft: &str, thread: &Thread) -> Trace {
    let Some(submission) = state.submissions.get(draft) else { return Trace::None };
    let since = (submission.sent_at + state.clock_skew).min(submission.sent_at_server) - TOLERANCE;
    let known = |node: &Node| {
        submission.before.contains(&node.node_id)
            || state.receipts.iter().any(|receipt| receipt.node.as_deref() == Some(&node.node_id))
    };
    let new: Vec<&Node> = thread
        .children(parent(draft))
        .into_iter()
        .filter(|node| wrote(&submission.by, node) != Some(false))
        .filter(|node| node.created_at.is_none_or(|at| at >= since))
        .filter(|node| !known(node))
        .collect();
    let ours = |node: &&&Node| {
        node.prompt.as_deref().is_some_and(|theirs| same_words(theirs, &submission.content.text))
    };
    match new.iter().find(ours) {
        Some(node) => Trace::Found(Box::new((*node).clone())),
        None if new.is_empty() => Trace::None,
        None => Trace::Unclear,
    }
}

/// Whether we wrote a node, as far as is known.
pub fn is_ours(state: &State, node: &Node) -> bool {
    wrote(&state.author(), node) == Some(true)
}

/// Whether somebody wrote a node: by id when both are known, else by name. Nobody knows when one of them has neither: then the
/// words decide, for what is taken for absent may be posted twice.
fn wrote(author: &Author, node: &Node) -> Option<bool> {
    let (id, name) = (&author.id, &author.name);
    let same = |ours: &Option<String>, theirs: &Option<String>| Some(ours.as_ref()? == theirs.as_ref()?);
    same(id, &node.author.id).or_else(|| same(name, &node.author.name))
}

/// Ids of our nodes under a node that are already known, so that an old one is never taken for the new one.
pub(crate) fn ours_before(state: &State, node: &str) -> Vec<String> {
    let author = state.author();
    let read = state.live.threads.iter().filter_map(|cached_thread| cached_thread.thread.as_ref().ok());
    read.flat_map(|thread| thread.children(node))
        .filter(|child| wrote(&author, child) != Some(false))
        .map(|child| child.node_id.clone())
        .collect()
}

fn found(
    state: &mut State,
    draft: &str,
    token: Option<u32>,
    node: &Node,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let pending = node.llm_response.is_none() && node.status.as_deref().is_some_and(answers::is_pending);
    let details = Receipt { node: Some(node.node_id.clone()), found: true, pending, ..Receipt::default() };
    let receipt = receipt::ended(state, draft, details, now, effects);
    let answer = Answer {
        said: Some(LocalizedMessage::new("saidFound")),
        receipt: Some(receipt),
        node: Some(node.node_id.clone()),
        ..Answer::default()
    };
    effects.answer(token, answer);
    plan_next(state, now);
    // What it cost was in the reply that never came: the next beat tells what is left.
    heartbeat::send(state, None, now, effects);
    thread::read(state, &node.node_id, effects);
}

/// Takes a thread that was read for an answer that is being written.
pub(crate) fn answer_ended(
    state: &mut State,
    node: &str,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    obey_rate_limit(state, &result, now, effects);
    let outcome = result.outcome;
    if let Outcome::ApiError(ApiError { kind: ApiErrorKind::Missing, .. }) = &outcome {
        for receipt in state.receipts.iter_mut().filter(|receipt| receipt.node.as_deref() == Some(node)) {
            receipt.pending = false;
        }
    }
    if let Outcome::Reply(reply) = outcome
        && let Reply::Thread(thread) = *reply
    {
        answers::finish(state, &thread, effects);
        system_prompt::take(state, &thread, effects);
        let thread = thread::with_what_is_below(state, node, thread);
        if let Some(cached_thread) =
            state.live.threads.iter_mut().find(|cached_thread| cached_thread.node == node)
        {
            cached_thread.thread = Ok(thread);
            cached_thread.at = now;
            effects.show(ViewKey::Thread(node.to_owned()));
        }
    }
    plan_next(state, now);
    effects.save = true;
}
