use crate::app::effect::{
    AlarmName, AlarmTimes, Answer, DesktopNotification, Effect, Fetch, KeyUse, Navigate, RequestFields,
    ViewKey,
};
use crate::app::state::{DraftTarget, Pending, Revision, State, StoredDraft};
use crate::domain::{LocalizedMessage, Millis, Set};
use crate::protocol;
use crate::protocol::Endpoint;

/// The timeout of a request in milliseconds. It is shorter than the 30 s after which a browser may stop an idle worker.
pub const TIMEOUT: u32 = 20_000;

/// Collects the effects of one step and puts them in order: the state is saved before a request is sent, and a draft is removed after
/// the state that replaces it is saved.
#[derive(Default)]
pub(crate) struct EffectBuilder {
    pub(crate) save: bool,
    pub(crate) save_cache: bool,
    first: Vec<Effect>,
    saved: Vec<Effect>,
    fetches: Vec<Fetch>,
    shows: Set<ViewKey>,
    last: Vec<Effect>,
}

impl EffectBuilder {
    /// Renders a view again.
    pub(crate) fn show(&mut self, view_key: ViewKey) {
        // The results of a search are rows with the same marks.
        if view_key == ViewKey::Feed {
            self.shows.insert(ViewKey::Search);
        }
        // The lists of threads count what is unread of each, and change with receipts and titles.
        if matches!(view_key, ViewKey::Feed | ViewKey::Notifications) {
            self.shows.insert(ViewKey::Lists);
        }
        // The health check tells how many notifications are unread.
        if view_key == ViewKey::Notifications {
            self.shows.insert(ViewKey::Options);
        }
        self.shows.insert(view_key);
    }

    /// Renders every view that depends on the connection.
    pub(crate) fn show_all(&mut self, state: &State) {
        for view_key in [
            ViewKey::Header,
            ViewKey::Feed,
            ViewKey::Notifications,
            ViewKey::Outbox,
            ViewKey::You,
            ViewKey::Options,
            ViewKey::Seed,
            ViewKey::Signup,
        ] {
            self.show(view_key);
        }
        for cached_thread in &state.live.threads {
            self.show(ViewKey::Thread(cached_thread.node.clone()));
        }
    }

    /// Renders every view that shows a draft.
    pub(crate) fn show_draft(&mut self, draft: &str) {
        for view_key in [ViewKey::Outbox, ViewKey::Header, ViewKey::Feed, ViewKey::You] {
            self.show(view_key);
        }
        match DraftTarget::parse(draft) {
            Some(DraftTarget::Reply(node)) => self.show(ViewKey::Thread(node)),
            Some(DraftTarget::Seed) => self.show(ViewKey::Seed),
            None => {}
        }
    }

    /// Stores a draft for the surfaces.
    pub(crate) fn store_draft(&mut self, draft: &str, stored: StoredDraft) {
        self.first.push(Effect::StoreDraft { draft: draft.to_owned(), stored });
    }

    /// Stores a draft unless a surface stored one that is not known yet.
    pub(crate) fn store_draft_if_absent(&mut self, draft: &str, stored: StoredDraft) {
        self.first.push(Effect::StoreDraftIfAbsent { draft: draft.to_owned(), stored });
    }

    /// Removes a revision of a draft after the state is saved.
    pub(crate) fn remove_draft(&mut self, draft: &str, revision: Revision) {
        self.saved.push(Effect::RemoveDraft { draft: draft.to_owned(), revision });
    }

    /// Adds an effect on the key, which is carried out first.
    pub(crate) fn key(&mut self, effect: Effect) {
        self.first.push(effect);
    }

    /// Adds an effect that is carried out after the state is saved.
    pub(crate) fn after_save(&mut self, effect: Effect) {
        self.saved.push(effect);
    }

    /// Answers with a message about what was done.
    pub(crate) fn said(&mut self, token: Option<u32>, said: LocalizedMessage) {
        self.answer(token, Answer { said: Some(said), ..Answer::default() });
    }

    /// Answers with a message about what went wrong.
    pub(crate) fn alert(&mut self, token: Option<u32>, alert: LocalizedMessage) {
        self.answer(token, Answer::failed(alert));
    }

    /// Answers the command with this token, if there is one.
    pub(crate) fn answer(&mut self, token: Option<u32>, answer: Answer) {
        if let Some(token) = token {
            self.last.push(Effect::Answer { token, answer });
        }
    }

    /// Shows a desktop notification.
    pub(crate) fn notify(&mut self, desktop: DesktopNotification) {
        self.last.push(Effect::ShowNotification(desktop));
    }

    /// Opens a panel at a place.
    pub(crate) fn navigate(&mut self, navigate: Navigate) {
        self.last.push(Effect::Navigate(navigate));
    }

    /// Sends a request to the account's origin, with the stored key if the endpoint needs one.
    pub(crate) fn fetch(
        &mut self,
        state: &mut State,
        endpoint: Endpoint,
        fields: &RequestFields,
        pending: Pending,
    ) {
        let key = if endpoint.needs_key() { KeyUse::Kept } else { KeyUse::Without };
        let origin = state.origin().to_owned();
        self.send(state, endpoint, fields, pending, origin, key);
    }

    /// Sends a request without a key to another origin.
    pub(crate) fn fetch_from(
        &mut self,
        state: &mut State,
        origin: &str,
        endpoint: Endpoint,
        fields: &RequestFields,
        pending: Pending,
    ) {
        self.send(state, endpoint, fields, pending, origin.to_owned(), KeyUse::Without);
    }

    /// Verifies a key at an origin with a request that has no fields.
    pub(crate) fn fetch_with(
        &mut self,
        state: &mut State,
        endpoint: Endpoint,
        origin: &str,
        key: KeyUse,
        pending: Pending,
    ) {
        self.send(state, endpoint, &RequestFields::default(), pending, origin.to_owned(), key);
    }

    fn send(
        &mut self,
        state: &mut State,
        endpoint: Endpoint,
        fields: &RequestFields,
        pending: Pending,
        origin: String,
        key: KeyUse,
    ) {
        // The fields are checked before, so an error here is a defect of the extension. The request is left out.
        let Ok(call) = protocol::compose(endpoint, &fields.0) else { return };
        state.next_request += 1;
        let request = state.next_request;
        state.live.pending.insert(request, pending);
        self.fetches.push(Fetch { request, endpoint, call, origin, key, timeout: TIMEOUT });
    }

    /// Returns the effects in the order in which they are carried out.
    pub(crate) fn finish(mut self, state: &State, before: &AlarmTimes, now: Millis) -> Vec<Effect> {
        let after = AlarmTimes::of(state);
        let mut effects = self.first;
        // Alarms are set before the state is saved and cleared after. A worker that dies in between is woken once too often rather than
        // never again.
        let mut clear = Vec::new();
        for (name, old, new) in [
            (AlarmName::Heartbeat, before.heartbeat, after.heartbeat),
            (AlarmName::Reconcile, before.reconcile, after.reconcile),
            (AlarmName::Lock, before.lock, after.lock),
            (AlarmName::Snooze, before.snooze, after.snooze),
        ] {
            if new == 0 {
                if old != 0 {
                    clear.push(Effect::ClearAlarm(name));
                }
            } else if new != old || before.fresh {
                let again = (name == AlarmName::Heartbeat).then(|| state.pace());
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
