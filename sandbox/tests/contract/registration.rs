//! Contract, sections 8 and 13: registration.

use crate::client::{Client, MINUTE, refusal};
use argon2::{Algorithm, Argon2, Params, Version};
use sandbox::{Config, Control, Payment, Puzzle, Registration, Request, Terms, keys};
use serde_json::{Value, json};

/// A form of the original document, without proof of work.
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

/// A client without a key, in a world that asks for no proof of work.
fn newcomer(change: impl FnOnce(&mut Config)) -> Client {
    let mut config = Config { puzzle: None, ..Config::tiny() }.without_simulated_users();
    change(&mut config);
    Client::in_world(config).with_key("")
}

/// The same in a world whose registration follows the newer document.
fn newer(change: impl FnOnce(&mut Config)) -> Client {
    newcomer(|config| {
        *config = config.clone().with_registration(Registration::Newer);
        config.puzzle = Some(Puzzle::trivial());
        change(config);
    })
}

/// Solves a challenge by its instructions, without the code of the network.
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
fn each_refusal_of_a_registration_names_the_next_step() {
    let mut client = Client::lantern().with_key("");
    let first = client.post("/agents/register", &form());
    assert_eq!(refusal(&first), (403, "AUTH_004".into()));
    let step = first.value()["error"]["nextStep"].clone();
    assert_eq!(step["method"], "POST");
    let path = step["endpoint"].as_str().unwrap().to_owned();
    let challenge = client.send(Request::post(&path, &json!({}))).value();
    assert_eq!((&challenge["algorithm"], &challenge["version"]), (&json!("argon2id"), &json!(2)));
    let made = client.done("/agents/register", &with(form(), &solve(&challenge)));
    assert_eq!((&made["tier"], &made["status"]), (&json!("REGISTERED"), &json!("ACTIVE")));
    assert_eq!(made["registrationFee"]["status"], "pending");

    client.key = made["apiKey"].as_str().unwrap().into();
    let beat = client.read("/agent/heartbeat");
    assert_eq!((&beat["agentId"], &beat["budgetBalance"]), (&made["agentId"], &json!(100)));
    assert_eq!(client.read("/agent/credentials")["credentials"][0]["provider"], "openrouter");
}

#[test]
fn a_challenge_has_ten_rounds_each_with_a_salt_and_expires() {
    let mut client = Client::lantern().with_key("");
    for path in ["/agent/register/challenge", "/agents/register/challenge"] {
        let challenge = client.send(Request::new("POST", &format!("/api/v1{path}"))).value();
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
fn a_challenge_is_valid_for_one_attempt() {
    let mut client = Client::lantern().with_key("");
    let challenge = client.done("/agents/register/challenge", &json!({}));
    let proof = solve(&challenge);
    let wrong = json!({ "chainId": challenge["chainId"], "nonces": vec![999_999_999; 10] });
    assert_eq!(client.refused("/agents/register", &with(form(), &wrong)), (400, "AUTH_004".into()));
    assert_eq!(client.refused("/agents/register", &with(form(), &proof)), (400, "AUTH_004".into()));
}

#[test]
fn an_invalid_form_leaves_the_challenge_valid() {
    let mut client = Client::lantern().with_key("");
    let challenge = client.done("/agents/register/challenge", &json!({}));
    let proof = solve(&challenge);
    let short = with(with(form(), &proof), &json!({ "description": "short" }));
    assert_eq!(client.refused("/agents/register", &short), (400, "VAL_003".into()));
    client.done("/agents/register", &with(form(), &proof));
}

#[test]
fn an_expired_challenge_is_refused() {
    let mut client = Client::lantern().with_key("");
    let challenge = client.done("/agents/register/challenge", &json!({}));
    client.wait(15 * MINUTE);
    let body = with(form(), &solve(&challenge));
    assert_eq!(client.refused("/agents/register", &body), (400, "AUTH_004".into()));
}

#[test]
fn the_documented_puzzle_is_served_as_documented() {
    let config = Config { puzzle: Some(Puzzle::documented()), ..Config::tiny() };
    let challenge = Client::in_world(config).with_key("").done("/agents/register/challenge", &json!({}));
    let params = json!({ "memory": 131_072, "iterations": 10, "parallelism": 1, "hashLength": 32 });
    assert_eq!(challenge["params"], params);
    assert_eq!(challenge["rounds"][0]["difficulty"], 16);
}

#[test]
fn a_network_without_proof_of_work_registers_at_once() {
    let mut client = newcomer(|_| {});
    assert_eq!(client.refused("/agents/register/challenge", &json!({})).0, 404);
    client.done("/agent/register", &form());
}

#[test]
fn an_upfront_fee_is_proven_by_its_transaction() {
    let mut client = newcomer(|config| config.payment = Payment::Upfront);
    let asked = client.post("/agents/register", &form());
    assert_eq!(refusal(&asked), (402, "PAYMENT_REQUIRED".into()));
    assert_eq!(asked.value()["error"]["nextStep"]["payment"]["amount"], 40);
    let made = client.done("/agents/register", &with(form(), &json!({ "imprmptTxHash": "0xabc123" })));
    assert_eq!(made["registrationFee"]["status"], "paid");
}

#[test]
fn terms_are_accepted_with_the_form_or_after_it() {
    let mut client = newcomer(|config| config.terms = Terms::Asked);
    let made = client.done("/agents/register", &form());
    assert_eq!(
        (&made["status"], &made["nextStep"]["endpoint"]),
        (&json!("PENDING_TOS"), &json!("/api/v1/agent/accept-tos"))
    );
    client.key = made["apiKey"].as_str().unwrap().into();
    assert_eq!(refusal(&client.get("/agent/heartbeat")), (403, "ACCOUNT_NOT_ACTIVE".into()));
    let at_once = with(form(), &json!({ "name": "Second Moon", "acceptTos": true }));
    assert_eq!(client.done("/agents/register", &at_once)["status"], "ACTIVE");
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
        let mut client = newcomer(|_| {});
        let refused = client.post("/agents/register", &with(form(), &json!({ field: value }))).value();
        assert_eq!(refused["error"]["code"], "VAL_003", "{field}");
        assert!(refused["error"]["context"]["validationErrors"][field].is_array(), "{refused}");
    }
}

#[test]
fn aliases_of_the_provider_key_are_reported() {
    for alias in ["openRouterApiKey", "llmApiKey"] {
        let mut body = form();
        let key = body.as_object_mut().unwrap().remove("openRouterKey").unwrap();
        body[alias] = key;
        let made = newcomer(|_| {}).done("/agents/register", &body);
        assert_eq!(made["_fieldMappings"], json!({ alias: "openRouterKey" }));
    }
}

#[test]
fn a_known_operator_key_must_belong_to_the_operator() {
    let mut client = newcomer(|_| {});
    let revoked = with(form(), &json!({ "operatorApiKey": keys::REVOKED }));
    assert_eq!(client.refused("/agents/register", &revoked), (401, "AUTH_005".into()));
    let foreign = with(form(), &json!({ "operatorApiKey": keys::LANTERN }));
    assert_eq!(client.refused("/agents/register", &foreign), (403, "AUTH_006".into()));
}

#[test]
fn an_operator_key_of_any_form_is_accepted() {
    for key in ["op-key-7f3a", "impr_sk_operator_42", "7"] {
        newcomer(|_| {}).done("/agents/register", &with(form(), &json!({ "operatorApiKey": key })));
    }
}

#[test]
fn the_newer_document_requires_name_and_description_only() {
    let mut client = newer(|_| {});
    let made = client.done(
        "/agents/register",
        &json!({ "name": "🌙", "description": "Folds what is said and keeps it." }),
    );
    assert_eq!((&made["tier"], &made["status"]), (&json!("PROVISIONAL"), &json!("PROVISIONAL")));
    assert_eq!((&made["accountStatus"], &made["capabilities"]), (&json!("ACTIVE"), &json!(["text"])));
    let code = made["verificationCode"].as_str().unwrap();
    let digits = code.strip_prefix("AGENT-").unwrap();
    assert!(digits.len() == 4 && digits.chars().all(|digit| digit.is_ascii_alphanumeric()), "{code}");
    assert!(made["claimUrl"].as_str().unwrap().ends_with(code));
    assert_eq!(made["earlyAdopter"]["enrolled"], true);
    assert!(made["walletAddress"].as_str().is_some_and(|address| address.starts_with("0x")));
    let node = made["quickStart"]["starterPrompt"]["nodeId"].clone();
    assert_eq!(made["quickStart"]["request"]["body"]["nodeId"], node);

    client.key = made["apiKey"].as_str().unwrap().into();
    let post = json!({ "nodeId": node, "prompt": "Hello." });
    assert_eq!(client.done("/agent/reprompt", &post)["status"], "pending", "without a provider key");
    assert_eq!(client.refused("/agents/register/challenge", &json!({})).0, 404);
}

#[test]
fn the_newer_document_asks_for_the_terms_when_the_network_does() {
    let mut client = newer(|config| config.terms = Terms::Asked);
    let body = json!({ "name": "Paper Moon", "description": "Folds what is said and keeps it." });
    assert_eq!(client.done("/agents/register", &body)["status"], "PENDING_TOS");
    let body = with(body, &json!({ "name": "Second Moon", "acceptTos": true }));
    assert_eq!(client.done("/agents/register", &body)["status"], "PROVISIONAL");
}

#[test]
fn a_name_by_the_newer_document_has_one_to_fifty_characters() {
    let form = |name: String| json!({ "name": name, "description": "Folds what is said and keeps it." });
    for name in ["", "x".repeat(51).as_str()] {
        let refused = newer(|_| {}).post("/agents/register", &form(name.into())).value();
        assert!(refused["error"]["context"]["validationErrors"]["name"].is_array(), "{refused}");
    }
    newer(|_| {}).done("/agents/register", &form("灯".repeat(50)));
}

#[test]
fn a_claimed_account_is_registered() {
    let mut client = newer(|_| {});
    let body = json!({ "name": "Paper Moon", "description": "Folds what is said and keeps it." });
    let made = client.done("/agents/register", &body);
    let path =
        made["claimUrl"].as_str().unwrap().strip_prefix("https://impromptu.invalid").unwrap().to_owned();
    assert_eq!(client.send(Request::get(&path)).status, 200);
    client.key = made["apiKey"].as_str().unwrap().into();
    assert_eq!(client.read("/agent/profile")["tier"], "PROVISIONAL", "reading the page claims nothing");
    assert_eq!(client.send(Request::new("POST", &path)).status, 200);
    assert_eq!(client.read("/agent/profile")["tier"], "REGISTERED");
    assert_eq!(client.send(Request::get(&path)).status, 404, "a code is valid once");
    assert_eq!(client.world.notifications_of("Paper Moon").len(), 1);
}

#[test]
fn the_fee_is_withheld_from_the_first_earnings() {
    let mut client = newcomer(|_| {});
    let made = client.done("/agents/register", &form());
    client.key = made["apiKey"].as_str().unwrap().into();
    client.control(Control::Earn { account: "Paper Moon".into(), milli: 15_000 });
    let balance = client.read("/agent/balance");
    assert_eq!(balance["registrationFee"]["status"], "pending");
    assert_eq!(
        (&balance["registrationFee"]["amountWithheld"], &balance["registrationFee"]["amountRemaining"]),
        (&json!(15.0), &json!(25.0))
    );
    assert_eq!(balance["pendingEarnings"], 0.0);
    let kinds: Vec<&Value> =
        balance["transactions"].as_array().unwrap().iter().map(|entry| &entry["type"]).collect();
    assert_eq!(kinds, ["spend", "earn"]);
    client.control(Control::Earn { account: "Paper Moon".into(), milli: 30_000 });
    let balance = client.read("/agent/balance");
    assert_eq!(
        (&balance["registrationFee"]["status"], &balance["pendingEarnings"]),
        (&json!("paid"), &json!(5.0))
    );
}

#[test]
fn sixty_challenges_an_hour_are_the_limit() {
    let mut client = Client::lantern().with_key("");
    for nth in 0..60 {
        if nth % 30 == 0 {
            client.wait(1_000);
        }
        client.done("/agents/register/challenge", &json!({}));
    }
    client.wait(1_000);
    assert_eq!(client.refused("/agents/register/challenge", &json!({})), (429, "RATE_004".into()));
}
