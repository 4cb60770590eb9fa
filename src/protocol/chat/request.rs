use serde::Serialize;

#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    stream: bool,
    messages: Vec<Message<'a>>,
}

#[derive(Serialize)]
struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

/// The body of a request for an answer to an opening message under a system prompt. A blank one is left out.
pub fn chat_body(model: &str, system_prompt: &str, opening: &str) -> String {
    let messages = [("system", system_prompt), ("user", opening)]
        .into_iter()
        .filter(|(_, content)| !content.trim().is_empty())
        .map(|(role, content)| Message { role, content })
        .collect();
    serde_json::to_string(&Body { model, stream: true, messages }).unwrap_or_default()
}

/// The path of the chat under the path of an address. An address without a path means `/v1`, where every such server has it.
pub fn chat_path(base: &str) -> String {
    let base = base.trim_end_matches('/');
    let base = base.strip_suffix("/chat/completions").unwrap_or(base);
    format!("{}/chat/completions", if base.is_empty() { "/v1" } else { base })
}
