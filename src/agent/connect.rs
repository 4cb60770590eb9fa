use super::plan::{Fields, Plan};
use super::{
    Account, Answer, Effect, Ending, KeyState, KeyUse, Outcome, Pending, State, Surface, Trouble, beat, feed,
    sentence, trouble,
};
use crate::model::{Line, Millis, ProblemKind, Secret};
use crate::wire::{Endpoint, Reply};

/// Where the network lives unless the person says otherwise (contract, section 1).
pub const DEFAULT_ORIGIN: &str = "https://impromptusocial.ai";

/// How a key begins that may only read (contract, section 1).
const PUBLIC: &str = "impr_pk_";

/// Reads an address: scheme, host and port. A path is dropped, since the calls bring their own. Plain http is accepted for this machine alone,
/// because a key would travel readable.
pub fn origin(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://").unwrap_or(("https", address));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = scheme.to_ascii_lowercase();
    let end =
        authority.find(']').map(|end| end + 1).or_else(|| authority.find(':')).unwrap_or(authority.len());
    let (host, port) = authority.split_at(end);
    let numbers = |text: &str| text.contains(':') && text.chars().all(|c| c.is_ascii_hexdigit() || c == ':');
    let host_ok = match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').is_some_and(numbers),
        None => {
            host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
                && host.chars().any(|c| c.is_ascii_alphanumeric())
        }
    };
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit()) && text.parse::<u16>().is_ok();
    let port_ok = port.is_empty() || port.strip_prefix(':').is_some_and(digits);
    let local = matches!(host, "127.0.0.1" | "localhost" | "[::1]");
    let secure = scheme == "https" || (scheme == "http" && local);
    (host_ok && port_ok && secure).then(|| format!("{scheme}://{}", authority.to_ascii_lowercase()))
}

/// Tries an address with a key. The key is kept only when the network there accepts it.
///
/// A key belongs to one origin (design, invariant 5). Where another one is set, the person is asked before a key goes to a new address,
/// and nothing is sent until they have `agreed`.
pub(super) fn connect(
    state: &mut State,
    token: u32,
    address: &str,
    key: &Secret,
    agreed: bool,
    plan: &mut Plan,
) {
    let who = Some(token);
    let Some(origin) = origin(address) else {
        return plan.alert(who, Line::new("alertAddress"));
    };
    if key.is_empty() && !state.ready() {
        return plan.alert(who, Line::new("alertKeyEmpty"));
    }
    let moved = state.account.as_ref().map(|account| account.origin.clone()).filter(|known| *known != origin);
    if let (Some(known), false) = (&moved, agreed) {
        let (ask, alert) = if key.is_empty() {
            (Line::new("askKeyMove"), Line::new("alertKeyOrigin").with(known.as_str()))
        } else {
            (Line::new("askKeyGiven"), Line::new("alertKeyGiven"))
        };
        let ask = ask.with(known.as_str()).with(origin.as_str());
        return plan.answer(who, Answer { alert: Some(alert), ask: Some(ask), ..Answer::default() });
    }
    if key.is_empty() {
        let pending = Pending::Connect { origin: origin.clone(), key: Secret::default(), token };
        let key = if moved.is_some() { KeyUse::Moving } else { KeyUse::Kept };
        return plan.fetch_with(state, &origin, key, pending);
    }
    if key.expose().chars().any(|c| !c.is_ascii_graphic()) {
        return plan.alert(who, Line::new("alertKeyCharacters"));
    }
    let pending = Pending::Connect { origin: origin.clone(), key: key.clone(), token };
    plan.fetch_with(state, &origin, KeyUse::Given(key.clone()), pending);
}

/// Takes the end of a try.
#[allow(clippy::too_many_arguments)]
pub(super) fn connect_ended(
    state: &mut State,
    origin: String,
    key: Secret,
    token: u32,
    ending: Ending,
    now: Millis,
    plan: &mut Plan,
) {
    let who = Some(token);
    let line = match ending.outcome {
        Outcome::Reply(reply) => {
            if let Reply::Heartbeat(heartbeat) = *reply {
                // The stored key was tried, and locked before the answer came: there is none to keep, here or elsewhere.
                if key.is_empty() && !state.ready() {
                    return plan.alert(who, Line::new("alertLocked"));
                }
                // What else is being tried was asked for when there was another key, or when it lay elsewhere.
                drop_pending(state, |pending| matches!(pending, Pending::Connect { .. }), plan);
                let known = state.account.as_ref();
                let moved = known.is_some_and(|account| account.origin != origin);
                let same = !moved
                    && (key.is_empty() || known.and_then(|a| a.agent_id.clone()) == heartbeat.agent_id);
                let had_passphrase = known.is_some_and(|account| account.passphrase);
                // The stored key and the day it was stored are no business of where it lies now.
                let (tail, kept_at, read_only) = match known {
                    Some(account) if key.is_empty() => {
                        (account.key_tail.clone(), account.kept_at, account.read_only)
                    }
                    _ => (key.tail(), now, key.expose().starts_with(PUBLIC)),
                };
                if !same {
                    leave(state, now, plan);
                }
                let sealed_anew = moved || !key.is_empty();
                let account = state.account.get_or_insert_with(Account::default);
                account.origin.clone_from(&origin);
                (account.key_at, account.key_tail) = (now, tail);
                (account.kept_at, account.read_only) = (kept_at, read_only);
                if sealed_anew {
                    state.live.earlier = state.next_request;
                    account.passphrase = false;
                    account.reminded_at = 0;
                    state.lock = super::Lock::default();
                    state.live.key = KeyState::Ready;
                    plan.key(if key.is_empty() {
                        Effect::MoveKey { origin }
                    } else {
                        Effect::Keep { key, origin }
                    });
                }
                let unsealed = sealed_anew && had_passphrase;
                let name = heartbeat.name.clone();
                beat::heard(state, heartbeat, now, plan);
                // What was left unsettled with the key before can be read again with this one.
                super::settle::plan_next(state, now);
                plan.save = true;
                plan.save_cache = true;
                plan.show_all(state);
                return plan.said(
                    who,
                    match name {
                        // What a passphrase sealed is sealed without one now, since nobody keeps the passphrase.
                        Some(name) if unsealed => Line::new("saidConnectedUnsealed").with(name),
                        Some(name) => Line::new("saidConnected").with(name),
                        None => Line::new("saidConnectedPlain"),
                    },
                );
            }
            return plan.answer(who, Answer::default());
        }
        Outcome::Problem(problem) => match problem.kind {
            ProblemKind::Auth => Line::new("alertKeyRefused").with(problem.code.as_str()),
            ProblemKind::Shape | ProblemKind::Missing => Line::new("alertShape"),
            ProblemKind::Terms => Line::new("alertTerms"),
            ProblemKind::Server => Line::new("alertServer").with(problem.code.as_str()),
            ProblemKind::Rate => sentence::of_haste(&problem, &ending.meta, now),
            _ => sentence::of_refusal(&problem),
        },
        Outcome::Silence(silence) => sentence::of_silence(silence, state.live.online),
    };
    // With no account there is nothing the toolbar could otherwise be true about.
    if state.account.is_none() {
        state.trouble = match line.key.as_str() {
            "alertKeyRefused" => Some(Trouble::Refused { code: String::new() }),
            "alertShape" => Some(Trouble::Foreign),
            "alertTerms" => Some(Trouble::Terms),
            "alertServer" | "alertTimeout" => Some(Trouble::Server { code: String::new() }),
            "alertRate" | "alertRateSoon" => Some(Trouble::Limited { until: now + 60_000 }),
            "alertPermission" => Some(Trouble::Permission),
            "alertOffline" | "alertUnreachable" => Some(Trouble::Offline),
            _ => None,
        };
        plan.save = true;
    }
    plan.show(Surface::Masthead);
    plan.show(Surface::Options);
    plan.alert(who, line);
}

/// Leaves an account: what belonged to it goes, what the person wrote and chose stays. What is still to be told about it is not heard: it
/// would bring back an account without an address, or tell of one as if it were the next.
fn leave(state: &mut State, now: Millis, plan: &mut Plan) {
    drop_pending(state, Pending::about_account, plan);
    super::engage::left_over(state, now);
    state.live.earlier = state.next_request;
    state.account = None;
    state.trouble = None;
    // The time that was seen is this browser's, not the account's: without it a clock set back right after would not be noticed.
    state.schedule = super::Schedule { seen: state.schedule.seen, ..super::Schedule::default() };
    state.lock = super::Lock::default();
    state.engaged.clear();
    state.triage.clear();
    state.quota = None;
    state.decay = None;
    state.skew = 0;
    state.cache = super::Cache::default();
    state.live.threads.clear();
    state.live.health.clear();
    state.live.providers = None;
}

/// Hears no more of some requests. Nobody is left waiting for them.
fn drop_pending(state: &mut State, which: impl Fn(&Pending) -> bool, plan: &mut Plan) {
    state.live.pending.retain(|_, pending| {
        let dropped = which(pending);
        if dropped {
            plan.answer(pending.waiter(), Answer::default());
        }
        !dropped
    });
}

/// Forgets the key. Drafts and receipts stay.
pub(super) fn forget(state: &mut State, token: u32, now: Millis, plan: &mut Plan) {
    leave(state, now, plan);
    // A key that is being tried is not wanted any more either.
    drop_pending(state, |pending| matches!(pending, Pending::Connect { .. }), plan);
    state.live.key = KeyState::None;
    plan.key(Effect::DropKey);
    plan.save = true;
    plan.save_cache = true;
    plan.show_all(state);
    plan.said(Some(token), Line::new("saidForgotten"));
    feed::fetch(state, None, plan);
}

/// One line of a health check, as facts.
#[derive(Clone, Debug, PartialEq)]
pub enum HealthFact {
    /// The address answered, in so many milliseconds.
    Answers(u32),
    /// The address answered, but not its own health question.
    AnswersOddly(String),
    /// Nobody answered.
    Silent,
    /// The key was accepted: name, tier, milliseconds.
    Key(Option<String>, Option<String>, u32),
    /// There is no key.
    NoKey,
    /// The key was not accepted: code.
    KeyRefused(String),
    /// Clocks agree within, or differ by, so many milliseconds.
    Clock(Millis),
    /// Budget left and cap.
    Budget(f64, Option<f64>),
    /// Unread notifications.
    Unread(u32),
    /// Versions: ours.
    Version(String),
}

/// Runs the health check: address, key, account, tier, budget, unread, versions.
pub(super) fn health(state: &mut State, token: u32, plan: &mut Plan) {
    state.live.health.clear();
    plan.fetch(state, Endpoint::Health, &Fields::default(), Pending::HealthAddress(token));
}

/// Takes the answer of the address.
pub(super) fn health_address(state: &mut State, token: u32, ending: &Ending, now: Millis, plan: &mut Plan) {
    let fact = match &ending.outcome {
        Outcome::Reply(_) => HealthFact::Answers(ending.took),
        Outcome::Problem(problem) => HealthFact::AnswersOddly(problem.code.clone()),
        Outcome::Silence(_) => HealthFact::Silent,
    };
    let silent = fact == HealthFact::Silent;
    state.live.health.push(fact);
    if let Some(date) = ending.meta.date {
        state.live.health.push(HealthFact::Clock(date - now));
    }
    plan.show(Surface::Options);
    if silent || !state.ready() {
        if !state.ready() {
            state.live.health.push(HealthFact::NoKey);
        }
        health_done(state, token, plan);
    } else {
        plan.fetch(state, Endpoint::Heartbeat, &Fields::default(), Pending::HealthAccount(token));
    }
}

/// Takes the answer of the account.
pub(super) fn health_account(state: &mut State, token: u32, ending: Ending, now: Millis, plan: &mut Plan) {
    match ending.outcome {
        Outcome::Reply(reply) => {
            if let Reply::Heartbeat(heartbeat) = *reply {
                let (name, tier, unread) =
                    (heartbeat.name.clone(), heartbeat.tier.clone(), heartbeat.unread_notifications);
                beat::heard(state, heartbeat, now, plan);
                state.live.health.push(HealthFact::Key(name, tier, ending.took));
                if let Some(balance) = state.balance(now) {
                    let max = state.account.as_ref().and_then(|account| account.budget.max_balance);
                    state.live.health.push(HealthFact::Budget(balance, max));
                }
                state.live.health.push(HealthFact::Unread(unread));
                plan.save = true;
            }
        }
        Outcome::Problem(problem) => {
            trouble::met(state, &problem, ending.meta, now);
            state.live.health.push(HealthFact::KeyRefused(problem.code));
            plan.save = true;
        }
        Outcome::Silence(silence) => {
            trouble::silent(state, silence, now);
            state.live.health.push(HealthFact::Silent);
        }
    }
    health_done(state, token, plan);
}

fn health_done(state: &mut State, token: u32, plan: &mut Plan) {
    state.live.health.push(HealthFact::Version(state.live.version.clone()));
    plan.show(Surface::Options);
    plan.show(Surface::Masthead);
    plan.said(Some(token), Line::new("saidHealth"));
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn an_address_is_read_as_an_origin() {
        for (address, expected) in [
            ("https://impromptusocial.ai", Some("https://impromptusocial.ai")),
            ("https://impromptusocial.ai/api/v1", Some("https://impromptusocial.ai")),
            (" impromptusocial.ai ", Some("https://impromptusocial.ai")),
            ("http://127.0.0.1:4100/api", Some("http://127.0.0.1:4100")),
            ("HTTPS://Example.ORG:8443/", Some("https://example.org:8443")),
            ("http://example.org", None),
            ("ftp://example.org", None),
            ("https://user:secret@example.org", None),
            ("https://", None),
            ("https://example.org:99999", None),
            ("https://[::1]:4100/", Some("https://[::1]:4100")),
            ("https://example.org:+80", None),
            ("https://a:b:80", None),
            ("https://[", None),
            ("https://a[b]", None),
            ("", None),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(origin(address).as_deref(), expected, "{address}");
        }
    }
}
