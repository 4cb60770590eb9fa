//! A chat with a model of the person's own: the request, and the reply in whatever pieces it comes.

use impromptu::protocol::{ChatProblemKind, ChatReply, MOST_TEXT, chat_body, chat_path};
use proptest::prelude::*;
use serde_json::{Value, json};

fn reply(status: u16, content_type: &str, body: &[u8]) -> ChatReply {
    let mut reply = ChatReply::new(status, content_type);
    reply.push(body);
    reply.end();
    reply
}

fn stream(body: &str) -> ChatReply {
    reply(200, "text/event-stream", body.as_bytes())
}

fn kind(reply: &ChatReply) -> Option<ChatProblemKind> {
    reply.problem().map(|problem| problem.kind)
}

fn event(text: &str) -> String {
    format!("data: {}\n\n", json!({ "choices": [{ "index": 0, "delta": { "content": text } }] }))
}

#[test]
fn the_body_asks_for_a_stream_and_leaves_out_what_is_blank() {
    let body: Value =
        serde_json::from_str(&chat_body("tiny", "You are \"a\"\nledger.", "Next, please.")).unwrap();
    assert_eq!(
        body,
        json!({ "model": "tiny", "stream": true, "messages": [
            { "role": "system", "content": "You are \"a\"\nledger." },
            { "role": "user", "content": "Next, please." },
        ] })
    );
    let body: Value = serde_json::from_str(&chat_body("tiny", " \n", "Next.")).unwrap();
    assert_eq!(body["messages"], json!([{ "role": "user", "content": "Next." }]));
}

#[test]
fn the_path_is_under_the_address() {
    for (base, path) in [
        ("", "/v1/chat/completions"),
        ("/", "/v1/chat/completions"),
        ("/v1", "/v1/chat/completions"),
        ("/v1/", "/v1/chat/completions"),
        ("/api/openai", "/api/openai/chat/completions"),
        ("/v1/chat/completions", "/v1/chat/completions"),
    ] {
        assert_eq!(chat_path(base), path, "{base}");
    }
}

#[test]
fn an_answer_is_put_together_from_events() {
    let role = r#"data: {"choices":[{"delta":{"role":"assistant","content":""}}]}"#;
    let cases = [
        (
            "events",
            format!("{role}\n\n{}{}data: [DONE]\n\n", event("Set it"), event(" down.")),
            "Set it down.",
        ),
        (
            "a reason to end",
            format!(
                "{}data: {}\n\n",
                event("Set."),
                json!({ "choices": [{ "delta": {}, "finish_reason": "stop" }] })
            ),
            "Set.",
        ),
        ("no empty line at the end", format!("{}data: [DONE]", event("Set.")), "Set."),
        ("other ends of lines", format!("{}data: [DONE]\r\r", event("Set.").replace('\n', "\r\n")), "Set."),
        (
            "a mark, comments and other fields",
            format!(
                "\u{FEFF}: hello\nevent: x\nid: 3\nretry: 5\n{}: wait\n\ndata: [DONE]\n\n",
                event("Set.")
            ),
            "Set.",
        ),
        ("no blank after the colon", event("Set.").replace("data: ", "data:") + "data:[DONE]\n\n", "Set."),
        (
            "data on two lines",
            "data: {\"choices\":\ndata: [{\"delta\":{\"content\":\"Set.\"}}]}\n\ndata: [DONE]\n\n".to_owned(),
            "Set.",
        ),
        (
            "what is not known",
            format!(
                "data: oops\n\ndata: {{\"choices\":null,\"usage\":{{}},\"error\":null}}\n\n{}data: [DONE]\n\n",
                event("Set.")
            ),
            "Set.",
        ),
        ("words after the end", format!("{}data: [DONE]\n\n{}", event("Set."), event("More.")), "Set."),
    ];
    for (name, body, text) in cases {
        let reply = stream(&body);
        assert_eq!((reply.text(), kind(&reply)), (text, None), "{name}");
        assert!(reply.is_over(), "{name}");
    }
}

#[test]
fn what_is_no_answer_says_why() {
    use ChatProblemKind::{Busy, Cut, Empty, Forbidden, Key, Missing, NotStream, Server};
    let sse = "text/event-stream; charset=utf-8";
    let cases: [(u16, &str, &str, ChatProblemKind, Option<&str>, &str); 12] = [
        (401, "application/json", r#"{"error":{"message":"No key."}}"#, Key, Some("No key."), ""),
        (403, "text/plain", "", Forbidden, None, ""),
        (
            404,
            "application/json",
            r#"{"error":"model 'x' not found"}"#,
            Missing,
            Some("model 'x' not found"),
            "",
        ),
        (429, "application/json", r#"{"message":"Later."}"#, Busy, Some("Later."), ""),
        (500, "text/html", "<h1>oops</h1>", Server, None, ""),
        (302, sse, "", Server, None, ""),
        (200, "application/json", r#"{"choices":[]}"#, NotStream, None, ""),
        (200, "text/html", "<h1>Router</h1>", NotStream, None, ""),
        (
            200,
            sse,
            "data: {\"error\":{\"message\":\"Out of memory.\"}}\n\n",
            Server,
            Some("Out of memory."),
            "",
        ),
        (200, sse, "data: {\"choices\":[{\"delta\":{\"content\":\"Set\"}}]}\n\n", Cut, None, "Set"),
        (200, sse, "data: [DONE]\n\n", Empty, None, ""),
        (200, sse, "", Empty, None, ""),
    ];
    for (status, content_type, body, expected, said, text) in cases {
        let reply = reply(status, content_type, body.as_bytes());
        let problem = reply.problem().unwrap();
        assert_eq!((problem.kind, problem.said.as_deref(), reply.text()), (expected, said, text), "{body}");
    }
    let long = reply(404, "application/json", format!("{{\"error\":\"{}\"}}", "x".repeat(5_000)).as_bytes());
    assert!(long.problem().unwrap().said.as_ref().unwrap().chars().count() <= 301);
}

#[test]
fn an_answer_without_an_end_is_cut_off() {
    // Three bytes each: no limit falls between two of them.
    let reply = stream(&event("界").repeat(MOST_TEXT / 3 + 2));
    assert_eq!(kind(&reply), Some(ChatProblemKind::TooLong));
    assert_eq!(reply.text().chars().count(), MOST_TEXT / 3);
    // One line without an end, and blank events without a word.
    for piece in ["data: x", ": wait\n\n"] {
        let mut reply = ChatReply::new(200, "text/event-stream");
        let piece = piece.repeat(40_000);
        for _ in 0..40 {
            reply.push(piece.as_bytes());
        }
        assert_eq!(kind(&reply), Some(ChatProblemKind::TooLong));
    }
    let mut refusal = ChatReply::new(500, "text/html");
    refusal.push(&vec![b'x'; 100_000]);
    assert!(refusal.is_over());
}

proptest! {
    /// Wherever the bytes are split, also within a character or between CR and LF, the answer is the same.
    #[test]
    fn pieces_make_no_difference(
        words in prop::collection::vec("[ a-z界é🐚\n\"]{0,6}", 0..8),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        ended in any::<bool>(),
        junk in prop::collection::vec(any::<u8>(), 0..12),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
    ) {
        let mut body: Vec<u8> = words.iter().map(|word| event(word)).collect::<String>().replace('\n', line_end).into_bytes();
        body.extend(&junk);
        if ended {
            body.extend(format!("{line_end}{line_end}data: [DONE]{line_end}{line_end}").bytes());
        }
        let whole = reply(200, "text/event-stream", &body);
        let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(body.len() + 1)).collect();
        places.extend([0, body.len()]);
        places.sort_unstable();
        let mut pieces = ChatReply::new(200, "text/event-stream");
        for piece in places.windows(2) {
            pieces.push(&body[piece[0]..piece[1]]);
        }
        pieces.end();
        prop_assert_eq!(pieces.text(), whole.text());
        prop_assert_eq!(pieces.problem(), whole.problem());
        let is_whole = !whole.text().contains(char::REPLACEMENT_CHARACTER);
        prop_assert!(is_whole || !junk.is_empty());
    }
}
