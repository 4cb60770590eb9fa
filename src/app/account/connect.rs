use crate::app::connection::error_messages;
use crate::app::effect::{Answer, AnswerCode, Effect, EffectBuilder, KeyUse, ViewKey};
use crate::app::effect::{NoResponse, Outcome, RequestResult};
use crate::app::reading::feed;
use crate::app::schedule::heartbeat;
use crate::app::state::{Account, Cache, ConnectionIssue, KeyState, Lock, Pending, Schedule, State, origin};
use crate::app::submission::{engagement, reconcile, search};
use crate::domain::{ApiErrorKind, LocalizedMessage, Millis, Secret};
use crate::protocol::Reply;

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
    if key.is_empty() {
        let pending = Pending::Connect { origin: origin.clone(), key: Secret::default(), token };
        let key = if moved.is_some() { KeyUse::Moving } else { KeyUse::Kept };
        return effects.fetch_with(state, &origin, key, pending);
    }
    if key.expose().chars().any(|c| !c.is_ascii_graphic()) {
        return effects.alert(who, LocalizedMessage::new("alertKeyCharacters"));
    }
    let pending = Pending::Connect { origin: origin.clone(), key: key.clone(), token };
    effects.fetch_with(state, &origin, KeyUse::Given(key.clone()), pending);
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
#[allow(clippy::too_many_arguments)]
pub(crate) fn handle_connect_reply(
    state: &mut State,
    origin: String,
    key: Secret,
    token: u32,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let who = Some(token);
    let (line, issue) = match result.outcome {
        Outcome::Reply(reply) => {
            if let Reply::Heartbeat(heartbeat) = *reply {
                // The stored key was locked before the reply came, so it cannot be sealed again.
                if key.is_empty() && !state.ready() {
                    return effects.alert(who, LocalizedMessage::new("alertLocked"));
                }
                // Other verifications were started with another key or origin.
                drop_pending(state, |pending| matches!(pending, Pending::Connect { .. }), effects);
                let known = state.account.as_ref();
                let moved = known.is_some_and(|account| account.origin != origin);
                let same = !moved
                    && (key.is_empty() || known.and_then(|a| a.agent_id.clone()) == heartbeat.agent_id);
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
                    account.reminded_at = 0;
                    state.lock = Lock::default();
                    state.live.key = KeyState::Ready;
                    effects.key(if key.is_empty() {
                        Effect::MoveKey { origin }
                    } else {
                        Effect::Keep { key, origin }
                    });
                }
                let unsealed = sealed_anew && had_passphrase;
                let name = heartbeat.name.clone();
                heartbeat::heard(state, heartbeat, now, effects);
                // Unknown posts can be looked for again with this key.
                reconcile::plan_next(state, now);
                effects.save = true;
                effects.save_cache = true;
                effects.show_all(state);
                return effects.said(
                    who,
                    match name {
                        // The key is sealed without a passphrase now, because the passphrase is not stored.
                        Some(name) if unsealed => LocalizedMessage::new("saidConnectedUnsealed").with(name),
                        Some(name) => LocalizedMessage::new("saidConnected").with(name),
                        None => LocalizedMessage::new("saidConnectedPlain"),
                    },
                );
            }
            return effects.answer(who, Answer::default());
        }
        Outcome::ApiError(problem) => (
            match problem.kind {
                ApiErrorKind::Auth => LocalizedMessage::new("alertKeyRefused").with(problem.code.as_str()),
                ApiErrorKind::Shape | ApiErrorKind::Missing => LocalizedMessage::new("alertShape"),
                ApiErrorKind::Large => LocalizedMessage::new("alertLarge"),
                ApiErrorKind::Terms => LocalizedMessage::new("alertTerms"),
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
    state.triage.clear();
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
    leave(state, now, effects);
    // Verifications of keys are dropped too.
    drop_pending(state, |pending| matches!(pending, Pending::Connect { .. }), effects);
    state.live.key = KeyState::None;
    effects.key(Effect::DropKey);
    effects.save = true;
    effects.save_cache = true;
    effects.show_all(state);
    effects.said(Some(token), LocalizedMessage::new("saidForgotten"));
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
