use super::plan::{Fields, Plan};
use super::{
    Answer, Ending, Outcome, Pending, Phase, Receipt, State, Surface, Target, Verdict, beat, owner, post,
    receipt, slip, thread, trouble,
};
use crate::model::{Author, Line, Millis, Node, Problem, ProblemKind, Thread};
use crate::wire::{Endpoint, Reply};

/// A post that left less than this ago may still arrive: until then a thread without it proves nothing. The same span after which a
/// request counts as unanswered.
pub const GRACE: Millis = 20_000;
/// Between two looks for a post that may still arrive.
const AGAIN: Millis = 5_000;
/// A reply written this much before we sent ours is somebody's earlier one, clocks being what they are.
const TOLERANCE: Millis = 120_000;
/// Pages of a thread that are read at most for one post.
const PAGES: u32 = 50;
/// Waits between looks at an answer that is being written, in seconds; after the last one, each beat looks.
const LOOKS: [Millis; 5] = [5, 10, 20, 40, 80];
/// Plans when threads are read again: when an unknown post can be settled, and when an unfinished answer may be there.
pub(super) fn plan_next(state: &mut State, now: Millis) {
    let unknown = state
        .slips
        .iter()
        .filter(|(draft, slip)| {
            slip.phase == Phase::Unknown && matches!(Target::parse(draft), Some(Target::Reply(_)))
        })
        .map(|(_, slip)| match slip.verdict {
            // Could not be read: with the next beat, or on a press.
            Some(Verdict::Unread(_)) => state.schedule.next_beat.max(slip.sent_at + GRACE),
            // Looked at early, because clocks differ or somebody pressed: not again at once.
            Some(Verdict::NotYet(at)) => (slip.sent_at + GRACE).max(at + AGAIN),
            _ => slip.sent_at + GRACE,
        })
        .min();
    let looks = usize::try_from(state.schedule.looks).unwrap_or(usize::MAX);
    let answer = state.receipts.iter().any(|receipt| receipt.pending).then(|| {
        let soon = LOOKS.get(looks).map(|seconds| (now + seconds * 1000).max(state.schedule.wait_until));
        soon.unwrap_or(state.schedule.next_beat)
    });
    state.schedule.settle_at = match (unknown, answer) {
        (Some(one), Some(other)) => one.min(other),
        (one, other) => one.or(other).unwrap_or(0),
    };
}

/// Reads what must be read: threads of unknown posts, and of answers that are being written.
pub(super) fn due(state: &mut State, now: Millis, plan: &mut Plan) {
    if !state.ready() || state.schedule.settle_at == 0 || now < state.schedule.settle_at {
        return;
    }
    let unknown: Vec<String> = state
        .slips
        .iter()
        .filter(|(_, slip)| slip.phase == Phase::Unknown)
        .map(|(draft, _)| draft.clone())
        .collect();
    for draft in unknown {
        settle(state, None, &draft, plan);
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
            let fields = Fields::default().text("nodeId", &node);
            plan.fetch(state, Endpoint::Thread, &fields, Pending::Answer(node));
        }
    }
    state.schedule.looks = state.schedule.looks.saturating_add(1);
    // Planned anew when the replies are there; should the worker die before, no later than with the next beat.
    state.schedule.settle_at = state.schedule.next_beat.max(now + GRACE);
    plan.save = true;
}

/// Reads the thread to find out whether a post arrived. Costs nothing and sends nothing.
pub(super) fn settle(state: &mut State, token: Option<u32>, draft: &str, plan: &mut Plan) {
    let Some(Target::Reply(node)) = Target::parse(draft) else {
        return plan.alert(token, Line::new("alertSeedUnknown"));
    };
    if state.slips.get(draft).is_none_or(|slip| slip.phase != Phase::Unknown) {
        return plan.answer(token, Answer::default());
    }
    if !state.ready() {
        return plan.alert(token, Line::new("alertLocked"));
    }
    let reading = state
        .live
        .pending
        .values()
        .any(|pending| matches!(pending, Pending::Settle { draft: other, .. } if other == draft));
    if reading && token.is_none() {
        return;
    }
    let fields = Fields::default().text("nodeId", &node);
    plan.fetch(
        state,
        Endpoint::Thread,
        &fields,
        Pending::Settle { draft: draft.to_owned(), token, pages: 1 },
    );
}

/// Takes a thread that was read for an unknown post.
pub(super) fn settle_ended(
    state: &mut State,
    draft: &str,
    token: Option<u32>,
    pages: u32,
    ending: Ending,
    now: Millis,
    plan: &mut Plan,
) {
    // Another reading, or the person, was faster.
    if state.slips.get(draft).is_none_or(|slip| slip.phase != Phase::Unknown) {
        heed(state, &ending, now, plan);
        return plan.answer(token, Answer::default());
    }
    let verdict = match ending.outcome {
        Outcome::Reply(reply) => match *reply {
            Reply::Thread(thread) => {
                let seen = look(state, draft, &thread);
                let cursor = thread.next_cursor.clone();
                if pages == 1 {
                    // A panel that shows this thread shows it as it is now, with what became of the post.
                    thread::keep(state, parent(draft), Ok(thread), now, plan);
                }
                match (seen, cursor) {
                    (Some(node), _) => return found(state, draft, token, &node, now, plan),
                    (None, Some(cursor)) if pages < PAGES => {
                        let fields = Fields::default().text("nodeId", parent(draft)).text("cursor", &cursor);
                        let pending = Pending::Settle { draft: draft.to_owned(), token, pages: pages + 1 };
                        return plan.fetch(state, Endpoint::Thread, &fields, pending);
                    }
                    (None, Some(_)) => Verdict::Unread(now),
                    (None, None) => absent(state, draft, now),
                }
            }
            _ => Verdict::Unread(now),
        },
        Outcome::Problem(Problem { kind: ProblemKind::Missing, .. }) => Verdict::Gone(now),
        Outcome::Problem(problem) => {
            trouble::met(state, &problem, ending.meta, now);
            Verdict::Unread(now)
        }
        Outcome::Silence(silence) => {
            trouble::silent(state, silence, now);
            Verdict::Unread(now)
        }
    };
    if let Some(slip) = state.slips.get_mut(draft) {
        slip.verdict = Some(verdict);
        slip.at = now;
        if matches!(verdict, Verdict::Absent(_) | Verdict::Gone(_)) {
            slip.phase = Phase::Draft;
        }
    }
    slip::back(state, draft);
    if matches!(verdict, Verdict::Gone(_)) {
        receipt::maybe_paid(state, draft, now);
    }
    match verdict {
        Verdict::Absent(at) => plan.said(token, Line::new("saidAbsent").at(at)),
        Verdict::Gone(_) => plan.alert(token, Line::new("alertGone")),
        Verdict::NotYet(_) => {
            let until = state.slips.get(draft).map_or(now, |slip| slip.sent_at + GRACE);
            plan.said(token, Line::new("saidNotYet").at(until));
        }
        Verdict::Unread(_) => plan.alert(token, Line::new("alertUnsettled")),
    }
    plan_next(state, now);
    plan.save = true;
    post::show(draft, plan);
}

/// The network asks to wait, whatever was read: that holds also where nobody needs the reply any more.
fn heed(state: &mut State, ending: &Ending, now: Millis, plan: &mut Plan) {
    if let Outcome::Problem(problem) = &ending.outcome
        && problem.kind == ProblemKind::Rate
    {
        trouble::met(state, problem, ending.meta, now);
        plan.save = true;
        plan.show(Surface::Masthead);
    }
}

fn parent(draft: &str) -> &str {
    owner(draft).1.strip_prefix("reply:").unwrap_or(draft)
}

fn absent(state: &State, draft: &str, now: Millis) -> Verdict {
    let (here, there) = state.slips.get(draft).map_or((0, 0), |slip| (slip.sent_at, slip.sent_there));
    // Our clock may have been set forward since: the network's, which came with this very reply, must agree. It tells whole
    // seconds, so a reply at once may seem to be older than its post; far below zero, it was not known when the post left.
    let (ours, theirs) = (now - here, now + state.skew - there);
    let late = ours >= GRACE && !(-TOLERANCE..GRACE).contains(&theirs);
    if late { Verdict::Absent(now) } else { Verdict::NotYet(now) }
}

/// Finds our words under the node, written since they were sent, and not one of those that were there before.
fn look(state: &State, draft: &str, thread: &Thread) -> Option<Node> {
    let slip = state.slips.get(draft)?;
    let since = (slip.sent_at + state.skew).min(slip.sent_there) - TOLERANCE;
    thread::children(thread, parent(draft))
        .into_iter()
        .filter(|node| wrote(&slip.by, node) != Some(false))
        .filter(|node| same_words(node.prompt.as_deref(), &slip.words.text))
        .filter(|node| node.created_at.is_none_or(|at| at >= since))
        .find(|node| {
            !slip.before.contains(&node.node_id)
                && !state.receipts.iter().any(|receipt| receipt.node.as_deref() == Some(&node.node_id))
        })
        .cloned()
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

fn same_words(theirs: Option<&str>, ours: &str) -> bool {
    // Networks trim and re-wrap; nobody writes the same words in the same minute with other spaces.
    theirs.is_some_and(|theirs| theirs.split_whitespace().eq(ours.split_whitespace()))
}

/// Ids of our nodes with these words under a node that are already known, so that an old one is never taken for the new one.
pub(super) fn ours_before(state: &State, node: &str, text: &str) -> Vec<String> {
    let author = state.author();
    let read = state.live.threads.iter().filter_map(|opened| opened.thread.as_ref().ok());
    read.flat_map(|thread| thread::children(thread, node))
        .filter(|child| wrote(&author, child) != Some(false) && same_words(child.prompt.as_deref(), text))
        .map(|child| child.node_id.clone())
        .collect()
}

fn found(state: &mut State, draft: &str, token: Option<u32>, node: &Node, now: Millis, plan: &mut Plan) {
    let pending = node.llm_response.is_none() && node.status.as_deref().is_some_and(is_pending);
    let told = Receipt { node: Some(node.node_id.clone()), found: true, pending, ..Receipt::default() };
    let receipt = receipt::ended(state, draft, told, now, plan);
    let answer = Answer {
        said: Some(Line::new("saidFound")),
        receipt: Some(receipt),
        node: Some(node.node_id.clone()),
        ..Answer::default()
    };
    plan.answer(token, answer);
    plan_next(state, now);
    // What it cost was in the reply that never came: the next beat tells what is left.
    beat::beat(state, None, now, plan);
    thread::read(state, &node.node_id, plan);
}

/// Takes a thread that was read for an answer that is being written.
pub(super) fn answer_ended(state: &mut State, node: &str, ending: Ending, now: Millis, plan: &mut Plan) {
    heed(state, &ending, now, plan);
    let outcome = ending.outcome;
    if let Outcome::Problem(Problem { kind: ProblemKind::Missing, .. }) = &outcome {
        for receipt in state.receipts.iter_mut().filter(|receipt| receipt.node.as_deref() == Some(node)) {
            receipt.pending = false;
        }
    }
    if let Outcome::Reply(reply) = outcome
        && let Reply::Thread(thread) = *reply
    {
        finish_answers(state, &thread, plan);
        let thread = thread::with_what_is_below(state, node, thread);
        if let Some(opened) = state.live.threads.iter_mut().find(|opened| opened.node == node) {
            opened.thread = Ok(thread);
            opened.at = now;
            plan.show(Surface::Thread(node.to_owned()));
        }
    }
    plan_next(state, now);
    plan.save = true;
}

pub(super) fn finish_answers(state: &mut State, thread: &Thread, plan: &mut Plan) {
    let writing = |node: &Node| node.status.as_deref().is_some_and(is_pending);
    // A seed never has an answer of its own: it is done when its opening message is.
    let done = |node: &Node| {
        let told = node.llm_response.is_some() || node.image_url.is_some();
        let below = thread::children(thread, &node.node_id);
        told || (node.status.is_some() && !writing(node) && !below.into_iter().any(writing))
    };
    for receipt in state.receipts.iter_mut().filter(|receipt| receipt.pending) {
        let mut nodes =
            std::iter::once(&thread.node).chain(thread.branches.iter().map(|branch| &branch.node));
        let ours = |node: &&Node| receipt.node.as_deref() == Some(&node.node_id);
        // Looked at last, for it looks through the whole thread, which may be long.
        if nodes.find(ours).is_some_and(done) {
            receipt.pending = false;
            plan.save = true;
            plan.show(Surface::Outbox);
        }
    }
}

/// Words the network uses for an answer that is still being written (contract, section 2.5).
pub(super) fn is_pending(status: &str) -> bool {
    ["pending", "processing", "queued", "running", "generating"]
        .iter()
        .any(|word| status.eq_ignore_ascii_case(word))
}
