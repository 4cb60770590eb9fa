//! Answers from an OpenAI-compatible server instead of the built-in writer.

use crate::model::answer_request::AnswerWanted;
use serde_json::{Value, json};
use std::time::Duration;

/// A model server.
#[derive(Clone, Debug)]
pub struct LlmServer {
    /// Address of the API, such as `http://127.0.0.1:11434/v1`. Plain HTTP only, for a server on this machine.
    pub url: String,
    /// The model to ask for; the model of the post when absent.
    pub model: Option<String>,
}

/// The longest time for an answer.
const TIMEOUT: Duration = Duration::from_mins(2);

/// Requests one answer and blocks. Returns none when the server cannot be reached or gives no text; the built-in writer answers
/// then.
pub(crate) fn ask(server: &LlmServer, wanted: &AnswerWanted) -> Option<String> {
    let agent = ureq::Agent::new_with_config(
        ureq::Agent::config_builder().timeout_global(Some(TIMEOUT)).max_redirects(0).build(),
    );
    let address = format!("{}/chat/completions", server.url.trim_end_matches('/'));
    let body = request_body(server, wanted).to_string();
    let mut reply = agent.post(&address).header("content-type", "application/json").send(body).ok()?;
    let reply: Value = serde_json::from_str(&reply.body_mut().read_to_string().ok()?).ok()?;
    let text = reply["choices"][0]["message"]["content"].as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn request_body(server: &LlmServer, wanted: &AnswerWanted) -> Value {
    let mut messages = vec![json!({ "role": "system", "content": wanted.system_prompt })];
    for (message, answer) in &wanted.turns {
        messages.push(json!({ "role": "user", "content": message }));
        if let Some(answer) = answer {
            messages.push(json!({ "role": "assistant", "content": answer }));
        }
    }
    json!({ "model": server.model.as_ref().unwrap_or(&wanted.model), "messages": messages })
}
