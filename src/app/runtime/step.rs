use super::event::{Event, Start};
use super::requests::dispatch_command;
use crate::app::account::{connect, credentials, health, lock, preferences, terms};
use crate::app::connection::clock;
use crate::app::effect::{AlarmName, AlarmTimes, Effect, EffectBuilder, RequestResult, ViewKey};
use crate::app::notifications::{notifications, saved_searches};
use crate::app::reading::{details, feed, model_search, models, profile, thread};
use crate::app::schedule::heartbeat;
use crate::app::signup::{replies as signup_replies, signup};
use crate::app::state::{ConnectionIssue, KeyState, Pending, State, SubmissionState, undo_history};
use crate::app::submission::reconcile::Reading;
use crate::app::submission::{draft, engagement, post, preload, reconcile, search};
use crate::domain::Millis;
use crate::protocol::Endpoint;

/// Handles an event: changes the state and returns the effects. Pure: the same state, event and time give the same effects.
pub fn step(state: &mut State, event: Event, now: Millis) -> Vec<Effect> {
    let mut before = AlarmTimes::of(state);
    let mut effects = EffectBuilder::default();
    clock::set_back(state, now, &mut effects);
    lock::when_due(state, now, &mut effects);
    notifications::return_snoozed(state, now, &mut effects);
    // A failed save is tried again with the next event, except with the result of a save.
    effects.save |= state.live.storage_full && !matches!(event, Event::Saved | Event::SaveFailed);
    match event {
        Event::Start(start) => {
            before.fresh = true;
            started(state, start, now, &mut effects);
        }
        Event::Timer(AlarmName::Heartbeat) if !state.heartbeat_due(now + 1_000) => {}
        // `lock::when_due` handled the timer of the lock, and `return_snoozed` what was snoozed; `Accounts` handles the other events.
        Event::Timer(AlarmName::Lock | AlarmName::Snooze)
        | Event::SyncChanged
        | Event::WorkerStarted(_)
        | Event::AccountsCommand { .. }
        | Event::AccountListSaved { .. } => {}
        Event::Alarm(name) | Event::Timer(name) => alarm(state, name, now, &mut effects),
        Event::Command { token, command } => {
            lock::used(state, now, &mut effects);
            dispatch_command(state, token, command, now, &mut effects);
        }
        Event::Reply { request, result } => replied(state, request, result, now, &mut effects),
        Event::Online => network_back(state, now, &mut effects),
        Event::Offline => {
            state.live.online = false;
            effects.show_all(state);
        }
        Event::Used => lock::used(state, now, &mut effects),
        Event::DraftStored { draft, stored, replaced } => {
            lock::used(state, now, &mut effects);
            draft::store_draft(state, &draft, stored, replaced, now, &mut effects);
        }
        Event::DraftCleared { draft, removed } => draft::clear_draft(state, &draft, removed, &mut effects),
        Event::NotificationClicked { id } => notifications::clicked(state, &id, &mut effects),
        Event::Unlocked { token, ok } => lock::unlocked(state, token, ok, now, &mut effects),
        Event::Protected { token, outcome } => lock::protected(state, token, outcome, now, &mut effects),
        Event::Synced { text } => preferences::synced(state, text.as_deref(), now, &mut effects),
        Event::Kept { ok } => signup_replies::key_stored(state, ok, &mut effects),
        Event::SaveFailed => {
            state.live.storage_full = true;
            effects.show(ViewKey::Header);
        }
        Event::Saved => {
            if std::mem::take(&mut state.live.storage_full) {
                effects.show(ViewKey::Header);
            }
        }
    }
    effects.finish(state, &before, now)
}

/// The worker started. It is not known whether requests of the last worker arrived.
fn started(state: &mut State, start: Start, now: Millis, effects: &mut EffectBuilder) {
    let interrupted: Vec<String> = state
        .submissions
        .iter()
        .filter(|(_, submission)| submission.state == SubmissionState::Sending)
        .map(|(draft, _)| draft.clone())
        .collect();
    for draft in interrupted {
        post::unknown(state, &draft, now, effects);
        effects.save = true;
    }
    if !state.pending_engagements.is_empty() {
        engagement::record_lost_replies(state);
        effects.save = true;
    }
    if state.pending_search.is_some() {
        search::record_lost_reply(state, now);
        effects.save = true;
        effects.show(ViewKey::Search);
        effects.show(ViewKey::You);
    }
    draft::finish_interrupted(state, effects);
    effects.save |= undo_history::forget_old(state, now);
    state.live.key = start.key;
    state.live.online = start.online;
    signup::interrupted(state, now, effects);
    state.live.zone_minutes = start.zone_minutes;
    state.live.writer = start.entropy;
    if state.jitter == 0 {
        state.jitter = start.entropy | 1;
    }
    // Stored views stay when the worker stops, but an update may have changed their format.
    if start.views_lost || state.live.version != start.version {
        effects.show_all(state);
    }
    state.live.version = start.version;
    if state.account.is_some() && state.live.key == KeyState::None {
        // There is an account, but its sealed key is gone.
        state.live.key = KeyState::Lost;
    }
    lock::when_due(state, now, effects);
    if state.ready() && state.heartbeat_due(now) {
        heartbeat::send(state, None, now, effects);
    }
    reconcile::due(state, now, effects);
}

fn alarm(state: &mut State, name: AlarmName, now: Millis, effects: &mut EffectBuilder) {
    match name {
        // Alarms follow the system clock. An alarm before its time means that the clock was changed; it counts, unless the network asked to
        // wait.
        AlarmName::Heartbeat => {
            if now + 1_000 >= state.schedule.wait_until {
                heartbeat::send(state, None, now, effects);
                reconcile::due(state, now, effects);
            }
        }
        AlarmName::Reconcile => reconcile::due(state, now + 1_000, effects),
        AlarmName::Lock => lock::lock(state, effects),
        // Each step brings back what is due.
        AlarmName::Snooze => {}
    }
}

fn replied(state: &mut State, request: u64, result: RequestResult, now: Millis, effects: &mut EffectBuilder) {
    // A reply to a request of an earlier worker is ignored; the thread is read to find its post.
    let Some(pending) = state.live.pending.remove(&request) else { return };
    if request <= state.live.auth_epoch && !pending.brings_a_key() {
        // The request was sent with a key that was replaced since: its reply settles the submission, but says nothing about this account.
        let (account, connection_issue, quota) =
            (state.account.clone(), state.connection_issue.clone(), state.quota);
        let (decay, clock_skew, schedule) = (state.decay, state.clock_skew, state.schedule.clone());
        dispatch_reply(state, pending, result, now, effects);
        let reconcile_at = state.schedule.reconcile_at;
        (state.account, state.connection_issue, state.quota) = (account, connection_issue, quota);
        (state.decay, state.clock_skew, state.schedule) = (decay, clock_skew, schedule);
        state.schedule.reconcile_at = reconcile_at;
        return;
    }
    clock::headers(state, result.meta, now);
    dispatch_reply(state, pending, result, now, effects);
}

/// Calls the handler of a reply.
fn dispatch_reply(
    state: &mut State,
    pending: Pending,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    match pending {
        Pending::Heartbeat(token) => heartbeat::heartbeat_ended(state, token, result, now, effects),
        Pending::Feed(token) => {
            feed::handle_reply(state, token, result, now, effects);
            saved_searches::run(state, now, effects);
        }
        Pending::Notifications(above) => {
            notifications::handle_notifications(state, above, result, now, effects);
        }
        Pending::Thread(node) => thread::handle_thread(state, &node, result, now, effects),
        Pending::Replies { node, cursor, token } => {
            thread::handle_replies(state, &node, &cursor, token, result, now, effects);
        }
        Pending::Reconcile { draft, token, pages, unclear } => {
            let reading = Reading { draft, token, pages, unclear };
            reconcile::reconcile_ended(state, &reading, result, now, effects);
        }
        Pending::Answer(node) => reconcile::answer_ended(state, &node, result, now, effects),
        Pending::Preload { node, request } => {
            if preload::handle_thread(state, &node, request.token, result, now, effects) {
                post::post_read(state, *request, now, effects);
            }
        }
        Pending::Post { draft, token } => post::handle_post_reply(state, &draft, token, result, now, effects),
        Pending::Engage { node, verb, token } => {
            engagement::handle_engagement_reply(state, &node, verb, Some(token), result, now, effects);
        }
        Pending::BudgetDetails => profile::handle_budget_details(state, result.outcome, now, effects),
        Pending::AiModels => models::handle_models(state, result.outcome, now, effects),
        Pending::ModelSearch { search, output, cursor } => {
            model_search::handle_page(state, &search, output, cursor, result.outcome, effects);
        }
        Pending::Search(token) => search::handle_reply(state, token, result, now, effects),
        Pending::Profile => profile::handle_profile(state, result.outcome, effects),
        Pending::Tokens => profile::handle_tokens(state, result.outcome, effects),
        Pending::Detail { endpoint, token } => {
            details::handle_reply(state, endpoint, token, result, now, effects);
            saved_searches::run(state, now, effects);
        }
        Pending::Terms(token) => terms::handle_reply(state, Endpoint::Terms, token, result, now, effects),
        Pending::Deregister(token) => {
            terms::handle_reply(state, Endpoint::Deregister, token, result, now, effects);
        }
        Pending::Connect { origin, key, endpoint, token } => {
            let attempt = connect::Attempt { origin, key, endpoint, token };
            connect::handle_connect_reply(state, attempt, result, now, effects);
        }
        Pending::Challenge { token, form } => {
            signup_replies::handle_challenge(state, token, &form, result, now, effects);
        }
        Pending::Register { token, sent } => {
            signup_replies::handle_registration(state, token, &sent, result, now, effects);
        }
        Pending::Credentials { token, changes } => {
            credentials::handle_reply(state, token, changes, result, now, effects);
        }
        Pending::HealthAddress(token) => health::health_address(state, token, &result, now, effects),
        Pending::HealthAccount(token) => health::health_account(state, token, result, now, effects),
        Pending::HealthSecurity(token) => health::health_security(state, token, result, now, effects),
    }
}

/// The network connection is back. Queued submissions are offered again and never sent automatically.
fn network_back(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    state.live.online = true;
    if state.connection_issue == Some(ConnectionIssue::Offline) {
        state.connection_issue = None;
        state.schedule.next_heartbeat = now;
    }
    reconcile::plan_next(state, now);
    effects.save = true;
    effects.show_all(state);
}
