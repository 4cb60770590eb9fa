//! What the effects of a step need to know from the browser. It is asked all at once, before the first effect is carried out: each answer
//! comes from another process, and a worker that was just woken would wait for one after the other. Nothing is changed here, so effects
//! keep their order.

use super::{api, http};
use crate::app::{Effect, account_key};
use js_sys::Promise;
use wasm_bindgen::JsValue;

/// Answers that are on their way, by name.
pub(super) struct EarlyReads {
    alarms: Vec<(String, Promise)>,
    permissions: Vec<(String, Promise)>,
}

impl EarlyReads {
    /// Asks for the alarms that the effects set once, and for the permissions that their requests need.
    pub(super) fn begin(effects: &[(u32, Effect)]) -> Self {
        let named = |(account, effect): &(u32, Effect)| match effect {
            Effect::Alarm { name, .. } | Effect::ClearAlarm(name) => {
                Some(account_key(*account, name.as_str()))
            }
            _ => None,
        };
        // An alarm that is changed twice is read when its turn comes: an early answer would no longer be true for the second change.
        let changed: Vec<String> = effects.iter().filter_map(named).collect();
        let alarms = changed.iter().filter(|name| changed.iter().filter(|other| other == name).count() == 1);
        let mut origins: Vec<&str> = Vec::new();
        for (_, effect) in effects {
            if let Effect::Fetch(fetch) = effect
                && !origins.contains(&fetch.origin.as_str())
            {
                origins.push(&fetch.origin);
            }
        }
        Self {
            alarms: alarms.filter_map(|name| Some((name.clone(), api::alarm_get(name).ok()?))).collect(),
            permissions: (origins.into_iter())
                .filter_map(|origin| Some((origin.to_owned(), http::ask_permitted(origin).ok()?)))
                .collect(),
        }
    }

    /// The alarm of this name as the browser has it, undefined for none.
    pub(super) async fn alarm(&self, name: &str) -> Result<JsValue, JsValue> {
        match self.alarms.iter().find(|(known, _)| known == name) {
            Some((_, early)) => api::wait(early.clone()).await,
            None => api::wait(api::alarm_get(name)?).await,
        }
    }

    /// Whether the browser lets us talk to an origin. Known before the request's own task begins, so that nothing stands between that and the
    /// wire.
    pub(super) async fn permitted(&self, origin: &str) -> bool {
        let early = self.permissions.iter().find(|(known, _)| known == origin);
        let answer = match early {
            Some((_, early)) => api::wait(early.clone()).await,
            None => match http::ask_permitted(origin) {
                Ok(asked) => api::wait(asked).await,
                Err(error) => Err(error),
            },
        };
        !answer.is_ok_and(|allowed| allowed == JsValue::FALSE)
    }
}
