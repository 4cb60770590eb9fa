use super::reply;
use impromptu::domain::Millis;
use impromptu::protocol::{Endpoint, meta};
use serde_json::{Value, json};

fn problem(status: u16, headers: &[(&str, &str)], body: &str) -> Value {
    let said = reply(Endpoint::Reprompt, status, headers, body.as_bytes());
    said.get("problem").unwrap_or_else(|| panic!("{said}")).clone()
}

#[test]
fn a_code_decides_before_the_status() {
    for (code, kind) in [
        ("AUTH_001", "auth"),
        ("AUTH_002", "auth"),
        ("AUTH_003", "auth"),
        ("AUTH_004", "invalid"),
        ("AUTH_005", "auth"),
        ("AUTH_006", "auth"),
        ("AUTHZ_001", "tier"),
        ("AUTHZ_002", "tier"),
        ("VAL_001", "missing"),
        ("VAL_002", "invalid"),
        ("VAL_003", "invalid"),
        ("VAL_004", "invalid"),
        ("VAL_005", "invalid"),
        ("RATE_001", "rate"),
        ("RATE_002", "rate"),
        ("RATE_003", "rate"),
        ("RATE_004", "rate"),
        ("RATE_005", "rate"),
        ("BUDG_001", "budget"),
        ("BUDG_002", "rate"),
        ("SRV_001", "server"),
        ("AVAIL_001", "server"),
        ("CRED_001", "invalid"),
        ("ACCOUNT_NOT_ACTIVE", "terms"),
        ("UNAUTHORIZED", "auth"),
        ("INVALID_TOKEN", "auth"),
        ("FORBIDDEN", "tier"),
        ("NOT_FOUND", "missing"),
        ("CONTENT_DELETED", "missing"),
        ("VALIDATION_ERROR", "invalid"),
        ("RATE_LIMITED", "rate"),
        ("BUDGET_EXCEEDED", "budget"),
        ("INSUFFICIENT_BUDGET", "budget"),
        ("INTERNAL_ERROR", "server"),
        ("DUPLICATE_ENGAGEMENT", "duplicate"),
        ("FAUCET_COOLDOWN", "rate"),
        ("NETWORK_ERROR", "network"),
        ("TIMEOUT", "network"),
        ("SEMANTIC_SEARCH_UNAVAILABLE", "server"),
        ("CIRCUIT_OPEN", "server"),
        ("LIMIT_EXCEEDED", "rate"),
        ("QUERY_LIMIT_REACHED", "rate"),
        ("QUOTA_EXCEEDED", "rate"),
        ("AUTH_077", "auth"),
        ("RATE_999", "rate"),
        ("budg_001", "budget"),
    ] {
        for status in [200, 400, 429, 503] {
            let said = problem(status, &[], &json!({"error": {"code": code, "message": "No"}}).to_string());
            assert_eq!((&said["kind"], &said["code"]), (&json!(kind), &json!(code)), "{status}");
        }
    }
}

#[test]
fn a_status_decides_where_no_known_code_does() {
    for (status, kind) in [
        (0, "network"),
        (302, "shape"),
        (400, "invalid"),
        (401, "auth"),
        (402, "budget"),
        (403, "tier"),
        (404, "missing"),
        (405, "invalid"),
        (408, "server"),
        (409, "duplicate"),
        (410, "missing"),
        (413, "invalid"),
        (422, "invalid"),
        (429, "rate"),
        (500, "server"),
        (502, "server"),
        (503, "server"),
        (599, "server"),
    ] {
        for body in ["", "{}", "null", "{\"code\":", "[]", r#"{"code":418}"#] {
            let said = problem(status, &[], body);
            assert_eq!(said["kind"], kind, "{status} {body}");
            assert!(said["message"].as_str().unwrap().ends_with('.'), "{said}");
            let code = if status == 0 { "NETWORK".to_owned() } else { format!("HTTP_{status}") };
            assert_eq!(said["code"], code, "{body}");
        }
        let odd = problem(status, &[], r#"{"error":{"code":"MOON_001","message":"Odd"}}"#);
        assert_eq!((&odd["kind"], &odd["code"]), (&json!(kind), &json!("MOON_001")));
    }
}

#[test]
fn every_envelope_is_opened() {
    for body in [
        json!({"error": {"code": "BUDG_001", "message": "No", "hint": "Wait", "retryAfter": 90}, "requestId": "r"}),
        json!({"error": {"code": "BUDG_001", "message": "No", "hint": "Wait", "retryable": true, "retryAfter": "90",
                         "context": {"requestId": "r"}}}),
        json!({"error": "No", "code": "BUDG_001", "hint": "Wait", "retryAfter": 90, "requestId": "r"}),
        json!({"error": "BUDG_001", "message": "No", "hint": "Wait", "retryAfter": 90, "requestId": "r"}),
        json!({"code": "BUDG_001", "message": "No", "hint": "Wait", "retryAfter": 89.5, "requestId": "r"}),
        json!({"success": false, "code": "BUDG_001", "message": "No", "hint": "Wait", "retryAfter": 90,
               "requestId": "r"}),
        json!({"success": false, "error": {"code": "BUDG_001", "message": "No", "hint": "Wait", "retryAfter": 90},
               "message": "Outer words", "requestId": "r"}),
        json!({"errors": [{"message": "No", "extensions": {"code": "BUDG_001", "hint": "Wait", "retryAfter": 90}}],
               "data": null, "requestId": "r"}),
        json!({"errors": [{"code": "BUDG_001", "message": "No", "hint": "Wait"}, {"message": "Second"}],
               "retryAfter": 90, "requestId": "r"}),
    ] {
        for status in [200, 429] {
            let said = problem(status, &[], &body.to_string());
            let want = json!({"code": "BUDG_001", "kind": "budget", "message": "No", "hint": "Wait",
                              "retryAfterSeconds": 90, "requestId": "r", "path": null});
            assert_eq!(said, want, "{status} {body}");
        }
    }
    let plain = problem(400, &[], r#""Bad things""#);
    assert_eq!(plain["message"], "Bad things");
    let text = problem(200, &[], r#"{"error":"Something broke"}"#);
    assert_eq!((&text["kind"], &text["message"]), (&json!("invalid"), &json!("Something broke")));
    let graph = problem(200, &[], r#"{"errors":[{"message":"Field unknown"}],"data":null}"#);
    assert_eq!(graph["message"], "Field unknown");
    let failed = problem(200, &[], r#"{"success":"false"}"#);
    assert_eq!(failed["kind"], "invalid");
}

#[test]
fn an_error_that_is_none_spoils_nothing() {
    for extra in [
        json!({"error": null}),
        json!({"error": false}),
        json!({"error": ""}),
        json!({"error": {}}),
        json!({"errors": []}),
        json!({"errors": null}),
        json!({"success": true, "code": "OK", "message": "Posted"}),
        json!({"message": "Posted"}),
        json!({"status": "error"}),
    ] {
        let mut body = json!({"nodeId": "r2"});
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        let said = reply(Endpoint::Reprompt, 201, &[], body.to_string().as_bytes());
        assert_eq!(said["ok"]["nodeId"], "r2", "{body}");
    }
}

#[test]
fn waiting_is_told_in_seconds_whatever_form_it_has() {
    let date = ("Date", "Fri, 20 Feb 2026 09:00:00 GMT");
    for (headers, body, want) in [
        (vec![("Retry-After", "60")], "{}", json!(60)),
        (vec![("retry-after", " 60 ")], "{}", json!(60)),
        (vec![("RETRY-AFTER", "0.2")], "{}", json!(1)),
        (vec![date, ("Retry-After", "Fri, 20 Feb 2026 09:01:30 GMT")], "{}", json!(90)),
        (vec![("Retry-After", "Fri, 20 Feb 2026 09:01:30 GMT"), date], "{}", json!(90)),
        (vec![date, ("Retry-After", "Fri, 20 Feb 2026 08:00:00 GMT")], "{}", json!(0)),
        (vec![("Retry-After", "120, 120")], "{}", json!(120)),
        (vec![("Retry-After", "60,120 ,")], "{}", json!(120)),
        (vec![date, ("Retry-After", "Friday, 20-Feb-26 09:01:30 GMT")], "{}", json!(90)),
        (vec![date, ("Retry-After", "Fri Feb 20 09:01:30 2026")], "{}", json!(90)),
        (
            vec![("Date", "Fri Feb 20 09:00:00 2026"), ("Retry-After", "Friday, 20-Feb-26 09:01:30 GMT")],
            "{}",
            json!(90),
        ),
        (
            vec![date, ("Retry-After", "Fri, 20 Feb 2026 09:01:30 GMT, Fri, 20 Feb 2026 09:01:30 GMT")],
            "{}",
            json!(90),
        ),
        // Without the network's clock, ours tells how long that is: 09:00 here.
        (vec![("Retry-After", "Fri, 20 Feb 2026 09:01:30 GMT")], "{}", json!(90)),
        (vec![("Retry-After", "Friday, 20-Feb-26 09:01:30 GMT")], "{}", json!(90)),
        (vec![("Retry-After", "Fri, 20 Feb 2026 08:01:30 GMT")], "{}", json!(0)),
        (vec![("Retry-After", "soon")], r#"{"error":{"retryAfter":7}}"#, json!(7)),
        (vec![("Retry-After", "60")], r#"{"error":{"retryAfter":60000}}"#, json!(60)),
        (vec![("Retry-After", "-5")], "{}", json!(null)),
        (vec![], r#"{"error":{"retryAfter":-5}}"#, json!(null)),
        (vec![], r#"{"error":{"retryAfter":"x"}}"#, json!(null)),
        (
            vec![date, ("X-RateLimit-Reset", "1771632000")],
            r#"{"code":"RATE_003","message":"m"}"#,
            json!(54_000),
        ),
        (
            vec![date, ("X-RateLimit-Reset", "1771632000")],
            r#"{"code":"RATE_001","message":"m"}"#,
            json!(null),
        ),
    ] {
        assert_eq!(problem(429, &headers, body)["retryAfterSeconds"], want, "{headers:?} {body}");
    }
}

#[test]
fn headers_are_read_in_any_case() {
    let headers = |all: &[(&str, &str)]| {
        all.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect::<Vec<_>>()
    };
    let said = meta(&headers(&[
        ("date", "Fri, 20 Feb 2026 09:00:00 GMT"),
        ("x-ratelimit-REMAINING", "17"),
        ("X-RateLimit-Reset", "1771632000"),
        ("Retry-after", "5"),
        ("X-Unknown", "?"),
    ]));
    let seconds = |seconds: Millis| Some(seconds * 1000);
    assert_eq!(said.date, seconds(1_771_578_000));
    assert_eq!((said.quota_remaining, said.quota_reset), (Some(17), seconds(1_771_632_000)));
    assert_eq!(said.retry_after_seconds, Some(5));
    assert_eq!(meta(&headers(&[("Date", "now"), ("X-RateLimit-Remaining", "-1")])), meta(&[]));
    assert_eq!(problem(500, &[("x-request-ID", "req9")], "")["requestId"], "req9");
}

#[test]
fn what_is_not_json_is_told_in_words() {
    for (body, words) in [
        ("", "empty"),
        ("  \n", "empty"),
        ("<!doctype html><title>Sign in</title>", "web page"),
        (r#"{"nodeId":"r2","#, "cut short"),
        (r#"{"nodeId":"r"#, "cut short"),
        ("nodeId=r2", "not JSON"),
        (r#"{"nodeId":"r2"} extra"#, "not JSON"),
        ("{\"nodeId\":\"\u{1}\"}", "not JSON"),
    ] {
        let said = problem(200, &[], body);
        assert_eq!((&said["kind"], &said["path"]), (&json!("shape"), &json!("$")), "{body}");
        assert!(said["message"].as_str().unwrap().contains(words), "{said}");
        assert!(said["message"].as_str().unwrap().contains("Check the API address"), "{said}");
    }
}

#[test]
fn odd_bytes_and_halves_of_emoji_are_read_as_browsers_read_them() {
    for (body, want) in [
        (&b"\xEF\xBB\xBF{\"nodeId\":\"r2\"}"[..], "r2"),
        (&b"{\"nodeId\":\"r\xFF2\"}"[..], "r\u{FFFD}2"),
        (&br#"{"nodeId":"r\ud83d"}"#[..], "r\u{FFFD}"),
        (&br#"{"nodeId":"\ude00r\ud83d\ude00"}"#[..], "\u{FFFD}r\u{1F600}"),
        (&br#"{"nodeId":"r2","other":"\ud83d"}"#[..], "r2"),
        (&br#"{"nodeId":"r2","\ud83d":1}"#[..], "r2"),
        (&br#"{"nodeId":"r2","other":1e999}"#[..], "r2"),
        (&br#"{"nodeId":"r2","budgetSpent":1e999}"#[..], "r2"),
        (&br#"{"nodeId":"r2","url":-1E+999,"status":"\"1e999"}"#[..], "r2"),
    ] {
        assert_eq!(reply(Endpoint::Reprompt, 200, &[], body)["ok"]["nodeId"], want);
    }
}

#[test]
fn no_depth_ends_the_program() {
    for endpoint in Endpoint::ALL {
        for (open, close) in
            [("[", "]"), ("{\"data\":", "}"), ("{\"children\":[", "]}"), ("{\"error\":", "}")]
        {
            for (levels, closed) in [(200, true), (20_000, true), (20_000, false)] {
                let mut body = open.repeat(levels);
                body.push_str("null");
                body.push_str(&if closed { close.repeat(levels) } else { String::new() });
                // Where nothing is needed, what is unknown is passed over however deep it is.
                let said = reply(endpoint, 200, &[], body.as_bytes());
                assert!(said["problem"]["kind"].is_string() || (closed && said["ok"].is_object()), "{said}");
                assert_eq!(reply(endpoint, 500, &[], body.as_bytes())["problem"]["kind"], "server");
            }
        }
        let inside = format!("{{\"nodeId\":\"n\",\"deep\":{}{}}}", "[".repeat(20_000), "]".repeat(20_000));
        assert!(reply(endpoint, 200, &[], inside.as_bytes()).is_object());
    }
}

#[test]
fn what_is_too_large_is_not_read() {
    let body = vec![b' '; (8 << 20) + 1];
    let said = reply(Endpoint::Heartbeat, 200, &[], &body);
    assert!(said["problem"]["message"].as_str().unwrap().contains("8 MB"), "{said}");
    assert_eq!(reply(Endpoint::Heartbeat, 500, &[], &body)["problem"]["kind"], "server");
    assert!(
        reply(Endpoint::Thread, 200, &[], &body)["problem"]["message"].as_str().unwrap().contains("empty")
    );
}

#[test]
fn an_unknown_call_is_a_problem() {
    let said: Value =
        serde_json::from_str(&impromptu::protocol::normalize_json("tribute", 200, &[], b"{}", super::NOW))
            .unwrap();
    assert_eq!(said["problem"]["kind"], "invalid");
    assert!(said["problem"]["message"].as_str().unwrap().contains("heartbeat"), "{said}");
}

#[test]
fn ids_are_text_as_they_came_however_large_the_number() {
    for id in [
        "0",
        "-1",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901234567890123456789012345678901234567890",
    ] {
        let posted = reply(Endpoint::Reprompt, 200, &[], format!("{{\"nodeId\":{id}}}").as_bytes());
        assert_eq!(posted["ok"]["nodeId"], id);
        let page = format!("[{{\"nodeId\": {id} ,\"likes\":1e999}},{{\"nodeId\":\"[{id}1e999\"}}]");
        let page = reply(Endpoint::Opportunities, 200, &[], page.as_bytes());
        assert_eq!(page["ok"]["opportunities"][0]["nodeId"], id);
        assert_eq!(page["ok"]["opportunities"][1]["nodeId"], format!("[{id}1e999"));
        let thread = format!(
            "{{\"node\":{{\"nodeId\":{id}}},\"children\":[{{\"nodeId\":\"c\",\"parentNodeId\":{id}}}]}}"
        );
        let thread = reply(Endpoint::Thread, 200, &[], thread.as_bytes());
        assert_eq!(thread["ok"]["node"]["nodeId"], id);
        assert_eq!(thread["ok"]["children"][0]["parentNodeId"], id);
        let refused = format!(
            "{{\"error\":{{\"code\":\"RATE_001\",\"message\":\"m\",\"x\":1e999}},\"requestId\":{id}}}"
        );
        let refused = reply(Endpoint::Thread, 429, &[], refused.as_bytes());
        assert_eq!(
            (&refused["problem"]["requestId"], &refused["problem"]["code"]),
            (&json!(id), &json!("RATE_001"))
        );
        let call =
            impromptu::protocol::compose_json("reprompt", &format!("{{\"nodeId\":{id},\"prompt\":\"x\"}}"));
        let call: Value = serde_json::from_str(&call).unwrap();
        assert!(call["body"].as_str().is_some_and(|body| body.contains(&format!("\"{id}\""))), "{call}");
    }
}

#[test]
fn a_number_out_of_range_is_the_loss_of_its_field() {
    for endpoint in Endpoint::ALL {
        let body = r#"{"tier":"T","agentId":"a","apiKey":"k","nodeId":"n","items":[],"models":[],"notifications":[],
            "balance":1,"tokenBalance":1,"credentials":[],"status":"ok","chainId":"c","algorithm":"argon2id",
            "rounds":[{"salt":"s","difficulty":1}],"params":{"memory":1,"iterations":1,"parallelism":1,"hashLength":1},
            "message":1e999,"depth":-1e999,"reputation":1e999,"expiresAt":1e999,"total":1e999,"budgetSpent":1e999,
            "referralLink":"https://a","posture":"clear"}"#;
        let said = reply(endpoint, 200, &[], body.as_bytes());
        assert!(said["ok"].is_object(), "{endpoint:?} {said}");
        assert_eq!(said["ok"]["message"], Value::Null, "{said}");
    }
}

#[test]
fn a_web_page_in_place_of_json_is_something_else_that_answered() {
    let page = "<!doctype html><title>Welcome</title>";
    for status in [300, 302, 307, 400, 401, 402, 403, 404, 405, 407, 409, 410, 413, 422, 451, 511] {
        for body in [
            page,
            "  <html>",
            "Access denied",
            "<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>",
        ] {
            let said = problem(status, &[], body);
            assert_eq!(said["kind"], "shape", "{status} {body} {said}");
            assert_eq!(
                (&said["code"], &said["path"]),
                (&json!(format!("HTTP_{status}")), &json!("$")),
                "{said}"
            );
            assert!(said["message"].as_str().unwrap().contains("Check the API address"), "{said}");
        }
    }
    for status in [408, 425, 429, 500, 502, 503, 504, 530] {
        let said = problem(status, &[("Retry-After", "7")], page);
        assert_eq!(
            (&said["kind"], &said["retryAfterSeconds"]),
            (&json!("network"), &json!(7)),
            "{status} {said}"
        );
        assert!(!said["message"].as_str().unwrap().contains("No answer"), "{said}");
    }
    for endpoint in Endpoint::ALL {
        for status in [200, 403, 404, 409, 451] {
            let said = reply(endpoint, status, &[], page.as_bytes());
            assert_eq!(said["problem"]["kind"], "shape", "{endpoint:?} {status}");
        }
    }
    // A known code is the network's word in whatever form it stands.
    for (body, kind) in [("RATE_001: slow down", "rate"), ("<p>BUDG_001</p>", "budget")] {
        assert_eq!(problem(403, &[], body)["kind"], kind, "{body}");
    }
    // No body says nothing about who answered; the status does.
    assert_eq!(problem(404, &[], " ")["kind"], "missing");
}
