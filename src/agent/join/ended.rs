//! What follows from the network's answers to a sign-up.

use super::form::our_name;
use super::{FieldLine, Held, JoinForm, Made, Stage, Told, keep, register};
use crate::agent::plan::Plan;
use crate::agent::{Account, Answer, Ending, KeyState, Outcome, Silence, State, Surface, Trouble, sentence};
use crate::model::{Line, Millis, Problem, ProblemKind, Registered};
use crate::puzzle::{self, Encoding, Refusal};
use crate::wire::Reply;

/// Takes the puzzle, or the word that there is none.
pub(in crate::agent) fn challenge_ended(
    state: &mut State,
    token: u32,
    form: &JoinForm,
    ending: Ending,
    now: Millis,
    plan: &mut Plan,
) {
    plan.save = true;
    plan.show(Surface::Joining);
    if state.joining.stage != Stage::Asking {
        return plan.answer(Some(token), Answer::default());
    }
    state.joining.stage = Stage::Form;
    match ending.outcome {
        Outcome::Reply(reply) => {
            let Reply::Challenge(challenge) = *reply else { return };
            let refusal = puzzle::refusal(&challenge, Encoding::default());
            let held = Held::new(challenge, now);
            state.live.measure = None;
            state.joining.stage = match refusal {
                Some(refusal) => Stage::Refused(refusal_line(&refusal)),
                None if held.ends_at(state.skew) <= now => Stage::Refused(Line::new("refuseOver")),
                None => {
                    state.joining.puzzle = Some(held);
                    Stage::Puzzle
                }
            };
            plan.answer(Some(token), Answer::default());
        }
        // No such call, or one that the network no longer has: it registers without.
        Outcome::Problem(problem) if has_no_puzzle(&problem) => {
            state.joining.no_puzzle = true;
            register(state, token, form, now, plan);
        }
        Outcome::Problem(problem) => step(state, token, problem, false, &ending.meta, now, plan),
        Outcome::Silence(silence) => {
            let line = sentence::of_silence(silence, state.live.online);
            plan.alert(Some(token), line);
        }
    }
}

fn has_no_puzzle(problem: &Problem) -> bool {
    problem.kind == ProblemKind::Missing || matches!(problem.code.as_str(), "HTTP_405" | "HTTP_501")
}

/// Takes the account, or the step that comes first, or finds that nobody knows.
#[allow(clippy::too_many_arguments)]
pub(in crate::agent) fn register_ended(
    state: &mut State,
    token: u32,
    proof: bool,
    paid: bool,
    ending: Ending,
    now: Millis,
    plan: &mut Plan,
) {
    let Stage::Registering { sent } = state.joining.stage else { return };
    plan.save = true;
    plan.show(Surface::Joining);
    match ending.outcome {
        Outcome::Reply(reply) => {
            if let Reply::Registered(registered) = *reply {
                made(state, registered, now, plan);
            }
            plan.answer(Some(token), Answer::default());
        }
        Outcome::Silence(Silence::Unsent) => {
            state.joining.stage = Stage::Form;
            let key = if state.live.storage_full { "alertStorage" } else { "alertPermission" };
            plan.alert(Some(token), Line::new(key));
        }
        // Only an answer that says no, or that names a step, tells that there is no account.
        Outcome::Problem(problem) if is_no(&problem) => {
            state.joining.stage = Stage::Form;
            if asks_for_puzzle(&problem) {
                // A puzzle is good for one registration (contract, section 8.1); the next press asks for another.
                state.joining.puzzle = None;
                state.joining.no_puzzle = false;
                state.live.measure = None;
                let line = if proof {
                    Line::new("alertProof").with(sentence::in_words(&problem))
                } else {
                    Line::new("alertPuzzleNeeded")
                };
                return plan.alert(Some(token), line);
            }
            step(state, token, problem, paid, &ending.meta, now, plan);
        }
        Outcome::Problem(_) | Outcome::Silence(_) => {
            state.joining.stage = Stage::Lost { sent };
            state.joining.puzzle = None;
            plan.alert(Some(token), Line::new("alertJoinLost"));
        }
    }
}

/// Whether an answer tells that there is no account. A failure on the network's side may have come after it was made.
fn is_no(problem: &Problem) -> bool {
    match problem.kind {
        ProblemKind::Server | ProblemKind::Network => false,
        ProblemKind::Shape => problem.next_step.is_some(),
        _ => true,
    }
}

fn asks_for_puzzle(problem: &Problem) -> bool {
    let endpoint = problem.next_step.as_ref().and_then(|step| step.endpoint.as_deref()).unwrap_or_default();
    problem.code.eq_ignore_ascii_case("AUTH_004") || endpoint.ends_with("/challenge")
}

/// Shows the step that a refusal names, or what is wrong with a field, or why not.
fn step(
    state: &mut State,
    token: u32,
    problem: Problem,
    paid: bool,
    meta: &crate::wire::Meta,
    now: Millis,
    plan: &mut Plan,
) {
    let who = Some(token);
    let field = problem.path.as_deref().and_then(|path| our_name(path.strip_prefix("$.")?));
    if let Some(field) = field {
        let words = problem.hint.clone().unwrap_or_else(|| problem.message.clone());
        let fields = vec![FieldLine { field: field.to_owned(), line: Line::verbatim(words) }];
        let alert = Some(Line::count("alertForm", 1));
        return plan.answer(who, Answer { alert, fields, ..Answer::default() });
    }
    let told = Told {
        step: problem.next_step.as_deref().cloned().unwrap_or_default(),
        message: problem.message.clone(),
        code: problem.code.clone(),
        again: false,
    };
    let endpoint = told.step.endpoint.as_deref().unwrap_or_default();
    let code = problem.code.to_ascii_uppercase();
    if told.step.payment.is_some() || code == "PAYMENT_REQUIRED" || code == "HTTP_402" {
        state.joining.stage = Stage::Payment(Box::new(Told { again: paid, ..told }));
    } else if problem.kind == ProblemKind::Terms || endpoint.ends_with("accept-tos") || code.contains("TOS") {
        state.joining.stage = Stage::Terms(Box::new(told));
    } else if problem.next_step.is_some() {
        let mut told = told;
        told.step.hint = problem.hint.or(told.step.hint);
        state.joining.stage = Stage::Other(Box::new(told));
    } else {
        let line = match problem.kind {
            ProblemKind::Server => Line::new("alertServer").with(problem.code.as_str()),
            ProblemKind::Shape => Line::new("alertShape"),
            ProblemKind::Rate => sentence::of_haste(&problem, meta, now),
            _ => sentence::of_refusal(&problem),
        };
        return plan.alert(who, line);
    }
    plan.answer(who, Answer::default());
}

/// There is an account. Its key is sealed and kept before anything else happens, and shown only after that.
fn made(state: &mut State, registered: Registered, now: Millis, plan: &mut Plan) {
    let key = crate::model::Secret::new(registered.api_key);
    let pending =
        registered.status.as_deref().is_some_and(|status| status.to_ascii_uppercase().contains("TOS"));
    let origin = state.joining.origin.clone();
    let name = state.joining.name.clone();
    state.account = Some(Account {
        origin: origin.clone(),
        key_tail: key.tail(),
        agent_id: Some(registered.agent_id.clone()).filter(|id| !id.is_empty()),
        name: Some(name.clone()),
        tier: registered.tier,
        budget: registered.budget,
        budget_at: now + state.skew,
        key_at: now,
        kept_at: now,
        ..Account::default()
    });
    state.live.key = KeyState::Ready;
    state.trouble = pending.then_some(Trouble::Terms);
    state.schedule = crate::agent::Schedule::default();
    state.cache = crate::agent::Cache::default();
    state.joining.puzzle = None;
    state.live.measure = None;
    state.joining.stage = Stage::Made(Box::new(Made {
        agent_id: registered.agent_id,
        name,
        stored: None,
        terms_pending: pending,
        fee: registered.fee_status.zip(registered.fee_remaining),
        claim_url: registered.claim_url,
    }));
    keep(plan, key, origin);
    plan.save_cache = true;
    plan.show_all(state);
}

/// A key is stored, or could not be. A fresh one may be shown now either way, with the word which; any other is to be entered again.
pub(in crate::agent) fn kept(state: &mut State, ok: bool, plan: &mut Plan) {
    match &mut state.joining.stage {
        Stage::Made(made) if made.stored.is_none() => {
            made.stored = Some(ok);
            plan.save = true;
            plan.show(Surface::Joining);
        }
        _ if ok => {}
        _ => {
            state.live.key = KeyState::Lost;
            plan.show_all(state);
        }
    }
}

fn refusal_line(refusal: &Refusal) -> Line {
    match refusal {
        Refusal::Algorithm(name) => Line::new("refuseAlgorithm").with(name.as_str()),
        Refusal::TooMuch { what, asked, most } => {
            let number = |count: &u64| u32::try_from(*count).unwrap_or(u32::MAX);
            Line::new("refuseTooMuch").with(part_line(what)).with(number(asked)).with(number(most))
        }
        Refusal::Impossible(what) => Line::new("refuseImpossible").with(part_line(what)),
        Refusal::Memory => Line::new("refuseMemory"),
    }
}

/// What a part of a puzzle is called.
fn part_line(what: &str) -> Line {
    match what {
        "memory" => Line::new("puzzleMemory"),
        "iterations" => Line::new("puzzlePasses"),
        "parallelism" => Line::new("puzzleLanes"),
        "difficulty" => Line::new("puzzleDifficulty"),
        "rounds" | "list of rounds" => Line::new("puzzleRounds"),
        "salt" => Line::new("puzzleSalt"),
        _ => Line::new("puzzleNumbers"),
    }
}
