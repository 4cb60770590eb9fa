//! Lines become sentences here for what no surface shows: the toolbar and desktop notices.

use super::api;
use crate::domain::{LocalizedMessage, MessageArg, Millis};
use js_sys::{Array, Date, Intl, Object};
use wasm_bindgen::{JsCast, JsValue};

/// A line in the reader's language.
pub(super) fn localize(line: &LocalizedMessage) -> String {
    let arguments = Array::new();
    for arg in &line.args {
        arguments.push(&JsValue::from_str(&argument(arg)));
    }
    api::message(&line.key, &arguments)
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| line.args.first().map(argument).unwrap_or_default())
}

fn argument(arg: &MessageArg) -> String {
    match arg {
        MessageArg::Text(text) => text.clone(),
        MessageArg::Number(number) => number_text(*number),
        MessageArg::At { at } | MessageArg::Ago { ago: at } => clock(*at),
        MessageArg::Span { seconds } => seconds.to_string(),
        MessageArg::Inner(line) => localize(line),
    }
}

fn number_text(number: f64) -> String {
    let format = Intl::NumberFormat::new(&locales(), &Object::new());
    let text = format.format().call1(&JsValue::UNDEFINED, &JsValue::from_f64(number)).ok();
    text.and_then(|text| text.as_string()).unwrap_or_else(|| number.to_string())
}

#[allow(clippy::cast_precision_loss)] // Dates fit a double until the year 287,396.
fn clock(at: Millis) -> String {
    let options = api::object([("timeStyle", JsValue::from_str("short"))]);
    let date = Date::new(&JsValue::from_f64(at as f64));
    date.to_locale_time_string_with_options(&api::language(), &options).into()
}

fn locales() -> Array {
    Array::of1(&JsValue::from_str(&api::language())).unchecked_into()
}
