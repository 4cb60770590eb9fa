//! Signing up: the network leads, a press takes one step, and what spends is saved before it leaves.

use crate::*;
use impromptu::app::{ConnectionIssue, KeyUse, SignupForm, SignupStage, shows_key};

pub(crate) const FRESH: &str = "impr_sk_fresh_key_9876";

pub(crate) fn form() -> SignupForm {
    SignupForm {
        address: "impromptusocial.ai".into(),
        name: "Paper Moon".into(),
        description: "Folds what is said and keeps it.".into(),
        capabilities: vec!["text".into()],
        operator_id: "user_42".into(),
        operator_key: Secret::new("impr_sk_operator_42"),
        provider_key: Secret::new("sk-or-v1-0123456789"),
        ..SignupForm::default()
    }
}

pub(crate) fn challenge(difficulty: u32, memory: u32) -> Value {
    let rounds: Vec<Value> = (0..10)
        .map(|round| json!({"round": round, "salt": "00112233445566778899aabbccddeeff", "difficulty": difficulty}))
        .collect();
    json!({"chainId": "chain_1", "algorithm": "argon2id", "version": 2, "rounds": rounds,
        "params": {"memory": memory, "iterations": 1, "parallelism": 1, "hashLength": 32}})
}

pub(crate) fn registered(status: &str) -> Value {
    json!({"agentId": "agent_9", "apiKey": FRESH, "tier": "REGISTERED", "status": status,
        "budget": {"balance": 100, "maxBalance": 100, "regenerationRate": 10},
        "registrationFee": {"status": "pending", "amountRemaining": 40}})
}

pub(crate) fn join(bench: &mut Bench, form: SignupForm) {
    bench.ask(Command::Signup { form: Box::new(form) });
}

pub(crate) fn find(bench: &mut Bench, nonces: Vec<Option<u64>>) {
    let starts = vec![0; nonces.len()];
    bench.ask(Command::PuzzleProgress { chain: "chain_1".into(), nonces, starts });
}

pub(crate) fn stage(bench: &Bench) -> &SignupStage {
    &bench.state.signup.stage
}

/// Up to the moment at which the registration is on its way, with its puzzle solved.
pub(crate) fn registering() -> Bench {
    let mut bench = Bench::new();
    join(&mut bench, form());
    bench.reply(Endpoint::Challenge, 200, &challenge(4, 8_192));
    find(&mut bench, (0..10).map(Some).collect());
    join(&mut bench, form());
    bench
}

pub(crate) fn body(bench: &Bench) -> Value {
    let fetch = bench.fetches().into_iter().find(|fetch| fetch.endpoint == Endpoint::Register);
    serde_json::from_str(fetch.expect("a registration leaves").call.body.as_deref().unwrap_or_default())
        .expect("is JSON")
}

#[test]
fn the_puzzle_comes_first_and_the_registration_is_saved_before_it_leaves() {
    let mut bench = Bench::new();
    join(&mut bench, form());
    let fetch = bench.fetches()[0];
    assert_eq!((fetch.endpoint, &fetch.key), (Endpoint::Challenge, &KeyUse::Without));
    bench.reply(Endpoint::Challenge, 200, &challenge(4, 8_192));
    assert_eq!((stage(&bench), bench.fetches().len()), (&SignupStage::Puzzle, 0));
    find(&mut bench, (0..9).map(Some).chain([None]).collect());
    join(&mut bench, form());
    assert_eq!((stage(&bench), bench.fetches().len()), (&SignupStage::Puzzle, 0), "one round is open");
    find(&mut bench, (0..10).map(Some).collect());
    join(&mut bench, form());
    assert_eq!(stage(&bench), &SignupStage::Registering { sent: NOW });
    let saved = bench.place(|effect| matches!(effect, Effect::Save)).expect("is saved");
    let sent = bench.place(|effect| matches!(effect, Effect::Fetch(fetch) if fetch.spends()));
    assert!(saved < sent.expect("is sent"));
    let body = body(&bench);
    assert_eq!(
        (&body["chainId"], &body["nonces"]),
        (&json!("chain_1"), &json!([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
    );
    assert_eq!((&body["openRouterKey"], body.get("acceptTos")), (&json!("sk-or-v1-0123456789"), None));
    let saved = serde_json::to_string(&bench.state).expect("is JSON");
    assert!(!saved.contains("sk-or-v1") && !saved.contains("operator_42\""), "no secret is saved: {saved}");
}

#[test]
fn a_network_without_puzzles_is_sent_the_form_at_once() {
    for (status, code) in [(404, "NOT_FOUND"), (405, "")] {
        let mut bench = Bench::new();
        join(&mut bench, form());
        let said = if code.is_empty() { json!("not allowed") } else { refusal(code) };
        bench.reply(Endpoint::Challenge, status, &said);
        assert_eq!(stage(&bench), &SignupStage::Registering { sent: NOW }, "{status}");
        assert_eq!(body(&bench).get("chainId"), None);
    }
}

#[test]
fn the_key_is_stored_before_it_may_be_shown() {
    let mut bench = registering();
    assert!(!shows_key(&bench.state));
    bench.reply(Endpoint::Register, 200, &registered("ACTIVE"));
    let kept = bench.place(|effect| {
        matches!(effect, Effect::StoreNewKey { key, origin } if key.expose() == FRESH && origin == "https://impromptusocial.ai")
    });
    assert_eq!(kept, Some(0), "before anything else");
    assert!(!shows_key(&bench.state), "not before it is known to be stored");
    bench.event(Event::Kept { ok: true });
    assert!(shows_key(&bench.state));
    let saved = serde_json::to_string(&bench.state).expect("is JSON");
    assert!(!saved.contains(FRESH), "the state holds no key");
    bench.restart();
    assert!(shows_key(&bench.state), "a closed page loses nothing");
    bench.ask(Command::KeySaved);
    assert!(!shows_key(&bench.state), "never again");
    assert_eq!(bench.state.account.as_ref().and_then(|account| account.name.as_deref()), Some("Paper Moon"));
}

#[test]
fn the_network_is_greeted_once_the_key_is_saved() {
    let mut bench = registering();
    bench.reply(Endpoint::Register, 200, &registered("ACTIVE"));
    bench.event(Event::Kept { ok: true });
    assert_eq!(bench.beats(), 0);
    bench.ask(Command::KeySaved);
    assert_eq!((bench.beats(), bench.told().as_str()), (1, "saidConnected"));
}

#[test]
fn a_key_that_cannot_be_stored_is_shown_with_the_word_that_it_is_not() {
    let mut bench = registering();
    bench.reply(Endpoint::Register, 200, &registered("ACTIVE"));
    bench.event(Event::Kept { ok: false });
    assert!(shows_key(&bench.state));
    assert!(matches!(stage(&bench), SignupStage::Created(made) if made.stored == Some(false)));
}

#[test]
fn terms_that_wait_are_told_and_show_in_the_panel() {
    for (status, waits) in [("ACTIVE", false), ("PENDING_TOS", true)] {
        let mut bench = registering();
        bench.reply(Endpoint::Register, 200, &registered(status));
        assert!(
            matches!(stage(&bench), SignupStage::Created(made) if made.terms_pending == waits),
            "{status}"
        );
        assert_eq!(bench.state.connection_issue == Some(ConnectionIssue::Terms), waits, "{status}");
    }
}

#[test]
fn the_network_names_the_next_step() {
    let payment = json!({"error": {"code": "PAYMENT_REQUIRED", "message": "Pay first.", "hint": "40 are enough.",
        "nextStep": {"method": "POST", "endpoint": "/api/v1/agents/register",
            "payment": {"amount": 40, "token": "IMPRMPT", "chainId": 8453, "address": "0xfeE5"}}}});
    let flat = json!({"code": "PAYMENT_REQUIRED", "message": "Pay first.", "payment": {"amount": "2", "currency": "USD", "url": "https://pay.example"}});
    let terms = json!({"error": {"code": "ACCOUNT_NOT_ACTIVE", "message": "Accept the terms.",
        "nextStep": {"method": "POST", "endpoint": "/api/v1/agent/accept-tos"}}});
    let strange = json!({"error": {"code": "AUTH_009", "message": "Almost.",
        "nextStep": {"method": "POST", "endpoint": "/api/v1/agents/wave", "instructions": "Wave twice.", "hint": "With the left hand."}}});
    let cases: [(&str, u16, Value, &str, usize); 6] = [
        ("payment", 402, payment, "payment", 0),
        ("payment beside", 402, flat, "payment", 0),
        ("terms", 403, terms, "terms", 0),
        ("unknown", 403, strange.clone(), "other", 0),
        (
            "unknown, and no refusal",
            202,
            json!({"status": "WAIT", "nextStep": strange["error"]["nextStep"]}),
            "other",
            0,
        ),
        (
            "a field",
            400,
            json!({"error": {"code": "VAL_003", "message": "No.", "hint": "name is taken.",
            "context": {"validationErrors": {"name": ["is taken"]}}}}),
            "form",
            1,
        ),
    ];
    for (name, status, reply, expected, fields) in cases {
        let mut bench = registering();
        bench.reply(Endpoint::Register, status, &reply);
        let found = match stage(&bench) {
            SignupStage::Payment(told) => {
                assert!(told.step.payment.as_ref().is_some_and(|payment| payment.amount.is_some()), "{name}");
                "payment"
            }
            SignupStage::Terms(_) => "terms",
            SignupStage::Other(told) => {
                assert_eq!(told.step.instructions.as_deref(), Some("Wave twice."), "{name}");
                assert_eq!(told.step.hint.as_deref(), Some("With the left hand."), "{name}");
                "other"
            }
            SignupStage::Form => "form",
            other => panic!("{name}: {other:?}"),
        };
        assert_eq!((found, bench.answer().fields.len()), (expected, fields), "{name}");
        assert!(bench.fetches().is_empty(), "{name}: nothing follows by itself");
        assert_eq!(bench.state.account, None, "{name}");
    }
}

#[test]
fn a_payment_is_answered_with_its_hash_and_asked_for_again_in_words() {
    let asked =
        json!({"error": {"code": "PAYMENT_REQUIRED", "message": "Pay first.", "payment": {"amount": 40}}});
    let mut bench = registering();
    bench.reply(Endpoint::Register, 402, &asked);
    let paid = SignupForm { transaction: "0xabc123".into(), ..form() };
    join(&mut bench, paid);
    assert_eq!(body(&bench)["imprmptTxHash"], "0xabc123");
    bench.reply(Endpoint::Register, 402, &asked);
    assert!(
        matches!(stage(&bench), SignupStage::Payment(told) if told.again),
        "told, and not sent again by itself"
    );
    assert!(bench.fetches().is_empty());
}

#[test]
fn no_answer_is_told_and_never_sent_again_by_itself() {
    let ends: [fn(&mut Bench); 5] = [
        |bench| bench.silence(Endpoint::Register, NoResponse::Timeout),
        |bench| bench.silence(Endpoint::Register, NoResponse::Dropped),
        |bench| bench.reply(Endpoint::Register, 500, &refusal("SRV_001")),
        |bench| bench.reply(Endpoint::Register, 200, &json!({"agentId": "agent_9"})),
        |bench| {
            let found = impromptu::app::StoredData {
                state: serde_json::to_string(&bench.state).ok(),
                ..impromptu::app::StoredData::default()
            };
            bench.state = impromptu::app::restore(&found).0;
            bench.start(KeyState::None);
        },
    ];
    for (number, end) in ends.into_iter().enumerate() {
        let mut bench = registering();
        end(&mut bench);
        assert_eq!(stage(&bench), &SignupStage::Lost { sent: NOW }, "{number}");
        assert!(bench.fetches().is_empty(), "{number}");
        join(&mut bench, form());
        assert!(bench.fetches().is_empty(), "{number}: not even a press sends it again before it was read");
        bench.ask(Command::SignupBack { another: false });
        join(&mut bench, form());
        assert_eq!(bench.fetches()[0].endpoint, Endpoint::Challenge, "{number}");
    }
    let mut bench = registering();
    bench.silence(Endpoint::Register, NoResponse::Unsent);
    assert_eq!(stage(&bench), &SignupStage::Form, "what was never sent is not lost");
}

#[test]
fn a_worker_that_dies_after_sealing_loses_no_key() {
    let mut bench = registering();
    let found = impromptu::app::StoredData {
        state: serde_json::to_string(&bench.state).ok(),
        ..impromptu::app::StoredData::default()
    };
    bench.state = impromptu::app::restore(&found).0;
    // The key was sealed; the state that tells of it was not saved any more.
    bench.start(KeyState::Ready);
    assert!(shows_key(&bench.state));
    assert_eq!(bench.state.origin(), "https://impromptusocial.ai");
}

#[test]
fn an_account_that_is_there_is_not_pushed_out() {
    let mut bench = Bench::connected();
    join(&mut bench, form());
    assert_eq!((bench.told().as_str(), bench.fetches().len()), ("alertHasAccount", 0));
}
