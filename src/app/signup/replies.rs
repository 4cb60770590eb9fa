//! The replies to the requests of a sign-up.

use crate::app::connection::{connection_issue, error_messages};
use crate::app::effect::{Answer, EffectBuilder, ViewKey};
use crate::app::effect::{NoResponse, Outcome, RequestResult};
use crate::app::signup::form::{empty_field_in, our_name};
use crate::app::signup::signup::{register, store_new_key};
use crate::app::state::{
    Account, ActiveChallenge, Claim, ConnectionIssue, CreatedAccount, FieldLine, KeyState, ProofOfWork,
    RequiredStep, SentForm, SignupForm, SignupStage, State,
};
use crate::domain::{ApiError, ApiErrorKind, LocalizedMessage, Millis, Registered};
use crate::protocol::Reply;
use crate::puzzle;
use crate::puzzle::{Encoding, Refusal};

/// Handles the reply with the puzzle, or the reply that the network has none.
pub(crate) fn handle_challenge(
    state: &mut State,
    token: u32,
    form: &SignupForm,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    effects.save = true;
    effects.show(ViewKey::Signup);
    if state.signup.stage != SignupStage::Asking {
        return effects.answer(Some(token), Answer::default());
    }
    state.signup.stage = SignupStage::Form;
    match result.outcome {
        Outcome::Reply(reply) => {
            let Reply::Challenge(challenge) = *reply else { return };
            let refusal = puzzle::refusal(&challenge, Encoding::default());
            let puzzle = ActiveChallenge::new(challenge, now);
            state.live.measure = None;
            state.signup.stage = match refusal {
                Some(refusal) => SignupStage::Refused(refusal_line(&refusal)),
                None if puzzle.ends_at(state.clock_skew) <= now => {
                    SignupStage::Refused(LocalizedMessage::new("refuseOver"))
                }
                None => {
                    state.signup.puzzle = Some(puzzle);
                    SignupStage::Puzzle
                }
            };
            effects.answer(Some(token), Answer::default());
        }
        // The network has no puzzles, so the registration is sent without one.
        Outcome::ApiError(problem) if connection_issue::is_missing_endpoint(&problem) => {
            state.signup.proof_of_work = ProofOfWork::Absent;
            register(state, token, form, now, effects);
        }
        Outcome::ApiError(problem) => {
            step(state, token, problem, &SentForm::default(), &result.meta, now, effects);
        }
        Outcome::NoResponse(silence) => {
            let line = error_messages::of_silence(silence, state.live.online);
            effects.alert(Some(token), line);
        }
    }
}

/// Handles the reply to a registration: a new account, a required step, an error, or no reply.
pub(crate) fn handle_registration(
    state: &mut State,
    token: u32,
    sent_form: &SentForm,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let SignupStage::Registering { sent } = state.signup.stage else { return };
    effects.save = true;
    effects.show(ViewKey::Signup);
    match result.outcome {
        Outcome::Reply(reply) => {
            if let Reply::Registered(registered) = *reply {
                account_created(state, registered, now, effects);
            }
            effects.answer(Some(token), Answer::default());
        }
        Outcome::NoResponse(NoResponse::Unsent) => {
            state.signup.stage = SignupStage::Form;
            let key = if state.live.storage_full { "alertStorage" } else { "alertPermission" };
            effects.alert(Some(token), LocalizedMessage::new(key));
        }
        // Only a refusal or a required step means that there is no account.
        Outcome::ApiError(problem) if is_refusal(&problem) => {
            state.signup.stage = SignupStage::Form;
            if asks_for_puzzle(&problem) {
                // A puzzle is valid for one registration (contract, section 8.1); the next click requests another one.
                state.signup.puzzle = None;
                state.signup.proof_of_work = ProofOfWork::Required;
                state.live.measure = None;
                let line = if sent_form.proof {
                    LocalizedMessage::new("alertProof").with(error_messages::in_words(&problem))
                } else {
                    LocalizedMessage::new("alertPuzzleNeeded")
                };
                return effects.alert(Some(token), line);
            }
            step(state, token, problem, sent_form, &result.meta, now, effects);
        }
        Outcome::ApiError(_) | Outcome::NoResponse(_) => {
            state.signup.stage = SignupStage::Lost { sent };
            state.signup.puzzle = None;
            effects.alert(Some(token), LocalizedMessage::new("alertSignupLost"));
        }
    }
}

/// Whether an error means that there is no account. A server error may occur after the account was created.
fn is_refusal(problem: &ApiError) -> bool {
    !problem.kind.leaves_result_open() || (problem.kind == ApiErrorKind::Shape && problem.next_step.is_some())
}

fn asks_for_puzzle(problem: &ApiError) -> bool {
    let endpoint = problem.next_step.as_ref().and_then(|step| step.endpoint.as_deref()).unwrap_or_default();
    problem.code.eq_ignore_ascii_case("AUTH_004") || endpoint.ends_with("/challenge")
}

/// Shows the required step of a refusal, or the error of a field, or the reason.
fn step(
    state: &mut State,
    token: u32,
    problem: ApiError,
    sent: &SentForm,
    meta: &crate::protocol::Meta,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let who = Some(token);
    if let Some(field) = refused_field(&problem, sent) {
        // A field that was filled in has a wrong value, and the network may do without it.
        if sent.empty.contains(&field) && !state.signup.asked.iter().any(|asked| asked == field) {
            state.signup.asked.push(field.to_owned());
        }
        let content = problem.hint.clone().unwrap_or_else(|| problem.message.clone());
        let fields = vec![FieldLine { field: field.to_owned(), line: LocalizedMessage::verbatim(content) }];
        return effects.answer(who, Answer::invalid(fields));
    }
    let required_step = RequiredStep {
        step: problem.next_step.as_deref().cloned().unwrap_or_default(),
        message: problem.message.clone(),
        code: problem.code.clone(),
        again: false,
    };
    let endpoint = required_step.step.endpoint.as_deref().unwrap_or_default();
    let code = problem.code.to_ascii_uppercase();
    if required_step.step.payment.is_some() || code == "PAYMENT_REQUIRED" || code == "HTTP_402" {
        state.signup.stage =
            SignupStage::Payment(Box::new(RequiredStep { again: sent.paid, ..required_step }));
    } else if problem.kind == ApiErrorKind::Terms || endpoint.ends_with("accept-tos") || code.contains("TOS")
    {
        state.signup.stage = SignupStage::Terms(Box::new(required_step));
    } else if problem.next_step.is_some() {
        let mut required_step = required_step;
        required_step.step.hint = problem.hint.or(required_step.step.hint);
        state.signup.stage = SignupStage::Other(Box::new(required_step));
    } else {
        let line = match problem.kind {
            ApiErrorKind::Server => LocalizedMessage::new("alertServer").with(problem.code.as_str()),
            ApiErrorKind::Shape => LocalizedMessage::new("alertShape"),
            ApiErrorKind::Large => LocalizedMessage::new("alertLarge"),
            ApiErrorKind::Rate => error_messages::of_haste(&problem, meta, now),
            _ => error_messages::of_refusal(&problem),
        };
        return effects.alert(who, line);
    }
    effects.answer(who, Answer::default());
}

/// The field of the form that a refusal is about: told by its name, or named in the sentence.
fn refused_field(problem: &ApiError, sent: &SentForm) -> Option<&'static str> {
    let from_path = problem.path.as_deref().and_then(|path| our_name(path.strip_prefix("$.")?));
    let is_plain = problem.kind == ApiErrorKind::Invalid && problem.next_step.is_none();
    let named = || {
        let sentences = [Some(&problem.message), problem.hint.as_ref()];
        sentences.into_iter().flatten().find_map(|sentence| empty_field_in(sentence, &sent.empty))
    };
    from_path.or_else(|| is_plain.then(named).flatten())
}

/// The account was created. Its key is sealed and stored first, and shown only after that.
fn account_created(state: &mut State, registered: Registered, now: Millis, effects: &mut EffectBuilder) {
    let key = crate::domain::Secret::new(registered.api_key);
    let pending =
        registered.status.as_deref().is_some_and(|status| status.to_ascii_uppercase().contains("TOS"));
    let origin = state.signup.origin.clone();
    let name = state.signup.name.clone();
    let claim = Claim { url: registered.claim_url, code: registered.verification_code };
    let claim = Some(claim).filter(|claim| *claim != Claim::default());
    state.account = Some(Account {
        origin: origin.clone(),
        key_tail: key.tail(),
        agent_id: Some(registered.agent_id.clone()).filter(|id| !id.is_empty()),
        name: Some(name.clone()),
        tier: registered.tier,
        budget: registered.budget,
        budget_at: now + state.clock_skew,
        key_at: now,
        key_stored_at: now,
        claim: claim.clone(),
        wallet_address: registered.wallet_address.clone(),
        early_adopter: registered.early_adopter.clone(),
        quick_start: registered.quick_start,
        ..Account::default()
    });
    state.live.key = KeyState::Ready;
    state.connection_issue = pending.then_some(ConnectionIssue::Terms);
    state.schedule = crate::app::Schedule::default();
    state.cache = crate::app::Cache::default();
    state.signup.puzzle = None;
    state.live.measure = None;
    state.signup.stage = SignupStage::Created(Box::new(CreatedAccount {
        agent_id: registered.agent_id,
        name,
        stored: None,
        terms_pending: pending,
        fee: registered.fee_status.zip(registered.fee_remaining),
        claim,
        wallet_address: registered.wallet_address,
        early_adopter: registered.early_adopter.filter(|adopter| adopter.enrolled),
    }));
    store_new_key(effects, key, origin);
    effects.save_cache = true;
    effects.show_all(state);
}

/// A key was stored, or storing it failed. A new key can be shown now in both cases; any other key has to be entered again after a failure.
pub(crate) fn key_stored(state: &mut State, ok: bool, effects: &mut EffectBuilder) {
    match &mut state.signup.stage {
        SignupStage::Created(made) if made.stored.is_none() => {
            made.stored = Some(ok);
            effects.save = true;
            effects.show(ViewKey::Signup);
        }
        _ if ok => {}
        _ => {
            state.live.key = KeyState::Lost;
            effects.show_all(state);
        }
    }
}

fn refusal_line(refusal: &Refusal) -> LocalizedMessage {
    match refusal {
        Refusal::Algorithm(name) => LocalizedMessage::new("refuseAlgorithm").with(name.as_str()),
        Refusal::TooMuch { what, asked, most } => {
            let number = |count: &u64| u32::try_from(*count).unwrap_or(u32::MAX);
            LocalizedMessage::new("refuseTooMuch")
                .with(part_line(what))
                .with(number(asked))
                .with(number(most))
        }
        Refusal::Impossible(what) => LocalizedMessage::new("refuseImpossible").with(part_line(what)),
        Refusal::Memory => LocalizedMessage::new("refuseMemory"),
    }
}

/// The name of a part of a puzzle.
fn part_line(what: &str) -> LocalizedMessage {
    match what {
        "memory" => LocalizedMessage::new("puzzleMemory"),
        "iterations" => LocalizedMessage::new("puzzlePasses"),
        "parallelism" => LocalizedMessage::new("puzzleLanes"),
        "difficulty" => LocalizedMessage::new("puzzleDifficulty"),
        "rounds" | "list of rounds" => LocalizedMessage::new("puzzleRounds"),
        "salt" => LocalizedMessage::new("puzzleSalt"),
        _ => LocalizedMessage::new("puzzleNumbers"),
    }
}
