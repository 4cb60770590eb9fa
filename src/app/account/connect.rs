use crate::app::connection::error_messages;
use crate::app::effect::{Answer, AnswerCode, Effect, EffectBuilder, KeyUse, ViewKey};
use crate::app::effect::{NoResponse, Outcome, RequestResult};
use crate::app::reading::feed;
use crate::app::schedule::heartbeat;
use crate::app::state::{
    Account, AccountStatus, Cache, ConnectionIssue, KeyState, Lock, Pending, Schedule, State, origin,
};
use crate::app::submission::{engagement, reconcile, search};
use crate::domain::{ApiErrorKind, Heartbeat, LocalizedMessage, MessageArg, Millis, Profile, Secret};
use crate::protocol::{Endpoint, Reply};

/// The prefix of a key that may only read (contract, section 1).
const PUBLIC: &str = "impr_pk_";

/// Verifies a key at an address. The key is stored only when the network there accepts it.
///
/// A key belongs to one origin. Before a key is sent to another one than the current origin, the person has to agree.
pub(crate) fn connect(
    state: &mut State,
    token: u32,
    address: &str,
    key: &Secret,
    agreed: bool,
    effects: &mut EffectBuilder,
) {
    let who = Some(token);
    let key = &pasted_key(key);
    let Some(origin) = origin::origin(address) else {
        return effects.alert(who, LocalizedMessage::new("alertAddress"));
    };
    if key.is_empty() && !state.ready() {
        return effects.alert(who, LocalizedMessage::new("alertKeyEmpty"));
    }
    // The reply removes the account, whatever its key is by then.
    if state.live.pending.values().any(|pending| matches!(pending, Pending::Deregister(_))) {
        return effects.alert(who, LocalizedMessage::new("alertSending"));
    }
    let moved = state.account.as_ref().map(|account| account.origin.clone()).filter(|known| *known != origin);
    if let (Some(known), false) = (&moved, agreed) {
        let (ask, alert) = if key.is_empty() {
            (
                LocalizedMessage::new("askKeyMove"),
                LocalizedMessage::new("alertKeyOrigin").with(known.as_str()),
            )
        } else {
            (LocalizedMessage::new("askKeyGiven"), LocalizedMessage::new("alertKeyGiven"))
        };
        let ask = ask.with(known.as_str()).with(origin.as_str());
        let answer = Answer {
            code: AnswerCode::AgreementRequired,
            alert: Some(alert),
            ask: Some(ask),
            ..Answer::default()
        };
        return effects.answer(who, answer);
    }
    if key.expose().chars().any(|c| !c.is_ascii_graphic()) {
        return effects.alert(who, LocalizedMessage::new("alertKeyCharacters"));
    }
    Attempt { origin, key: key.clone(), endpoint: Endpoint::Heartbeat, token }.send(state, effects);
}

/// The verification of a key.
pub(crate) struct Attempt {
    /// The origin that the key is sent to.
    pub(crate) origin: String,
    /// The key; empty for the stored one.
    pub(crate) key: Secret,
    /// What is asked for with it.
    pub(crate) endpoint: Endpoint,
    /// Token of the waiting command.
    pub(crate) token: u32,
}

impl Attempt {
    fn send(self, state: &mut State, effects: &mut EffectBuilder) {
        let Self { origin, key, endpoint, token } = self;
        let key_use = if !key.is_empty() {
            KeyUse::Given(key.clone())
        } else if state.account.as_ref().is_some_and(|account| account.origin != origin) {
            KeyUse::Moving
        } else {
            KeyUse::Kept
        };
        let at = origin.clone();
        let pending = Pending::Connect { origin, key, endpoint, token };
        effects.fetch_with(state, endpoint, &at, key_use, pending);
    }
}

/// A key as a person pastes it: without white space at its ends, characters that cannot be seen, quotation marks around it, and the word
/// `Bearer` before it.
fn pasted_key(key: &Secret) -> Secret {
    const QUOTES: [char; 8] = ['"', '\'', '`', '“', '”', '„', '‘', '’'];
    let text = origin::without_unseen(key.expose());
    let text = text.trim_matches(QUOTES).trim();
    let text = match text.split_once(' ') {
        Some((word, rest)) if word.eq_ignore_ascii_case("bearer") => rest.trim(),
        _ => text,
    };
    Secret::new(text.trim_matches(QUOTES).trim())
}

/// Handles the result of verifying a key.
pub(crate) fn handle_connect_reply(
    state: &mut State,
    attempt: Attempt,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let who = Some(attempt.token);
    let reads_profile = attempt.endpoint == Endpoint::Profile;
    let (line, issue) = match result.outcome {
        Outcome::Reply(reply) => match *reply {
            // The stored key was locked before the reply came, so it cannot be sealed again.
            _ if attempt.key.is_empty() && !state.ready() => {
                return effects.alert(who, LocalizedMessage::new("alertLocked"));
            }
            Reply::Heartbeat(heartbeat) => return connected(state, attempt, heartbeat, now, effects),
            Reply::Profile(profile) => match not_active(&profile) {
                AccountStatus::Deactivated => {
                    (LocalizedMessage::new("alertDeactivated"), Some(ConnectionIssue::Deactivated))
                }
                status => return connected_not_active(state, attempt, profile, status, now, effects),
            },
            _ => return effects.answer(who, Answer::default()),
        },
        // The network knows the key. The profile of an account that may do little else tells how it stands (contract, section 13).
        Outcome::ApiError(problem) if problem.kind == ApiErrorKind::Terms && !reads_profile => {
            return Attempt { endpoint: Endpoint::Profile, ..attempt }.send(state, effects);
        }
        Outcome::ApiError(problem) => (
            match problem.kind {
                ApiErrorKind::Auth => LocalizedMessage::new("alertKeyRefused").with(problem.code.as_str()),
                ApiErrorKind::Terms | ApiErrorKind::Missing if reads_profile => {
                    LocalizedMessage::new("alertNotActive")
                }
                ApiErrorKind::Shape | ApiErrorKind::Missing => LocalizedMessage::new("alertShape"),
                ApiErrorKind::Large => LocalizedMessage::new("alertLarge"),
                ApiErrorKind::Server | ApiErrorKind::Network => {
                    LocalizedMessage::new("alertServer").with(problem.code.as_str())
                }
                ApiErrorKind::Rate => error_messages::of_haste(&problem, &result.meta, now),
                _ => error_messages::of_refusal(&problem),
            },
            issue_of_error(problem.kind, now),
        ),
        Outcome::NoResponse(no_response) => (
            error_messages::of_silence(no_response, state.live.online),
            Some(issue_of_no_response(no_response)),
        ),
    };
    // Without an account the toolbar shows the result of the last attempt.
    if state.account.is_none() {
        state.connection_issue = issue;
        effects.save = true;
    }
    effects.show(ViewKey::Header);
    effects.show(ViewKey::Options);
    effects.alert(who, line);
}

/// The state of an account that may not call the heartbeat, by its profile. One that tells no such state waits for the terms.
fn not_active(profile: &Profile) -> AccountStatus {
    profile
        .account_status
        .as_deref()
        .and_then(AccountStatus::of)
        .filter(|status| *status != AccountStatus::Active)
        .unwrap_or(AccountStatus::Pending)
}

/// The key was accepted, and its account may call everything.
fn connected(
    state: &mut State,
    attempt: Attempt,
    heartbeat: Heartbeat,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let who = Some(attempt.token);
    let name = heartbeat.name.clone();
    let unsealed = keep(state, attempt, heartbeat.agent_id.as_ref(), now, effects);
    heartbeat::apply_heartbeat(state, heartbeat, now, effects);
    // Unknown posts can be looked for again with this key.
    reconcile::plan_next(state, now);
    effects.show_all(state);
    let said = match &name {
        Some(name) => LocalizedMessage::new("saidConnected").with(name.as_str()),
        None => LocalizedMessage::new("saidConnectedPlain"),
    };
    effects.said(who, if unsealed { without_passphrase(name) } else { said });
}

/// That the key is sealed without a passphrase now, because the passphrase is not stored. Nothing else on the screen tells that.
fn without_passphrase(name: Option<String>) -> LocalizedMessage {
    let name = name.map_or_else(|| LocalizedMessage::new("unnamed").into(), MessageArg::Text);
    LocalizedMessage::new("saidConnectedUnsealed").with(name)
}

/// The key was accepted, and its account may read its profile and little else.
fn connected_not_active(
    state: &mut State,
    attempt: Attempt,
    profile: Profile,
    status: AccountStatus,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let who = Some(attempt.token);
    let unsealed = keep(state, attempt, profile.agent_id.as_ref(), now, effects);
    let name = profile.name.clone();
    let next_heartbeat = state.next_regular_heartbeat(now);
    state.schedule.next_heartbeat = next_heartbeat;
    if let Some(account) = state.account.as_mut() {
        account.agent_id = profile.agent_id.clone().or(account.agent_id.take());
        account.name = profile.name.clone().or(account.name.take());
        account.tier = profile.tier.clone().or(account.tier.take());
        account.status = Some(status);
    }
    state.cache.profile = Some(profile);
    let (issue, said) = if status == AccountStatus::Suspended {
        (ConnectionIssue::Suspended, "saidConnectedSuspended")
    } else {
        (ConnectionIssue::Terms, "saidConnectedPending")
    };
    state.connection_issue = Some(issue);
    effects.show_all(state);
    // How the account stands is shown in its banner, too.
    effects.said(who, if unsealed { without_passphrase(name) } else { LocalizedMessage::new(said) });
}

/// Keeps a key that was accepted: the account becomes the one that it belongs to. Returns whether the key lost its passphrase.
fn keep(
    state: &mut State,
    attempt: Attempt,
    agent_id: Option<&String>,
    now: Millis,
    effects: &mut EffectBuilder,
) -> bool {
    let Attempt { origin, key, .. } = attempt;
    // Other verifications were started with another key or origin.
    drop_pending(state, |pending| matches!(pending, Pending::Connect { .. }), effects);
    let known = state.account.as_ref();
    let moved = known.is_some_and(|account| account.origin != origin);
    let same = !moved && (key.is_empty() || known.and_then(|account| account.agent_id.as_ref()) == agent_id);
    let had_passphrase = known.is_some_and(|account| account.passphrase);
    // A stored key that moves to another origin keeps its description and its date.
    let (tail, key_stored_at, read_only) = match known {
        Some(account) if key.is_empty() => {
            (account.key_tail.clone(), account.key_stored_at, account.read_only)
        }
        _ => (key.tail(), now, key.expose().starts_with(PUBLIC)),
    };
    if !same {
        leave(state, now, effects);
    }
    let sealed_anew = moved || !key.is_empty();
    let account = state.account.get_or_insert_with(Account::default);
    account.origin.clone_from(&origin);
    (account.key_at, account.key_tail) = (now, tail);
    (account.key_stored_at, account.read_only) = (key_stored_at, read_only);
    if sealed_anew {
        state.live.auth_epoch = state.next_request;
        account.passphrase = false;
        account.deregistering = false;
        account.reminded_at = 0;
        state.lock = Lock::default();
        state.live.key = KeyState::Ready;
        effects.key(if key.is_empty() {
            Effect::MoveKey { origin }
        } else {
            Effect::StoreKey { key, origin }
        });
    }
    effects.save = true;
    effects.save_cache = true;
    sealed_anew && had_passphrase
}

/// The connection issue that an error shows while there is no account.
fn issue_of_error(kind: ApiErrorKind, now: Millis) -> Option<ConnectionIssue> {
    match kind {
        ApiErrorKind::Auth => Some(ConnectionIssue::Refused { code: String::new() }),
        ApiErrorKind::Shape | ApiErrorKind::Missing => Some(ConnectionIssue::Foreign),
        ApiErrorKind::Terms => Some(ConnectionIssue::Terms),
        ApiErrorKind::Server => Some(ConnectionIssue::Server { code: String::new() }),
        ApiErrorKind::Rate => Some(ConnectionIssue::Limited { until: now + 60_000 }),
        _ => None,
    }
}

/// The connection issue that a missing response shows while there is no account.
fn issue_of_no_response(no_response: NoResponse) -> ConnectionIssue {
    match no_response {
        NoResponse::Unsent => ConnectionIssue::Permission,
        NoResponse::Timeout => ConnectionIssue::Server { code: String::new() },
        NoResponse::Dropped => ConnectionIssue::Offline,
    }
}

/// Leaves an account. Its data is removed; drafts, receipts and settings stay. Replies that are still expected are dropped, because they
/// would be taken for those of the next account.
fn leave(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    drop_pending(state, Pending::about_account, effects);
    engagement::record_lost_replies(state);
    search::record_lost_reply(state, now);
    state.live.search_problem = None;
    state.live.auth_epoch = state.next_request;
    state.account = None;
    state.connection_issue = None;
    // The latest time seen stays, so that a clock that is set back is still detected.
    state.schedule = Schedule { seen: state.schedule.seen, ..Schedule::default() };
    state.lock = Lock::default();
    state.engagements.clear();
    state.hidden_threads.clear();
    state.saved_searches.clear();
    state.muted_authors.clear();
    state.triage.clear();
    state.snoozed.clear();
    state.days.clear();
    state.reputation.clear();
    state.thread_visits.clear();
    state.quota = None;
    state.decay = None;
    state.clock_skew = 0;
    state.cache = Cache::default();
    state.live.threads.clear();
    state.live.health.clear();
    state.live.providers = None;
}

/// Drops pending requests and answers the commands that wait for them.
fn drop_pending(state: &mut State, which: impl Fn(&Pending) -> bool, effects: &mut EffectBuilder) {
    state.live.pending.retain(|_, pending| {
        let dropped = which(pending);
        if dropped {
            effects.answer(pending.waiter(), Answer::default());
        }
        !dropped
    });
}

/// Removes the key. Drafts and receipts stay.
pub(crate) fn forget(state: &mut State, token: u32, now: Millis, effects: &mut EffectBuilder) {
    remove(state, now, effects);
    effects.said(Some(token), LocalizedMessage::new("saidForgotten"));
}

/// Removes the account and its key from this device. Drafts and receipts stay.
pub(crate) fn remove(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    leave(state, now, effects);
    // Verifications of keys are dropped too.
    drop_pending(state, |pending| matches!(pending, Pending::Connect { .. }), effects);
    state.live.key = KeyState::None;
    effects.key(Effect::DropKey);
    effects.save = true;
    effects.save_cache = true;
    effects.show_all(state);
    feed::fetch(state, None, effects);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_taken_without_what_was_copied_along() {
        for pasted in [
            "impr_sk_lantern_0001",
            " impr_sk_lantern_0001\n",
            "impr_sk_\u{200B}lantern\u{00AD}_0001\u{2060}",
            "\u{200F}impr_sk_lantern_0001\u{00A0}",
            "\"impr_sk_lantern_0001\"",
            "“impr_sk_lantern_0001”",
            "`impr_sk_lantern_0001`",
            "Bearer impr_sk_lantern_0001",
            "bearer  'impr_sk_lantern_0001'",
            "'Bearer impr_sk_lantern_0001'",
        ] {
            assert_eq!(pasted_key(&Secret::new(pasted)).expose(), "impr_sk_lantern_0001", "{pasted:?}");
        }
        for kept in ["impr_sk_a\"b", "bearerimpr_sk_1", "impr sk", "ключ"] {
            assert_eq!(pasted_key(&Secret::new(kept)).expose(), kept, "nothing is taken out of the middle");
        }
        assert!(pasted_key(&Secret::new(" \u{200B} ")).is_empty());
    }
}
