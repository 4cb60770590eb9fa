//! Contract, sections 2.12, 8.6 and 13: handoff, first steps, wallet, referral, greetings, montage, missing endpoints.

use crate::client::{Client, DAY, MINUTE, SECOND, refusal};
use sandbox::{Config, Control, Dialect, Endpoint, Missing, Request, Tier, keys};
use serde_json::{Value, json};

const NODE: &str = "rep_lighthouse_7";

fn speaking(dialect: Dialect) -> Client {
    Client::in_world(Config::tiny().without_simulated_users().with_dialect(dialect))
}

#[test]
fn a_handoff_costs_one_hundred_and_an_urgent_one_two_hundred() {
    let mut client = Client::lantern();
    let made = client.done("/agent/handoff", &json!({ "nodeId": NODE, "reason": "It needs a person." }));
    assert_eq!((&made["success"], &made["nodeId"]), (&json!(true), &json!(NODE)));
    assert_eq!((&made["budgetSpent"], &made["budgetRemaining"]), (&json!(100), &json!(212)));
    assert!(made["handoffId"].is_string() && made["estimatedReach"].is_number());
    client.wait(SECOND);
    let urgent =
        json!({ "nodeId": NODE, "reason": "Now.", "priority": "high", "targetAudience": { "all": true } });
    assert_eq!(client.done("/agent/handoff", &urgent)["budgetSpent"], 200);
    let held = client.world.handoffs_of("Lantern");
    assert_eq!((held[0].2.as_str(), held[0].3, held[1].3), ("It needs a person.", false, true));
    assert_eq!(client.read("/agent/profile")["statistics"]["handoffsPerformed"], 2);
}

#[test]
fn handoffs_need_a_tier_a_reason_and_a_free_place() {
    let body = json!({ "nodeId": NODE, "reason": "Please." });
    assert_eq!(
        Client::lantern().with_key(keys::WICK).refused("/agent/handoff", &body),
        (403, "AUTHZ_001".into())
    );
    let long = json!({ "nodeId": NODE, "reason": "x".repeat(281) });
    assert_eq!(Client::lantern().refused("/agent/handoff", &long), (400, "VAL_003".into()));
    assert_eq!(Client::lantern().refused("/agent/handoff", &json!({ "nodeId": NODE })).1, "VAL_003");
    let mut client = Client::lantern();
    for _ in 0..5 {
        client.control(Control::Budget { account: "Lantern".into(), balance: 500 });
        client.done("/agent/handoff", &body);
        client.wait(SECOND);
    }
    assert_eq!(client.refused("/agent/handoff", &body), (429, "BUDG_002".into()));
    client.wait(DAY);
    client.done("/agent/handoff", &body);
}

#[test]
fn the_first_steps_are_counted() {
    let mut client = Client::lantern().with_key(keys::WICK);
    let done = |client: &mut Client| -> Vec<String> {
        let steps = client.read("/agent/onboard")["steps"].as_array().unwrap().clone();
        let done = steps.iter().filter(|step| step["done"] == true);
        done.map(|step| step["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(done(&mut client), ["claim", "provider_key"]);
    let start = client.read("/agent/quick-start");
    let mut body = start["request"]["body"].clone();
    assert_eq!(start["request"]["endpoint"], "/api/v1/agent/reprompt");
    assert_eq!(body["nodeId"], start["starterPrompt"]["nodeId"]);
    body["prompt"] = "My first words.".into();
    client.done("/agent/reprompt", &body);
    assert_eq!(done(&mut client), ["claim", "provider_key", "first_reprompt"]);
    assert_eq!(client.read("/agent/onboard")["progress"], 0.6);
}

#[test]
fn steps_have_another_name_in_the_other_dialects() {
    let nested = speaking(Dialect::Nested).read("/agent/onboard")["data"]["steps"][0].clone();
    assert!(nested["title"].is_string() && nested["completed"].is_boolean() && nested.get("id").is_none());
    let loose = speaking(Dialect::Loose).read("/agent/onboard");
    assert!(loose["steps"][0]["completed"].is_boolean() && loose.get("progress").is_none());
}

#[test]
fn the_wallet_has_three_shapes() {
    let sync = |dialect| speaking(dialect).send(Request::new("POST", "/api/agent/wallet/sync")).value();
    let nested = sync(Dialect::Nested)["data"].clone();
    assert_eq!((&nested["balance"]["available"], nested.get("tokens")), (&json!("12.400"), None));
    let loose = sync(Dialect::Loose);
    assert_eq!((&loose["tokens"], loose.get("balance")), (&json!("12.4"), None));
    assert!(sync(Dialect::Flat)["pendingCredits"].is_number());
}

#[test]
fn fees_and_debts_stand_in_the_balance() {
    let mut client = Client::lantern();
    let paid = client.read("/agent/balance");
    assert_eq!(paid["registrationFee"]["status"], "paid");
    assert_eq!(paid["executionDebt"]["isInDebt"], false);
    client.control(Control::FeePaid { account: "Lantern".into(), milli: 10_000 });
    client.control(Control::Debt { account: "Lantern".into(), milli: 7_500 });
    let owed = client.read("/agent/balance");
    assert_eq!(owed["registrationFee"]["amountRemaining"], 30.0);
    assert_eq!(
        owed["executionDebt"],
        json!({ "cumulativeDebt": 7.5, "cumulativeRevenue": 0.0, "netBalance": -7.5, "isInDebt": true })
    );
    assert_eq!(client.read("/agent/heartbeat")["registrationFeeStatus"], "pending");
}

#[test]
fn referrals_are_counted() {
    let mut client = Client::lantern();
    let (account, name) = ("Lantern".to_owned(), "Spindle".to_owned());
    client.control(Control::Referral { account, name, tier: Tier::Registered, milli: 250 });
    let referral = client.read("/agent/referral");
    assert_eq!(referral["referralCode"], "agent_7f3");
    let stats = &referral["stats"];
    assert_eq!((&stats["totalReferred"], &stats["totalEarnings"]), (&json!(1), &json!(0.25)));
    let top = json!([{ "agentName": "Spindle", "tier": "REGISTERED", "yourEarnings": 0.25 }]);
    assert_eq!(stats["topReferrals"], top);
    assert!(client.read("/agent/share")["shareUrl"].as_str().unwrap().ends_with("?ref=agent_7f3"));
}

#[test]
fn new_accounts_are_greeted_once() {
    let config = Config { puzzle: None, ..Config::tiny() };
    let mut client = Client::in_world(config.without_simulated_users());
    let quiet = client.read("/agent/party/opportunities");
    assert_eq!((&quiet["recentArrivals"], &quiet["shouldGreet"]), (&json!(0), &json!(false)));
    client.done("/agents/register", &crate::registration::form());
    let first = client.read("/agent/party/opportunities");
    assert_eq!((&first["recentArrivals"], &first["shouldGreet"]), (&json!(1), &json!(true)));
    assert!(first["anchorId"].is_string());
    assert_eq!(client.read("/agent/party/opportunities")["shouldGreet"], false);
    client.wait(3 * MINUTE);
    assert_eq!(client.read("/agent/party/opportunities")["recentArrivals"], 0);
}

#[test]
fn arrivals_can_be_set_and_are_consumed_by_a_heartbeat() {
    let mut client = Client::lantern();
    client.control(Control::Arrivals { count: 3 });
    assert_eq!(client.read("/agent/heartbeat")["recentArrivals"], 3);
    assert_eq!(client.read("/agent/heartbeat")["recentArrivals"], 0);
}

#[test]
fn a_montage_needs_a_key_of_fal_and_two_pictures() {
    let config = Config { generated_replies: 0, generated_threads: 0, ..Config::default() };
    let mut client = Client::in_world(config.without_simulated_users());
    let body = |frames: &[&str]| json!({ "promptId": "prm_plush", "sourceRepromptId": "rep_plush_1", "keyframeIds": frames });
    let frames = ["rep_plush_1", "rep_plush_2"];
    assert_eq!(client.refused("/agent/montage", &body(&frames)).1, "CRED_001");
    let key = Request::new("PUT", "/api/v1/agent/credentials")
        .with_json(&json!({ "provider": "fal", "apiKey": "fal-0123456789" }));
    assert_eq!(client.send(key).status, 200);
    assert_eq!(client.refused("/agent/montage", &body(&["rep_plush_1"])).1, "VAL_003");
    assert_eq!(client.refused("/agent/montage", &body(&["rep_plush_1", NODE])).1, "VAL_004");
    let mut wrong = body(&frames);
    wrong["modelConfigId"] = "openai/gpt-4o".into();
    assert_eq!(client.refused("/agent/montage", &wrong).1, "VAL_005");
    let job = client.done("/agent/montage", &body(&frames));
    let path = format!("/agent/montage/{}", job["jobId"].as_str().unwrap());
    assert_eq!(client.read(&path)["status"], "processing");
    client.wait(20 * SECOND);
    let done = client.read(&path);
    assert!(done["status"] == "complete" && done["videoUrl"].is_string(), "{done}");
}

#[test]
fn an_endpoint_can_be_missing() {
    let config = Config::tiny().without_simulated_users().without(Endpoint::Query, Missing::MethodNotAllowed);
    let mut client = Client::in_world(config);
    assert_eq!(client.refused("/agent/query", &json!({})), (405, "METHOD_NOT_ALLOWED".into()));
    client.control(Control::Endpoint { endpoint: Endpoint::Query, missing: None });
    client.done("/agent/query", &json!({}));
    client.control(Control::Endpoint { endpoint: Endpoint::Trending, missing: Some(Missing::NotFound) });
    assert_eq!(refusal(&client.get("/agent/trending")), (404, "NOT_FOUND".into()));
}

#[test]
fn dislike_share_visibility_and_temperature_are_kept() {
    let mut client = Client::lantern();
    for kind in ["DISLIKE", "SHARE"] {
        let done = client.done("/agent/engage", &json!({ "nodeId": NODE, "type": kind }));
        assert_eq!(done["budgetSpent"], 1, "{kind}");
    }
    let body = json!({ "nodeId": NODE, "prompt": "Warm.", "visibility": "unlisted", "temperature": 1.3 });
    client.done("/agent/reprompt", &body);
    let post = &client.world.posts_with_text("Warm.")[0];
    assert_eq!((post.visibility, post.temperature_milli), ("unlisted", Some(1_300)));
}

#[test]
fn a_new_node_has_its_id_under_three_names() {
    let made =
        Client::lantern().done("/agent/reprompt", &json!({ "nodeId": NODE, "prompt": "Three names." }));
    assert!(made["nodeId"].is_string());
    assert_eq!((&made["repromptId"], &made["id"]), (&made["nodeId"], &made["nodeId"]));
    let prompt = Client::lantern().done("/agent/prompt", &json!({ "content": "You are rain." }));
    assert_eq!((&prompt["promptId"], &prompt["id"]), (&prompt["nodeId"], &prompt["nodeId"]));
    assert_eq!(Client::lantern().read("/agent/budget")["actionCosts"]["handoff"], 100);
}

#[test]
fn model_ids_can_have_a_prefix_and_a_suffix() {
    for model in [
        "openrouter/google/gemini-2.5-flash-preview:thinking",
        "openai/gpt-4o:free",
        "openrouter/openai/gpt-4o",
    ] {
        let body = json!({ "nodeId": NODE, "prompt": "Think.", "modelConfigId": model });
        Client::lantern().done("/agent/reprompt", &body);
    }
    let found = Client::lantern().read("/agent/models?task=video");
    assert!(found["total"].as_u64() >= Some(3));
    let video = |model: &Value| model["capabilities"]["output"] == json!(["video"]);
    assert!(found["models"].as_array().unwrap().iter().all(video));
    assert_eq!(found["_fieldMappings"], json!({ "task": "for" }));
}

/// Method and path of every endpoint in the table of the contract, section 2, that needs no body.
const DOCUMENTED: [(&str, &str); 21] = [
    ("GET", "/agent/heartbeat"),
    ("GET", "/agent/discover/opportunities"),
    ("GET", "/agent/discover/sample"),
    ("GET", "/agent/content/prm_doorway/thread"),
    ("GET", "/agent/models"),
    ("GET", "/agent/profile"),
    ("GET", "/agent/balance"),
    ("GET", "/agent/notifications"),
    ("GET", "/agent/budget"),
    ("POST", "/agent/wallet/sync"),
    ("GET", "/agent/recommendations"),
    ("GET", "/agent/credentials"),
    ("POST", "/agent/query"),
    ("GET", "/agent/trending"),
    ("GET", "/agent/referral"),
    ("GET", "/agent/share"),
    ("POST", "/agent/accept-tos"),
    ("GET", "/agent/quick-start"),
    ("GET", "/agent/onboard"),
    ("GET", "/agent/security-status"),
    ("GET", "/agent/party/opportunities"),
];

#[test]
fn every_documented_endpoint_answers_in_every_dialect_without_the_text_error() {
    for dialect in [Dialect::Flat, Dialect::Nested, Dialect::Loose] {
        let mut client = speaking(dialect);
        for (method, path) in DOCUMENTED.into_iter().chain([("GET", "/health"), ("GET", "/stats/network")]) {
            let response = client.send(Request::new(method, &format!("/api{path}")));
            let body = String::from_utf8_lossy(&response.body).into_owned();
            assert_eq!(response.status, 200, "{dialect:?} {path}: {body}");
            assert!(!body.contains("\"error\""), "{dialect:?} {path}: {body}");
        }
    }
}
