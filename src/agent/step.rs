use super::plan::{Outlook, Plan};
use super::{
    AlarmName, Answer, Command, Effect, Ending, Event, KeyState, Pending, Phase, Start, State, Stored,
    Surface, ahead, beat, clock, connect, credentials, draft, engage, feed, join, lock, models, notify, post,
    review, rotate, settle, shelf, slip, thread, trouble, undo,
};
use crate::model::{Line, Millis, Verb};

/// Decides what follows from an event. Pure: the same state, event and time give the same effects.
pub fn step(state: &mut State, event: Event, now: Millis) -> Vec<Effect> {
    let mut before = Outlook::of(state);
    let mut plan = Plan::default();
    clock::set_back(state, now, &mut plan);
    lock::when_due(state, now, &mut plan);
    // What could not be written down is tried again with whatever happens next, and not because it failed.
    plan.save |= state.live.storage_full && !matches!(event, Event::Saved | Event::SaveFailed);
    match event {
        Event::Start(start) => {
            before.fresh = true;
            started(state, start, now, &mut plan);
        }
        Event::Timer(AlarmName::Beat) if !state.beat_due(now + 1_000) => {}
        // What the lock's timer is for was looked at above; the rest is the household's.
        Event::Timer(AlarmName::Lock) | Event::SyncChanged | Event::Woken(_) | Event::RollSaved { .. } => {}
        Event::Alarm(name) | Event::Timer(name) => alarm(state, name, now, &mut plan),
        Event::Command { token, command } => obey(state, token, command, now, &mut plan),
        Event::Reply { request, ending } => replied(state, request, ending, now, &mut plan),
        Event::Online => trouble::network_back(state, now, &mut plan),
        Event::Offline => {
            state.live.online = false;
            plan.show_all(state);
        }
        Event::Used => lock::used(state, now, &mut plan),
        Event::Typed { draft, words, at } => {
            lock::used(state, now, &mut plan);
            draft::typed(state, &draft, Stored { words, at }, &mut plan);
        }
        Event::Cleared { draft } => draft::cleared(state, &draft, &mut plan),
        Event::NoticeClicked { id } => notify::clicked(state, &id, &mut plan),
        Event::Unlocked { token, ok } => lock::unlocked(state, token, ok, now, &mut plan),
        Event::Protected { token, passphrase } => lock::protected(state, token, passphrase, now, &mut plan),
        Event::Synced { text } => synced(state, text.as_deref(), now, &mut plan),
        Event::Kept { ok } => join::kept(state, ok, &mut plan),
        Event::SaveFailed => {
            state.live.storage_full = true;
            plan.show(Surface::Masthead);
        }
        Event::Saved => {
            if std::mem::take(&mut state.live.storage_full) {
                plan.show(Surface::Masthead);
            }
        }
    }
    plan.finish(state, &before, now)
}

/// The worker started. What was on its way when the last one died is not known to have arrived.
fn started(state: &mut State, start: Start, now: Millis, plan: &mut Plan) {
    let interrupted: Vec<String> = state
        .slips
        .iter()
        .filter(|(_, slip)| slip.phase == Phase::Sending)
        .map(|(draft, _)| draft.clone())
        .collect();
    for draft in interrupted {
        post::unknown(state, &draft, now, plan);
        plan.save = true;
    }
    if !state.engaging.is_empty() {
        engage::left_over(state, now);
        plan.save = true;
    }
    draft::outlived(state, plan);
    plan.save |= undo::forget_old(state, now);
    state.live.key = start.key;
    state.live.online = start.online;
    join::interrupted(state, now, plan);
    state.live.zone_minutes = start.zone_minutes;
    if state.jitter == 0 {
        state.jitter = start.entropy | 1;
    }
    // Views outlive the worker but not an update, which may have changed their form.
    if start.views_lost || state.live.version != start.version {
        plan.show_all(state);
    }
    state.live.version = start.version;
    if state.account.is_some() && state.live.key == KeyState::None {
        // The sealed key is gone though there is an account: said, not guessed at.
        state.live.key = KeyState::Lost;
    }
    lock::when_due(state, now, plan);
    if state.ready() && state.beat_due(now) {
        beat::beat(state, None, now, plan);
    }
    settle::due(state, now, plan);
}

fn alarm(state: &mut State, name: AlarmName, now: Millis, plan: &mut Plan) {
    match name {
        // Alarms ring by the clock of the wall. One that rings before its time tells that the clock was moved, and is as good
        // as any; only a wait that the network asked for holds it back.
        AlarmName::Beat => {
            if now + 1_000 >= state.schedule.wait_until {
                beat::beat(state, None, now, plan);
                settle::due(state, now, plan);
            }
        }
        AlarmName::Settle => settle::due(state, now + 1_000, plan),
        AlarmName::Lock => lock::lock(state, plan),
    }
}

fn obey(state: &mut State, token: u32, command: Command, now: Millis, plan: &mut Plan) {
    lock::used(state, now, plan);
    match command {
        Command::Hello => {
            plan.show_all(state);
            feed::looked(state, now, plan);
            plan.answer(Some(token), Answer::default());
        }
        Command::Beat => {
            if state.account.is_none() {
                feed::fetch(state, Some(token), plan);
            } else {
                beat::beat(state, Some(token), now, plan);
            }
        }
        Command::Refresh => feed::fetch(state, Some(token), plan),
        Command::Seen => {
            state.cache.looked = (now, now);
            plan.save_cache = true;
            plan.answer(Some(token), Answer::default());
        }
        Command::Open { node } => {
            thread::read(state, &node, plan);
            if state.cache.engines.is_empty() {
                models::recommended(state, now, plan);
            }
            plan.answer(Some(token), Answer::default());
        }
        // Never come here: the edge answers them from what is at hand, or the household does.
        Command::Page { .. }
        | Command::Advise { .. }
        | Command::Export
        | Command::Diagnostics
        | Command::AddAccount
        | Command::SwitchAccount { .. }
        | Command::NameAccount { .. }
        | Command::SignOut { .. }
        | Command::CountAccount { .. }
        | Command::ShowKey
        | Command::Sync { .. } => {}
        Command::Like { node } => engage::engage(state, token, &node, Verb::Like, now, plan),
        Command::Bookmark { node } => engage::engage(state, token, &node, Verb::Bookmark, now, plan),
        Command::Post { draft, words } => post::post(state, Some(token), &draft, words, now, plan),
        Command::Settle { draft } => settle::settle(state, Some(token), &draft, plan),
        Command::Edit { draft, missing } => slip::edit(state, token, &draft, missing, now, plan),
        Command::Discard { draft } => slip::discard(state, token, &draft, now, plan),
        Command::Undo { token: name } => undo::undo(state, token, &name, now, plan),
        Command::Review { root, text } => review::review(state, token, &root, text, now, plan),
        Command::Triage { ids, to } => notify::triage(state, token, &ids, to, now, plan),
        Command::MoreModels => shelf::more(state, token, plan),
        Command::MoreReplies { node } => thread::more(state, token, &node, plan),
        Command::OlderNotices => notify::older(state, token, plan),
        Command::Models { search, output } => shelf::search(state, token, search, output, plan),
        Command::You => {
            models::you(state, plan);
            plan.answer(Some(token), Answer::default());
        }
        Command::Connect { address, key, agreed } => {
            connect::connect(state, token, &address, &key, agreed, plan);
        }
        Command::RotateLater => rotate::later(state, token, now, plan),
        Command::Join { form } => join::join(state, token, *form, now, plan),
        Command::Measured { chain, ms, cores, memory } => {
            join::measured(state, token, join::Measure { chain, ms, cores, memory }, plan);
        }
        Command::Found { chain, nonces, starts } => {
            join::found(state, token, &chain, &nonces, &starts, plan);
        }
        Command::JoinBack { another } => join::back(state, token, another, now, plan),
        Command::KeySaved => join::saved(state, token, now, plan),
        Command::Credentials => credentials::list(state, Some(token), plan),
        Command::PutCredential { provider, key } => credentials::put(state, token, &provider, &key, plan),
        Command::DropCredential { id } => credentials::remove(state, token, &id, plan),
        Command::Health => connect::health(state, token, plan),
        Command::Forget => connect::forget(state, token, now, plan),
        Command::Lock => {
            lock::lock(state, plan);
            plan.said(
                Some(token),
                Line::new(if state.live.key == KeyState::Locked { "saidLocked" } else { "saidNoPassphrase" }),
            );
        }
        Command::Unlock { passphrase } => lock::unlock(state, token, passphrase, now, plan),
        Command::Protect { passphrase } => lock::protect(state, token, passphrase, plan),
        Command::Settings { change } => {
            state.settings.apply(&change, now);
            settings_changed(state, now, plan);
            lock::used(state, now, plan);
            plan.said(Some(token), Line::new("saidSaved"));
        }
        Command::Import { text } => match state.settings.taken(&text) {
            Some(settings) => {
                state.settings = settings;
                settings_changed(state, now, plan);
                lock::used(state, now, plan);
                plan.said(Some(token), Line::new("saidImported"));
            }
            None => plan.alert(Some(token), Line::new("alertImport")),
        },
    }
}

/// Takes over what another of the person's browsers set. Nobody used this one: what locks it counts from when somebody did.
fn synced(state: &mut State, text: Option<&str>, now: Millis, plan: &mut Plan) {
    let Some(settings) = text.and_then(|text| state.settings.taken(text)) else { return };
    if settings == state.settings {
        return;
    }
    let before = std::mem::replace(&mut state.settings, settings).lock_after;
    if state.lock.locks_at != 0 {
        let later = Millis::from(state.settings.lock_after) - Millis::from(before);
        state.lock.locks_at = (state.lock.locks_at + later * 60_000).max(1);
    }
    settings_changed(state, now, plan);
}

fn settings_changed(state: &mut State, now: Millis, plan: &mut Plan) {
    // A shorter pace takes hold now, a longer one with the next beat.
    let longest = now + Millis::from(state.pace()) * 66_000;
    if state.trouble.is_none() && state.schedule.next_beat > longest {
        state.schedule.next_beat = longest;
    }
    plan.save = true;
    plan.show_all(state);
}

fn replied(state: &mut State, request: u64, ending: Ending, now: Millis, plan: &mut Plan) {
    // A reply to a request of an earlier worker: its post is settled by reading, not by hearsay.
    let Some(pending) = state.live.pending.remove(&request) else { return };
    if request <= state.live.earlier && !pending.brings_a_key() {
        // Sent with a key that was replaced since: it settles what it is about, and tells nothing of who is here now.
        let (account, trouble, quota) = (state.account.clone(), state.trouble.clone(), state.quota);
        let (decay, skew, schedule) = (state.decay, state.skew, state.schedule.clone());
        took(state, pending, ending, now, plan);
        let settle_at = state.schedule.settle_at;
        (state.account, state.trouble, state.quota) = (account, trouble, quota);
        (state.decay, state.skew, state.schedule) = (decay, skew, schedule);
        state.schedule.settle_at = settle_at;
        return;
    }
    clock::headers(state, ending.meta, now);
    took(state, pending, ending, now, plan);
}

/// Takes what a request was for.
fn took(state: &mut State, pending: Pending, ending: Ending, now: Millis, plan: &mut Plan) {
    match pending {
        Pending::Beat(token) => beat::beat_ended(state, token, ending, now, plan),
        Pending::Feed(token) => feed::ended(state, token, ending, now, plan),
        Pending::Notices(above) => notify::notices_ended(state, above, ending, now, plan),
        Pending::Thread(node) => thread::read_ended(state, &node, ending, now, plan),
        Pending::Replies { node, cursor, token } => {
            thread::more_ended(state, &node, &cursor, token, ending, now, plan);
        }
        Pending::Settle { draft, token, pages } => {
            settle::settle_ended(state, &draft, token, pages, ending, now, plan);
        }
        Pending::Answer(node) => settle::answer_ended(state, &node, ending, now, plan),
        Pending::Ahead { draft, node, words, token } => {
            ahead::ended(state, &draft, &node, *words, token, ending, now, plan);
        }
        Pending::Post { draft, token } => post::post_ended(state, &draft, token, ending, now, plan),
        Pending::Engage { node, verb, token } => {
            engage::engage_ended(state, &node, verb, Some(token), ending, now, plan);
        }
        Pending::Sheet => models::sheet_ended(state, ending.outcome, now, plan),
        Pending::Engines => models::engines_ended(state, ending.outcome, now, plan),
        Pending::Shelf { search, output, cursor } => {
            shelf::ended(state, &search, output, cursor, ending.outcome, plan);
        }
        Pending::Profile => models::profile_ended(state, ending.outcome, plan),
        Pending::Tokens => models::tokens_ended(state, ending.outcome, plan),
        Pending::Connect { origin, key, token } => {
            connect::connect_ended(state, origin, key, token, ending, now, plan);
        }
        Pending::Challenge { token, form } => join::challenge_ended(state, token, &form, ending, now, plan),
        Pending::Register { token, proof, paid } => {
            join::register_ended(state, token, proof, paid, ending, now, plan);
        }
        Pending::Credentials { token, changes } => {
            credentials::ended(state, token, changes, ending, now, plan);
        }
        Pending::HealthAddress(token) => connect::health_address(state, token, &ending, now, plan),
        Pending::HealthAccount(token) => connect::health_account(state, token, ending, now, plan),
    }
}
