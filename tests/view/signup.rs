use crate::*;
use impromptu::app::{
    ActiveChallenge, Claim, ConnectionIssue, CreatedAccount, Measure, MissingEndpoint, RequiredStep,
    SignupStage, SignupState,
};
use impromptu::domain::{Challenge, Checklist, EarlyAdopter, NextStep, Payment, PuzzleParams, Round};
use impromptu::protocol::Endpoint;
use impromptu::view::{FirstTask, SignupView, Tone};

/// The sign-up at a stage, in a browser without an account.
fn view(stage: SignupStage) -> SignupView {
    let signup = SignupState { name: "Ada".into(), stage, ..SignupState::default() };
    SignupView::of(&State { signup, ..State::default() }, NOW)
}

#[allow(clippy::unnecessary_wraps)] // Every optional field of a table is written with it.
fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn each_stage_has_a_name_and_shows_what_belongs_to_it() {
    let required = || Box::new(RequiredStep::default());
    let why = LocalizedMessage::new("puzzleTooLarge");
    for (stage, name, words, step, made) in [
        (SignupStage::Form, "form", "-", false, false),
        (SignupStage::Asking, "asking", "-", false, false),
        (SignupStage::Puzzle, "puzzle", "-", false, false),
        (SignupStage::Refused(why), "refused", "puzzleTooLarge", false, false),
        (SignupStage::Registering { sent: NOW }, "registering", "-", false, false),
        (SignupStage::Payment(required()), "payment", "-", true, false),
        (SignupStage::Terms(required()), "terms", "-", true, false),
        (SignupStage::Other(required()), "other", "-", true, false),
        (SignupStage::Lost { sent: NOW - MINUTE }, "lost", "signupLost(at -1m, 'Ada')", false, false),
        (SignupStage::Created(Box::default()), "made", "-", false, true),
    ] {
        let view = view(stage);
        assert_eq!((view.stage.as_str(), maybe(view.line.as_ref()).as_str()), (name, words));
        assert_eq!((view.required_step.is_some(), view.made.is_some()), (step, made), "{name}");
        assert_eq!((view.connected, view.puzzle), (None, None));
    }
}

#[test]
fn the_address_is_the_one_that_is_signed_up_at() {
    let mut state = State::default();
    assert_eq!(SignupView::of(&state, NOW).address, "https://impromptusocial.ai");
    state.signup.origin = "https://example.org".into();
    assert_eq!(SignupView::of(&state, NOW).address, "https://example.org");
}

#[test]
fn a_connected_browser_says_what_to_begin_with() {
    let task = |change: fn(&mut State)| {
        SignupView::of(
            &with(|state| {
                state.account.iter_mut().for_each(|account| account.tier = Some("REGISTERED".into()));
                change(state);
            }),
            NOW,
        )
        .first_task
    };
    let lacks = |state: &mut State| {
        let missing = MissingEndpoint { origin: state.origin().to_owned(), at: NOW };
        state.missing_endpoints.insert(Endpoint::Onboard.name().to_owned(), missing);
    };
    assert_eq!(task(|_| {}), FirstTask::FirstSteps);
    assert_eq!(task(|state| state.connection_issue = Some(ConnectionIssue::Terms)), FirstTask::AcceptTerms);
    assert_eq!(task(lacks), FirstTask::Reprompt, "the network lists none and suggested nothing");
    assert_eq!(task(|state| state.cache.checklist = Some(Checklist::default())), FirstTask::Reprompt);
    assert_eq!(
        task(|state| state.account.iter_mut().for_each(|account| account.tier = Some("ESTABLISHED".into()))),
        FirstTask::Reprompt
    );
    assert_eq!(SignupView::of(&State::default(), NOW).first_task, FirstTask::Reprompt);
}

#[test]
fn a_connected_browser_says_as_whom() {
    let shown = |state: &State| maybe(SignupView::of(state, NOW).connected.as_ref());
    assert_eq!(shown(&connected()), "signupConnected('Ada')");
    let unnamed = with(|state| state.account.iter_mut().for_each(|account| account.name = None));
    assert_eq!(shown(&unnamed), "signupConnected(unnamed)");
    assert_eq!(shown(&with(|state| state.signup.stage = SignupStage::Created(Box::default()))), "-");
}

#[test]
fn a_required_step_repeats_the_network_s_words_once() {
    let step = |step: NextStep, message: &str| {
        let required = RequiredStep { step, message: message.into(), code: "PAY_001".into(), again: true };
        view(SignupStage::Payment(Box::new(required))).required_step.expect("a step")
    };
    let shown = step(
        NextStep {
            method: text("POST"),
            endpoint: text("/api/v1/agents/verify"),
            instructions: text(" Pay first. "),
            hint: text(" "),
            payment: Some(Payment {
                amount: text("5"),
                token: text("USDC"),
                chain: text("base"),
                address: text("0xabc"),
                url: text("https://pay.example"),
            }),
        },
        "Pay first.",
    );
    assert_eq!((shown.messages.len(), shown.messages[0].as_str()), (1, "Pay first."));
    assert_eq!((shown.call.as_deref(), shown.code.as_str()), (Some("POST /api/v1/agents/verify"), "PAY_001"));
    assert_eq!((shown.url.as_deref(), shown.again), (Some("https://pay.example"), true));
    let facts: Vec<_> =
        shown.payment.iter().map(|fact| format!("{}={}", line(&fact.line), fact.value)).collect();
    assert_eq!(facts, ["payAmount=5 USDC", "payAddress=0xabc", "payChain=base"]);

    let payment = Payment { amount: text("5"), ..Payment::default() };
    let plain = step(
        NextStep {
            endpoint: text("/pay"),
            hint: text("Or wait."),
            payment: Some(payment),
            ..NextStep::default()
        },
        "",
    );
    assert_eq!((plain.call.as_deref(), plain.messages.join(" ").as_str()), (Some("/pay"), "Or wait."));
    assert_eq!((plain.payment.len(), plain.payment[0].value.as_str()), (1, "5"));
    assert_eq!(step(NextStep::default(), "").call, None);
}

#[test]
fn a_fresh_account_says_what_else_there_is_to_know() {
    let fresh = |made: CreatedAccount| view(SignupStage::Created(Box::new(made))).made.expect("an account");
    let fee = |status: &str, open| Some((status.to_owned(), open));
    for (made, notes) in [
        (CreatedAccount::default(), ""),
        (CreatedAccount { stored: Some(true), ..CreatedAccount::default() }, ""),
        (CreatedAccount { stored: Some(false), ..CreatedAccount::default() }, "Refuse freshNotStored"),
        (CreatedAccount { terms_pending: true, ..CreatedAccount::default() }, "Wait freshTerms"),
        (CreatedAccount { fee: fee("withheld", 5.0), ..CreatedAccount::default() }, "Off freshFee(5)"),
        (CreatedAccount { fee: fee("PAID", 5.0), ..CreatedAccount::default() }, ""),
        (CreatedAccount { fee: fee("withheld", 0.0), ..CreatedAccount::default() }, ""),
    ] {
        let shown: Vec<_> =
            fresh(made).notes.iter().map(|note| format!("{:?} {}", note.tone, line(&note.line))).collect();
        assert_eq!(shown.join(" "), notes);
    }
    assert_eq!(fresh(CreatedAccount::default()).tier, None);
    let made = CreatedAccount {
        agent_id: "agent_1".into(),
        name: "Ada".into(),
        stored: Some(true),
        claim: Some(Claim { url: text("https://claim.example"), code: text("AGENT-7F3A") }),
        wallet_address: text("0x1"),
        early_adopter: Some(EarlyAdopter {
            enrolled: true,
            revenue_share_percent: Some(80.0),
            expires_at: None,
        }),
        ..CreatedAccount::default()
    };
    let mut state = with(|state| state.signup.stage = SignupStage::Created(Box::new(made)));
    let account = SignupView::of(&state, NOW).made.expect("an account");
    assert_eq!(maybe(account.tier.as_ref()), "freshTier(tierEstablished, 100, 50)");
    assert_eq!(
        (account.name.as_str(), account.agent_id.as_str(), account.stored),
        ("Ada", "agent_1", Some(true))
    );
    assert_eq!(account.claim_url.as_deref(), Some("https://claim.example"));
    assert_eq!((account.claim_code.as_deref(), account.wallet.as_deref()), (Some("AGENT-7F3A"), Some("0x1")));
    assert_eq!(account.notes.iter().map(|note| line(&note.line)).collect::<Vec<_>>(), ["freshShare(80)"]);
    state.account.iter_mut().for_each(|account| account.budget = Budget::default());
    let account = SignupView::of(&state, NOW).made.expect("an account");
    assert_eq!(maybe(account.tier.as_ref()), "tierEstablished");
    assert_ne!(Tone::Off, Tone::Wait);
}

#[test]
fn a_puzzle_says_how_long_it_takes_on_this_machine() {
    let round = |round| Round { round, salt: "00".into(), difficulty: 10 };
    let puzzle = |ms: f64, skew: Millis, chain: &str| {
        let challenge = Challenge {
            chain_id: "c".into(),
            algorithm: "argon2id".into(),
            params: PuzzleParams { memory: 64, iterations: 1, parallelism: 1, hash_length: 32 },
            rounds: vec![round(0), round(1)],
            version: Some(1),
            expires_at: Some(NOW + 10 * MINUTE + skew),
            instructions: text("Hash."),
        };
        let held = ActiveChallenge { challenge, nonces: vec![Some(7), None], from: vec![0, 9], at: NOW };
        let signup = SignupState { stage: SignupStage::Puzzle, puzzle: Some(held), ..SignupState::default() };
        let mut state = State { signup, clock_skew: skew, ..State::default() };
        state.live.measure = Some(Measure { chain: chain.into(), ms, cores: 1, memory: Some(8.0) });
        SignupView::of(&state, NOW).puzzle.expect("a puzzle")
    };
    // One round of 2^10 tries is left for one worker: 100 ms a try take 102 s, and the puzzle ends in 600 s.
    let page = puzzle(100.0, 5, "c");
    assert_eq!(
        (page.chain.as_str(), page.difficulties, page.ends_at),
        ("c", vec![10, 10], NOW + 10 * MINUTE)
    );
    assert_eq!((page.nonces, page.starts), (vec![Some(7), None], vec![0, 9]));
    assert_eq!((page.instructions.as_deref(), page.challenge.contains("argon2id")), (Some("Hash."), true));
    for (ms, outlook, words) in [
        (100.0, "fits", "puzzleEstimate(102s, 600s)"),
        (0.01, "fits", "puzzleEstimate(1s, 600s)"),
        (500.0, "tight", "puzzleTight(512s, 600s)"),
        (1000.0, "late", "puzzleLate(spanSeconds(1), 1000, 1024s, 600s)"),
    ] {
        let plan = puzzle(ms, 0, "c").plan.expect("a plan");
        assert_eq!((plan.workers, plan.outlook.as_str(), line(&plan.line).as_str()), (1, outlook, words));
    }
    assert_eq!(puzzle(100.0, 0, "another").plan, None, "it was measured for another puzzle");
}
