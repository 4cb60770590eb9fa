use crate::app::account::{connect, credentials, health, key_rotation, lock};
use crate::app::connection::{clock, connection_issue};
use crate::app::effect::{AlarmName, AlarmTimes, Answer, Effect, EffectBuilder, ViewKey};
use crate::app::event::{Command, Event, RequestResult, Start};
use crate::app::notifications::notifications;
use crate::app::reading::{feed, model_search, models, profile, thread};
use crate::app::schedule::heartbeat;
use crate::app::signup::{replies as signup_replies, signup};
use crate::app::state::{KeyState, Measure, Pending, Phase, State, StoredDraft, undo_history};
use crate::app::submission::{draft, edit, engagement, post, preload, reconcile, review, undo};
use crate::domain::{LocalizedMessage, Millis, Verb};

/// Decides what follows from an event. Pure: the same state, event and time give the same effects.
pub fn step(state: &mut State, event: Event, now: Millis) -> Vec<Effect> {
    let mut before = AlarmTimes::of(state);
    let mut effects = EffectBuilder::default();
    clock::set_back(state, now, &mut effects);
    lock::when_due(state, now, &mut effects);
    // What could not be written down is tried again with whatever happens next, and not because it failed.
    effects.save |= state.live.storage_full && !matches!(event, Event::Saved | Event::SaveFailed);
    match event {
        Event::Start(start) => {
            before.fresh = true;
            started(state, start, now, &mut effects);
        }
        Event::Timer(AlarmName::Heartbeat) if !state.heartbeat_due(now + 1_000) => {}
        // What the lock's timer is for was looked at above; the rest is the accounts's.
        Event::Timer(AlarmName::Lock)
        | Event::SyncChanged
        | Event::WorkerStarted(_)
        | Event::AccountListSaved { .. } => {}
        Event::Alarm(name) | Event::Timer(name) => alarm(state, name, now, &mut effects),
        Event::Command { token, command } => dispatch_command(state, token, command, now, &mut effects),
        Event::Reply { request, result } => replied(state, request, result, now, &mut effects),
        Event::Online => connection_issue::network_back(state, now, &mut effects),
        Event::Offline => {
            state.live.online = false;
            effects.show_all(state);
        }
        Event::Used => lock::used(state, now, &mut effects),
        Event::DraftStored { draft, content, at } => {
            lock::used(state, now, &mut effects);
            draft::typed(state, &draft, StoredDraft { content, at }, &mut effects);
        }
        Event::DraftCleared { draft } => draft::cleared(state, &draft, &mut effects),
        Event::NotificationClicked { id } => notifications::clicked(state, &id, &mut effects),
        Event::Unlocked { token, ok } => lock::unlocked(state, token, ok, now, &mut effects),
        Event::Protected { token, passphrase } => {
            lock::protected(state, token, passphrase, now, &mut effects)
        }
        Event::Synced { text } => synced(state, text.as_deref(), now, &mut effects),
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

/// The worker started. What was on its way when the last one died is not known to have arrived.
fn started(state: &mut State, start: Start, now: Millis, effects: &mut EffectBuilder) {
    let interrupted: Vec<String> = state
        .submissions
        .iter()
        .filter(|(_, submission)| submission.phase == Phase::Sending)
        .map(|(draft, _)| draft.clone())
        .collect();
    for draft in interrupted {
        post::unknown(state, &draft, now, effects);
        effects.save = true;
    }
    if !state.engaging.is_empty() {
        engagement::left_over(state, now);
        effects.save = true;
    }
    draft::outlived(state, effects);
    effects.save |= undo_history::forget_old(state, now);
    state.live.key = start.key;
    state.live.online = start.online;
    signup::interrupted(state, now, effects);
    state.live.zone_minutes = start.zone_minutes;
    if state.jitter == 0 {
        state.jitter = start.entropy | 1;
    }
    // Views outlive the worker but not an update, which may have changed their form.
    if start.views_lost || state.live.version != start.version {
        effects.show_all(state);
    }
    state.live.version = start.version;
    if state.account.is_some() && state.live.key == KeyState::None {
        // The sealed key is gone though there is an account: said, not guessed at.
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
        // Alarms ring by the clock of the wall. One that rings before its time tells that the clock was moved, and is as good
        // as any; only a wait that the network asked for holds it back.
        AlarmName::Heartbeat => {
            if now + 1_000 >= state.schedule.wait_until {
                heartbeat::send(state, None, now, effects);
                reconcile::due(state, now, effects);
            }
        }
        AlarmName::Reconcile => reconcile::due(state, now + 1_000, effects),
        AlarmName::Lock => lock::lock(state, effects),
    }
}

fn dispatch_command(
    state: &mut State,
    token: u32,
    command: Command,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    lock::used(state, now, effects);
    match command {
        Command::Hello => {
            effects.show_all(state);
            feed::last_viewed(state, now, effects);
            effects.answer(Some(token), Answer::default());
        }
        Command::Heartbeat => {
            if state.account.is_none() {
                feed::fetch(state, Some(token), effects);
            } else {
                heartbeat::send(state, Some(token), now, effects);
            }
        }
        Command::Refresh => feed::fetch(state, Some(token), effects),
        Command::Seen => {
            state.cache.last_viewed = (now, now);
            effects.save_cache = true;
            effects.answer(Some(token), Answer::default());
        }
        Command::Open { node } => {
            thread::read(state, &node, effects);
            if state.cache.models.is_empty() {
                models::recommended(state, now, effects);
            }
            effects.answer(Some(token), Answer::default());
        }
        // Never come here: the edge answers them from what is at hand, or the accounts does.
        Command::Page { .. }
        | Command::CheckDraft { .. }
        | Command::Export
        | Command::Diagnostics
        | Command::AddAccount
        | Command::SwitchAccount { .. }
        | Command::RenameAccount { .. }
        | Command::SignOut { .. }
        | Command::SetBadgeAccount { .. }
        | Command::ShowKey
        | Command::Sync { .. } => {}
        Command::Like { node } => engagement::engage(state, token, &node, Verb::Like, now, effects),
        Command::Bookmark { node } => engagement::engage(state, token, &node, Verb::Bookmark, now, effects),
        Command::Post { draft, content } => post::post(state, Some(token), &draft, content, now, effects),
        Command::Reconcile { draft } => reconcile::reconcile(state, Some(token), &draft, effects),
        Command::Edit { draft, missing } => edit::edit(state, token, &draft, missing, now, effects),
        Command::Discard { draft } => edit::discard(state, token, &draft, now, effects),
        Command::Undo { token: name } => undo::undo(state, token, &name, now, effects),
        Command::Review { root, text } => review::review(state, token, &root, text, now, effects),
        Command::Triage { ids, to } => notifications::triage(state, token, &ids, to, now, effects),
        Command::MoreModels => model_search::more(state, token, effects),
        Command::MoreReplies { node } => thread::more(state, token, &node, effects),
        Command::OlderNotifications => notifications::older(state, token, effects),
        Command::Models { search, output } => model_search::search(state, token, search, output, effects),
        Command::You => {
            profile::you(state, effects);
            effects.answer(Some(token), Answer::default());
        }
        Command::Connect { address, key, agreed } => {
            connect::connect(state, token, &address, &key, agreed, effects);
        }
        Command::PostponeKeyRotation => key_rotation::later(state, token, now, effects),
        Command::Signup { form } => signup::advance(state, token, *form, now, effects),
        Command::PuzzleMeasured { chain, ms, cores, memory } => {
            signup::puzzle_measured(state, token, Measure { chain, ms, cores, memory }, effects);
        }
        Command::Found { chain, nonces, starts } => {
            signup::puzzle_progress(state, token, &chain, &nonces, &starts, effects);
        }
        Command::SignupBack { another } => signup::back(state, token, another, now, effects),
        Command::KeySaved => signup::key_saved(state, token, now, effects),
        Command::Credentials => credentials::list(state, Some(token), effects),
        Command::PutCredential { provider, key } => credentials::put(state, token, &provider, &key, effects),
        Command::RemoveCredential { id } => credentials::remove(state, token, &id, effects),
        Command::Health => health::health(state, token, effects),
        Command::Forget => connect::forget(state, token, now, effects),
        Command::Lock => {
            lock::lock(state, effects);
            effects.said(
                Some(token),
                LocalizedMessage::new(if state.live.key == KeyState::Locked {
                    "saidLocked"
                } else {
                    "saidNoPassphrase"
                }),
            );
        }
        Command::Unlock { passphrase } => lock::unlock(state, token, passphrase, now, effects),
        Command::Protect { passphrase } => lock::protect(state, token, passphrase, effects),
        Command::Settings { change } => {
            state.settings.apply(&change, now);
            settings_changed(state, now, effects);
            lock::used(state, now, effects);
            effects.said(Some(token), LocalizedMessage::new("saidSaved"));
        }
        Command::Import { text } => match state.settings.taken(&text) {
            Some(settings) => {
                state.settings = settings;
                settings_changed(state, now, effects);
                lock::used(state, now, effects);
                effects.said(Some(token), LocalizedMessage::new("saidImported"));
            }
            None => effects.alert(Some(token), LocalizedMessage::new("alertImport")),
        },
    }
}

/// Takes over what another of the person's browsers set. Nobody used this one: what locks it counts from when somebody did.
fn synced(state: &mut State, text: Option<&str>, now: Millis, effects: &mut EffectBuilder) {
    let Some(settings) = text.and_then(|text| state.settings.taken(text)) else { return };
    if settings == state.settings {
        return;
    }
    let before = std::mem::replace(&mut state.settings, settings).lock_after;
    if state.lock.locks_at != 0 {
        let later = Millis::from(state.settings.lock_after) - Millis::from(before);
        state.lock.locks_at = (state.lock.locks_at + later * 60_000).max(1);
    }
    settings_changed(state, now, effects);
}

fn settings_changed(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    // A shorter pace takes hold now, a longer one with the next beat.
    let longest = now + Millis::from(state.pace()) * 66_000;
    if state.connection_issue.is_none() && state.schedule.next_heartbeat > longest {
        state.schedule.next_heartbeat = longest;
    }
    effects.save = true;
    effects.show_all(state);
}

fn replied(state: &mut State, request: u64, result: RequestResult, now: Millis, effects: &mut EffectBuilder) {
    // A reply to a request of an earlier worker: its post is settled by reading, not by hearsay.
    let Some(pending) = state.live.pending.remove(&request) else { return };
    if request <= state.live.auth_epoch && !pending.brings_a_key() {
        // Sent with a key that was replaced since: it settles what it is about, and tells nothing of who is here now.
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

/// Takes what a request was for.
fn dispatch_reply(
    state: &mut State,
    pending: Pending,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    match pending {
        Pending::Heartbeat(token) => heartbeat::heartbeat_ended(state, token, result, now, effects),
        Pending::Feed(token) => feed::ended(state, token, result, now, effects),
        Pending::Notifications(above) => {
            notifications::notifications_ended(state, above, result, now, effects)
        }
        Pending::Thread(node) => thread::read_ended(state, &node, result, now, effects),
        Pending::Replies { node, cursor, token } => {
            thread::more_ended(state, &node, &cursor, token, result, now, effects);
        }
        Pending::Reconcile { draft, token, pages } => {
            reconcile::reconcile_ended(state, &draft, token, pages, result, now, effects);
        }
        Pending::Answer(node) => reconcile::answer_ended(state, &node, result, now, effects),
        Pending::Preload { draft, node, content, token } => {
            preload::ended(state, &draft, &node, *content, token, result, now, effects);
        }
        Pending::Post { draft, token } => post::post_ended(state, &draft, token, result, now, effects),
        Pending::Engage { node, verb, token } => {
            engagement::engage_ended(state, &node, verb, Some(token), result, now, effects);
        }
        Pending::BudgetDetails => profile::budget_details_ended(state, result.outcome, now, effects),
        Pending::AiModels => models::models_ended(state, result.outcome, now, effects),
        Pending::ModelSearch { search, output, cursor } => {
            model_search::ended(state, &search, output, cursor, result.outcome, effects);
        }
        Pending::Profile => profile::profile_ended(state, result.outcome, effects),
        Pending::Tokens => profile::tokens_ended(state, result.outcome, effects),
        Pending::Connect { origin, key, token } => {
            connect::connect_ended(state, origin, key, token, result, now, effects);
        }
        Pending::Challenge { token, form } => {
            signup_replies::challenge_ended(state, token, &form, result, now, effects)
        }
        Pending::Register { token, proof, paid } => {
            signup_replies::register_ended(state, token, proof, paid, result, now, effects);
        }
        Pending::Credentials { token, changes } => {
            credentials::ended(state, token, changes, result, now, effects);
        }
        Pending::HealthAddress(token) => health::health_address(state, token, &result, now, effects),
        Pending::HealthAccount(token) => health::health_account(state, token, result, now, effects),
    }
}
