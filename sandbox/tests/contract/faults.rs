//! Faults apply to exactly the requested requests.

use crate::client::Client;
use sandbox::{Control, Endpoint, Exchange, Fault, FaultKind, Garbage, Outcome, Request, Response, keys};
use serde_json::{Value, json};

fn post(client: &mut Client, text: &str) -> Exchange {
    let body = json!({ "nodeId": "rep_lighthouse_7", "prompt": text });
    let request = Request::post("/api/v1/agent/reprompt", &body).with_key(keys::LANTERN);
    client.world.exchange(&request, client.now)
}

fn beat(client: &mut Client) -> Exchange {
    client.world.exchange(&Request::get("/api/v1/agent/heartbeat").with_key(keys::LANTERN), client.now)
}

fn reply(exchange: Exchange) -> Response {
    match exchange.outcome {
        Outcome::Reply(response) => response,
        other => panic!("no reply but {other:?}"),
    }
}

#[test]
fn a_post_dropped_before_commit_does_not_exist() {
    let mut client = Client::lantern();
    client.world.add_fault(Fault::drop_before_commit(Endpoint::Reprompt));
    assert_eq!(post(&mut client, "Lost.").outcome, Outcome::Dropped);
    assert!(client.world.posts_with_text("Lost.").is_empty());
    assert_eq!(client.world.spent_by("Lantern"), Some(0));
}

#[test]
fn a_post_dropped_after_commit_exists_and_is_paid() {
    let mut client = Client::lantern();
    client.world.add_fault(Fault::drop_after_commit(Endpoint::Reprompt));
    assert_eq!(post(&mut client, "Heard.").outcome, Outcome::Dropped);
    assert_eq!(client.world.posts_with_text("Heard.").len(), 1);
    assert_eq!(client.world.spent_by("Lantern"), Some(10));
}

#[test]
fn a_fault_applies_to_its_endpoint_a_number_of_times() {
    let mut client = Client::lantern();
    client.world.add_fault(Fault::new(Endpoint::Heartbeat, FaultKind::Hang).times(2));
    assert_eq!(reply(post(&mut client, "Past it.")).status, 200);
    assert_eq!(beat(&mut client).outcome, Outcome::Hang);
    assert_eq!(beat(&mut client).outcome, Outcome::Hang);
    assert_eq!(reply(beat(&mut client)).status, 200);
}

#[test]
fn a_fault_can_skip_requests_and_be_removed() {
    let mut client = Client::lantern();
    let fault = Fault { skip: 1, ..Fault::new(Endpoint::Heartbeat, FaultKind::Drop).times(5) };
    client.world.add_fault(fault);
    assert_eq!(reply(beat(&mut client)).status, 200);
    assert_eq!(beat(&mut client).outcome, Outcome::Dropped);
    client.control(Control::Reset);
    assert_eq!(reply(beat(&mut client)).status, 200);
}

#[test]
fn a_delayed_response_is_the_real_one() {
    let mut client = Client::lantern();
    client.world.add_fault(Fault::new(Endpoint::Heartbeat, FaultKind::Delay { ms: 900 }));
    let exchange = beat(&mut client);
    assert_eq!(exchange.delay_ms, 900);
    assert_eq!(reply(exchange).value()["name"], "Lantern");
}

#[test]
fn a_status_fault_has_the_requested_retry_after() {
    for wait in ["120", "Fri, 20 Feb 2026 09:02:00 GMT", "soon"] {
        let mut client = Client::lantern();
        let kind = FaultKind::Status { status: 503, body: None, retry_after: Some(wait.into()) };
        client.world.add_fault(Fault::new(Endpoint::Heartbeat, kind));
        let response = reply(beat(&mut client));
        assert_eq!((response.status, response.header("retry-after")), (503, Some(wait)));
        assert_eq!(response.value()["error"]["code"], "AVAIL_001");
    }
}

#[test]
fn a_broken_response_is_broken_in_the_requested_way() {
    let mut client = Client::lantern();
    let mut broken = |what| {
        client.world.add_fault(Fault::new(Endpoint::Heartbeat, FaultKind::Garbage { what }));
        let exchange = client
            .world
            .exchange(&Request::get("/api/v1/agent/heartbeat").with_key(keys::LANTERN), client.now);
        match exchange.outcome {
            Outcome::Reply(response) | Outcome::Cut(response) => response,
            other => panic!("no reply but {other:?}"),
        }
    };
    assert_eq!(broken(Garbage::Html).header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(broken(Garbage::Gateway).status, 502);
    for what in [Garbage::NotJson, Garbage::Truncated, Garbage::Cut, Garbage::Empty, Garbage::Deep] {
        let response = broken(what);
        assert_eq!((response.status, response.value()), (200, Value::Null), "{what:?}");
    }
    assert_eq!(broken(Garbage::WrongShape).value()["name"], Value::Null);
    let wrong = broken(Garbage::WrongType);
    assert_eq!(
        (wrong.header("content-type"), &wrong.value()["name"]),
        (Some("text/plain"), &json!("Lantern"))
    );
}

#[test]
fn a_committed_post_can_get_a_broken_response() {
    let mut client = Client::lantern();
    let fault = Fault::new(Endpoint::Reprompt, FaultKind::Garbage { what: Garbage::Html });
    client.world.add_fault(fault.clone());
    post(&mut client, "Not heard.");
    client.world.add_fault(fault.committed());
    client.wait(1_000);
    post(&mut client, "Heard in vain.");
    assert!(client.world.posts_with_text("Not heard.").is_empty());
    assert_eq!(client.world.posts_with_text("Heard in vain.").len(), 1);
}

#[test]
fn a_fault_can_be_written_as_json() {
    let text = r#"{"endpoint":"reprompt","kind":"status","status":429,"retry_after":"60","times":3}"#;
    let fault: Fault = serde_json::from_str(text).expect("a fault");
    assert_eq!((fault.endpoint, fault.times, fault.commit), (Some(Endpoint::Reprompt), 3, false));
    let any: Fault = serde_json::from_str(r#"{"kind":"garbage","what":"not_json"}"#).expect("a fault");
    assert_eq!((any.endpoint, any.times), (None, 1));
}

#[test]
fn a_bomb_is_small_and_unpacks_to_spaces_without_a_foreseeable_end() {
    use std::io::Read;
    let mut client = Client::lantern();
    client.world.add_fault(Fault::new(Endpoint::Heartbeat, FaultKind::Garbage { what: Garbage::Bomb }));
    let bomb = reply(beat(&mut client));
    assert_eq!(bomb.header("content-encoding"), Some("gzip"));
    assert!(bomb.body.len() < 2 << 20, "{} bytes", bomb.body.len());
    let mut spaces = vec![0; 3 << 20];
    flate2::read::GzDecoder::new(bomb.body.as_slice()).read_exact(&mut spaces).expect("unpacks");
    assert!(spaces.iter().all(|byte| *byte == b' '));
}

#[test]
fn a_drip_is_a_response_that_goes_on() {
    let mut client = Client::lantern();
    client.world.add_fault(Fault::new(Endpoint::Heartbeat, FaultKind::Garbage { what: Garbage::Drip }));
    assert!(matches!(beat(&mut client).outcome, Outcome::Drip(response) if response.body == b" "));
}
