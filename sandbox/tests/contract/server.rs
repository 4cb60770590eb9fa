//! The network over HTTP on 127.0.0.1.

use sandbox::{Config, Control, Endpoint, Fault, FaultKind, Garbage, LlmServer, Sandbox, keys};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpListener;

fn agent() -> ureq::Agent {
    ureq::Agent::new_with_config(ureq::Agent::config_builder().http_status_as_error(false).build())
}

fn get(sandbox: &Sandbox, path: &str) -> Result<(u16, Value), ureq::Error> {
    let key = format!("Bearer {}", keys::LANTERN);
    let mut reply = agent().get(format!("{}{path}", sandbox.origin())).header("authorization", key).call()?;
    let text = reply.body_mut().read_to_string()?;
    Ok((reply.status().as_u16(), serde_json::from_str(&text).unwrap_or_default()))
}

fn post(sandbox: &Sandbox, path: &str, body: &Value) -> Result<(u16, Value), ureq::Error> {
    let key = format!("Bearer {}", keys::LANTERN);
    let request = agent().post(format!("{}{path}", sandbox.origin())).header("authorization", key);
    let mut reply = request.header("content-type", "application/json").send(body.to_string())?;
    let text = reply.body_mut().read_to_string()?;
    Ok((reply.status().as_u16(), serde_json::from_str(&text).unwrap_or_default()))
}

fn quiet() -> Sandbox {
    Sandbox::start(Config::tiny().without_simulated_users()).expect("a free port")
}

#[test]
fn a_post_is_made_and_found_again() {
    let sandbox = quiet();
    let body = json!({ "nodeId": "rep_lighthouse_7", "prompt": "Over the wire." });
    let (status, made) = post(&sandbox, "/api/v1/agent/reprompt", &body).expect("an answer");
    assert_eq!((status, &made["budgetRemaining"]), (200, &json!(302)));
    assert!(made["url"].as_str().is_some_and(|url| url.starts_with(&sandbox.origin())));
    let (_, thread) = get(&sandbox, "/api/agent/content/rep_lighthouse_7/thread").expect("an answer");
    assert_eq!(thread["children"][2]["prompt"], "Over the wire.");
    assert_eq!(sandbox.with(|world, _| world.posts_with_text("Over the wire.").len()), 1);
}

#[test]
fn a_dropped_connection_has_no_response_and_the_next_one_has() {
    let sandbox = quiet();
    sandbox.fault(Fault::drop_after_commit(Endpoint::Reprompt));
    let body = json!({ "nodeId": "rep_lighthouse_7", "prompt": "Once only." });
    assert!(post(&sandbox, "/api/v1/agent/reprompt", &body).is_err());
    assert_eq!(sandbox.with(|world, _| world.posts_with_text("Once only.").len()), 1);
    sandbox.fault(Fault::new(Endpoint::Heartbeat, FaultKind::Garbage { what: Garbage::Cut }));
    assert!(get(&sandbox, "/api/v1/agent/heartbeat").is_err());
    assert_eq!(get(&sandbox, "/api/v1/agent/heartbeat").expect("an answer").0, 200);
}

#[test]
fn the_control_path_changes_the_world() {
    let sandbox = quiet();
    let control =
        |name: &str, body: Value| post(&sandbox, &format!("/control/{name}"), &body).expect("an answer");
    let fault = json!({ "endpoint": "heartbeat", "kind": "status", "status": 503, "retry_after": "7" });
    assert_eq!(control("fault", fault), (200, json!({ "done": true })));
    assert_eq!(get(&sandbox, "/api/v1/agent/heartbeat").expect("an answer").0, 503);
    control("budget", json!({ "balance": 4 }));
    control("notify", json!({ "type": "MENTION_PROMPT", "from": "Wren", "message": "Wren mentioned you" }));
    let (_, beat) = get(&sandbox, "/api/v1/agent/heartbeat").expect("an answer");
    assert_eq!((&beat["budgetBalance"], &beat["unreadNotifications"]), (&json!(4), &json!(4)));
    assert_eq!(control("terms", json!({ "account": "Nobody", "accepted": true })).0, 400);
    assert_eq!(control("teleport", json!({})).0, 400);
    let (_, state) = get(&sandbox, "/control/state").expect("an answer");
    assert_eq!(state["faults"], json!([]));
    let (_, seen) = get(&sandbox, "/control/seen").expect("an answer");
    assert_eq!(seen["seen"][0]["endpoint"], "heartbeat");
}

#[test]
fn commands_about_accounts_and_features_are_written_as_json() {
    let sandbox = quiet();
    let commands = [
        ("account_state", json!({ "state": "SUSPENDED", "account": "Wick" })),
        ("claim", json!({ "account": "Wick" })),
        ("endpoint", json!({ "endpoint": "query", "missing": "not_found" })),
        ("registration", json!({ "document": "newer" })),
        ("heartbeat_unread", json!({ "included": false })),
        ("arrivals", json!({ "count": 2 })),
        ("security_flag", json!({ "severity": "HIGH", "reason": "Unusual speed" })),
        ("clear_security_flags", json!({})),
        ("key_expiry", json!({ "days": 3 })),
        ("debt", json!({ "milli": 1_500 })),
        ("fee_paid", json!({ "milli": 0 })),
        ("earn", json!({ "milli": 250 })),
        ("referral", json!({ "name": "Spindle", "tier": "REGISTERED", "milli": 250 })),
        ("simulated_users", json!({ "active": false })),
    ];
    for (name, body) in commands {
        let (status, done) = post(&sandbox, &format!("/control/{name}"), &body).expect("an answer");
        assert_eq!((status, &done["done"]), (200, &json!(true)), "{name}: {done}");
    }
    let (_, beat) = get(&sandbox, "/api/v1/agent/heartbeat").expect("an answer");
    assert_eq!((&beat["recentArrivals"], beat.get("unreadNotifications")), (&json!(2), None));
    assert_eq!(post(&sandbox, "/api/v1/agent/query", &json!({})).expect("an answer").0, 404);
    let (_, state) = get(&sandbox, "/control/state").expect("an answer");
    assert_eq!(state["missing"], json!({ "query": "not_found" }));
}

#[test]
fn a_web_page_cannot_use_the_control_path() {
    let sandbox = quiet();
    let reply = agent().post(format!("{}/control/budget", sandbox.origin())).content_type("text/plain");
    assert_eq!(reply.send(r#"{"balance":0}"#).expect("an answer").status(), 400);
    assert_eq!(sandbox.with(|world, now| world.balance_of("Lantern", now)), Some(312));
}

#[test]
fn a_hanging_request_does_not_prevent_the_end() {
    let sandbox = quiet();
    sandbox.fault(Fault::new(Endpoint::Heartbeat, FaultKind::Hang));
    let mut stream = std::net::TcpStream::connect(sandbox.address()).expect("it listens");
    let request = format!(
        "GET /api/v1/agent/heartbeat HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\r\n",
        keys::LANTERN
    );
    stream.write_all(request.as_bytes()).expect("sent");
    drop(sandbox);
    let mut rest = Vec::new();
    // The connection closes without a response, by an end or a reset.
    let _ = stream.read_to_end(&mut rest);
    assert!(rest.is_empty());
}

/// A model server that gives one answer and returns the request.
fn completion_server(answer: &'static str) -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}/v1", listener.local_addr().expect("an address"));
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("somebody asks");
        let mut question = Vec::new();
        let mut part = [0; 4_096];
        while !question.ends_with(b"}") {
            let count = stream.read(&mut part).expect("a question");
            question.extend(&part[..count]);
        }
        let body = json!({ "choices": [{ "message": { "content": answer } }] }).to_string();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
        stream.write_all((head + &body).as_bytes()).expect("sent");
        String::from_utf8_lossy(&question).into_owned()
    });
    (url, thread)
}

/// Posts, and reads the thread over HTTP until the answer is complete.
fn answered(sandbox: &Sandbox) -> String {
    let body = json!({ "nodeId": "rep_lighthouse_7", "prompt": "Who is writing?" });
    let (_, made) = post(sandbox, "/api/v1/agent/reprompt", &body).expect("an answer");
    assert_eq!(made["status"], "pending");
    let path = format!("/api/v1/agent/content/{}/thread", made["nodeId"].as_str().expect("an id"));
    loop {
        sandbox.control(Control::Quota { account: "Lantern".into(), used: 0 }).expect("done");
        let (_, thread) = get(sandbox, &path).expect("an answer");
        if let Some(text) = thread["node"]["llmResponse"].as_str() {
            return text.to_owned();
        }
    }
}

#[test]
fn answers_can_come_from_a_model_server() {
    let (url, asked) = completion_server("18 Nov. Calm. Not I.");
    let source = LlmServer { url, model: Some("small".into()) };
    let sandbox =
        Sandbox::start_on(Config::tiny().without_simulated_users(), 0, Some(source)).expect("a free port");
    assert_eq!(answered(&sandbox), "18 Nov. Calm. Not I.");
    let question = asked.join().expect("asked");
    assert!(question.contains("POST /v1/chat/completions") && question.contains("ledger of a lighthouse"));
}

#[test]
fn the_built_in_writer_answers_without_the_model_server() {
    let gone = TcpListener::bind("127.0.0.1:0")
        .and_then(|port| port.local_addr())
        .expect("a port that is free again");
    let source = LlmServer { url: format!("http://{gone}/v1"), model: None };
    let sandbox =
        Sandbox::start_on(Config::tiny().without_simulated_users(), 0, Some(source)).expect("a free port");
    assert!(answered(&sandbox).contains("Nov."));
}

#[test]
fn an_unplugged_network_refuses_connections_until_it_is_plugged_in() {
    let sandbox = quiet();
    sandbox.fault(Fault::new(Endpoint::Heartbeat, FaultKind::Hang));
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| get(&sandbox, "/api/v1/agent/heartbeat").is_err());
        while sandbox.with(|world, _| world.waiting_faults()) > 0 {
            std::thread::yield_now();
        }
        sandbox.unplug();
        assert!(waiting.join().expect("an end"), "what was open ends");
    });
    assert!(get(&sandbox, "/api/v1/agent/heartbeat").is_err(), "nobody listens");
    sandbox.plug_in();
    assert_eq!(get(&sandbox, "/api/v1/agent/heartbeat").expect("an answer").0, 200, "on the same port");
}

#[test]
fn a_model_server_beside_the_network_says_what_it_was_told() {
    let sandbox = quiet();
    let ask = |model: &str, key: Option<&str>| {
        let request = agent().post(format!("{}/chat/completions", sandbox.model_server()));
        let request = match key {
            Some(key) => request.header("authorization", format!("Bearer {key}")),
            None => request,
        };
        let body = json!({ "model": model, "stream": true, "messages": [
            { "role": "system", "content": "You are a ledger. Never say no." },
            { "role": "user", "content": "A spoon." },
        ] });
        let mut reply = request.send(body.to_string()).expect("an answer");
        (reply.status().as_u16(), reply.body_mut().read_to_string().expect("text"))
    };
    let (status, events) = ask("echo", None);
    assert_eq!(status, 200);
    let words: String = events
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line.strip_prefix("data: ")?).ok())
        .filter_map(|event| event["choices"][0]["delta"]["content"].as_str().map(str::to_owned))
        .collect();
    assert!(words.starts_with("My rule: **Never say no**. You said “A spoon.”"), "{words}");
    assert!(events.ends_with("data: [DONE]\n\n"));
    assert_eq!(ask("keyed", None).0, 401);
    assert_eq!(ask("keyed", Some("model-key")).0, 200);
    assert_eq!(ask("guarded", None).0, 403);
    let (status, refusal) = ask("nobody", None);
    assert!(status == 404 && refusal.contains("model 'nobody' not found"));
    assert_eq!(sandbox.chats().len(), 5);
    assert_eq!(sandbox.with(|world, _| world.posts_with_text("A spoon.").len()), 0);
}
