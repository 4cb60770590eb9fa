use super::{AlarmName, Answer, Desktop, Effect, Fetch, Goto, KeyUse, Pending, State, Surface};
use crate::model::Set;
use crate::model::{Line, Millis};
use crate::wire::{self, Endpoint};
use serde_json::{Map, Value};

/// Milliseconds after which a request counts as unanswered. Below the 30 s after which a browser may stop an idle worker.
pub const TIMEOUT: u32 = 20_000;

/// What one step wants done. Collected in any order, carried out in one: whatever is saved is saved before anything is
/// sent, and words are removed only after what replaces them is saved.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) save: bool,
    pub(super) save_cache: bool,
    first: Vec<Effect>,
    saved: Vec<Effect>,
    fetches: Vec<Fetch>,
    shows: Set<Surface>,
    last: Vec<Effect>,
}

impl Plan {
    /// Shows a view anew.
    pub(super) fn show(&mut self, surface: Surface) {
        self.shows.insert(surface);
    }

    /// Shows every view that hangs on the connection.
    pub(super) fn show_all(&mut self, state: &State) {
        for surface in [
            Surface::Masthead,
            Surface::Feed,
            Surface::Notices,
            Surface::Outbox,
            Surface::You,
            Surface::Options,
            Surface::Seed,
            Surface::Joining,
        ] {
            self.show(surface);
        }
        for opened in &state.live.threads {
            self.show(Surface::Thread(opened.node.clone()));
        }
    }

    /// Stores words where surfaces find them.
    pub(super) fn store_words(&mut self, draft: &str, words: super::Words) {
        self.first.push(Effect::StoreWords { draft: draft.to_owned(), words });
    }

    /// The same, unless a surface has stored others that we have not heard of yet.
    pub(super) fn keep_words(&mut self, draft: &str, words: super::Words) {
        self.first.push(Effect::KeepWords { draft: draft.to_owned(), words });
    }

    /// Removes words, after everything is saved.
    pub(super) fn remove_words(&mut self, draft: &str, words: super::Words) {
        self.saved.push(Effect::RemoveWords { draft: draft.to_owned(), words });
    }

    /// Does something with the key, before anything else.
    pub(super) fn key(&mut self, effect: Effect) {
        self.first.push(effect);
    }

    /// Does something that only counts once it is written down.
    pub(super) fn after_save(&mut self, effect: Effect) {
        self.saved.push(effect);
    }

    /// Answers with a sentence about what was done.
    pub(super) fn said(&mut self, token: Option<u32>, said: Line) {
        self.answer(token, Answer { said: Some(said), ..Answer::default() });
    }

    /// Answers with a sentence about what went wrong.
    pub(super) fn alert(&mut self, token: Option<u32>, alert: Line) {
        self.answer(token, Answer { alert: Some(alert), ..Answer::default() });
    }

    /// Answers, if anyone waits.
    pub(super) fn answer(&mut self, token: Option<u32>, answer: Answer) {
        if let Some(token) = token {
            self.last.push(Effect::Answer { token, answer });
        }
    }

    /// Shows a desktop notice.
    pub(super) fn notify(&mut self, desktop: Desktop) {
        self.last.push(Effect::Notify(desktop));
    }

    /// Brings a panel to the front.
    pub(super) fn goto(&mut self, goto: Goto) {
        self.last.push(Effect::Goto(goto));
    }

    /// Sends a request with the kept key, or with none where none is needed.
    pub(super) fn fetch(&mut self, state: &mut State, endpoint: Endpoint, fields: &Fields, pending: Pending) {
        let key = if endpoint.needs_key() { KeyUse::Kept } else { KeyUse::Without };
        let origin = state.origin().to_owned();
        self.send(state, endpoint, fields, pending, origin, key);
    }

    /// Sends a request that needs no key to an origin that is not ours yet.
    pub(super) fn fetch_from(
        &mut self,
        state: &mut State,
        origin: &str,
        endpoint: Endpoint,
        fields: &Fields,
        pending: Pending,
    ) {
        self.send(state, endpoint, fields, pending, origin.to_owned(), KeyUse::Without);
    }

    /// Tries a key at an origin by a heartbeat.
    pub(super) fn fetch_with(&mut self, state: &mut State, origin: &str, key: KeyUse, pending: Pending) {
        self.send(state, Endpoint::Heartbeat, &Fields::default(), pending, origin.to_owned(), key);
    }

    fn send(
        &mut self,
        state: &mut State,
        endpoint: Endpoint,
        fields: &Fields,
        pending: Pending,
        origin: String,
        key: KeyUse,
    ) {
        // Every call is made of fields that were checked before, so a problem here is a defect of ours; the request is
        // left out and whoever waits hears nothing worse than silence.
        let Ok(call) = wire::compose(endpoint, &fields.0) else { return };
        state.next_request += 1;
        let request = state.next_request;
        state.live.pending.insert(request, pending);
        self.fetches.push(Fetch { request, endpoint, call, origin, key, timeout: TIMEOUT });
    }

    /// Puts everything in its order.
    pub(super) fn finish(mut self, state: &State, before: &Outlook, now: Millis) -> Vec<Effect> {
        let after = Outlook::of(state);
        let mut effects = self.first;
        // Set before anything is saved, and cleared after: a worker that dies in between is woken once too often, and finds nothing to
        // do, rather than never again.
        let mut clear = Vec::new();
        for (name, old, new) in [
            (AlarmName::Beat, before.beat, after.beat),
            (AlarmName::Settle, before.settle, after.settle),
            (AlarmName::Lock, before.lock, after.lock),
        ] {
            if new == 0 {
                if old != 0 {
                    clear.push(Effect::ClearAlarm(name));
                }
            } else if new != old || before.fresh {
                let again = (name == AlarmName::Beat).then(|| state.pace());
                effects.push(Effect::Alarm { name, at: new.max(now), again });
            }
        }
        if self.save && !state.live.newer {
            effects.push(Effect::Save);
        }
        if self.save_cache {
            effects.push(Effect::SaveCache);
        }
        effects.append(&mut self.saved);
        effects.extend(self.fetches.into_iter().map(Effect::Fetch));
        effects.extend(clear);
        effects.extend(self.shows.into_iter().map(Effect::Show));
        effects.append(&mut self.last);
        effects
    }
}

/// When the next wake-ups are due: what alarms must say after a step.
pub(super) struct Outlook {
    beat: Millis,
    settle: Millis,
    lock: Millis,
    /// The worker has just started and cannot know which alarms exist.
    pub(super) fresh: bool,
}

impl Outlook {
    pub(super) fn of(state: &State) -> Self {
        Self {
            beat: if state.ready() { state.schedule.next_beat } else { 0 },
            settle: state.schedule.settle_at,
            lock: state.lock.locks_at,
            fresh: false,
        }
    }
}

/// Fields of a request, by canonical name.
#[derive(Default)]
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    /// A field that is left out when empty.
    #[must_use]
    pub(super) fn text(mut self, name: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.0.insert(name.to_owned(), Value::from(value));
        }
        self
    }

    /// A number.
    #[must_use]
    pub(super) fn number(mut self, name: &str, value: u32) -> Self {
        self.0.insert(name.to_owned(), Value::from(value));
        self
    }

    /// A list that is left out when empty.
    #[must_use]
    pub(super) fn list<T: Into<Value>>(mut self, name: &str, values: impl IntoIterator<Item = T>) -> Self {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        if !values.is_empty() {
            self.0.insert(name.to_owned(), Value::from(values));
        }
        self
    }

    /// A flag.
    #[must_use]
    pub(super) fn flag(mut self, name: &str, value: bool) -> Self {
        self.0.insert(name.to_owned(), Value::from(value));
        self
    }
}
