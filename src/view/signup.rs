use super::header::tier_line;
use super::{FirstSteps, Tone};
use crate::app::{
    ActiveChallenge, ConnectionIssue, CreatedAccount, Estimate, Feasibility, RequiredStep, SignupStage,
    State, estimate,
};
use crate::domain::{LocalizedMessage, MessageArg, Millis, NextStep};
use serde::Serialize;

/// The sign-up page: its stage, and what the network requires next.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SignupView {
    /// `form, asking, puzzle, refused, registering, payment, terms, other, lost, made`.
    pub stage: String,
    /// Address of the network that the account is made at.
    pub address: String,
    /// The fields that the network asks for, as the form calls them.
    pub required: Vec<String>,
    /// The account that this browser is connected as, if it is; shown instead of the form.
    pub connected: Option<LocalizedMessage>,
    /// What to begin with once the browser is connected.
    pub first_task: FirstTask,
    /// The puzzle, while there is one.
    pub puzzle: Option<PuzzlePage>,
    /// The message of a stage: why a puzzle is refused, what a lost reply means.
    pub line: Option<LocalizedMessage>,
    /// The step that the network requires, with the network's text.
    pub required_step: Option<RequiredStepView>,
    /// The fresh account.
    pub made: Option<FreshAccount>,
}

/// What an account begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum FirstTask {
    /// Accept the terms, which it waits for.
    AcceptTerms,
    /// The first steps of a new account, with a reprompt that is prepared.
    FirstSteps,
    /// Any reprompt.
    Reprompt,
}

impl FirstTask {
    fn of(state: &State, now: Millis) -> Self {
        if state.connection_issue == Some(ConnectionIssue::Terms) {
            Self::AcceptTerms
        } else if FirstSteps::may_come(state, now) {
            Self::FirstSteps
        } else {
            Self::Reprompt
        }
    }
}

/// A puzzle for the workers of the page, with its estimate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PuzzlePage {
    /// Its id.
    pub chain: String,
    /// As served, as JSON: for the workers.
    pub challenge: String,
    /// Leading zero bits of each round.
    pub difficulties: Vec<u32>,
    /// The solution of each round, where it was found.
    #[cfg_attr(feature = "types", ts(type = "(number | null)[]"))]
    pub nonces: Vec<Option<u64>>,
    /// The first nonce of each round that was not searched.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub starts: Vec<u64>,
    /// The network's instructions; remote text.
    pub instructions: Option<String>,
    /// When it ends, by our clock.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub ends_at: Millis,
    /// How many workers, and how long; absent until one try was measured.
    pub plan: Option<PuzzlePlan>,
}

/// The estimate for a puzzle.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PuzzlePlan {
    /// Workers that the cores and the memory allow.
    pub workers: u32,
    /// `fits`, `tight` or `late`. A page does not start a late one, and starts a tight one only on a press.
    pub outlook: String,
    /// *About 4 min; the puzzle ends in 14 min.*
    pub line: LocalizedMessage,
}

/// A step that the network requires.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RequiredStepView {
    /// The network's sentences about it; remote text.
    pub messages: Vec<String>,
    /// Its code.
    pub code: String,
    /// *POST /api/v1/agents/verify*, when it names a call that this version does not make by itself.
    pub call: Option<String>,
    /// What is to be paid: a name and its value, to be copied.
    pub payment: Vec<PaymentFact>,
    /// A page on which it can be paid or settled; remote text, checked when it is opened.
    pub url: Option<String>,
    /// The same step came again after it was answered.
    pub again: bool,
}

/// One fact of a payment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PaymentFact {
    /// What it is.
    pub line: LocalizedMessage,
    /// Its value; remote text.
    pub value: String,
}

/// A new account, shown with its key.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FreshAccount {
    /// Its name.
    pub name: String,
    /// Its id; remote text.
    pub agent_id: String,
    /// Tier and budget.
    pub tier: Option<LocalizedMessage>,
    /// Whether the key is stored; absent while it is being sealed, and it is not shown before.
    pub stored: Option<bool>,
    /// Further notes: pending terms, a withheld fee.
    pub notes: Vec<FreshNote>,
    /// Where to claim the account; remote text, checked when it is opened.
    pub claim_url: Option<String>,
    /// The code that the claim page asks for; remote text.
    pub claim_code: Option<String>,
    /// Address of its wallet; remote text.
    pub wallet: Option<String>,
}

/// Something to know about a fresh account.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FreshNote {
    /// Its tone.
    pub tone: Tone,
    /// What it says.
    pub line: LocalizedMessage,
}

impl SignupView {
    /// The sign-up of a state.
    pub fn of(state: &State, now: Millis) -> Self {
        let signup = &state.signup;
        let made = match &signup.stage {
            SignupStage::Created(made) => Some(fresh(state, made)),
            _ => None,
        };
        let (required_step, line) = match &signup.stage {
            SignupStage::Payment(required_step)
            | SignupStage::Terms(required_step)
            | SignupStage::Other(required_step) => (Some(step(required_step)), None),
            SignupStage::Refused(why) => (None, Some(why.clone())),
            SignupStage::Lost { sent } => {
                (None, Some(LocalizedMessage::new("signupLost").at(*sent).with(signup.name.as_str())))
            }
            _ => (None, None),
        };
        let account = state.account.as_ref().filter(|_| made.is_none());
        Self {
            stage: name(&signup.stage).to_owned(),
            address: if signup.origin.is_empty() { state.origin().to_owned() } else { signup.origin.clone() },
            connected: account.map(|account| {
                let who = account
                    .name
                    .clone()
                    .map_or_else(|| LocalizedMessage::new("unnamed").into(), MessageArg::Text);
                LocalizedMessage::new("signupConnected").with(who)
            }),
            first_task: FirstTask::of(state, now),
            required: ["name", "description"]
                .into_iter()
                .map(str::to_owned)
                .chain(signup.asked.iter().cloned())
                .collect(),
            puzzle: signup.puzzle.as_ref().map(|held| puzzle(state, held, now)),
            line,
            required_step,
            made,
        }
    }
}

fn name(stage: &SignupStage) -> &'static str {
    match stage {
        SignupStage::Form => "form",
        SignupStage::Asking => "asking",
        SignupStage::Puzzle => "puzzle",
        SignupStage::Refused(_) => "refused",
        SignupStage::Registering { .. } => "registering",
        SignupStage::Payment(_) => "payment",
        SignupStage::Terms(_) => "terms",
        SignupStage::Other(_) => "other",
        SignupStage::Lost { .. } => "lost",
        SignupStage::Created(_) => "made",
    }
}

fn puzzle(state: &State, held: &ActiveChallenge, now: Millis) -> PuzzlePage {
    let measure = state.live.measure.as_ref().filter(|measure| measure.chain == held.challenge.chain_id);
    let ends_at = held.ends_at(state.clock_skew);
    PuzzlePage {
        chain: held.challenge.chain_id.clone(),
        // Plain data with text keys always has a JSON form.
        challenge: serde_json::to_string(&held.challenge).unwrap_or_default(),
        difficulties: held.challenge.rounds.iter().map(|round| round.difficulty).collect(),
        nonces: held.nonces.clone(),
        starts: held.from.clone(),
        instructions: held.challenge.instructions.clone(),
        ends_at,
        plan: measure.map(|measure| {
            let estimate = estimate(held, measure, state.clock_skew, now);
            plan(&estimate, measure.ms, ends_at - now)
        }),
    }
}

fn plan(estimate: &Estimate, ms: f64, left: Millis) -> PuzzlePlan {
    let spent = MessageArg::Span { seconds: whole((estimate.ms / 1000.0).max(1.0)) };
    let left = MessageArg::Span { seconds: u64::try_from(left / 1000).unwrap_or(0) };
    let (outlook, line) = match estimate.outlook {
        Feasibility::Fits => ("fits", LocalizedMessage::new("puzzleEstimate").with(spent).with(left)),
        Feasibility::Tight => ("tight", LocalizedMessage::new("puzzleTight").with(spent).with(left)),
        Feasibility::Late => {
            let each = LocalizedMessage::new("spanSeconds").with((ms / 10.0).round().max(1.0) / 100.0);
            (
                "late",
                LocalizedMessage::new("puzzleLate")
                    .with(each)
                    .with(rounded(estimate.tries))
                    .with(spent)
                    .with(left),
            )
        }
    };
    PuzzlePlan { workers: estimate.workers, outlook: outlook.to_owned(), line }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Not negative, and what is too large saturates.
fn whole(number: f64) -> u64 {
    number.round() as u64
}

/// Rounds to two significant digits: *650,000*.
fn rounded(number: f64) -> f64 {
    let step = 10_f64.powf((number.max(1.0).log10().floor() - 1.0).max(0.0));
    (number / step).round() * step
}

fn step(required_step: &RequiredStep) -> RequiredStepView {
    let NextStep { method, endpoint, instructions, hint, payment } = &required_step.step;
    let mut messages: Vec<String> = Vec::new();
    for sentence in [Some(&required_step.message), instructions.as_ref(), hint.as_ref()].into_iter().flatten()
    {
        let sentence = sentence.trim();
        if !sentence.is_empty() && !messages.iter().any(|known| known == sentence) {
            messages.push(sentence.to_owned());
        }
    }
    let call = endpoint.as_ref().map(|endpoint| match method {
        Some(method) => format!("{method} {endpoint}"),
        None => endpoint.clone(),
    });
    let payment = payment.clone().unwrap_or_default();
    let amount = match (payment.amount, payment.token) {
        (Some(amount), Some(token)) => Some(format!("{amount} {token}")),
        (amount, _) => amount,
    };
    let facts = [("payAmount", amount), ("payAddress", payment.address), ("payChain", payment.chain)];
    RequiredStepView {
        messages,
        code: required_step.code.clone(),
        call,
        payment: facts
            .into_iter()
            .filter_map(|(key, value)| {
                value.map(|value| PaymentFact { line: LocalizedMessage::new(key), value })
            })
            .collect(),
        url: payment.url,
        again: required_step.again,
    }
}

fn fresh(state: &State, made: &CreatedAccount) -> FreshAccount {
    let account = state.account.as_ref();
    let tier = account.and_then(|account| account.tier.as_deref()).map(tier_line);
    let budget = account.map(|account| &account.budget);
    let tier =
        match (tier, budget.and_then(|budget| budget.balance), budget.and_then(|b| b.regeneration_rate)) {
            (Some(tier), Some(balance), Some(rate)) => {
                Some(LocalizedMessage::new("freshTier").with(tier).with(balance).with(rate))
            }
            (tier, _, _) => tier,
        };
    let mut notes = Vec::new();
    if made.stored == Some(false) {
        notes.push(FreshNote { tone: Tone::Refuse, line: LocalizedMessage::new("freshNotStored") });
    }
    if made.terms_pending {
        notes.push(FreshNote { tone: Tone::Wait, line: LocalizedMessage::new("freshTerms") });
    }
    if let Some((status, open)) = &made.fee
        && *open > 0.0
        && !status.eq_ignore_ascii_case("paid")
    {
        notes.push(FreshNote { tone: Tone::Off, line: LocalizedMessage::new("freshFee").with(*open) });
    }
    if let Some(share) = made.early_adopter.as_ref().and_then(|adopter| adopter.revenue_share_percent) {
        notes.push(FreshNote { tone: Tone::Off, line: LocalizedMessage::new("freshShare").with(share) });
    }
    FreshAccount {
        name: made.name.clone(),
        agent_id: made.agent_id.clone(),
        tier,
        stored: made.stored,
        notes,
        claim_url: made.claim.as_ref().and_then(|claim| claim.url.clone()),
        claim_code: made.claim.as_ref().and_then(|claim| claim.code.clone()),
        wallet: made.wallet_address.clone(),
    }
}
