use crate::app::connection::{connection_issue, error_messages, quota};
use crate::app::effect::{Answer, EffectBuilder, RequestFields};
use crate::app::effect::{NoResponse, Outcome, RequestResult};
use crate::app::reading::answers;
use crate::app::reading::{models, thread};
use crate::app::state::{
    ConnectionIssue, DraftContent, DraftTarget, Pending, Phase, PostRequest, Receipt, ReturnReason,
    SpendKind, State, StoredDraft, Submission, SubmissionState, digest,
};
use crate::app::submission::{draft_check, preload, receipt, reconcile, review, spend};
use crate::domain::{ApiError, ApiErrorKind, LocalizedMessage, Millis, Output, Posted};
use crate::protocol::{Endpoint, Meta, Reply};

/// Posts a draft. A thread that was not read just now is read first, because its system prompt may have changed.
pub(crate) fn post(state: &mut State, request: PostRequest, now: Millis, effects: &mut EffectBuilder) {
    let Some(target) = target(state, &request, now, effects) else { return };
    match target {
        DraftTarget::Reply(node) if state.live.online && !preload::is_fresh(state, &node, now) => {
            preload::read(state, &node, request, effects);
        }
        target => send(state, &target, request, now, effects),
    }
}

/// Posts a draft whose thread was just read.
pub(crate) fn post_read(state: &mut State, request: PostRequest, now: Millis, effects: &mut EffectBuilder) {
    if let Some(target) = target(state, &request, now, effects) {
        send(state, &target, request, now, effects);
    }
}

/// What a draft is about, if it can be posted now. If not, the answer says why.
fn target(
    state: &State,
    request: &PostRequest,
    now: Millis,
    effects: &mut EffectBuilder,
) -> Option<DraftTarget> {
    let answer = match DraftTarget::parse(&request.draft) {
        None => Answer::failed(LocalizedMessage::new("alertDraft")),
        Some(target) => match refusal(state, &target, request, now) {
            None => return Some(target),
            Some(answer) => answer,
        },
    };
    effects.answer(request.token, answer);
    None
}

/// Why a draft cannot be posted now.
fn refusal(state: &State, target: &DraftTarget, request: &PostRequest, now: Millis) -> Option<Answer> {
    let PostRequest { draft, content, revision, continues, shown, .. } = request;
    let failed = |key: &str| Some(Answer::failed(LocalizedMessage::new(key)));
    // A post is refused while the state cannot be saved: the state of a newer version is not overwritten.
    if state.live.newer {
        return failed("alertNewer");
    }
    match state.phase(draft) {
        Phase::Preloading | Phase::Sending => return failed("alertSending"),
        Phase::Unknown => return failed("alertCheckFirst"),
        _ => {}
    }
    // Unsent content is not overwritten by other content of the same draft, unless that goes on from it; the person edits or discards it
    // first. This also holds for a click right after the content came back, before the person could see it.
    if state.submissions.get(draft).is_some_and(|submission| {
        submission.revision != *revision && !submission.is_continued_by(continues.as_ref())
    }) {
        return failed("alertUnsentVersion");
    }
    // A second click, in this window or another, on content that was posted.
    if state.is_posted(revision) {
        return Some(Answer { said: Some(LocalizedMessage::new("saidAlready")), ..Answer::default() });
    }
    // A press counts for the system prompt that the person saw. Another one may have been read, and even reviewed, on another surface.
    if let (Some(shown), DraftTarget::Reply(node)) = (shown, target)
        && let Some(text) =
            draft_check::thread_of(state, node).and_then(|thread| thread.root.system_prompt.as_deref())
        && digest(text) != *shown
    {
        return Some(review::required());
    }
    if let Some(answer) = draft_check::blocked_answer(state, draft, content, now) {
        return Some(answer);
    }
    if state.account.is_none() {
        return failed("alertNoKey");
    }
    if !state.ready() {
        return failed("alertLocked");
    }
    None
}

/// Posts a draft. The submission is saved as *sending*, and only then sent.
fn send(
    state: &mut State,
    target: &DraftTarget,
    request: PostRequest,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let PostRequest { draft, content, revision, continues, token, .. } = request;
    let act = if *target == DraftTarget::Seed { SpendKind::Seed } else { SpendKind::Reprompt };
    let mut submission = Submission {
        title: match target {
            DraftTarget::Reply(node) => state.title_of(node),
            DraftTarget::Seed => Some(content.title.clone()).filter(|title| !title.is_empty()),
        },
        estimated_cost: state.price(act, now).units,
        at: now,
        content: content.clone(),
        revision: revision.clone(),
        ..Submission::default()
    };
    models::remember(state, &content, effects);
    effects.save = true;
    effects.show_draft(&draft);
    // Surfaces store every keystroke. A draft that was stored since the click is newer and is not overwritten.
    if !state.live.drafts.contains_key(&draft) {
        effects
            .store_draft_if_absent(&draft, StoredDraft { content, revision, base: None, continues, at: now });
    }
    if !state.live.online {
        submission.state = SubmissionState::Queued;
        state.submissions.insert(draft, submission);
        return effects.said(token, LocalizedMessage::new("saidQueued"));
    }
    submission.state = SubmissionState::Sending;
    submission.sent_at = now;
    submission.sent_at_server = now + state.clock_skew;
    submission.by = state.author();
    if let DraftTarget::Reply(node) = target {
        submission.before = reconcile::ours_before(state, node);
        submission.reviewed =
            draft_check::thread_of(state, node).and_then(|thread| state.reviewed_digest(thread));
    }
    let (endpoint, fields) = fields_of(target, &submission.content);
    state.submissions.insert(draft.clone(), submission);
    effects.fetch(state, endpoint, &fields, Pending::Post { draft, token });
}

fn fields_of(target: &DraftTarget, content: &DraftContent) -> (Endpoint, RequestFields) {
    let image = if content.output == Output::Image { "image" } else { "" };
    match target {
        DraftTarget::Reply(node) => (
            Endpoint::Reprompt,
            RequestFields::default()
                .text("nodeId", node)
                .text("prompt", &content.text)
                .text("modelConfigId", &content.model)
                .text("type", image)
                .text("visibility", content.visibility.word())
                .tenths("temperature", content.temperature),
        ),
        DraftTarget::Seed => (
            Endpoint::Prompt,
            RequestFields::default()
                .text("content", &content.system_prompt)
                .text("initialPrompt", &content.text)
                .text("title", &content.title)
                .text("modelConfigId", &content.model)
                .text("type", image)
                .text("visibility", content.visibility.word()),
        ),
    }
}

/// Handles the result of a post.
pub(crate) fn handle_post_reply(
    state: &mut State,
    draft: &str,
    token: Option<u32>,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    effects.save = true;
    effects.show_draft(draft);
    match result.outcome {
        Outcome::Reply(reply) => {
            if let Reply::Posted(posted) = *reply {
                confirm_post(state, draft, token, posted, now, effects);
            }
        }
        // Only a refusal means that the post does not exist. A server error may occur after the post was stored.
        Outcome::ApiError(problem) if !problem.kind.leaves_result_open() => {
            refused(state, draft, token, problem, result.meta, now, effects);
        }
        Outcome::NoResponse(NoResponse::Unsent) => {
            state.return_submission(draft, ReturnReason::Unsent, now);
            let key = if state.live.storage_full { "alertStorage" } else { "alertPermission" };
            effects.alert(token, LocalizedMessage::new(key));
        }
        Outcome::ApiError(problem) => {
            connection_issue::record_error(state, &problem, result.meta, now);
            unknown(state, draft, now, effects);
            effects.alert(token, LocalizedMessage::new("alertUnknown"));
        }
        Outcome::NoResponse(silence) => {
            connection_issue::record_no_response(state, silence, now);
            unknown(state, draft, now, effects);
            effects.alert(token, LocalizedMessage::new("alertUnknown"));
        }
    }
}

/// Marks a submission as unknown, because there was no reply or the worker stopped.
pub(crate) fn unknown(state: &mut State, draft: &str, now: Millis, effects: &mut EffectBuilder) {
    if let Some(submission) = state.submissions.get_mut(draft) {
        submission.state = SubmissionState::Unknown(None);
        submission.at = now;
        reconcile::plan_next(state, now);
    }
    effects.show_draft(draft);
}

fn refused(
    state: &mut State,
    draft: &str,
    token: Option<u32>,
    problem: ApiError,
    meta: Meta,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let estimated_cost = state.submissions.get(draft).map_or(0.0, |submission| submission.estimated_cost);
    let affordable_at = if problem.kind == ApiErrorKind::Budget {
        error_messages::wait(&problem, &meta, now)
            .map(|wait| now + wait)
            .or_else(|| state.affordable_at(estimated_cost, now).filter(|at| *at > now))
    } else {
        None
    };
    let line = match problem.kind {
        ApiErrorKind::Budget => match affordable_at {
            Some(at) => LocalizedMessage::new("alertBudgetAt").at(at),
            None => LocalizedMessage::new("alertBudget"),
        },
        ApiErrorKind::Auth | ApiErrorKind::Terms => {
            connection_issue::record_error(state, &problem, meta, now)
        }
        ApiErrorKind::Rate if quota::is_of_the_day(&problem) => {
            connection_issue::record_error(state, &problem, meta, now)
        }
        ApiErrorKind::Rate => error_messages::of_haste(&problem, &meta, now),
        ApiErrorKind::Missing => LocalizedMessage::new("alertGone"),
        ApiErrorKind::Tier => LocalizedMessage::new("alertTier"),
        _ => error_messages::of_refusal(&problem),
    };
    state.return_submission(draft, ReturnReason::Refused { problem, affordable_at }, now);
    // The balance of the last heartbeat is wrong, so the next one is sent soon.
    if affordable_at.is_some() {
        state.schedule.next_heartbeat = state.schedule.next_heartbeat.min(now + 60_000);
    }
    effects.alert(token, line);
}

/// Handles a confirmed post: keeps the receipt, removes the draft, and fetches the new node.
fn confirm_post(
    state: &mut State,
    draft: &str,
    token: Option<u32>,
    posted: Posted,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    // A confirmed post does not end a wait that the network asked for.
    if !matches!(state.connection_issue, Some(ConnectionIssue::Limited { .. })) {
        connection_issue::clear(state);
    }
    spend::record_decay(state, posted.decay_multiplier, now);
    spend::record_balance(state, posted.budget_remaining, now);
    let pending = posted.llm_response.is_none() && posted.status.as_deref().is_some_and(answers::is_pending);
    let (estimated_cost, paid, left) = (
        state.submissions.get(draft).map_or(0.0, |submission| submission.estimated_cost),
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
        effects,
    );
    if pending {
        state.schedule.answer_looks = 0;
        reconcile::plan_next(state, now);
    }
    let mut said = LocalizedMessage::new(if paid.is_some() && left.is_some() {
        "saidPosted"
    } else {
        "saidPostedPlain"
    })
    .with(estimated_cost);
    if let (Some(paid), Some(left)) = (paid, left) {
        said = said.with(paid).with(left);
    }
    let answer = Answer {
        said: Some(said),
        receipt: Some(receipt),
        node: Some(posted.node_id.clone()),
        ..Answer::default()
    };
    effects.answer(token, answer);
    thread::read(state, &posted.node_id, effects);
}
