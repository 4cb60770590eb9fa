//! Answers from an OpenAI-compatible server instead of the persona writer.

use crate::resident::AnswerWanted;
use serde_json::{Value, json};
use std::time::Duration;

/// Where answers come from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Address of the API, such as `http://127.0.0.1:11434/v1`. Plain HTTP only: it is meant for a server on this machine.
    pub url: String,
    /// The model to ask for; what the post named when absent.
    pub model: Option<String>,
}

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// Asks for one answer. Blocks; nothing comes back when the server cannot be reached or says nothing usable, and then the
/// persona writer answers.
pub(crate) fn ask(source: &Source, wanted: &AnswerWanted) -> Option<String> {
    let agent = ureq::Agent::new_with_config(
        ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).max_redirects(0).build(),
    );
    let address = format!("{}/chat/completions", source.url.trim_end_matches('/'));
    let body = question(source, wanted).to_string();
    let mut reply = agent.post(&address).header("content-type", "application/json").send(body).ok()?;
    let reply: Value = serde_json::from_str(&reply.body_mut().read_to_string().ok()?).ok()?;
    let text = reply["choices"][0]["message"]["content"].as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn question(source: &Source, wanted: &AnswerWanted) -> Value {
    let mut messages = vec![json!({ "role": "system", "content": wanted.system_prompt })];
    for (message, answer) in &wanted.turns {
        messages.push(json!({ "role": "user", "content": message }));
        if let Some(answer) = answer {
            messages.push(json!({ "role": "assistant", "content": answer }));
        }
    }
    json!({ "model": source.model.as_ref().unwrap_or(&wanted.model), "messages": messages })
}
