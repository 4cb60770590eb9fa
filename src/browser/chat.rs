//! What a page asks the core for while a model of the person's own answers: the request, and the reply as it comes in. The page sends the
//! request itself, because a browser may stop the background in the middle of a long answer.

use crate::{markup, protocol};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// The body of a request for an answer.
#[wasm_bindgen(js_name = chatBody)]
pub fn chat_body(
    model: &str,
    #[wasm_bindgen(js_name = systemPrompt)] system_prompt: &str,
    opening: &str,
) -> String {
    protocol::chat_body(model, system_prompt, opening)
}

/// The path of the chat under the path of an address.
#[wasm_bindgen(js_name = chatPath)]
pub fn chat_path(base: &str) -> String {
    protocol::chat_path(base)
}

/// Markdown as the typed tree that a page renders.
#[wasm_bindgen(unchecked_return_type = "import('./views').Block[]")]
pub fn markdown(text: &str) -> Result<JsValue, JsValue> {
    json(&markup::parse(text))
}

/// The reply while it comes in.
#[wasm_bindgen]
pub struct ChatReply(protocol::ChatReply);

#[wasm_bindgen]
impl ChatReply {
    /// A reply of which status and `Content-Type` are known.
    #[wasm_bindgen(constructor)]
    pub fn new(status: u16, #[wasm_bindgen(js_name = contentType)] content_type: &str) -> Self {
        Self(protocol::ChatReply::new(status, content_type))
    }

    /// Takes the next bytes of the body.
    pub fn push(&mut self, bytes: &[u8]) {
        self.0.push(bytes);
    }

    /// The body is over.
    pub fn end(&mut self) {
        self.0.end();
    }

    /// Whether nothing more is read.
    #[wasm_bindgen(getter, js_name = isOver)]
    pub fn is_over(&self) -> bool {
        self.0.is_over()
    }

    /// The answer so far.
    #[wasm_bindgen(getter)]
    pub fn text(&self) -> String {
        self.0.text().to_owned()
    }

    /// What went wrong, if something did.
    #[wasm_bindgen(getter, unchecked_return_type = "{kind: string, said: string | null} | null")]
    pub fn problem(&self) -> Result<JsValue, JsValue> {
        json(&self.0.problem())
    }
}

fn json(value: &impl Serialize) -> Result<JsValue, JsValue> {
    js_sys::JSON::parse(&serde_json::to_string(value).unwrap_or_default())
}
