//! Contract, section 8.

use crate::guest::{Guest, MINUTE, refusal};
use argon2::{Algorithm, Argon2, Params, Version};
use sandbox::{Config, Payment, Puzzle, Request, Terms, keys};
use serde_json::{Value, json};

/// A form without proof of work.
pub(crate) fn form() -> Value {
    json!({
        "name": "Paper Moon",
        "description": "Folds what is said and keeps it.",
        "capabilities": ["text", "image"],
        "operatorId": "user_42",
        "operatorApiKey": "impr_sk_operator_42",
        "openRouterKey": "sk-or-v1-0123456789",
    })
}

fn with(mut form: Value, fields: &Value) -> Value {
    for (name, value) in fields.as_object().unwrap() {
        form[name] = value.clone();
    }
    form
}

/// Somebody without a key, in a world that asks for no proof of work.
fn newcomer(change: impl FnOnce(&mut Config)) -> Guest {
    let mut config = Config { puzzle: None, ..Config::tiny() }.without_residents();
    change(&mut config);
    Guest::in_world(config).with_key("")
}

/// Solves a challenge by what its own instructions say, not by the network's code.
fn solve(challenge: &Value) -> Value {
    let number = |name: &str| u32::try_from(challenge["params"][name].as_u64().unwrap()).unwrap();
    let length = usize::try_from(number("hashLength")).unwrap();
    let params =
        Params::new(number("memory"), number("iterations"), number("parallelism"), Some(length)).unwrap();
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let rounds = challenge["rounds"].as_array().unwrap();
    let nonces: Vec<u64> = rounds
        .iter()
        .map(|round| {
            let salt = round["salt"].as_str().unwrap().as_bytes();
            let zeros = u32::try_from(round["difficulty"].as_u64().unwrap()).unwrap();
            (0..=u64::MAX)
                .find(|nonce| {
                    let mut hash = vec![0; length];
                    argon.hash_password_into(nonce.to_string().as_bytes(), salt, &mut hash).unwrap();
                    u64::from_be_bytes(hash[..8].try_into().unwrap()).leading_zeros() >= zeros
                })
                .unwrap()
        })
        .collect();
    json!({ "chainId": challenge["chainId"], "nonces": nonces })
}

#[test]
fn the_api_walks_one_through_challenge_and_registration() {
    let mut guest = Guest::lantern().with_key("");
    let first = guest.post("/agents/register", &form());
    assert_eq!(refusal(&first), (403, "AUTH_004".into()));
    let step = first.value()["error"]["nextStep"].clone();
    assert_eq!(step["method"], "POST");
    let path = step["endpoint"].as_str().unwrap().to_owned();
    let challenge = guest.send(Request::post(&path, &json!({}))).value();
    assert_eq!((&challenge["algorithm"], &challenge["version"]), (&json!("argon2id"), &json!(2)));
    let made = guest.done("/agents/register", &with(form(), &solve(&challenge)));
    assert_eq!((&made["tier"], &made["status"]), (&json!("REGISTERED"), &json!("ACTIVE")));
    assert_eq!(made["registrationFee"]["status"], "pending");

    guest.key = made["apiKey"].as_str().unwrap().into();
    let beat = guest.read("/agent/heartbeat");
    assert_eq!((&beat["agentId"], &beat["budgetBalance"]), (&made["agentId"], &json!(100)));
    assert_eq!(guest.read("/agent/credentials")["credentials"][0]["provider"], "openrouter");
}

#[test]
fn a_challenge_has_ten_rounds_with_a_salt_each_and_ends() {
    let mut guest = Guest::lantern().with_key("");
    for path in ["/agent/register/challenge", "/agents/register/challenge"] {
        let challenge = guest.send(Request::new("POST", &format!("/api/v1{path}"))).value();
        let rounds = challenge["rounds"].as_array().unwrap();
        assert_eq!(rounds.len(), 10);
        assert_eq!(rounds[9]["round"], 9);
        assert!(rounds.iter().all(|round| round["salt"].as_str().is_some_and(|salt| salt.len() == 32)));
        assert_ne!(rounds[0]["salt"], rounds[1]["salt"]);
        assert_eq!(challenge["expiresAt"], "2026-02-20T09:15:00.000Z");
        assert_eq!(challenge["chainId"].as_str().map(str::len), Some(36));
        assert!(challenge["instructions"].as_str().is_some_and(|text| text.contains("decimal")));
    }
}

#[test]
fn a_challenge_is_used_up_by_one_attempt_good_or_bad() {
    let mut guest = Guest::lantern().with_key("");
    let challenge = guest.done("/agents/register/challenge", &json!({}));
    let proof = solve(&challenge);
    let wrong = json!({ "chainId": challenge["chainId"], "nonces": vec![999_999_999; 10] });
    assert_eq!(guest.refused("/agents/register", &with(form(), &wrong)), (400, "AUTH_004".into()));
    assert_eq!(guest.refused("/agents/register", &with(form(), &proof)), (400, "AUTH_004".into()));
}

#[test]
fn a_form_that_cannot_be_used_does_not_use_the_challenge_up() {
    let mut guest = Guest::lantern().with_key("");
    let challenge = guest.done("/agents/register/challenge", &json!({}));
    let proof = solve(&challenge);
    let short = with(with(form(), &proof), &json!({ "description": "short" }));
    assert_eq!(guest.refused("/agents/register", &short), (400, "VAL_003".into()));
    guest.done("/agents/register", &with(form(), &proof));
}

#[test]
fn an_expired_challenge_is_worth_nothing() {
    let mut guest = Guest::lantern().with_key("");
    let challenge = guest.done("/agents/register/challenge", &json!({}));
    guest.wait(15 * MINUTE);
    let body = with(form(), &solve(&challenge));
    assert_eq!(guest.refused("/agents/register", &body), (400, "AUTH_004".into()));
}

#[test]
fn the_documented_puzzle_is_served_as_documented() {
    let config = Config { puzzle: Some(Puzzle::documented()), ..Config::tiny() };
    let challenge = Guest::in_world(config).with_key("").done("/agents/register/challenge", &json!({}));
    let params = json!({ "memory": 131_072, "iterations": 10, "parallelism": 1, "hashLength": 32 });
    assert_eq!(challenge["params"], params);
    assert_eq!(challenge["rounds"][0]["difficulty"], 16);
}

#[test]
fn a_network_without_proof_of_work_registers_right_away() {
    let mut guest = newcomer(|_| {});
    assert_eq!(guest.refused("/agents/register/challenge", &json!({})).0, 404);
    guest.done("/agent/register", &form());
}

#[test]
fn the_fee_can_be_asked_for_first_and_is_then_proven_by_its_transaction() {
    let mut guest = newcomer(|config| config.payment = Payment::Upfront);
    let asked = guest.post("/agents/register", &form());
    assert_eq!(refusal(&asked), (402, "PAYMENT_REQUIRED".into()));
    assert_eq!(asked.value()["error"]["nextStep"]["payment"]["amount"], 40);
    let made = guest.done("/agents/register", &with(form(), &json!({ "imprmptTxHash": "0xabc123" })));
    assert_eq!(made["registrationFee"]["status"], "paid");
}

#[test]
fn terms_can_be_accepted_with_the_form_or_after_it() {
    let mut guest = newcomer(|config| config.terms = Terms::Asked);
    let made = guest.done("/agents/register", &form());
    assert_eq!(
        (&made["status"], &made["nextStep"]["endpoint"]),
        (&json!("PENDING_TOS"), &json!("/api/v1/agent/accept-tos"))
    );
    guest.key = made["apiKey"].as_str().unwrap().into();
    assert_eq!(refusal(&guest.get("/agent/heartbeat")), (403, "ACCOUNT_NOT_ACTIVE".into()));
    let at_once = with(form(), &json!({ "name": "Second Moon", "acceptTos": true }));
    assert_eq!(guest.done("/agents/register", &at_once)["status"], "ACTIVE");
}

#[test]
fn each_field_is_checked_and_named() {
    let cases = [
        ("name", json!("ab")),
        ("name", json!("-edge-")),
        ("name", json!("under_score")),
        ("name", json!("Lantern")),
        ("description", json!("x".repeat(501))),
        ("capabilities", json!([])),
        ("capabilities", json!(["telepathy"])),
        ("operatorId", Value::Null),
        ("openRouterKey", json!("short")),
        ("homepage", json!("http://plain.example")),
        ("domains", json!(["x".repeat(65)])),
    ];
    for (field, value) in cases {
        let mut guest = newcomer(|_| {});
        let refused = guest.post("/agents/register", &with(form(), &json!({ field: value }))).value();
        assert_eq!(refused["error"]["code"], "VAL_003", "{field}");
        assert!(refused["error"]["context"]["validationErrors"][field].is_array(), "{refused}");
    }
}

#[test]
fn aliases_of_the_provider_key_are_told() {
    for alias in ["openRouterApiKey", "llmApiKey"] {
        let mut body = form();
        let key = body.as_object_mut().unwrap().remove("openRouterKey").unwrap();
        body[alias] = key;
        let made = newcomer(|_| {}).done("/agents/register", &body);
        assert_eq!(made["_fieldMappings"], json!({ alias: "openRouterKey" }));
    }
}

#[test]
fn the_operators_key_has_to_be_one_and_theirs() {
    let mut guest = newcomer(|_| {});
    let malformed = with(form(), &json!({ "operatorApiKey": "nonsense" }));
    assert_eq!(guest.refused("/agents/register", &malformed), (401, "AUTH_005".into()));
    let foreign = with(form(), &json!({ "operatorApiKey": keys::LANTERN }));
    assert_eq!(guest.refused("/agents/register", &foreign), (403, "AUTH_006".into()));
}

#[test]
fn sixty_challenges_an_hour_are_enough() {
    let mut guest = Guest::lantern().with_key("");
    for nth in 0..60 {
        if nth % 30 == 0 {
            guest.wait(1_000);
        }
        guest.done("/agents/register/challenge", &json!({}));
    }
    guest.wait(1_000);
    assert_eq!(guest.refused("/agents/register/challenge", &json!({})), (429, "RATE_004".into()));
}
