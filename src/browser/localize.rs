//! Text for what no page shows: the toolbar button and desktop notifications.

use super::worker::Worker;
use crate::domain::{LocalizedMessage, without_reordering};
use wasm_bindgen::JsValue;

/// The text of a message: what `say` of `extension/i18n.js` makes of it, so that the toolbar and the pages agree, without characters that
/// turn its order. Empty before `background.js` handed that function over.
pub(super) fn localize(message: &LocalizedMessage) -> String {
    let Some(say) = Worker::with(|worker| worker.say.clone()) else { return String::new() };
    let message = serde_json::to_string(message).ok().and_then(|json| js_sys::JSON::parse(&json).ok());
    let text = message.and_then(|message| say.call1(&JsValue::UNDEFINED, &message).ok());
    text.and_then(|text| text.as_string()).map(|text| without_reordering(&text)).unwrap_or_default()
}
