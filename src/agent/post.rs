use super::plan::{Fields, Plan};
use super::{
    Act, Answer, Decay, Ending, Outcome, Pending, Phase, Receipt, Silence, Slip, State, Surface, Target,
    Trouble, Words, advise, ahead, draft, models, quota, receipt, sentence, settle, slip, thread, trouble,
};
use crate::model::{Line, Millis, Output, Posted, Problem, ProblemKind};
use crate::wire::{Endpoint, Meta, Reply};

/// The one command that spends ten (design, section 7). Checks pass, the slip is saved as *sending*, and only then is it sent.
pub(super) fn post(
    state: &mut State,
    token: Option<u32>,
    draft: &str,
    words: Words,
    now: Millis,
    plan: &mut Plan,
) {
    let Some(target) = Target::parse(draft) else {
        return plan.alert(token, Line::new("alertDraft"));
    };
    // Nothing is spent that cannot be written down, and what a newer version wrote is not written over.
    if state.live.newer {
        return plan.alert(token, Line::new("alertNewer"));
    }
    match state.phase(draft) {
        Phase::Sending => return plan.alert(token, Line::new("alertSending")),
        Phase::Unknown => return plan.alert(token, Line::new("alertSettleFirst")),
        _ => {}
    }
    // Words that came back are not written over by others from the same place: first edited or discarded. Nor by those of a press that
    // came before anybody could see that they did.
    let apart = |slip: &Slip| slip.apart || (slip::at_rest(slip) && draft::unseen(slip, now));
    if state.slips.get(draft).is_some_and(|slip| apart(slip) && !slip.words.says_the_same(&words)) {
        return plan.alert(token, Line::new("alertApart"));
    }
    // A second press, in this window or another, on what has just been posted.
    if state.ended.get(draft).is_some_and(|ended| ended.words.says_the_same(&words)) {
        return plan.said(token, Line::new("saidAlready"));
    }
    if let Some(line) = advise::first_blocker(state, draft, &words, now) {
        return plan.alert(token, line);
    }
    if state.account.is_none() {
        return plan.alert(token, Line::new("alertNoKey"));
    }
    if !state.ready() {
        return plan.alert(token, Line::new("alertLocked"));
    }
    if let Target::Reply(node) = &target
        && state.live.online
        && advise::thread_of(state, node).is_none()
    {
        return ahead::read(state, token, draft, node, words, plan);
    }
    let act = if target == Target::Seed { Act::Seed } else { Act::Reprompt };
    let mut slip = Slip {
        title: match &target {
            Target::Reply(node) => state.title_of(node),
            Target::Seed => Some(words.title.clone()).filter(|title| !title.is_empty()),
        },
        told: state.price(act, now).units,
        at: now,
        words: words.clone(),
        ..Slip::default()
    };
    models::remember(state, &words, plan);
    plan.save = true;
    show(draft, plan);
    // Surfaces store every key. What they stored since the click is newer and not written over.
    if !state.live.words.contains_key(draft) {
        plan.keep_words(draft, words);
    }
    if !state.live.online {
        slip.phase = Phase::Queued;
        state.slips.insert(draft.to_owned(), slip);
        return plan.said(token, Line::new("saidQueued"));
    }
    slip.phase = Phase::Sending;
    slip.sent_at = now;
    slip.sent_there = now + state.skew;
    slip.by = state.author();
    if let Target::Reply(node) = &target {
        slip.before = settle::ours_before(state, node, &slip.words.text);
    }
    let (endpoint, fields) = request(&target, &slip.words);
    state.slips.insert(draft.to_owned(), slip);
    plan.fetch(state, endpoint, &fields, Pending::Post { draft: draft.to_owned(), token });
}

fn request(target: &Target, words: &Words) -> (Endpoint, Fields) {
    let image = if words.output == Output::Image { "image" } else { "" };
    match target {
        Target::Reply(node) => (
            Endpoint::Reprompt,
            Fields::default()
                .text("nodeId", node)
                .text("prompt", &words.text)
                .text("modelConfigId", &words.model)
                .text("type", image),
        ),
        Target::Seed => (
            Endpoint::Prompt,
            Fields::default()
                .text("content", &words.system_prompt)
                .text("initialPrompt", &words.text)
                .text("title", &words.title)
                .text("modelConfigId", &words.model)
                .text("type", image),
        ),
    }
}

/// Shows everything a slip appears in.
pub(super) fn show(draft: &str, plan: &mut Plan) {
    plan.show(Surface::Outbox);
    plan.show(Surface::Masthead);
    plan.show(Surface::Feed);
    plan.show(Surface::You);
    match Target::parse(draft) {
        Some(Target::Reply(node)) => plan.show(Surface::Thread(node)),
        Some(Target::Seed) => plan.show(Surface::Seed),
        None => {}
    }
}

/// Takes the end of a post.
pub(super) fn post_ended(
    state: &mut State,
    draft: &str,
    token: Option<u32>,
    ending: Ending,
    now: Millis,
    plan: &mut Plan,
) {
    plan.save = true;
    show(draft, plan);
    match ending.outcome {
        Outcome::Reply(reply) => {
            if let Reply::Posted(posted) = *reply {
                posted_for_sure(state, draft, token, posted, now, plan);
            }
        }
        // Only an answer that says no is a no. A failure on the network's side may have come after the post was kept.
        Outcome::Problem(problem)
            if !matches!(problem.kind, ProblemKind::Server | ProblemKind::Shape | ProblemKind::Network) =>
        {
            refused(state, draft, token, problem, ending.meta, now, plan);
        }
        Outcome::Silence(Silence::Unsent) => {
            let problem = Problem::new(ProblemKind::Network, "UNSENT", "");
            if let Some(slip) = state.slips.get_mut(draft) {
                slip.phase = Phase::Refused;
                slip.problem = Some(problem);
                slip.at = now;
            }
            slip::back(state, draft);
            let key = if state.live.storage_full { "alertStorage" } else { "alertPermission" };
            plan.alert(token, Line::new(key));
        }
        Outcome::Problem(problem) => {
            trouble::met(state, &problem, ending.meta, now);
            unknown(state, draft, now, plan);
            plan.alert(token, Line::new("alertUnknown"));
        }
        Outcome::Silence(silence) => {
            trouble::silent(state, silence, now);
            unknown(state, draft, now, plan);
            plan.alert(token, Line::new("alertUnknown"));
        }
    }
}

/// No reply came, or the worker died: nobody knows whether it was posted.
pub(super) fn unknown(state: &mut State, draft: &str, now: Millis, plan: &mut Plan) {
    if let Some(slip) = state.slips.get_mut(draft) {
        slip.phase = Phase::Unknown;
        slip.at = now;
        settle::plan_next(state, now);
    }
    show(draft, plan);
}

fn refused(
    state: &mut State,
    draft: &str,
    token: Option<u32>,
    problem: Problem,
    meta: Meta,
    now: Millis,
    plan: &mut Plan,
) {
    let told = state.slips.get(draft).map_or(0.0, |slip| slip.told);
    let affordable_at = if problem.kind == ProblemKind::Budget {
        sentence::wait(&problem, &meta)
            .map(|wait| now + wait)
            .or_else(|| state.affordable_at(told, now).filter(|at| *at > now))
    } else {
        None
    };
    let line = match problem.kind {
        ProblemKind::Budget => match affordable_at {
            Some(at) => Line::new("alertBudgetAt").at(at),
            None => Line::new("alertBudget"),
        },
        ProblemKind::Auth | ProblemKind::Terms => trouble::met(state, &problem, meta, now),
        ProblemKind::Rate if quota::is_of_the_day(&problem) => trouble::met(state, &problem, meta, now),
        ProblemKind::Rate => sentence::of_haste(&problem, &meta, now),
        ProblemKind::Missing => Line::new("alertGone"),
        ProblemKind::Tier => Line::new("alertTier"),
        _ => sentence::of_refusal(&problem),
    };
    if let Some(slip) = state.slips.get_mut(draft) {
        slip.phase = Phase::Refused;
        slip.at = now;
        slip.affordable_at = affordable_at;
        slip.problem = Some(problem);
    }
    slip::back(state, draft);
    // The budget that was told is evidently not what there is.
    if affordable_at.is_some() {
        state.schedule.next_beat = state.schedule.next_beat.min(now + 60_000);
    }
    plan.alert(token, line);
}

/// The network confirmed a post: the receipt is kept, the draft ends, and the new node is fetched to be shown.
fn posted_for_sure(
    state: &mut State,
    draft: &str,
    token: Option<u32>,
    posted: Posted,
    now: Millis,
    plan: &mut Plan,
) {
    // A post that went through says nothing about how soon the network wants to be asked again.
    if !matches!(state.trouble, Some(Trouble::Limited { .. })) {
        trouble::clear(state);
    }
    if let Some(factor) = posted.decay_multiplier.filter(|factor| *factor >= 1.0) {
        state.decay = Some(Decay { factor, at: now });
    }
    if let (Some(left), Some(account)) = (posted.budget_remaining, state.account.as_mut()) {
        account.budget.balance = Some(left);
        account.budget_at = now + state.skew;
    }
    let pending = posted.llm_response.is_none() && posted.status.as_deref().is_some_and(settle::is_pending);
    let (told, paid, left) = (
        state.slips.get(draft).map_or(0.0, |slip| slip.told),
        posted.budget_spent,
        posted.budget_remaining.or_else(|| state.balance(now)),
    );
    let receipt = receipt::ended(
        state,
        draft,
        Receipt {
            node: Some(posted.node_id.clone()),
            paid,
            left,
            request_id: posted.request_id,
            pending,
            corrected: posted.field_mappings,
            ..Receipt::default()
        },
        now,
        plan,
    );
    if pending {
        state.schedule.looks = 0;
        settle::plan_next(state, now);
    }
    let mut said =
        Line::new(if paid.is_some() && left.is_some() { "saidPosted" } else { "saidPostedPlain" }).with(told);
    if let (Some(paid), Some(left)) = (paid, left) {
        said = said.with(paid).with(left);
    }
    let answer = Answer {
        said: Some(said),
        receipt: Some(receipt),
        node: Some(posted.node_id.clone()),
        ..Answer::default()
    };
    plan.answer(token, answer);
    thread::read(state, &posted.node_id, plan);
}
