//! What the sign-up form may hold, and what a network asks for beyond it.

use crate::signup::{FRESH, body, form, join, registered, registering, stage};
use crate::*;
use impromptu::app::{SignupForm, SignupStage, faults};

#[test]
fn a_form_is_held_to_the_limits_of_the_contract() {
    /// What a case changes in a form that is right.
    type Change<'a> = &'a dyn Fn(&mut SignupForm);
    let changed = |change: &dyn Fn(&mut SignupForm)| {
        let mut form = form();
        change(&mut form);
        form
    };
    let cases: Vec<(&str, Change<'_>, &[&str])> = vec![
        ("as it is", &|_| {}, &[]),
        ("one letter", &|form| form.name = "A".into(), &[]),
        ("blanks alone", &|form| form.name = "   ".into(), &["name"]),
        ("fifty", &|form| form.name = "a".repeat(50), &[]),
        ("fifty-one", &|form| form.name = "a".repeat(51), &["name"]),
        ("a hyphen at the end", &|form| form.name = "Lantern-".into(), &[]),
        ("an emoji", &|form| form.name = "Moth \u{1f98b}".into(), &[]),
        ("another script", &|form| form.name = "灯塔看守人".into(), &[]),
        ("nine characters", &|form| form.description = "Too short".into(), &["description"]),
        ("blanks do not count", &|form| form.description = "    short    ".into(), &["description"]),
        ("five hundred and one", &|form| form.description = "d".repeat(501), &["description"]),
        ("no capability", &|form| form.capabilities.clear(), &[]),
        ("an unknown one", &|form| form.capabilities.push("smell".into()), &["capabilities"]),
        ("nobody runs it", &|form| form.operator_id = "  ".into(), &[]),
        ("no operator's key", &|form| form.operator_key = Secret::default(), &[]),
        ("one of another form", &|form| form.operator_key = Secret::new("op-key-7"), &[]),
        ("no provider key", &|form| form.provider_key = Secret::default(), &[]),
        ("a short provider key", &|form| form.provider_key = Secret::new("sk-or"), &["providerKey"]),
        ("a long one", &|form| form.provider_key = Secret::new("x".repeat(513)), &["providerKey"]),
        ("a pasted sentence", &|form| form.provider_key = Secret::new("my key is ..."), &["providerKey"]),
        ("ten domains", &|form| form.domains = "a,b,c,d,e,f,g,h,i,j".into(), &[]),
        ("eleven", &|form| form.domains = "a,b,c,d,e,f,g,h,i,j,k".into(), &["domains"]),
        ("one of 65 characters", &|form| form.domains = "d".repeat(65), &["domains"]),
        ("a plain homepage", &|form| form.homepage = "http://a.example".into(), &["homepage"]),
        ("a hash", &|form| form.transaction = "0xdeadBEEF01".into(), &[]),
        ("no hash", &|form| form.transaction = "0xpaid".into(), &["transaction"]),
        ("no address", &|form| form.address = "http://example.org".into(), &["address"]),
        (
            "all at once",
            &|form| *form = SignupForm { address: "impromptusocial.ai".into(), ..SignupForm::default() },
            &["name", "description"],
        ),
    ];
    for (name, change, wrong) in cases {
        let found = faults(&changed(change), &[]);
        let fields: Vec<&str> = found.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, wrong, "{name}");
        let mut bench = Bench::new();
        join(&mut bench, changed(change));
        assert_eq!(
            bench.fetches().is_empty(),
            !wrong.is_empty(),
            "{name}: nothing is sent before it is right"
        );
        assert_eq!(bench.answer().fields.len(), wrong.len(), "{name}");
    }
}

/// The form of a person whose network asks for a name and a description alone.
fn short_form() -> SignupForm {
    SignupForm {
        operator_id: String::new(),
        operator_key: Secret::default(),
        provider_key: Secret::default(),
        capabilities: Vec::new(),
        name: "\u{1f98b}".into(),
        ..form()
    }
}

fn required(bench: &Bench) -> Value {
    let view = impromptu::view::SignupView::of(&bench.state, NOW);
    serde_json::to_value(view).expect("is JSON")["required"].clone()
}

#[test]
fn a_form_without_an_operator_is_sent_before_a_puzzle_is_requested() {
    let mut bench = Bench::new();
    join(&mut bench, short_form());
    let body = body(&bench);
    assert_eq!((&body["name"], &body["capabilities"]), (&json!("\u{1f98b}"), &json!(["text"])));
    for absent in ["operatorId", "operatorApiKey", "openRouterKey", "chainId"] {
        assert_eq!(body.get(absent), None, "{absent}");
    }
    bench.reply(Endpoint::Register, 200, &registered("PROVISIONAL"));
    assert!(matches!(stage(&bench), SignupStage::Created(_)), "{:?}", stage(&bench));
}

#[test]
fn a_field_that_the_network_asks_for_is_required_from_then_on() {
    let mut bench = Bench::new();
    join(&mut bench, short_form());
    assert_eq!(required(&bench), json!(["name", "description"]));
    let errors = json!({"operatorId": ["must be 1 to 200 characters"]});
    let said =
        json!({"error": {"code": "VAL_003", "message": "No.", "context": {"validationErrors": errors}}});
    bench.reply(Endpoint::Register, 400, &said);
    let fields: Vec<String> = bench.answer().fields.into_iter().map(|fault| fault.field).collect();
    assert_eq!((fields, stage(&bench)), (vec!["operatorId".to_owned()], &SignupStage::Form));
    assert_eq!(required(&bench), json!(["name", "description", "operatorId"]));
    join(&mut bench, short_form());
    assert!(bench.fetches().is_empty(), "what it asked for is known to be missing");
    assert_eq!(bench.answer().fields[0].field, "operatorId");
    join(&mut bench, form());
    assert_eq!(bench.fetches()[0].endpoint, Endpoint::Challenge, "the rest goes on as ever");
    join(&mut bench, SignupForm { address: "https://other.example".into(), ..short_form() });
    bench.restart();
    join(&mut bench, SignupForm { address: "https://other.example".into(), ..short_form() });
    assert_eq!(required(&bench), json!(["name", "description"]), "another network asks for other things");
}

#[test]
fn a_refused_field_is_found_by_its_name_in_the_sentence() {
    for (said, field) in [
        (json!({"error": {"code": "VAL_003", "message": "operatorId is required."}}), "operatorId"),
        (
            json!({"error": "Validation failed", "details": [{"path": ["openRouterKey"], "message": "Required"}]}),
            "providerKey",
        ),
        (
            json!({"error": {"code": "VALIDATION_ERROR", "message": "No.", "details": {"field": "operatorId"}}}),
            "operatorId",
        ),
        (json!({"code": "VALIDATION_ERROR", "message": "No.", "field": "operatorApiKey"}), "operatorKey"),
    ] {
        let mut bench = Bench::new();
        join(&mut bench, short_form());
        bench.reply(Endpoint::Register, 400, &said);
        let fields: Vec<String> = bench.answer().fields.into_iter().map(|fault| fault.field).collect();
        assert_eq!(fields, [field], "{said}");
        assert_eq!(required(&bench), json!(["name", "description", field]), "{said}");
    }
}

#[test]
fn a_field_that_was_filled_in_and_refused_is_not_required() {
    let mut bench = registering();
    let errors = json!({"openRouterKey": ["is unknown to the provider"]});
    let said =
        json!({"error": {"code": "VAL_003", "message": "No.", "context": {"validationErrors": errors}}});
    bench.reply(Endpoint::Register, 400, &said);
    assert_eq!(bench.answer().fields[0].field, "providerKey");
    assert_eq!(required(&bench), json!(["name", "description"]));
}

#[test]
fn a_puzzle_that_the_network_asks_for_comes_with_the_next_press() {
    let mut bench = Bench::new();
    join(&mut bench, short_form());
    bench.reply(Endpoint::Register, 403, &refusal("AUTH_004"));
    assert_eq!(bench.told(), "alertPuzzleNeeded");
    join(&mut bench, short_form());
    assert_eq!(bench.fetches()[0].endpoint, Endpoint::Challenge);
}

/// What an account that nobody has claimed shows in *You*.
fn claim(bench: &Bench) -> Value {
    let view = impromptu::view::You::of(&bench.state, bench.now);
    serde_json::to_value(view).expect("is JSON")["claim"].clone()
}

#[test]
fn the_claim_is_kept_until_somebody_claims_the_account() {
    let mut bench = Bench::new();
    join(&mut bench, short_form());
    let told = json!({"agentId": "agent_9", "apiKey": FRESH, "tier": "PROVISIONAL", "status": "PROVISIONAL",
        "claimUrl": "https://impromptusocial.ai/claim/AGENT-7F3A", "verificationCode": "AGENT-7F3A",
        "walletAddress": "0x1", "earlyAdopter": {"enrolled": true, "revenueSharePercent": 80},
        "quickStart": {"starterPrompt": {"nodeId": "prm_1", "title": "Begin"}}});
    bench.reply(Endpoint::Register, 200, &told);
    bench.event(Event::Kept { ok: true });
    let fresh = serde_json::to_value(impromptu::view::SignupView::of(&bench.state, NOW)).expect("is JSON");
    assert_eq!(fresh["made"]["claimCode"], "AGENT-7F3A");
    assert_eq!(fresh["made"]["wallet"], "0x1");
    bench.ask(Command::KeySaved);
    bench.restart();
    assert_eq!(claim(&bench)["code"], "AGENT-7F3A");
    assert_eq!(claim(&bench)["url"], "https://impromptusocial.ai/claim/AGENT-7F3A");
    assert_eq!(claim(&bench)["start"], "prm_1");
    let beat = |bench: &mut Bench, told: Value| {
        bench.ask(Command::Heartbeat);
        bench.reply(Endpoint::Heartbeat, 200, &told);
    };
    bench.now += 31 * MINUTE;
    beat(&mut bench, json!({"agentId": "agent_9", "tier": "PROVISIONAL", "accountStatus": "ACTIVE"}));
    assert_eq!(claim(&bench)["code"], "AGENT-7F3A", "nobody has claimed it");
    bench.now += 31 * MINUTE;
    beat(&mut bench, json!({"agentId": "agent_9", "tier": "REGISTERED"}));
    assert_eq!(claim(&bench), Value::Null, "a person has");
}
