//! A model server beside the network, for tests of what talks to a person's own model: `POST /model/v1/chat/completions` answers as an
//! OpenAI-compatible server does, as a stream of events. It has nothing to do with the network, and no post comes of it.

use crate::model::http::{Request, Response};
use crate::server::replies::{endless_body, whole};
use axum::body::Body;
use axum::response::Response as Reply;
use serde_json::{Value, json};
use std::time::Duration;

/// The path of all of it.
const PATH: &str = "/model/v1";
/// The key that the model `keyed` wants.
const KEY: &str = "model-key";

/// A request that the model server got.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatRequest {
    /// The header `Authorization`.
    pub authorization: Option<String>,
    /// The header `Cookie`.
    pub cookie: Option<String>,
    /// The body.
    pub body: Value,
}

/// The request, if it is one for the model server.
pub(crate) fn read(request: &Request) -> Option<ChatRequest> {
    let header = |name: &str| request.header(name).map(str::to_owned);
    request.path().starts_with(PATH).then(|| ChatRequest {
        authorization: header("authorization"),
        cookie: header("cookie"),
        body: serde_json::from_slice(&request.body).unwrap_or_default(),
    })
}

/// The answer of the model that the request names: `echo` says what it was told, `endless` does not end, `keyed` wants a key, `guarded` refuses
/// every extension, `page` is no chat. There is no other.
pub(crate) fn answer(request: &ChatRequest) -> Reply {
    let refusal = |status: u16, message: &str| {
        whole(Response::json(status, &json!({ "error": { "message": message } })))
    };
    match request.body["model"].as_str().unwrap_or_default() {
        "keyed" if request.authorization.as_deref() != Some(&format!("Bearer {KEY}")) => {
            refusal(401, "This model wants a key.")
        }
        "echo" | "keyed" => events(&echo(&request.body), false),
        "endless" => events(&["Once ", "more "].map(str::to_owned), true),
        "guarded" => refusal(403, ""),
        "page" => whole(Response::bytes(200, "text/html", b"<h1>A router</h1>".to_vec())),
        model => refusal(404, &format!("model '{model}' not found")),
    }
}

/// What the model says: the end of the system prompt and the opening message, in Markdown with a picture from elsewhere.
fn echo(body: &Value) -> Vec<String> {
    let said = |role: &str| {
        let messages = body["messages"].as_array().into_iter().flatten();
        let mut content = messages
            .filter(|message| message["role"] == role)
            .filter_map(|message| message["content"].as_str());
        content.next_back().unwrap_or("nothing").to_owned()
    };
    let rule = said("system");
    let rule = rule.trim_end_matches('.').rsplit(". ").next().unwrap_or_default();
    let text = format!(
        "My rule: **{rule}**. You said “{}” ![seal](https://pictures.example/seal.png)",
        said("user")
    );
    text.split_inclusive(' ').map(str::to_owned).collect()
}

/// A stream of events, a word each, with an end or without.
fn events(words: &[String], endless: bool) -> Reply {
    let event =
        |delta: Value| format!("data: {}\n\n", json!({ "choices": [{ "index": 0, "delta": delta }] }));
    let text: String = words.iter().map(|word| event(json!({ "content": word }))).collect();
    let begin = event(json!({ "role": "assistant", "content": "" }));
    let mut reply = whole(Response::bytes(200, "text/event-stream", Vec::new()));
    *reply.body_mut() = if endless {
        endless_body(text.into(), Duration::from_millis(50))
    } else {
        Body::from(format!("{begin}{text}data: [DONE]\n\n"))
    };
    reply
}
