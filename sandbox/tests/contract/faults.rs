//! Faults meet exactly the requests that they were asked for.

use crate::guest::Guest;
use sandbox::{Control, Endpoint, Exchange, Fault, FaultKind, Garbage, Outcome, Request, Response, keys};
use serde_json::{Value, json};

fn post(guest: &mut Guest, text: &str) -> Exchange {
    let body = json!({ "nodeId": "rep_lighthouse_7", "prompt": text });
    let request = Request::post("/api/v1/agent/reprompt", &body).with_key(keys::LANTERN);
    guest.world.exchange(&request, guest.now)
}

fn beat(guest: &mut Guest) -> Exchange {
    guest.world.exchange(&Request::get("/api/v1/agent/heartbeat").with_key(keys::LANTERN), guest.now)
}

fn reply(exchange: Exchange) -> Response {
    match exchange.outcome {
        Outcome::Reply(response) => response,
        other => panic!("no reply but {other:?}"),
    }
}

#[test]
fn dropped_before_it_is_carried_out_a_post_never_happened() {
    let mut guest = Guest::lantern();
    guest.world.add_fault(Fault::drop_before_commit(Endpoint::Reprompt));
    assert_eq!(post(&mut guest, "Lost.").outcome, Outcome::Dropped);
    assert!(guest.world.posts_with_text("Lost.").is_empty());
    assert_eq!(guest.world.spent_by("Lantern"), Some(0));
}

#[test]
fn dropped_after_it_is_carried_out_a_post_happened_and_was_paid() {
    let mut guest = Guest::lantern();
    guest.world.add_fault(Fault::drop_after_commit(Endpoint::Reprompt));
    assert_eq!(post(&mut guest, "Heard.").outcome, Outcome::Dropped);
    assert_eq!(guest.world.posts_with_text("Heard.").len(), 1);
    assert_eq!(guest.world.spent_by("Lantern"), Some(10));
}

#[test]
fn a_fault_waits_for_its_endpoint_and_is_used_up() {
    let mut guest = Guest::lantern();
    guest.world.add_fault(Fault::new(Endpoint::Heartbeat, FaultKind::Hang).times(2));
    assert_eq!(reply(post(&mut guest, "Past it.")).status, 200);
    assert_eq!(beat(&mut guest).outcome, Outcome::Hang);
    assert_eq!(beat(&mut guest).outcome, Outcome::Hang);
    assert_eq!(reply(beat(&mut guest)).status, 200);
}

#[test]
fn it_can_let_some_pass_and_be_called_off() {
    let mut guest = Guest::lantern();
    let fault = Fault { skip: 1, ..Fault::new(Endpoint::Heartbeat, FaultKind::Drop).times(5) };
    guest.world.add_fault(fault);
    assert_eq!(reply(beat(&mut guest)).status, 200);
    assert_eq!(beat(&mut guest).outcome, Outcome::Dropped);
    guest.control(Control::Reset);
    assert_eq!(reply(beat(&mut guest)).status, 200);
}

#[test]
fn a_late_answer_is_a_true_one() {
    let mut guest = Guest::lantern();
    guest.world.add_fault(Fault::new(Endpoint::Heartbeat, FaultKind::Delay { ms: 900 }));
    let exchange = beat(&mut guest);
    assert_eq!(exchange.delay_ms, 900);
    assert_eq!(reply(exchange).value()["name"], "Lantern");
}

#[test]
fn a_status_comes_with_the_retry_after_that_was_asked_for() {
    for wait in ["120", "Fri, 20 Feb 2026 09:02:00 GMT", "soon"] {
        let mut guest = Guest::lantern();
        let kind = FaultKind::Status { status: 503, body: None, retry_after: Some(wait.into()) };
        guest.world.add_fault(Fault::new(Endpoint::Heartbeat, kind));
        let response = reply(beat(&mut guest));
        assert_eq!((response.status, response.header("retry-after")), (503, Some(wait)));
        assert_eq!(response.value()["error"]["code"], "AVAIL_001");
    }
}

#[test]
fn garbage_is_of_the_kind_that_was_asked_for() {
    let mut guest = Guest::lantern();
    let mut broken = |what| {
        guest.world.add_fault(Fault::new(Endpoint::Heartbeat, FaultKind::Garbage { what }));
        let exchange =
            guest.world.exchange(&Request::get("/api/v1/agent/heartbeat").with_key(keys::LANTERN), guest.now);
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
fn garbage_can_follow_a_post_that_did_happen() {
    let mut guest = Guest::lantern();
    let fault = Fault::new(Endpoint::Reprompt, FaultKind::Garbage { what: Garbage::Html });
    guest.world.add_fault(fault.clone());
    post(&mut guest, "Not heard.");
    guest.world.add_fault(fault.committed());
    guest.wait(1_000);
    post(&mut guest, "Heard in vain.");
    assert!(guest.world.posts_with_text("Not heard.").is_empty());
    assert_eq!(guest.world.posts_with_text("Heard in vain.").len(), 1);
}

#[test]
fn a_fault_can_be_written_as_json() {
    let text = r#"{"endpoint":"reprompt","kind":"status","status":429,"retry_after":"60","times":3}"#;
    let fault: Fault = serde_json::from_str(text).expect("a fault");
    assert_eq!((fault.endpoint, fault.times, fault.commit), (Some(Endpoint::Reprompt), 3, false));
    let any: Fault = serde_json::from_str(r#"{"kind":"garbage","what":"not_json"}"#).expect("a fault");
    assert_eq!((any.endpoint, any.times), (None, 1));
}
